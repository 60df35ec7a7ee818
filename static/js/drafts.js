// Text that has not reached the server, kept in this browser until it has. One drawer per person, page and form.

const LIFE = 14 * 24 * 3600 * 1000; // two weeks: longer than any reporting round lasts
const SENT = "draft-sent"; // the drawer of a form on its way to the server, in this tab

function drawer(form) {
  const forms = [...document.forms];
  return `draft:${document.body.dataset.user ?? ""}:${location.pathname}:${form.id || forms.indexOf(form)}`;
}

/** The fields worth keeping, as [name, value] pairs; never a password, a file or a token. */
function fieldsOf(form) {
  const skip = [...form.elements].filter((field) => ["password", "file"].includes(field.type)).map((field) => field.name);
  return [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && !skip.includes(name),
  );
}

/** Keep what the form holds; false when the browser's storage is full or forbidden, so that nothing is promised. */
export function keep(form) {
  try {
    localStorage.setItem(drawer(form), JSON.stringify({ at: Date.now(), fields: fieldsOf(form) }));
    return true;
  } catch {
    return false;
  }
}

export function forget(form) {
  localStorage.removeItem(drawer(form));
}

/** Keep the form while it travels; the next page decides (see settle). */
export function send(form) {
  if (keep(form)) sessionStorage.setItem(SENT, drawer(form));
}

/** What was kept for this form, or null: {at: Date, fields}. */
export function kept(form) {
  try {
    const found = JSON.parse(localStorage.getItem(drawer(form)));
    return found && Date.now() - found.at < LIFE ? { at: new Date(found.at), fields: found.fields } : null;
  } catch {
    return null;
  }
}

/**
 * Put fields back into the form. The revision comes back too: if somebody saved after this text was typed,
 * the server must notice. Rows that the page does not have yet are asked of grid.js first.
 */
export function restore(form, fields) {
  for (const [name, total] of fields) {
    if (name.endsWith("-TOTAL_FORMS")) form.dispatchEvent(new CustomEvent("grid:grow", { detail: { name, total: Number(total) } }));
  }
  const values = Map.groupBy ? Map.groupBy(fields, ([name]) => name) : group(fields);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || ["file", "password", "submit"].includes(field.type)) continue;
    const texts = (values.get(field.name) ?? []).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = texts.includes(field.value);
    else if (field.type === "select-multiple") for (const option of field.options) option.selected = texts.includes(option.value);
    else if (texts.length === 1) [field.value] = texts;
    else continue;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function group(fields) {
  const values = new Map();
  for (const pair of fields) values.set(pair[0], [...(values.get(pair[0]) ?? []), pair]);
  return values;
}

/** An ordinary page after a submission means that it arrived; the sign-in page or an error page means that it did not. */
function settle() {
  const sent = sessionStorage.getItem(SENT);
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  const arrived = document.body.classList.contains("has-nav") && !document.querySelector("[data-error-page]");
  if (arrived) localStorage.removeItem(sent);
}

// Signing out on a shared machine leaves nothing behind.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-clear-drafts]")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
});

settle();
