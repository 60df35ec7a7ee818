/* The map of communes: the arrow keys lead to the next commune in that direction, hover and focus say name and value.
   Without this module every commune is still a link that Tab reaches and a title that the pointer shows. */

const AHEAD = {
  ArrowLeft: ([x, y]) => [-x, y],
  ArrowRight: ([x, y]) => [x, y],
  ArrowUp: ([x, y]) => [-y, x],
  ArrowDown: ([x, y]) => [y, x],
};

for (const map of document.querySelectorAll("[data-map]")) {
  const places = [...map.querySelectorAll("[data-map-place]")];
  const said = map.querySelector("[data-map-said]");
  const ring = map.querySelector("[data-map-ring]");

  map.addEventListener("keydown", (event) => {
    const from = event.target.closest("[data-map-place]");
    if (!from || !AHEAD[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = nearest(places, from, AHEAD[event.key]);
    event.preventDefault();
    if (next) next.focus();
  });
  for (const name of ["focusin", "mouseover"]) map.addEventListener(name, (event) => show(event.target.closest("[data-map-place]")));
  for (const name of ["focusout", "mouseleave"]) map.addEventListener(name, () => show(null));

  function show(place) {
    const shown = place ?? map.querySelector("[data-map-place]:focus");
    said.textContent = shown ? (shown.dataset.said ?? shown.getAttribute("aria-label")) : "";
    ring?.setAttribute("d", shown?.querySelector("path")?.getAttribute("d") ?? "");
  }
}

/** The place that lies ahead and least to the side: a step aside costs twice a step ahead. */
function nearest(places, from, turned) {
  const [startX, startY] = middle(from);
  let best = null;
  let least = Infinity;
  for (const place of places) {
    const [x, y] = middle(place);
    const [ahead, aside] = turned([x - startX, y - startY]);
    const cost = ahead + 2 * Math.abs(aside);
    if (place !== from && ahead > 1 && cost < least) [best, least] = [place, cost];
  }
  return best;
}

function middle(place) {
  const box = place.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}
