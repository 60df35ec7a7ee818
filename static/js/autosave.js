// A draft saves itself: form[data-autosave-url] is posted as a whole shortly after the last key. What cannot be sent stays in this browser.
// The server answers 200 {revision, problems?}, told on by the event draft:saved; 409 {who, at, revision, fields: [{label, theirs}]} when somebody else saved meanwhile;
// 422 {problems} when it refuses the whole. problems: [{label, message, href}].
import { forget, keep, kept, restore, send } from "./drafts.js";
import { clock, csrfToken, dateAndTime, word } from "./words.js";

const WAIT = 1500;
const RETRY = 15000;

/** Told at the top of the form, with a way out: what was typed last time is back. */
function tellRestored(form, draft) {
  const line = document.createElement("p");
  line.className = "message message--info";
  line.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = word("restored", { time: dateAndTime(draft.at) });
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "btn btn-sm btn-secondary ms-auto";
  drop.textContent = word("dropRestored");
  drop.addEventListener("click", () => {
    form.dispatchEvent(new Event("draft:drop"));
    forget(form);
    location.reload();
  });
  line.append(text, drop);
  form.prepend(line);
}

class Draft {
  constructor(form) {
    this.form = form;
    this.timer = 0;
    this.change = 0; // counts edits, so that the answer to an older post does not call newer text saved
    this.stopped = false;
    form.addEventListener("input", () => this.edited());
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("draft:save", () => this.post());
    form.addEventListener("draft:drop", () => this.leave(forget));
    form.querySelector("[data-conflict-keep]")?.addEventListener("click", () => this.keepMine());
    form.querySelector("[data-conflict-theirs]")?.addEventListener("click", () => this.leave(forget));
    window.addEventListener("online", () => this.dirty && this.post());
    window.addEventListener("pagehide", () => this.dirty && keep(form));
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.post());
    const draft = kept(form);
    if (draft) {
      restore(form, draft.fields);
      tellRestored(form, draft);
    }
  }

  get dirty() {
    return this.form.classList.contains("is-dirty");
  }

  say(state, text) {
    const place = this.form.querySelector("[data-autosave-status]");
    if (!place) return;
    place.dataset.state = state;
    place.textContent = text;
  }

  edited() {
    this.change += 1;
    this.form.classList.add("is-dirty");
    if (this.stopped) return void keep(this.form);
    this.say("unsaved", word("unsaved"));
    this.later(WAIT);
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.post(), delay);
  }

  async post() {
    if (this.stopped || this.posting) return;
    clearTimeout(this.timer);
    const { change } = this;
    this.posting = this.deliver(change);
    await this.posting;
    this.posting = null;
    if (!this.stopped && this.change !== change) this.later(WAIT);
  }

  async deliver(change) {
    const { form } = this;
    this.say("saving", word("saving"));
    try {
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body: this.body(),
        headers: { "X-CSRFToken": csrfToken(form), "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
        redirect: "manual",
      });
      await this.answered(answer, change);
    } catch {
      this.failed();
    }
  }

  // A saving on its way ends first: otherwise the page would arrive with a revision that its own saving has made old.
  async submit(event) {
    if (!this.posting) {
      setTimeout(() => event.defaultPrevented || this.leave(send));
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    await this.posting;
    await new Promise((done) => setTimeout(done)); // portal.js unlocks the form that this turn held back
    this.form.dataset.confirmed = "yes"; // it was asked before the submission came here
    this.form.requestSubmit(submitter ?? undefined);
    delete this.form.dataset.confirmed;
  }

  // Files wait for the real submission: sending them again with every key would choke a slow line.
  body() {
    const data = new FormData(this.form);
    for (const field of this.form.querySelectorAll("input[type=file][name]")) data.delete(field.name);
    return data;
  }

  async answered(answer, change) {
    if (answer.status === 409) return this.conflict(await answer.json());
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      keep(this.form);
      return this.say("failed", word("signedOut"));
    }
    if (answer.status === 422) return this.refused(await answer.json());
    if (!answer.ok) return this.failed();
    this.saved(await answer.json(), change);
  }

  refused(data) {
    keep(this.form);
    this.list(data.problems);
    this.say("failed", word("refused"));
  }

  list(problems = []) {
    const place = this.form.querySelector("[data-autosave-problems]");
    if (!place) return;
    place.closest(".form-actions")?.before(place);
    place.hidden = !problems.length;
    place.querySelector("ul").replaceChildren(...problems.map(problemLine));
  }

  saved(data, change) {
    const { revision } = this.form.elements;
    if (revision && data.revision !== undefined) revision.value = data.revision;
    this.list(data.problems);
    this.form.dispatchEvent(new CustomEvent("draft:saved", { detail: data }));
    if (this.change !== change) return;
    if (data.problems?.length) {
      keep(this.form); // what the server could not read exists only here
      return this.say("failed", word("savedPartly", { time: clock() }));
    }
    this.form.classList.remove("is-dirty");
    forget(this.form);
    this.say("saved", word("saved", { time: clock() }));
  }

  failed() {
    this.say("failed", word(keep(this.form) ? "saveFailed" : "saveLost", { time: clock() }));
    this.later(RETRY);
  }

  // Somebody else saved first: their text is shown, ours stays on the page and is not sent until the reader decides.
  conflict(data) {
    const panel = this.form.querySelector("[data-autosave-conflict]");
    keep(this.form);
    this.stopped = true;
    this.theirRevision = data.revision;
    this.say("conflict", "");
    if (!panel) return;
    panel.querySelector("[data-conflict-who]").textContent = [data.who, data.at].filter(Boolean).join(", ");
    panel.querySelector("[data-conflict-list]").replaceChildren(...Object.values(data.fields ?? {}).map(theirLine));
    this.form.prepend(panel);
    panel.hidden = false;
    panel.focus();
    panel.scrollIntoView({ block: "nearest" });
  }

  keepMine() {
    this.stopped = false;
    this.form.querySelector("[data-autosave-conflict]").hidden = true;
    if (this.form.elements.revision) this.form.elements.revision.value = this.theirRevision ?? "";
    this.post();
  }

  leave(what) {
    clearTimeout(this.timer);
    what(this.form);
    this.stopped = true;
    this.form.classList.remove("is-dirty");
  }
}

function theirLine({ label, theirs }) {
  const line = document.createElement("li");
  const name = document.createElement("strong");
  name.textContent = `${label}: `;
  line.append(name, theirs || word("missing"));
  return line;
}

function problemLine({ label, message, href }) {
  const line = document.createElement("li");
  const name = document.createElement(href ? "a" : "span");
  if (href) name.href = href;
  name.textContent = label;
  line.append(name, label ? `: ${message}` : message);
  return line;
}

// form[data-keep] has no draft on the server: leaving is asked about, and what was on its way when the session ended comes back.
function guard(form) {
  form.addEventListener("input", () => form.classList.add("is-dirty"));
  const clean = () => form.classList.remove("is-dirty");
  form.addEventListener("draft:drop", clean);
  form.addEventListener("submit", (event) => setTimeout(() => {
    if (event.defaultPrevented) return;
    send(form);
    clean();
  }));
  window.addEventListener("beforeunload", (event) => form.matches(".is-dirty") && event.preventDefault());
  const draft = kept(form);
  if (!draft) return;
  restore(form, draft.fields);
  tellRestored(form, draft);
}

document.querySelectorAll("form[data-autosave-url]").forEach((form) => new Draft(form));
document.querySelectorAll("form[data-keep]:not([data-autosave-url])").forEach(guard);
