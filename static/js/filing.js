// The page of a plan or report: after each saving, what is worth a second look is told anew. See autosave.js for the saving itself.

function doubtLine({ label, message, href }) {
  const line = document.createElement("li");
  const name = document.createElement(href ? "a" : "span");
  if (href) name.href = href;
  name.textContent = label;
  line.append(name, `: ${message}`);
  return line;
}

document.querySelector("form[data-autosave-url]")?.addEventListener("draft:saved", ({ detail }) => {
  const place = document.querySelector("[data-doubts]");
  const doubts = detail.doubts ?? [];
  place.hidden = !doubts.length;
  place.querySelector("[data-doubts-count]").textContent = doubts.length;
  place.querySelector("ul").replaceChildren(...doubts.map(doubtLine));
});
