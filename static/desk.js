/* The desk without a script is whole; this only saves a click or a worry. */
"use strict";

/* A form is sent once: the server would do it once anyway, but a second click must not look as if it did something. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
  } else if (form.method === "post") {
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 5000);
  }
});

/* Browsers differ on focusing what has `autofocus` and is no field: the error summary is read out first. */
document.getElementById("error-summary")?.focus();

/* Whoever signs out leaves no text behind that was kept for them in this browser (see minutes.js). */
function leaveNothing() {
  for (const shelf of [localStorage, sessionStorage]) {
    Object.keys(shelf).filter((name) => name.startsWith("minute.")).forEach((name) => shelf.removeItem(name));
  }
}
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") === "/sign-out") leaveNothing();
});
if (document.querySelector("[data-signed-out]")) leaveNothing();
