/* The page on which packs are made, without a script, is looked at again by hand; this looks by itself. */
"use strict";

const notice = document.querySelector("[data-progress]");
const EVERY = 2000;

async function look() {
  let told;
  try {
    const answer = await fetch(notice.dataset.progress, { headers: { Accept: "application/json" } });
    told = answer.ok && (await answer.json());
  } catch {
    told = null; // the network is away for a moment
  }
  if (told && (told.state === "done" || told.state === "failed")) {
    location.reload();
    return;
  }
  if (told && told.doing) show(told);
  setTimeout(look, EVERY);
}

function show(told) {
  notice.querySelector("[data-doing]").textContent = told.doing;
  let bar = notice.querySelector("progress");
  if (!bar) {
    bar = document.createElement("progress");
    bar.setAttribute("aria-label", "How far it is");
    notice.querySelector("p").after(bar);
  }
  bar.max = told.of || 1;
  bar.value = told.done;
}

if (notice) setTimeout(look, EVERY);
