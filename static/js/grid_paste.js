// A block or a column copied from Excel, spread over the cells from the focused one on; taken back as a whole.

/** Rows of cells from the clipboard's text: tabs between cells, quotes around a cell that holds a tab or a line break. */
export function readBlock(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < clean.length; at += 1) {
    const letter = clean[at];
    if (quoted) {
      if (letter === '"' && clean[at + 1] === '"') at += 1, cell += '"';
      else if (letter === '"') quoted = false;
      else cell += letter;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === "\t") rows.at(-1).push(cell), (cell = "");
    else if (letter === "\n") rows.at(-1).push(cell), (cell = ""), rows.push([]);
    else cell += letter;
  }
  rows.at(-1).push(cell);
  return rows.map((row) => row.map((value) => value.trim()));
}

const same = (left, right) => left.normalize("NFC").trim().toLowerCase() === right.normalize("NFC").trim().toLowerCase();

/** Write text into a field; false when the field cannot hold it. */
function put(field, text) {
  if (!field || field.readOnly || field.type === "checkbox") return false;
  if (field.matches("select")) {
    const option = [...field.options].find((choice) => same(choice.text, text) || choice.value === text);
    if (!option) return false;
    field.value = option.value;
  } else field.value = text;
  return true;
}

export class Pasting {
  constructor(table, { cellIn, addRow }) {
    Object.assign(this, { table, cellIn, addRow, done: [] });
    table.addEventListener("input", (event) => event.isTrusted && this.closeStep(event.target));
  }

  // After typing in a pasted cell, Ctrl+Z belongs to the typing again.
  closeStep(field) {
    if (this.done.some((step) => step.some((change) => change.field === field))) this.done = [];
  }

  /** Spread the clipboard; null when it is a single value, which the browser pastes better itself. */
  paste(event) {
    const block = readBlock(event.clipboardData.getData("text/plain"));
    if (block.length === 1 && block[0].length === 1) return null;
    event.preventDefault();
    const step = [];
    let left = 0;
    const first = event.target.closest("tr");
    const column = event.target.closest("td, th").cellIndex;
    let row = first;
    for (const values of block) {
      row ??= this.addRow();
      left += this.spread(row, column, values, step);
      row = row ? this.next(row) : null;
    }
    if (step.length) this.done.push(step);
    this.mark(step);
    return { done: step.length, left };
  }

  spread(row, column, values, step) {
    let at = column;
    let left = 0;
    for (const text of values) {
      // Columns that only show something (last year's figure) are stepped over, as the eye does.
      while (row?.cells[at] && !this.cellIn(row, at)) at += 1;
      const field = this.cellIn(row, at);
      const before = field?.value;
      if (put(field, text)) step.push({ field, before });
      else if (text !== "") left += 1;
      at += 1;
    }
    return left;
  }

  next(row) {
    const rows = [...this.table.tBodies].flatMap((body) => [...body.rows]);
    return rows.slice(rows.indexOf(row) + 1).find((each) => each.querySelector("input, select, textarea")) ?? null;
  }

  mark(step) {
    this.table.querySelectorAll(".is-pasted").forEach((cell) => cell.classList.remove("is-pasted"));
    for (const { field } of step) {
      field.closest("td, th").classList.add("is-pasted");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  get canUndo() {
    return this.done.length > 0;
  }

  undo() {
    const step = this.done.pop();
    for (const { field, before } of step) field.value = before;
    this.mark([]);
    for (const { field } of step) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
