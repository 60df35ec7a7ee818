// One piece of rich text that is being written: the browser's own editing, kept to paragraphs, bold, italic, lists, a table and live figures.
import { cleaned, htmlOf, paragraphs, token } from "./richtext.js";

const run = (name, value) => document.execCommand(name, false, value); // keeps the browser's own undo, which no replacement does

export class Editor {
  constructor(body, changed) {
    this.body = body;
    this.changed = changed;
    this.range = null;
    body.addEventListener("input", () => this.settle());
    body.addEventListener("paste", (event) => this.paste(event));
    body.addEventListener("drop", (event) => this.writing && event.preventDefault());
    body.addEventListener("keydown", (event) => this.key(event));
    body.addEventListener("click", (event) => this.writing && event.target.closest("a") && event.preventDefault());
  }

  get writing() {
    return this.body.isContentEditable;
  }

  open() {
    run("defaultParagraphSeparator", "p");
    run("styleWithCSS", false);
    for (const figure of this.body.querySelectorAll("[data-figure]")) figure.replaceWith(token(figure.dataset.figure, figure.dataset.form, figure.textContent));
    if (!this.body.firstElementChild) this.body.append(this.emptyParagraph());
    this.body.contentEditable = "true";
    this.body.setAttribute("role", "textbox");
    this.body.setAttribute("aria-multiline", "true");
    this.body.setAttribute("aria-label", this.body.dataset.label);
    this.seal();
    this.body.focus();
  }

  close() {
    this.body.contentEditable = "false";
    for (const name of ["role", "aria-multiline", "aria-label"]) this.body.removeAttribute(name);
  }

  emptyParagraph() {
    const paragraph = document.createElement("p");
    paragraph.append(document.createElement("br"));
    return paragraph;
  }

  /** Figures are one piece: the cursor goes around them, deleting takes them whole. */
  seal() {
    for (const figure of this.body.querySelectorAll("[data-figure]")) figure.contentEditable = "false";
  }

  settle() {
    this.seal();
    if (!this.body.firstElementChild && !this.body.textContent) this.body.append(this.emptyParagraph());
    this.changed();
  }

  tell() {
    this.body.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // --- Where the cursor is ---

  keepRange() {
    const selection = document.getSelection();
    if (selection.rangeCount && this.body.contains(selection.anchorNode)) this.range = selection.getRangeAt(0).cloneRange();
  }

  restoreRange() {
    this.body.focus();
    if (!this.range) return;
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(this.range);
  }

  at(selector) {
    const node = document.getSelection().anchorNode;
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const found = element?.closest?.(selector);
    return found && this.body.contains(found) && found !== this.body ? found : null;
  }

  goTo(element) {
    const selection = document.getSelection();
    selection.selectAllChildren(element);
    selection.collapseToEnd();
  }

  // --- Commands ---

  command(name) {
    if (this.at("td, th") && ["bold", "italic", "table", "insertUnorderedList", "insertOrderedList", "paragraph"].includes(name)) return;
    if (name === "table") this.insertTable();
    else if (name in TABLE) this.changeTable(name);
    else if (name === "paragraph") this.plainParagraph();
    else run(name);
    this.settle();
  }

  plainParagraph() {
    const list = this.at("ul, ol");
    if (list) run(list.tagName === "OL" ? "insertOrderedList" : "insertUnorderedList");
    run("formatBlock", "p");
  }

  insertFigure(code, form, words) {
    this.restoreRange();
    run("insertHTML", `${htmlOf(token(code, form, words))}&nbsp;`);
    this.settle();
  }

  // --- Tables ---

  insertTable() {
    const table = document.createElement("table");
    const [head, body] = [table.createTHead(), table.createTBody()];
    const first = head.insertRow();
    for (let i = 0; i < 3; i += 1) first.append(document.createElement("th"));
    for (let line = 0; line < 2; line += 1) for (let i = 0, row = body.insertRow(); i < 3; i += 1) row.insertCell();
    const block = [...this.body.children].find((child) => child.contains(document.getSelection().anchorNode));
    if (block) block.after(table);
    else this.body.append(table);
    if (!table.nextElementSibling) table.after(this.emptyParagraph());
    this.goTo(first.cells[0]);
    this.tell();
  }

  changeTable(name) {
    const cell = this.at("td, th");
    if (!cell) return;
    TABLE[name](cell.closest("table"), cell.parentElement, cell.cellIndex);
    this.tell();
  }

  // --- Keys and the clipboard ---

  key(event) {
    const cell = this.writing && this.at("td, th");
    if (!cell) return;
    if (event.key === "Enter") event.preventDefault(); // a cell is one line
    if (event.key !== "Tab") return;
    const cells = [...cell.closest("table").querySelectorAll("th, td")];
    const next = cells[cells.indexOf(cell) + (event.shiftKey ? -1 : 1)];
    if (!next) return; // from the last cell the key leaves the table
    event.preventDefault();
    this.goTo(next);
  }

  paste(event) {
    if (!this.writing) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    const html = event.clipboardData.getData("text/html");
    if (this.at("td, th") || (!html && !text.includes("\n"))) run("insertText", text.replace(/\s+/g, " "));
    else run("insertHTML", htmlOf(html ? cleaned(html) : paragraphs(text)));
    this.settle();
  }
}

const bodyRows = (table) => [...table.tBodies].flatMap((part) => [...part.rows]);

const TABLE = {
  addRow(table, row) {
    const inBody = row.closest("tbody") ? row : null;
    const made = document.createElement("tr");
    for (let i = 0; i < row.cells.length; i += 1) made.insertCell();
    if (inBody) inBody.after(made);
    else table.tBodies[0].prepend(made);
  },
  addColumn(table, _row, index) {
    for (const row of table.rows) row.cells[index]?.after(document.createElement(row.cells[index].tagName.toLowerCase()));
  },
  dropRow(table, row) {
    if (row.closest("tbody") && bodyRows(table).length > 1) row.remove();
    else if (!row.closest("thead")) table.remove();
  },
  dropColumn(table, row, index) {
    if (row.cells.length === 1) return void table.remove();
    for (const line of [...table.rows]) line.cells[index]?.remove();
  },
};
