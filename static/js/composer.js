// The composer's page: one section at a time is written on the sheet itself; autosave.js stores it. See editor.js for the writing.
import { Editor } from "./editor.js";
import { cleaned } from "./richtext.js";

const tools = document.querySelector("[data-toolbar]");
const dialog = document.getElementById("figure-dialog");
let active = null;

class Part {
  constructor(section) {
    this.section = section;
    this.form = section.querySelector("form[data-autosave-url]");
    this.field = this.form.elements.body;
    this.body = this.form.querySelector("[data-body]");
    this.button = section.querySelector("[data-edit]");
    this.editor = new Editor(this.body, () => this.sync());
    this.stored = null;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.open());
    this.form.querySelector("[data-finish]").addEventListener("click", () => this.finish());
    this.form.addEventListener("draft:saved", ({ detail }) => this.saved(detail));
    this.form.addEventListener("keydown", (event) => event.key === "Escape" && this.finish());
    this.form.addEventListener("submit", (event) => this.store(event), true);
    if (this.field.value !== this.field.defaultValue) this.restore();
  }

  // Enter in the heading would leave the page: it saves instead.
  store(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.form.dispatchEvent(new Event("draft:save"));
  }

  // What autosave.js brought back from the last time stands in the field.
  restore() {
    this.body.replaceChildren(cleaned(this.field.value));
    this.open();
  }

  sync() {
    this.field.value = this.body.innerHTML;
  }

  open() {
    if (active && active !== this) active.finish();
    active = this;
    this.section.classList.add("is-writing");
    this.form.dataset.save = "";
    for (const place of this.form.querySelectorAll("[data-title], [data-saved]")) place.hidden = false;
    this.form.querySelector("[data-toolbar-place]").append(tools);
    tools.hidden = false;
    this.button.hidden = true;
    this.editor.open();
  }

  finish() {
    if (active !== this) return;
    active = null;
    this.editor.close();
    this.section.classList.remove("is-writing");
    delete this.form.dataset.save;
    tools.hidden = true;
    this.form.querySelector("[data-title]").hidden = true;
    this.button.hidden = false;
    this.button.focus();
    if (this.dirty) this.form.dispatchEvent(new Event("draft:save"));
    else this.show();
  }

  get dirty() {
    return this.form.classList.contains("is-dirty");
  }

  saved({ html }) {
    this.stored = html;
    setTimeout(() => this.show()); // autosave.js first decides whether newer text waits
  }

  /** Outside the writing the sheet shows what is stored, figures as links again. */
  show() {
    if (active === this || this.dirty || this.stored === null) return;
    this.body.replaceChildren(cleaned(this.stored));
    for (const figure of this.body.querySelectorAll("[data-figure]")) linked(figure);
    const heading = this.section.querySelector(".part__heading");
    if (heading && !heading.textContent.endsWith(this.form.elements.heading.value)) heading.textContent = this.form.elements.heading.value;
  }
}

function linked(figure) {
  const known = dialog.querySelector(`[data-insert][data-figure="${CSS.escape(figure.dataset.figure)}"]`);
  if (!known) return;
  const link = document.createElement("a");
  link.className = "token";
  link.href = known.dataset.href;
  Object.assign(link.dataset, figure.dataset);
  link.textContent = figure.textContent;
  figure.replaceWith(link);
}

const parts = [...document.querySelectorAll("[data-part]")].map((section) => new Part(section));

// --- Tools ---

tools.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault()); // the cursor stays in the text
tools.addEventListener("click", (event) => {
  const name = event.target.closest("[data-command]")?.dataset.command;
  if (!name || !active) return;
  if (name === "figure") return openFigures();
  if (document.activeElement !== active.body) active.editor.restoreRange();
  active.editor.command(name);
});

document.addEventListener("selectionchange", () => {
  if (!active || document.activeElement !== active.body) return;
  active.editor.keepRange();
  const inCell = Boolean(active.editor.at("td, th"));
  tools.querySelector("[data-table-tools]").hidden = !inCell;
  for (const button of tools.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", !inCell && document.queryCommandState(button.dataset.command));
});

// --- Figures ---

function openFigures() {
  active.editor.keepRange();
  dialog.showModal();
  dialog.querySelector("[data-figure-search]").select();
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

dialog.addEventListener("input", (event) => {
  const words = folded(event.target.value).split(/\s+/).filter(Boolean);
  for (const line of dialog.querySelectorAll("[data-words]")) line.hidden = !words.every((word) => folded(line.dataset.words).includes(word));
});

dialog.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  dialog.close();
  if ("insert" in button.dataset) active.editor.insertFigure(button.dataset.figure, button.dataset.form, button.textContent);
  else active.editor.restoreRange();
});

// --- Nothing typed is left behind: what is still on its way is stored before another form goes off ---

document.addEventListener("submit", async (event) => {
  const { target, submitter } = event;
  const waiting = parts.filter((part) => part.dirty);
  if (!waiting.length || target.dataset.flushed || parts.some(({ form }) => form === target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const saved = waiting.map(({ form }) => new Promise((done) => { form.addEventListener("draft:saved", done, { once: true }); }));
  for (const { form } of waiting) form.dispatchEvent(new Event("draft:save"));
  await Promise.all(saved);
  await new Promise((done) => { setTimeout(done); });
  Object.assign(target.dataset, { flushed: "yes", confirmed: "yes" });
  target.requestSubmit(submitter ?? undefined);
}, true);
