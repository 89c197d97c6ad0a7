/* Writing a minute: saved while somebody types, kept in this browser until it is saved, shown as it will be printed.
   Without this script the buttons of the page do the same. What is kept here, and where, is told in docs/decisions.md. */
"use strict";

(() => {
  const PAUSE = 2000, RETRY = 10000, GLANCE = 700, OLDEST = 14 * 24 * 3600 * 1000; // milliseconds
  const SMALL = 60000; // bytes that a browser still sends while its page is going
  const form = document.getElementById("minute");

  const byId = (id) => document.getElementById(id);
  const attempt = (what) => { try { return what(); } catch { return null; } };

  /* What is typed about an exempt item stays with this tab and goes with it; the rest stays in this browser. */
  const shelfOf = (exempt) => (exempt ? sessionStorage : localStorage);
  const forget = (key) => [localStorage, sessionStorage].forEach((shelf) => attempt(() => {
    shelf.removeItem(key);
    shelf.removeItem(`${key}.before`);
  }));

  document.querySelectorAll("[data-forget]").forEach((link) =>
    link.addEventListener("click", () => forget(`minute.${link.dataset.forget}`)));
  if (!form) return;

  const key = `minute.${form.dataset.account}.${form.dataset.item}`;
  const shelf = shelfOf(form.dataset.exempt);
  /* What was kept while the item was open moves to this tab once it is exempt. */
  if (form.dataset.exempt) [key, `${key}.before`].forEach((name) => attempt(() => {
    const text = localStorage.getItem(name);
    if (text && !sessionStorage.getItem(name)) sessionStorage.setItem(name, text);
    localStorage.removeItem(name);
  }));
  const boxes = ["narrative", "public_summary", "clause"].map((name) => form.elements[name]).filter(Boolean);
  const saidBox = byId("saving"), saidAloud = byId("saving-said");
  const typed = () => Object.fromEntries(boxes.map((box) => [box.name, box.value]));
  const minuteOf = (text) => JSON.stringify([text.narrative, text.public_summary]);
  const same = (one, other) => minuteOf(one) === minuteOf(other) && (one.clause || "") === (other.clause || "");

  let saved = form.dataset.unsaved ? { narrative: null } : typed();
  let sent = []; // texts that were sent and of which no answer came: one of them may be saved all the same
  /* What the public reads is not changed while somebody types: that waits for the tick and the button. */
  const publicly = Boolean(form.elements.publicly);
  let saving = null, pause = null, stopped = publicly, leaving = false, going = false, said = "";

  const unsaved = () => minuteOf(typed()) !== minuteOf(saved);
  const unkept = () => unsaved() || Boolean(form.elements.clause?.value.trim());

  /* Said aloud only when something else is true than before: "Saved" every two seconds is noise. */
  function tell(kind, words, ...more) {
    saidBox.className = `saving saving--${kind}`;
    saidBox.replaceChildren(words, ...more);
    if (kind !== said && (said || kind !== "saved")) saidAloud.textContent = words;
    said = kind;
  }

  function keep() {
    if (!unkept()) return forgetMine();
    const text = { ...typed(), seen: form.elements.seen.value, sent, at: Date.now() };
    return attempt(() => { shelf.setItem(key, JSON.stringify(text)); return true; });
  }
  const forgetMine = () => { attempt(() => shelf.removeItem(key)); return true; };
  const kept = (name) => attempt(() => JSON.parse(shelf.getItem(name)));
  const where = () => (keep() ? "Your text is kept in this browser." : "Keep this page open.");

  function link(words, address) {
    const made = document.createElement("a");
    made.className = "govuk-link";
    made.textContent = words;
    made.href = address;
    return made;
  }
  function compareButton() {
    const button = document.createElement("button");
    button.type = "submit";
    button.className = "govuk-button govuk-button--secondary saving__button";
    button.textContent = "Compare the two texts";
    button.setAttribute("formaction", `${form.action}/compare`);
    return button;
  }

  const FAILED = {
    lost: () => tell("lost", `Not saved: no connection. ${where()}`),
    trouble: () => tell("trouble", `Not saved: the record cannot be reached at the moment. ${where()}`),
    signedOut: () => tell("signed-out", `You are signed out. ${where()} `,
      link("Sign in again", `/sign-in?next=${encodeURIComponent(location.pathname)}`)),
    other: () => tell("signed-out", `Not saved: another account is signed in in this browser now. ${where()}`),
    refused: () => tell("refused", `Not saved: you may not write these minutes any more. ${where()}`),
    changed: () => tell("changed", `Not saved: somebody else saved another text meanwhile. ${where()} `, compareButton()),
  };

  /* After signing in again elsewhere, this page's proof is of the session before: ask for the one of this session. */
  async function renewed() {
    const answer = await fetch(location.pathname, { redirect: "manual" });
    if (!answer.ok) return "signedOut";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("minute");
    if (page?.dataset.account !== form.dataset.account) return "other";
    document.querySelectorAll("input[name=csrf_token]").forEach((input) => {
      input.value = page.elements.csrf_token.value;
    });
    return "";
  }

  function parcel() {
    const parcel = new FormData(form);
    parcel.delete("once"); // that is for the button, which is done once
    parcel.delete("clause");
    return parcel;
  }
  const post = (address, body, more = {}) =>
    fetch(address, { method: "POST", body, headers: { "X-Requested-With": "desk" }, redirect: "manual", ...more });

  /* Answers with the name of what went wrong, or nothing. */
  async function send(again = false) {
    const text = typed();
    sent = [...sent.slice(-2), text.narrative];
    const answer = await post(`${form.action}/autosave`, parcel(), { keepalive: minuteOf(text).length < SMALL });
    const told = answer.type === "opaqueredirect" ? {} : await answer.json().catch(() => ({}));
    if (answer.ok) {
      form.elements.seen.value = told.version;
      [saved, sent] = [text, []];
      keep();
      tell("saved", `Saved ${told.at}`);
      return "";
    }
    if (answer.status === 409) {
      const own = sent.slice(0, -1).includes(told.theirs); // saved, though its answer never came
      if (!own || again) { stopped = true; return "changed"; }
      form.elements.seen.value = told.version;
      return send(true);
    }
    if (answer.status === 422 || answer.status === 413) {
      tell("fault", `Not saved: ${told.fault || "this is too long to keep."}`);
      return null;
    }
    if (answer.status === 403 || answer.status === 404) return "refused";
    if (answer.status === 400 || answer.status === 401 || answer.type === "opaqueredirect") {
      if (again) return "signedOut";
      sent.pop();
      return (await renewed()) || send(true);
    }
    return "trouble";
  }

  async function save() {
    clearTimeout(pause);
    if (saving) return saving;
    if (stopped || !unsaved()) return null;
    keep();
    saving = send().catch(() => "lost");
    const trouble = await saving;
    saving = null;
    if (trouble) FAILED[trouble]();
    if (!stopped && trouble !== null && unsaved()) pause = setTimeout(save, trouble ? RETRY : PAUSE);
    return trouble;
  }

  function changed() {
    keep();
    clearTimeout(pause);
    pause = setTimeout(save, PAUSE);
    if (said === "saved") tell("waiting", "");
    if (publicly) tell("public", unkept() ? `Not saved: the public reads these minutes. ${where()}` : "");
    look();
  }

  boxes.forEach((box) => {
    box.addEventListener("input", changed);
    box.addEventListener("blur", save);
  });
  document.addEventListener("visibilitychange", () => { if (!leaving && unkept()) { keep(); save(); } });
  window.addEventListener("pagehide", () => { if (!leaving && unkept()) keep(); });
  window.addEventListener("online", save);
  window.addEventListener("focus", save);
  window.addEventListener("beforeunload", (event) => { if (!leaving && unkept()) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      save();
    }
  });

  /* A button or a link elsewhere on the page goes on when the text is saved; if it cannot be, the browser asks. */
  document.addEventListener("submit", (event) => {
    if (event.target === form || event.target.querySelector("[name=narrative]")) {
      leaving = true;
      const text = kept(key);
      if (text) attempt(() => shelf.setItem(key, JSON.stringify({ ...text, submitted: true })));
      setTimeout(() => { leaving = false; }, RETRY);
    } else if (unsaved() && !stopped && !going) {
      const { target, submitter } = event;
      event.preventDefault();
      event.stopImmediatePropagation();
      save().finally(() => { going = true; target.requestSubmit(submitter); going = false; });
    }
  }, true);
  document.addEventListener("click", (event) => {
    const away = event.target.closest("a[href]");
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0;
    if (!away || !plain || away.target || away.pathname === location.pathname || !unsaved() || stopped) return;
    event.preventDefault();
    save().finally(() => { location.href = away.href; });
  });

  /* What was kept and not saved: by a crash, a lost network, an ended session. */
  function offer() {
    const now = kept(key);
    const done = now?.submitted && document.querySelector(".notice--done");
    if (now && (done || same(now, typed()))) forgetMine();
    else if (now) attempt(() => { shelf.setItem(`${key}.before`, JSON.stringify(now)); forgetMine(); });
    const before = kept(`${key}.before`);
    if (!before) return;
    const drop = () => { attempt(() => shelf.removeItem(`${key}.before`)); byId("kept").hidden = true; };
    if (same(before, typed())) return drop();
    const use = () => {
      boxes.forEach((box) => { box.value = before[box.name] || ""; });
      /* Whoever wrote on another text than the one saved now is shown both, unless that one is theirs too. */
      if (!before.sent.includes(saved.narrative)) form.elements.seen.value = before.seen;
    };
    byId("kept-when").textContent = `It was typed on ${new Date(before.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })}.`;
    byId("kept").hidden = false;
    saidAloud.textContent = "You have text here that was not saved. Use it, compare it, or discard it.";
    byId("kept-use").onclick = () => { use(); drop(); changed(); form.elements.narrative.focus(); };
    byId("kept-discard").onclick = () => { drop(); form.elements.narrative.focus(); };
    byId("kept-compare").onclick = () => {
      use();
      const button = compareButton();
      form.append(button);
      form.requestSubmit(button);
    };
  }

  /* As it will be printed: by the code that prints it. */
  const preview = byId("preview");
  let glance = null, looking = false;
  function look() {
    clearTimeout(glance);
    glance = setTimeout(async () => {
      if (looking) return look();
      looking = true;
      const answer = await post(`${form.action}/preview`, parcel()).catch(() => null);
      if (answer?.ok) preview.innerHTML = (await answer.json()).html;
      looking = false;
    }, GLANCE);
  }
  byId("preview-button").remove();

  /* A phrase goes where the cursor was last. */
  let last = form.elements.narrative;
  document.querySelectorAll("[data-phrases]").forEach((box) => box.addEventListener("focus", () => { last = box; }));
  byId("phrases")?.querySelectorAll("li").forEach((entry) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "phrase";
    button.textContent = entry.textContent;
    button.addEventListener("click", () => {
      const start = last.selectionStart;
      const gap = start && !/\s$/.test(last.value.slice(0, start)) ? " " : "";
      last.setRangeText(gap + button.textContent, start, last.selectionEnd, "end");
      last.focus();
      changed();
    });
    entry.replaceChildren(button);
  });

  /* What nobody came back for in a fortnight is let go. */
  attempt(() => Object.keys(localStorage).filter((name) => name.startsWith("minute.")).forEach((name) => {
    const text = kept(name);
    if (text && Date.now() - text.at > OLDEST) localStorage.removeItem(name);
  }));

  offer();
  if (form.dataset.unsaved && !form.querySelector(".govuk-error-message")) changed();
})();
