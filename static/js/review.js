// From one report to the next by one key: J or → for the next, K or ← for the one before. Never while typing.
const KEYS = { j: "next", ArrowRight: "next", k: "previous", ArrowLeft: "previous" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  // Arrows scroll a wide table that has the focus, and move the cursor in a field.
  if (event.target.closest("input, textarea, select, summary, [contenteditable], .table-scroll")) return;
  const step = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
  const link = step && document.querySelector(`a[data-${step}]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
