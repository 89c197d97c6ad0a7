/* Each tap on the roll is saved at once, and tried again until it is. Without this, the button saves them all. */
"use strict";

const roll = document.getElementById("roll");
if (roll) {
  const said = document.getElementById("said") ?? roll.appendChild(Object.assign(document.createElement("p"), { id: "said", role: "status" }));
  const seen = JSON.parse(roll.elements.seen.value || "{}");
  const keep = roll.dataset.keep;
  let waiting = {};
  let saving = false;
  let pause = 1000;

  /* What is not saved yet outlives this page: a lost network, an ended session, a closed lid. */
  const remember = () => {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(keep, JSON.stringify(waiting));
      else localStorage.removeItem(keep);
    } catch { /* a browser that keeps nothing still saves each tap */ }
  };

  const tell = (words, link) => {
    said.textContent = words;
    if (link) said.append(" ", Object.assign(document.createElement("a"), { href: link[0], textContent: link[1], className: "govuk-link" }));
  };

  const lineOf = (key) => roll.querySelector(`input[name="${CSS.escape(key)}"]`)?.closest(".govuk-form-group");

  const show = (key, status) => {
    for (const tap of roll.querySelectorAll(`input[name="${CSS.escape(key)}"]`)) tap.checked = tap.value === status;
  };

  const blame = (key, why) => {
    const line = lineOf(key);
    line?.querySelector(".govuk-error-message")?.remove();
    line?.classList.toggle("govuk-form-group--error", Boolean(why));
    if (why) line?.querySelector("legend")?.after(Object.assign(document.createElement("p"), { className: "govuk-error-message", textContent: why }));
  };

  const accept = (sent) => {
    for (const [key, { status }] of Object.entries(sent)) {
      seen[key] = status;
      blame(key, "");
      if (waiting[key]?.status === status) delete waiting[key];
      else if (waiting[key]) waiting[key].seen = status;
    }
    roll.elements.seen.value = JSON.stringify(seen);
  };

  const refuse = (sent, answer) => {
    for (const key of Object.keys(sent)) {
      delete waiting[key];
      if (answer.now && key in answer.now) seen[key] = answer.now[key];
      show(key, seen[key] ?? "");
      blame(key, answer.why);
    }
    roll.elements.seen.value = JSON.stringify(seen);
    tell("Not saved.");
  };

  const again = () => {
    tell("Not saved yet: the network is away. It is tried again by itself.");
    setTimeout(save, pause);
    pause = Math.min(pause * 2, 30000);
  };

  const settle = async (sent, answer) => {
    if (answer.ok) {
      const { said: words, quorum, kept } = await answer.json();
      accept(sent);
      tell(words);
      pause = 1000;
      const line = document.getElementById("quorum-words");
      if (line) {
        line.textContent = quorum[0];
        document.getElementById("quorum").classList.toggle("quorum--broken", !kept);
        document.getElementById("quorum-told").replaceChildren(...quorum.slice(1).map((words) => Object.assign(document.createElement("li"), { textContent: words })));
      }
    } else if (answer.status === 401 || answer.type === "opaqueredirect") {
      tell("You are signed out, and this is not saved yet. It will be once you have signed in.", [`/sign-in?next=${location.pathname}`, "Sign in"]);
    } else if (answer.status === 409) {
      refuse(sent, await answer.json());
    } else if (answer.status < 500) {
      tell("Not saved yet. It will be when you have opened this page again.", [location.pathname, "Open it again"]);
    } else {
      again();
    }
  };

  const save = async () => {
    if (saving || !Object.keys(waiting).length) return;
    saving = true;
    const [key, one] = Object.entries(waiting)[0];
    const sent = { [key]: { ...one } };
    const body = new FormData();
    body.set("csrf_token", roll.elements.csrf_token.value);
    body.set("marks", JSON.stringify({ [key]: one.status }));
    body.set("seen", JSON.stringify({ [key]: one.seen }));
    let settled = false;
    try {
      const answer = await fetch(roll.dataset.mark, { method: "POST", body, redirect: "manual", headers: { "X-Requested-With": "desk" } });
      settled = answer.ok || answer.status === 409;
      await settle(sent, answer);
    } catch {
      again();
    }
    saving = false;
    remember();
    if (settled) save();
  };

  roll.addEventListener("change", ({ target }) => {
    if (target.type !== "radio") return;
    waiting[target.name] = { status: target.value, seen: seen[target.name] ?? "" };
    remember();
    tell("Saving …");
    save();
  });
  addEventListener("online", save);

  try {
    waiting = JSON.parse(localStorage.getItem(keep) || "{}");
  } catch { /* nothing readable was kept */ }
  for (const [key, { status }] of Object.entries(waiting)) {
    if (lineOf(key)) show(key, status);
    else delete waiting[key];
  }
  save();
}
