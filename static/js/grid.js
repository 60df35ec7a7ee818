// Entry as in a spreadsheet: any <table data-grid> of inputs. Arrows and Enter move, a block from Excel spreads over the cells, Ctrl+Z takes it back.
// Cells with data-number are checked as they are left; [data-total-of] shows live totals. See grid_check.js for both.
import { checkCell, checkGrid, listProblems, showTotals } from "./grid_check.js";
import { Pasting } from "./grid_paste.js";
import { word } from "./words.js";

const CELL = "input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)";

const cellIn = (row, column) => row?.cells[column]?.querySelector(CELL) ?? null;

/** The nearest enterable cell of the same column, above (-1) or below (1). */
function vertical(field, step) {
  const column = field.closest("td, th").cellIndex;
  const rows = [...field.closest("table").tBodies].flatMap((body) => [...body.rows]);
  for (let at = rows.indexOf(field.closest("tr")) + step; rows[at]; at += step) {
    const cell = cellIn(rows[at], column);
    if (cell) return cell;
  }
  return null;
}

function horizontal(field, step) {
  const row = field.closest("tr");
  for (let at = field.closest("td, th").cellIndex + step; row.cells[at]; at += step) {
    const cell = cellIn(row, at);
    if (cell) return cell;
  }
  return null;
}

const allSelected = (field) => field.selectionStart === 0 && field.selectionEnd === field.value.length;
const atStart = (field) => allSelected(field) || (field.selectionStart === 0 && field.selectionEnd === 0);
const atEnd = (field) => allSelected(field) || field.selectionStart === field.value.length;

/** Which way a key moves, or null when the key belongs to the field itself. */
function move(event) {
  const field = event.target;
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return null;
  const text = field.matches("input[type=text], input:not([type]), input[inputmode]");
  const long = field.matches("textarea");
  if (event.key === "Enter" && !long) return vertical(field, event.shiftKey ? -1 : 1);
  if (event.shiftKey || field.matches("select") || long) return null;
  if (event.key === "ArrowDown") return vertical(field, 1);
  if (event.key === "ArrowUp") return vertical(field, -1);
  if (event.key === "ArrowLeft" && (!text || atStart(field))) return horizontal(field, -1);
  if (event.key === "ArrowRight" && (!text || atEnd(field))) return horizontal(field, 1);
  return null;
}

/** A new row from <template data-grid-row>, its __prefix__ numbered as Django's formset expects. */
function addRow(table) {
  const template = table.querySelector("template[data-grid-row]");
  const total = table.closest("form")?.elements[`${table.dataset.gridPrefix}-TOTAL_FORMS`];
  if (!template || !total) return null;
  const limit = Number(table.closest("form").elements[`${table.dataset.gridPrefix}-MAX_NUM_FORMS`]?.value ?? 1000);
  if (Number(total.value) >= limit) return null;
  const holder = document.createElement("tbody");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  const row = holder.querySelector("tr");
  for (const field of row.querySelectorAll("[data-row-key]")) field.value ||= rowKey();
  table.tBodies[table.tBodies.length - 1].append(row);
  return row;
}

/** A name of its own for a new row, so that a draft sent twice makes one row. (randomUUID is missing on plain http.) */
function rowKey() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function statusLine(table) {
  const found = table.closest("form")?.querySelector("[data-grid-status]");
  if (found) return found;
  const line = document.createElement("div");
  line.className = "grid-status";
  (table.closest(".table-scroll") ?? table).after(line);
  return line;
}

function start(table) {
  const status = statusLine(table);
  const pasting = new Pasting(table, { cellIn, addRow: () => addRow(table) });
  const form = table.closest("form");
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  const recount = (text = "") => {
    checkGrid(table);
    showTotals(form ?? table);
    told.textContent = text;
    status.replaceChildren(told, ...listProblems(table));
  };

  table.addEventListener("keydown", (event) => {
    if (!event.target.matches(CELL)) return;
    if (event.key === "Escape" && "before" in event.target.dataset) {
      event.target.value = event.target.dataset.before;
      return;
    }
    if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && pasting.canUndo) {
      event.preventDefault();
      pasting.undo();
      recount(word("undone"));
      return;
    }
    const next = move(event);
    if (next) {
      event.preventDefault();
      next.focus();
    } else if (event.key === "Enter" && event.target.matches("input")) event.preventDefault(); // the last row: stay, do not submit
  });

  table.addEventListener("focusin", (event) => {
    if (!event.target.matches(CELL)) return;
    event.target.dataset.before = event.target.value ?? "";
    event.target.select?.();
  });

  table.addEventListener("focusout", (event) => {
    if (!event.target.matches(CELL)) return;
    checkCell(event.target, { tidy: true });
    recount(told.textContent);
  });

  table.addEventListener("input", () => showTotals(form ?? table));

  table.addEventListener("paste", (event) => {
    const result = event.target.matches(CELL) ? pasting.paste(event) : null;
    if (!result) return;
    recount([word("pasted", { count: result.done }), result.left ? word("pasteCut", { count: result.left }) : ""].join(" ").trim());
  });

  form?.addEventListener("grid:grow", ({ detail }) => {
    if (detail.name !== `${table.dataset.gridPrefix}-TOTAL_FORMS`) return;
    const total = form.elements[detail.name];
    while (Number(total.value) < detail.total && addRow(table));
  });

  document.querySelector(`[data-grid-more="${table.dataset.gridPrefix}"]`)?.addEventListener("click", () => {
    addRow(table)?.querySelector(CELL)?.focus();
  });

  recount();
}

document.querySelectorAll("table[data-grid]").forEach(start);
