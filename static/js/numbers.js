// Vietnamese numbers, as kontum04.core.parsing reads them on the server: 1.234 is one thousand two hundred thirty-four.
import { word } from "./words.js";

const MISSING = new Set(["", "-", "–", "—"]);

/** {value, problem}: value null when nothing was reported; problem says what is wrong and what is right. */
export function readNumber(text, { integer = false, min = null, max = null } = {}) {
  const clean = text.normalize("NFC").replace(/[\s\u00a0\u202f]/g, "").replace(/%$/, "");
  if (MISSING.has(clean) || text.trim().toLowerCase() === word("missing")) return { value: null, problem: "" };
  const plain = clean.replace(/^[−-]/, "");
  if (/^\d+\.(\d{1,2}|\d{4,})$/.test(plain)) {
    return { value: null, problem: word("decimalPoint", { text: clean, right: clean.replace(".", ",") }) };
  }
  if (!/^(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/.test(plain)) return { value: null, problem: word("notANumber", { text: text.trim() }) };
  const size = Number(plain.replaceAll(".", "").replace(",", "."));
  const value = plain === clean ? size : -size;
  if (integer && !Number.isInteger(value)) return { value, problem: word("notWhole") };
  if (min !== null && value < min) return { value, problem: word("tooSmall", { limit: writeNumber(min) }) };
  if (max !== null && value > max) return { value, problem: word("tooBig", { limit: writeNumber(max) }) };
  return { value, problem: "" };
}

/** 4800 → "4.800", 5.6 → "5,6". */
export function writeNumber(value, decimals) {
  return value.toLocaleString("vi-VN", { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 6 });
}
