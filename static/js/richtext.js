// The small HTML of composed sections, on the page: what is pasted is cut down to it. The server reads everything again
// (reports/documents/richtext.py); this here only keeps strange looks out of the sheet while somebody writes.

const BLOCKS = new Set(["P", "DIV", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "PRE", "SECTION", "ARTICLE"]);
const KEPT = { STRONG: "strong", B: "strong", EM: "em", I: "em", UL: "ul", OL: "ol", LI: "li", TABLE: "table", CAPTION: "caption",
  THEAD: "thead", TBODY: "tbody", TFOOT: "tfoot", TR: "tr", TH: "th", TD: "td", BR: "br" };
const DROPPED = new Set(["SCRIPT", "STYLE", "TITLE", "META", "LINK", "TEMPLATE", "XML"]);
const CARRIED = ["data-figure", "data-form", "data-width", "data-align", "colspan"];

function carry(from, to) {
  for (const name of CARRIED) if (from.hasAttribute(name)) to.setAttribute(name, from.getAttribute(name));
  return to;
}

function copy(node, into) {
  if (node.nodeType === Node.TEXT_NODE) return void into.append(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName)) return;
  if (node.dataset?.figure) return void into.append(token(node.dataset.figure, node.dataset.form, node.textContent));
  const name = KEPT[node.tagName] ?? (BLOCKS.has(node.tagName) ? "p" : null);
  const place = name ? carry(node, document.createElement(name)) : into;
  for (const child of node.childNodes) copy(child, place);
  if (name) into.append(place);
}

/** Any HTML as nodes of the small HTML. Nothing in it runs: it is parsed in a document of its own and copied. */
export function cleaned(html) {
  const made = document.createDocumentFragment();
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) copy(node, made);
  return made;
}

/** A figure as the text holds it: one piece, not to be typed into. */
export function token(code, form, words) {
  const made = document.createElement("span");
  made.className = "token";
  made.dataset.figure = code;
  made.dataset.form = form;
  made.textContent = words;
  return made;
}

/** The HTML of nodes, for commands that insert text and can be undone. */
export function htmlOf(nodes) {
  const holder = document.createElement("div");
  holder.append(nodes);
  return holder.innerHTML;
}

/** Lines of plain text as paragraphs. */
export function paragraphs(text) {
  const made = document.createDocumentFragment();
  for (const line of text.split(/\r?\n/).filter((line) => line.trim())) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    made.append(paragraph);
  }
  return made;
}
