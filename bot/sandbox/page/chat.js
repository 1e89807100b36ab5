// The chat on the screen: keeps its rows in step with the store and scrolls as a messenger does.
import * as api from "./api.js";
import { bubble } from "./bubble.js";
import { $, calm, el } from "./dom.js";
import { onLanguage, t } from "./i18n.js";
import { copyText, messageMenu, openPicture, showAnswer, toast } from "./overlay.js";
import * as store from "./store.js";
import { dayLabel, dayOf } from "./time.js";

const GROUP_MS = 5 * 60_000; // messages of one side this close together stand as one group
const NEAR_PX = 80;
const PAGE = 80; // rows drawn at once; older ones follow when one scrolls up to them

const log = $("#log");
const scroller = $("#scroller");
const rows = new Map(); // message_id → row
let pressed = null; // the button that waits for its answer
let lastAnswer = { text: "", at: 0 };
let stick = true; // at the bottom, and to be kept there
let lastTop = 0; // where the last scroll ended
let below = 0; // bot messages that came while reading further up
let floor = 0; // the oldest message drawn
let mark = null; // the first unread message when the chat was opened

const actions = {
  open: openPicture,
  command: (text) => store.send(store.activeId(), { text }),
  tap: (message, button) => press(store.activeId(), message, button),
  copy: (message) => copyText(message.text),
  menu: messageMenu,
};

const draw = (message) => bubble(message, actions, pressed);

function divider(row, name, text) {
  const known = $(`:scope > .${name}`, row);
  if (!text) known?.remove();
  else if (known) known.firstChild.textContent = text;
  else row.prepend(el("div", { class: name }, el("span", {}, text)));
}

/** Days, groups and tails: looked at again over all rows after a change; cheap, as only differences touch the page. */
function arrange() {
  let before = null;
  for (const row of log.children) {
    if (!row.classList.contains("row")) continue;
    const message = row.message;
    const at = message.date ? new Date(message.date) : null;
    const day = at ? dayOf(at) : before?.day ?? null;
    const opensDay = day !== null && day !== before?.day;
    const marked = mark !== null && message.message_id === mark;
    const joins = before && !opensDay && !marked && before.sender === message.sender && (!at || !before.at || at - before.at < GROUP_MS);
    divider(row, "unread-mark", marked ? t("unread") : null);
    divider(row, "day", opensDay ? dayLabel(day) : null);
    row.classList.toggle("first", !joins);
    before?.row.classList.toggle("last", !joins);
    before = { row, day, at: at ?? before?.at, sender: message.sender };
  }
  before?.row.classList.add("last");
  empty();
}

function empty() {
  const id = store.activeId();
  let note = $(".empty", log);
  const wanted = !log.querySelector(".row") && (id === null || store.chat(id).loaded);
  if (!wanted) { note?.remove(); return; }
  const person = store.person(id);
  note?.remove();
  note = el("div", { class: "empty" },
    el("b", {}, person ? t("emptyTitle", { name: person.name }) : t("noPeople")),
    el("p", {}, person ? t("emptyText") : t("noChat")),
    person && el("button", { type: "button", class: "primary", onclick: () => store.send(id, { text: "/start" }) }, t("start")));
  log.append(note);
}

function pendingRows() {
  for (const row of log.querySelectorAll(".row.pending, .row.failed")) row.remove();
  const id = store.activeId();
  if (id === null) return;
  for (const item of store.chat(id).pending) {
    const text = item.file ? `📎 ${item.file.name}${item.text ? `\n${item.text}` : ""}` : item.text;
    const message = { message_id: item.local, sender: "person", text, date: null };
    const row = bubble(message, actions, null, item.failed ? "failed" : "pending");
    row.message = message;
    row.setAttribute("aria-label", t(item.failed ? "failed" : "sending"));
    if (item.failed) {
      row.title = t("failed");
      row.querySelector(".bubble").addEventListener("click", () => store.send(id, item));
    }
    log.append(row);
  }
}

function put(message) {
  const known = rows.get(message.message_id);
  if (!known && message.message_id < floor) return; // too far up to be drawn yet
  if (message.deleted) {
    known?.remove();
    rows.delete(message.message_id);
    return;
  }
  const row = draw(message);
  row.message = message;
  rows.set(message.message_id, row);
  if (known) {
    const focused = [...known.querySelectorAll("button, a")].indexOf(document.activeElement);
    row.className = known.className;
    known.replaceWith(row);
    if (focused >= 0) [...row.querySelectorAll("button, a")][focused]?.focus({ preventScroll: true });
    return;
  }
  row.classList.add("arriving");
  const after = [...log.children].find((other) => !rows.has(other.message?.message_id) || other.message.message_id > message.message_id);
  log.insertBefore(row, after ?? null);
}

function drawn(messages) {
  const fragment = document.createDocumentFragment();
  for (const message of messages) {
    const row = draw(message);
    row.message = message;
    rows.set(message.message_id, row);
    fragment.append(row);
  }
  return fragment;
}

function redraw() {
  const id = store.activeId();
  const messages = id === null ? [] : store.visible(id);
  const unread = mark === null ? messages.length : messages.findIndex((one) => one.message_id >= mark);
  const from = Math.max(0, Math.min(messages.length - PAGE, unread - 10));
  floor = from ? messages[from].message_id : 0;
  rows.clear();
  log.replaceChildren(drawn(messages.slice(from)));
  pendingRows();
  arrange();
}

/** Draws the page of messages before the oldest drawn, without moving what is being read. */
function drawOlder() {
  if (!floor) return;
  const older = store.visible(store.activeId()).filter((one) => one.message_id < floor);
  const page = older.slice(-PAGE);
  floor = older.length > PAGE ? page[0].message_id : 0;
  const height = scroller.scrollHeight;
  const top = scroller.scrollTop;
  log.prepend(drawn(page));
  arrange();
  scroller.scrollTop = top + scroller.scrollHeight - height;
}

function openChat() {
  const id = store.activeId();
  const { seen } = store.chat(id ?? "");
  const unread = id === null ? [] : store.visible(id).filter((one) => one.sender === "bot" && one.message_id > seen);
  mark = seen > 0 && unread.length ? unread[0].message_id : null;
  redraw();
  below = 0;
  toBottom(false);
  const marked = mark === null ? null : rows.get(mark);
  if (marked && log.scrollHeight - marked.offsetTop > scroller.clientHeight) {
    stick = false;
    scroller.scrollTop = marked.offsetTop - 12;
  }
  lookedAt();
}

export function toBottom(smooth = true) {
  stick = true;
  below = 0;
  const room = scroller.clientHeight;
  const away = scroller.scrollHeight - scroller.scrollTop - room;
  if (away > room * 2) scroller.scrollTop += away - room; // from far up, only the last stretch is a glide
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth && !calm() ? "smooth" : "instant" });
  corner();
}

function corner() {
  const far = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight > NEAR_PX * 2;
  $("#to-bottom").hidden = !far;
  const badge = $("#to-bottom .badge");
  badge.hidden = below === 0;
  badge.textContent = below > 99 ? "99+" : below;
}

function lookedAt() {
  if (document.visibilityState === "visible" && store.activeId() !== null) store.markSeen(store.activeId());
}

/** The rows of a keyboard's button, newest message first: exact label, else one that contains it. */
export function findButton(id, label) {
  const withKeys = store.visible(id).reverse().filter((message) => message.buttons?.some((row) => row.length));
  for (const fits of [(text) => text === label, (text) => text.includes(label)]) {
    for (const message of withKeys) {
      const button = message.buttons.flat().find((one) => fits(one.text.trim()));
      if (button) return { message, button };
    }
  }
  return null;
}

/** Points at a button before it is pressed for the person. */
export function pointAt(message, button) {
  const node = [...(rows.get(message.message_id)?.querySelectorAll(".key") ?? [])].find((one) => one.dataset.label === button.text);
  node?.scrollIntoView({ block: "nearest", behavior: calm() ? "instant" : "smooth" });
  node?.classList.add("pointed");
}

/** Presses a button; one at a time, as its answer may change every other. */
export async function press(id, message, button) {
  if (pressed) return;
  const turn = { id: String(id), messageId: message.message_id, data: button.data, text: button.text, answered: false };
  pressed = turn;
  if (turn.id === store.activeId()) put(message);
  try {
    const answer = await api.tap(id, message.message_id, button.data);
    store.take(id, api.messagesIn(answer));
    if (!turn.answered) tellAnswer(answer?.answer);
  } catch (error) {
    toast(error.message, "bad");
  }
  release(turn);
}

function release(turn) {
  if (pressed !== turn) return;
  pressed = null;
  const message = store.chat(turn.id).messages.get(turn.messageId);
  if (turn.id === store.activeId() && message) { put(message); arrange(); }
}

function tellAnswer(answer) {
  if (!answer?.text) return;
  if (answer.text === lastAnswer.text && Date.now() - lastAnswer.at < 2000) return;
  lastAnswer = { text: answer.text, at: Date.now() };
  showAnswer(answer);
}

/** The stream's word that a press was answered: it ends the waiting before the whole answer is in. */
export function answered({ chat_id: id, text, show_alert: alert }) {
  const mine = pressed?.id === String(id);
  if (!mine && String(id) !== store.activeId()) return;
  tellAnswer({ text, show_alert: alert });
  if (mine) { pressed.answered = true; release(pressed); }
}

function changed({ id, changed: list }) {
  if (id !== store.activeId()) return;
  const stays = stick;
  for (const { message, fresh } of list) {
    put(message);
    if (fresh && message.sender === "bot" && !stays) below += 1;
  }
  pendingRows();
  arrange();
  if (stays) toBottom();
  else corner();
  lookedAt();
}

export function prepareChat() {
  scroller.addEventListener("scroll", () => {
    // Only moving up lets go of the bottom: a picture that grows below is no wish to stay behind.
    if (scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX) stick = true;
    else if (scroller.scrollTop < lastTop - 1) stick = false;
    lastTop = scroller.scrollTop;
    if (stick) below = 0;
    if (scroller.scrollTop < scroller.clientHeight) drawOlder();
    corner();
  }, { passive: true });
  // Pictures that load late, a keyboard that opens: whoever was at the bottom stays there.
  const keep = new ResizeObserver(() => { if (stick) toBottom(false); else corner(); });
  keep.observe(scroller);
  keep.observe(log);
  $("#to-bottom").addEventListener("click", () => toBottom());
  document.addEventListener("visibilitychange", lookedAt);
  store.on("active", openChat);
  store.on("reset", ({ id }) => { if (id === store.activeId()) openChat(); });
  store.on("messages", changed);
  store.on("pending", ({ id, sent }) => {
    if (id !== store.activeId()) return;
    pendingRows();
    arrange();
    if (sent) toBottom();
  });
  store.on("clock", arrange);
  onLanguage(redraw);
}
