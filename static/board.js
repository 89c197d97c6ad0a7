/* Cards of the board can be dragged. The buttons of each card do the same without this, and for whoever has no mouse. */
"use strict";

const told = document.querySelector("[data-told]");
const why = document.getElementById("why");
let dragged = null;

for (const card of document.querySelectorAll("[data-card]")) {
  card.draggable = true;
  for (const link of card.querySelectorAll("a")) link.draggable = false;
  card.addEventListener("focusin", (event) => { card.draggable = !event.target.matches("input, select"); });
  card.addEventListener("focusout", () => { card.draggable = true; });
  card.addEventListener("dragstart", (event) => {
    dragged = { card, from: card.parentElement, next: card.nextElementSibling };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.id);
    requestAnimationFrame(() => card.classList.add("card--dragged"));
  });
  card.addEventListener("dragend", () => {
    card.classList.remove("card--dragged");
    if (dragged) putBack(dragged);
    dragged = null;
  });
}

for (const column of document.querySelectorAll("[data-takes]")) {
  column.parentElement.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const below = [...column.querySelectorAll("[data-card]")]
      .find((other) => other !== dragged.card && event.clientY < middle(other));
    if (below !== dragged.card.nextElementSibling || dragged.card.parentElement !== column) {
      column.insertBefore(dragged.card, below ?? null);
    }
  });
  column.parentElement.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const drop = { ...dragged, to: column };
    dragged = null;
    dropped(drop);
  });
}

function middle(card) {
  const box = card.getBoundingClientRect();
  return box.top + box.height / 2;
}

function putBack({ card, from, next }) {
  from.insertBefore(card, next);
}

async function dropped(drop) {
  const { card, from, to, next } = drop;
  const behind = card.nextElementSibling?.dataset.card ?? "last";
  if (from === to) {
    if (card.nextElementSibling !== next) await send(drop, card.querySelector(".card__steps"), { place: behind });
    return;
  }
  const form = card.querySelector(".card__move");
  const asked = { to: to.dataset.column, place: behind, because: "" };
  if (from.dataset.column !== "tbc") {
    asked.because = await reason(card, to);
    if (asked.because === null) return putBack(drop);
  }
  await send(drop, form, asked);
}

/* Asks why the card is moved, because it had a date; null when it is to be left where it was. */
function reason(card, to) {
  const box = why.querySelector("input");
  const column = to.parentElement.querySelector("h2").textContent.trim();
  why.querySelector("[data-what]").textContent = `${card.querySelector("h3").textContent.trim()}: to ${column}`;
  why.querySelector("[data-fault]").textContent = "";
  box.value = "";
  why.returnValue = "";
  return new Promise((answer) => {
    const refuse = (event) => {
      if (event.submitter?.value === "move" && !box.value.trim()) {
        event.preventDefault();
        why.querySelector("[data-fault]").textContent = "Say why the entry is moved.";
        box.focus();
      }
    };
    why.addEventListener("submit", refuse);
    why.addEventListener("close", () => {
      why.removeEventListener("submit", refuse);
      answer(why.returnValue === "move" ? box.value : null);
    }, { once: true });
    why.showModal();
    box.focus();
  });
}

/* Sends the card's own form, as its button would. Done is a redirect; all else is a page that says why not. */
async function send(drop, form, asked) {
  const data = new FormData(form);
  for (const [name, value] of Object.entries(asked)) data.set(name, value);
  told.textContent = "Moving …";
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, redirect: "manual" });
    if (answer.type === "opaqueredirect") return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const said = page.querySelectorAll(".govuk-error-summary__list li, main p");
    told.textContent = `It was not moved. ${said[0]?.textContent.trim() ?? ""}`;
  } catch {
    told.textContent = "It was not moved: the network did not answer. Try again.";
  }
  putBack(drop);
}
