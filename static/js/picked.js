// How many boxes of a form are ticked: shown beside its buttons, so that nobody decides about more than he thinks.
import { writeNumber } from "./numbers.js";

for (const form of document.querySelectorAll("form[data-picked]")) {
  const count = form.querySelector("[data-picked-count]");
  const update = () => {
    const ticked = form.querySelectorAll('tbody input[type="checkbox"]:checked').length;
    if (count) count.textContent = writeNumber(ticked);
  };
  form.addEventListener("input", update);
  window.addEventListener("pageshow", update);
}
