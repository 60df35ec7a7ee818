// Words, time and the CSRF token: what several scripts need. The words themselves stand in components/dialogs.html.

/** The text `name` of #words with its {placeholders} filled in. */
export function word(name, values = {}) {
  const text = document.getElementById("words")?.dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

const HERE = { timeZone: "Asia/Ho_Chi_Minh" }; // the portal's clock, whatever the machine's

/** "14:05", now or at the given moment. */
export function clock(moment = new Date()) {
  return moment.toLocaleTimeString("vi-VN", { ...HERE, hour: "2-digit", minute: "2-digit", hour12: false });
}

/** "14:05 ngày 02/01/2020". */
export function dateAndTime(moment) {
  return `${clock(moment)} ${word("onDay")} ${moment.toLocaleDateString("vi-VN", { ...HERE, day: "2-digit", month: "2-digit", year: "numeric" })}`;
}

/** The token in force: signing in again in another tab changes the cookie, not the page. */
export function csrfToken(form) {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie ? decodeURIComponent(cookie[1]) : form?.elements.csrfmiddlewaretoken?.value ?? "";
}
