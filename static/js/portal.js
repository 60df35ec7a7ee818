// What every page can do: keys, menus, confirmation, one submission per press. Hooks are data attributes; a page without them is untouched.
import { csrfToken, word } from "./words.js";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

// "/" goes to the search box; Ctrl+S saves the form marked data-save; Escape closes an open menu.
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    const search = document.querySelector("[data-search]");
    if (search?.offsetParent) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    const form = document.querySelector("form[data-save]");
    if (form) {
      event.preventDefault();
      // A draft is saved where it stands: its submit button would file it.
      if (form.dataset.autosaveUrl) form.dispatchEvent(new Event("draft:save"));
      else form.requestSubmit(form.querySelector("[data-save-button]") ?? undefined);
    }
  }
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// data-confirm="question" on a button or a form: asked in a <dialog>, not in a browser box.
function ask(question, title, onYes) {
  const dialog = document.getElementById("confirm-dialog");
  dialog.querySelector("[data-dialog-text]").textContent = question;
  if (title) dialog.querySelector("[data-dialog-ok]").textContent = title;
  const answer = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    dialog.close();
    if (button.value === "ok") onYes();
  };
  dialog.addEventListener("click", answer);
  dialog.addEventListener("close", () => dialog.removeEventListener("click", answer), { once: true });
  dialog.showModal();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !form.dataset.confirmed) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    ask(question, submitter?.dataset.confirmLabel ?? submitter?.textContent.trim(), () => {
      form.dataset.confirmed = "yes";
      form.requestSubmit(submitter ?? undefined);
      delete form.dataset.confirmed;
    });
    return;
  }
  const token = form.elements.csrfmiddlewaretoken;
  if (token) token.value = csrfToken(form);
  if ("once" in form.dataset) lock(event);
}, true);

// data-once: the second press of an impatient hand is swallowed here; the server guards the rest.
function lock(event) {
  const form = event.target;
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = "yes";
  // After this turn of the event loop, so that the pressed button's own name and value are still sent.
  setTimeout(() => {
    if (event.defaultPrevented) return void delete form.dataset.sending;
    for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
      button.setAttribute("aria-disabled", "true");
      button.classList.add("is-sending");
    }
    if (event.submitter) event.submitter.dataset.label = event.submitter.innerHTML;
    if (event.submitter) event.submitter.textContent = word("sending");
  });
}

function unlock(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll(".is-sending")) {
    button.removeAttribute("aria-disabled");
    button.classList.remove("is-sending");
    if (button.dataset.label) button.innerHTML = button.dataset.label;
    delete button.dataset.label;
  }
}

// Coming back with the browser's own button shows the page as it was left, locked: open it again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-once]").forEach(unlock);
});

// A summary of problems is read first; a link in it goes to the field itself.
document.querySelector("[data-focus]")?.focus();

// data-check-all="name": one box for the whole column.
document.addEventListener("change", (event) => {
  const { checkAll } = event.target.dataset ?? {};
  if (!checkAll) return;
  for (const box of document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(checkAll)}"]`)) {
    box.checked = event.target.checked;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

// A filter applies as soon as a choice is made; text waits for Enter or the button.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filter]");
  if (form && event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
});

// Empty filters stay out of the address, so that it can be read and passed on.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("form[data-filter]")) return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});
