// The session ends at a fixed time: say so five minutes before, and keep what is being typed.
import { keep } from "./drafts.js";
import { clock, word } from "./words.js";

const WARN_SECONDS = 5 * 60;
const seconds = Number(document.body.dataset.sessionSeconds);
const dialog = document.getElementById("session-dialog");

if (seconds > 0 && dialog) {
  let end = new Date(Date.now() + seconds * 1000);
  let warned = false;
  // Signing in again in another tab moves the end for this one too.
  const shared = `session-end:${document.body.dataset.user}`;
  localStorage.setItem(shared, end.getTime());
  window.addEventListener("storage", (event) => {
    if (event.key !== shared || !event.newValue) return;
    end = new Date(Number(event.newValue));
    warned = false;
    dialog.close();
  });
  const say = () => {
    const minutes = Math.ceil((end - Date.now()) / 60000);
    const over = minutes <= 0;
    dialog.querySelector("[data-session-text]").textContent = over
      ? word("sessionOver", { time: clock(end) })
      : word("sessionLeft", { minutes, time: clock(end) });
  };
  const warn = () => {
    document.querySelectorAll("form[data-keep], form[data-autosave-url]").forEach((form) => form.matches(".is-dirty") && keep(form));
    say();
    if (!dialog.open) dialog.showModal();
  };
  // A sleeping laptop stops timers, so the clock is looked at rather than waited for.
  setInterval(() => {
    if (!warned && Date.now() > end - WARN_SECONDS * 1000) {
      warned = true;
      warn();
    } else if (dialog.open) say();
  }, 15000);
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("button, a")) dialog.close();
  });
}
