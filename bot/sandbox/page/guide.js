// The next thing to try: one card that shows a step, does it on request, and goes on once the bot has reacted.
import * as api from "./api.js";
import { findButton, pointAt, press } from "./chat.js";
import { move } from "./clock.js";
import { writeAndSend } from "./composer.js";
import { $, avatar, calm, el, icon, remembered, spinner, wait } from "./dom.js";
import { languageOf, onLanguage, pick, t } from "./i18n.js";
import { toast } from "./overlay.js";
import * as store from "./store.js";

const PATIENCE_MS = 15_000; // after this one may try the step again
const BUTTON_MS = 5000; // how long a button may take to appear
const card = $("#guide");
let steps = [];
let at = 0;
let since = 0; // the newest message in the step's chat when it began
let state = "ready"; // ready → doing → waiting → ready, or done
let folded = false;
let anew = false; // the server was started anew: nothing of the round is done yet
let early = null; // the step that was reached while the one before it was still being ticked off
let ahead = null; // the newest message of the next step's person when this step was set off

store.on("anew", () => { anew = true; if (steps.length) begin(0, 0); });

const step = () => steps[at];
const theirs = () => languageOf(store.person(step().person_id));

function begin(index, from) {
  at = index;
  state = "ready";
  ahead = null;
  since = from ?? (step() ? store.newest(step().person_id) : 0);
  remembered("sessionStorage", "guide", { id: step()?.id ?? null, at, since });
  draw();
}

function whatItDoes() {
  const one = step();
  if (one.say) return [t("says"), pick(one.say, theirs())];
  if (one.tap) return [t("taps"), pick(one.tap, theirs())];
  if (one.advance) return [t("moves"), moveInWords(one.advance)];
  return null;
}

function moveInWords(move) {
  const known = { "1h": "plusHour", "7d": "plusWeek", "tomorrow 09:00": "tomorrow" }[move];
  if (known) return t(known);
  const days = /^(\d+)d (\d\d:\d\d)$/.exec(move);
  return days ? t("daysOn", { n: days[1], time: days[2] }) : move.replace(/^to /, "→ ");
}

function goButton() {
  const busy = state === "doing" || state === "waiting";
  const label = state === "done" ? t("done") : busy ? t("waiting") : t("go");
  return el("button", { type: "button", class: "primary go", "data-testid": "guide-go", disabled: busy || state === "done", onclick: go },
    busy && spinner(), state === "done" && icon("check"), el("span", {}, label));
}

function head() {
  return el("header", {},
    el("h2", {}, t("tryNext")),
    el("span", { class: "count" }, t("stepOf", { n: Math.min(at + 1, steps.length), all: steps.length })),
    at > 0 && el("button", { type: "button", class: "link", onclick: () => begin(0) }, t("restart")),
    el("button", { type: "button", class: "icon-button fold", "aria-label": t("collapse"), "aria-expanded": String(!folded), onclick: () => { folded = !folded; draw(); } }, icon("down")));
}

function deed() {
  const person = store.person(step().person_id);
  const what = whatItDoes();
  return el("p", { class: "deed" }, person && avatar(person),
    el("span", {}, person ? t("asPerson", { name: person.name }) : "", what && ` · ${what[0]} `, what && el("q", {}, what[1])));
}

function draw() {
  card.hidden = !steps.length;
  if (!steps.length) return;
  card.className = `card ${state}${folded ? " folded" : ""}`;
  const progress = el("progress", { max: steps.length, value: at + (state === "done" ? 1 : 0), "aria-hidden": "true" });
  if (!step()) {
    card.replaceChildren(head(), progress, el("div", { class: "guide-body" }, el("p", { class: "hint" }, el("b", {}, t("allDone")), el("br"), t("allDoneText"))), el("footer"));
    return;
  }
  card.replaceChildren(head(), progress,
    el("div", { class: "guide-body" }, el("p", { class: "hint" }, pick(step().hint))),
    el("footer", {}, deed(), goButton(), el("button", { type: "button", class: "link", onclick: () => begin(at + 1) }, t("skip"))));
}

async function pressLabel(id, label) {
  const until = Date.now() + BUTTON_MS;
  let found = findButton(id, label);
  while (!found && Date.now() < until) {
    await wait(200);
    found = findButton(id, label);
  }
  if (!found) {
    toast(t("noButton", { label }), "bad");
    return false;
  }
  pointAt(found.message, found.button);
  await wait(calm() ? 0 : 550);
  await press(id, found.message, found.button);
  return true;
}

async function act(one) {
  if (one.say) await writeAndSend(pick(one.say, theirs()));
  if (one.tap && !(await pressLabel(one.person_id, pick(one.tap, theirs())))) return false;
  if (one.advance && !(await move(one.advance))) return false;
  return true;
}

async function go() {
  const one = step();
  if (!one || state !== "ready") return;
  state = "doing";
  ahead = steps[at + 1] ? store.newest(steps[at + 1].person_id) : null;
  draw();
  document.dispatchEvent(new CustomEvent("close-sheet"));
  if (store.activeId() !== String(one.person_id)) {
    store.activate(one.person_id);
    await wait(calm() ? 0 : 450);
  }
  const acted = await act(one).catch((error) => { toast(error.message, "bad"); return false; });
  if (step() !== one || state === "done") return; // answered already, or skipped meanwhile
  if (!acted) { state = "ready"; draw(); return; }
  if (!marks(one).length) { finish(); return; }
  state = "waiting";
  draw();
  setTimeout(() => { if (step() === one && state === "waiting") { state = "ready"; draw(); } }, PATIENCE_MS);
}

async function finish() {
  if (state === "done") return;
  const one = step();
  const next = steps[at + 1];
  // What this step sent to somebody else belongs to that person's step already.
  const from = next && next.person_id !== one.person_id ? ahead ?? store.newest(next.person_id) : undefined;
  state = "done";
  draw();
  await wait(calm() ? 200 : 1100);
  const reached = next && early === next.id;
  early = null;
  if (step() === one) begin(at + 1, from);
  if (reached && step() === next) finish();
  else check();
}

const marks = (one) => Object.values(one?.done_when ?? {}).filter(Boolean);

const says = (message, words) => message.sender === "bot" && !message.deleted && words.some((word) => message.text?.includes(word));

/** Whether the step was reached meanwhile, by hand or before the page was loaded again. */
function check() {
  const one = step();
  if (!marks(one).length || state === "done") return;
  if (store.visible(one.person_id).some((message) => message.message_id > since && says(message, marks(one)))) finish();
}

export async function prepareGuide() {
  store.on("messages", ({ id, changed }) => {
    const awaited = state === "done" ? steps[at + 1] : step();
    if (!awaited || id !== String(awaited.person_id) || !changed.some(({ message }) => says(message, marks(awaited)))) return;
    if (state === "done") early = awaited.id;
    else finish();
  });
  store.on("people", draw);
  onLanguage(draw);
  try {
    steps = await api.guide();
  } catch {
    steps = []; // a bot without a guide is no error
  }
  const kept = remembered("sessionStorage", "guide");
  const fits = kept && !anew && (kept.at >= steps.length || steps[kept.at]?.id === kept.id);
  begin(fits ? Math.min(kept.at, steps.length) : 0, fits ? kept.since : undefined);
  check();
}

/** The person of the step to try, for whoever opens the page without a wish of their own. */
export const guidedPerson = () => step()?.person_id ?? null;
