// Numbers of an entry grid: what is wrong stands under the cell, doubts apart from errors; totals follow every key.
// A cell: data-number ("integer" or "decimal"), data-min, data-max, data-last (last year's number), data-warn-percent (doubt beyond this change).
// A total: data-total-of="column" (its own column), "row" (its own row) or a key found in the cells' data-sum.
import { readNumber, writeNumber } from "./numbers.js";
import { word } from "./words.js";

const limit = (text) => (text === undefined || text === "" ? null : Number(text));

const read = (field) => readNumber(field.value, {
  integer: field.dataset.number === "integer",
  min: limit(field.dataset.min),
  max: limit(field.dataset.max),
});

function doubt(field, value) {
  const last = limit(field.dataset.last);
  const percent = limit(field.dataset.warnPercent);
  if (value === null || !last || percent === null) return "";
  return Math.abs(value - last) > (Math.abs(last) * percent) / 100 ? word("farFromLast", { last: writeNumber(last) }) : "";
}

/** Show text at the cell as an error or a doubt; an empty text clears both. What the server wrote there stays until the cell is changed. */
function note(field, kind, text) {
  const cell = field.closest("td, th");
  let line = cell.querySelector(".cell-note");
  cell.classList.toggle("is-invalid", kind === "error");
  cell.classList.toggle("is-warning", kind === "doubt");
  if (kind === "error") field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  if (!text) {
    line?.remove();
    field.removeAttribute("aria-describedby");
    return;
  }
  if (!line) {
    line = document.createElement("span");
    line.className = "cell-note";
    line.id = `note-${field.id || field.name}`;
    cell.append(line);
  }
  line.textContent = text;
  field.setAttribute("aria-describedby", line.id);
}

/** Check one cell; with tidy, write a good number the Vietnamese way. Return whether it is right. */
export function checkCell(field, { tidy = false } = {}) {
  if (!("number" in field.dataset)) return true;
  if (field.closest("td, th").querySelector(".cell-note") && field.value === field.defaultValue) return !field.hasAttribute("aria-invalid");
  const { value, problem } = read(field);
  if (problem) {
    note(field, "error", problem);
    return false;
  }
  const text = doubt(field, value);
  note(field, text ? "doubt" : "", text);
  if (tidy && value !== null && field.value !== field.defaultValue) field.value = writeNumber(value);
  return true;
}

/** Check every cell of a grid. */
export function checkGrid(table) {
  table.querySelectorAll("[data-number]").forEach((field) => checkCell(field));
}

function list(table, kind, label) {
  const cells = [...table.querySelectorAll(`.${kind}:has(.cell-note)`)];
  if (!cells.length) return [];
  const part = document.createElement("details");
  part.innerHTML = "<summary></summary><ul></ul>";
  part.className = kind === "is-invalid" ? "grid-status__wrong" : "grid-status__doubt";
  part.open = kind === "is-invalid";
  part.firstChild.textContent = word(label, { count: cells.length });
  for (const cell of cells) {
    const field = cell.querySelector("input, select, textarea");
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.textContent = field.getAttribute("aria-label") ?? field.name;
    const line = document.createElement("li");
    line.append(link, `: ${cell.querySelector(".cell-note").textContent}`);
    part.lastChild.append(line);
  }
  return [part];
}

/** What is wrong and what is doubtful, each a list of links to the cells. */
export function listProblems(table) {
  return [...list(table, "is-invalid", "gridProblems"), ...list(table, "is-warning", "gridDoubts")];
}

const removed = (field) => field.closest("tr")?.querySelector('[name$="-DELETE"]:checked');

function sources(place, root) {
  const key = place.dataset.totalOf;
  const table = place.closest("table");
  const cell = place.closest("td, th");
  if (key === "row") return [...cell.parentElement.querySelectorAll("[data-number]")];
  if (key === "column") {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    return rows.map((row) => row.cells[cell.cellIndex]?.querySelector("[data-number]")).filter(Boolean);
  }
  return [...root.querySelectorAll(`[data-sum~="${CSS.escape(key)}"]`)];
}

/** Write every total under root. Missing is not zero: nothing reported gives no total, some missing is said beside it. */
export function showTotals(root) {
  for (const place of root.querySelectorAll("[data-total-of]")) {
    const fields = sources(place, root).filter((field) => !removed(field));
    const values = fields.map((field) => read(field).value).filter((value) => value !== null);
    const gone = fields.length - values.length;
    // Sums of decimals are rounded to what was typed: 0,1 + 0,2 must read 0,3.
    const sum = Math.round(values.reduce((total, value) => total + value, 0) * 1e6) / 1e6;
    place.textContent = values.length ? writeNumber(sum) : "–";
    place.title = values.length ? (gone ? word("someMissing", { count: gone }) : "") : word("missing");
    if (values.length && gone && "showMissing" in place.dataset) place.append(` (${word("someMissing", { count: gone })})`);
  }
}
