// What just happened, told from the stream: who got what, when the clock moved; and the raw calls for the curious.
import { $, avatar, el } from "./dom.js";
import { onLanguage, t } from "./i18n.js";
import { summary } from "./bubble.js";
import * as store from "./store.js";
import { clockTime, companyNow, shortDate } from "./time.js";

const KEEP = 40;
const KEEP_CALLS = 100;
const TOGETHER_MS = 4000;
let items = []; // newest first: {kind, id, count, text, at, moment}

function told(item) {
  if (item.kind === "clock") return el("li", { class: "tick-line" }, el("span", {}, t("clockMoved", { when: `${shortDate(item.moment)} ${clockTime(item.moment)}` })));
  const person = store.person(item.id) ?? { id: item.id, name: item.id };
  const verb = { got: t("got", { n: item.count }), changed: t("changed"), wrote: t("wrote") }[item.kind];
  return el("li", {}, el("button", { type: "button", onclick: () => store.activate(item.id) },
    avatar(person),
    el("span", { class: "told" }, el("span", {}, el("b", {}, person.name), ` ${verb}`), item.text && el("small", {}, item.text)),
    el("time", {}, clockTime(item.moment))));
}

function draw() {
  $("#feed").replaceChildren(...(items.length ? items.map(told) : [el("li", { class: "quiet-line" }, t("nothingYet"))]));
}

function add(news) {
  const item = { moment: companyNow(), ...news };
  const now = Date.now();
  const twin = items.slice(0, 8).find((one) => one.kind === item.kind && one.id === item.id && now - one.at < TOGETHER_MS);
  if (twin) Object.assign(twin, item, { count: twin.count + 1, at: now });
  else items = [{ ...item, count: 1, at: now }, ...items].slice(0, KEEP);
  draw();
}

function newCall(call) {
  const to = store.person(call.chat_id ?? call.params?.chat_id)?.name ?? "";
  const status = call.status ?? (call.ok === false ? "✗" : "");
  const line = el("li", {}, el("code", {}, call.method ?? "?"), to && ` → ${to}`, status !== "" && ` · ${status}`);
  if (call.params) line.title = JSON.stringify(call.params, null, 1).slice(0, 2000);
  const list = $("#call-list");
  list.prepend(line);
  while (list.children.length > KEEP_CALLS) list.lastChild.remove();
}

let shown = null; // the clock as last told

/** One event of the stream. */
export function feedSays(name, data) {
  const message = data.message;
  if (name === "call") newCall(data);
  if (!message) return;
  // A letter that came while the clock moved bears the moment on the way at which it came.
  const moment = message.date && name === "message" ? new Date(message.date) : companyNow();
  const inHand = String(data.chat_id) === store.activeId();
  if (name === "message" && message.sender === "bot") add({ kind: "got", id: String(data.chat_id), text: summary(message), moment });
  // What one writes and changes on the phone in hand is seen there; the feed tells of the others.
  else if (name === "message" && !inHand) add({ kind: "wrote", id: String(data.chat_id), text: summary(message), moment });
  else if (name === "edit" && !inHand) add({ kind: "changed", id: String(data.chat_id), text: summary(message), moment });
}

export function prepareFeed() {
  store.on("clock", () => {
    const now = companyNow();
    // The clock also runs by itself; only a leap is news.
    if (shown && now - shown > 10 * 60_000) add({ kind: "clock", id: null, text: "" });
    shown = now;
  });
  store.on("people", draw);
  onLanguage(draw);
  draw();
}
