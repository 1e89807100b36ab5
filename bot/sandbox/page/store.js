// What the page knows: people, their chats, what was seen. Views listen; only this module changes it.
import * as api from "./api.js";
import { remembered } from "./dom.js";

const listeners = new Map();
const chats = new Map();
let people = [];
let active = null;
let syncing = 0;

export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

export function emit(name, data) {
  for (const listener of listeners.get(name) ?? []) listener(data);
}

export const everyone = () => people;
export const activeId = () => active;
export const person = (id) => people.find((one) => String(one.id) === String(id));

export function chat(id) {
  const key = String(id);
  if (!chats.has(key)) {
    const seen = remembered("sessionStorage", `seen:${key}`) ?? 0;
    chats.set(key, { messages: new Map(), pending: [], touched: new Set(), seen, typingUntil: 0, loaded: false });
  }
  return chats.get(key);
}

/** What the phone shows, oldest first. */
export function visible(id) {
  return [...chat(id).messages.values()].filter((one) => !one.deleted).sort((a, b) => a.message_id - b.message_id);
}

export const newest = (id) => Math.max(0, ...chat(id).messages.keys());

export function unread(id) {
  const { messages, seen } = chat(id);
  let count = 0;
  for (const one of messages.values()) if (one.sender === "bot" && !one.deleted && one.message_id > seen) count += 1;
  return count;
}

export function markSeen(id) {
  const top = newest(id);
  if (chat(id).seen === top) return;
  chat(id).seen = top;
  remembered("sessionStorage", `seen:${id}`, top);
  emit("unread", { id: String(id) });
}

export function activate(id) {
  const key = id === null ? null : String(id);
  if (key === active) return;
  active = key;
  emit("active", { id: key });
}

/** A sent message stops being pending once its real self is here, whichever of stream and answer came first. */
function settlePending(entry, message) {
  if (message.sender !== "person") return;
  const matches = (one) => (one.file ? Boolean(message.photo || message.document) : one.text === message.text);
  const index = entry.pending.findIndex((one) => !one.failed && matches(one));
  if (index >= 0) entry.pending.splice(index, 1);
}

/** Takes messages that came or changed. Tells listeners which ones differ from what was known. */
export function take(id, messages, { live = true } = {}) {
  const entry = chat(id);
  const changed = [];
  for (const message of messages) {
    const known = entry.messages.get(message.message_id);
    if (known && JSON.stringify(known) === JSON.stringify(message)) continue;
    const older = known && ((known.edits ?? 0) > (message.edits ?? 0) || (known.deleted && !message.deleted));
    if (older && live) continue; // overtaken on the way by what the stream said
    entry.messages.set(message.message_id, message);
    if (syncing) entry.touched.add(message.message_id);
    if (!known) settlePending(entry, message);
    if (message.sender === "bot") entry.typingUntil = 0;
    changed.push({ message, fresh: !known });
  }
  if (changed.length) emit("messages", { id: String(id), changed });
}

export function remove(id, messageId) {
  const known = chat(id).messages.get(messageId);
  if (known) take(id, [{ ...known, deleted: true }]);
}

async function refresh(id) {
  const entry = chat(id);
  const list = await api.messages(id);
  // A server that was started anew counts from the beginning again.
  const top = Math.max(0, ...list.map((one) => one.message_id));
  if (top < entry.seen && !entry.touched.size) {
    entry.seen = 0;
    emit("anew", {});
  }
  const kept = [...entry.touched].map((key) => entry.messages.get(key)).filter(Boolean);
  const known = entry.messages;
  const gone = [...known.keys()].some((key) => !list.some((one) => one.message_id === key) && !entry.touched.has(key));
  const first = !entry.loaded;
  entry.loaded = true;
  if (gone || first) {
    entry.messages = new Map([...list, ...kept].map((one) => [one.message_id, one]));
    emit("reset", { id: String(id) });
  } else {
    take(id, list.filter((one) => !entry.touched.has(one.message_id)), { live: false });
  }
}

export async function loadPeople() {
  people = await api.people();
  emit("people", {});
}

/** Fetches everything again: at the start, and after the stream was lost. The chat on the screen comes first. */
export async function sync() {
  syncing += 1;
  try {
    await loadPeople();
    const rest = people.map((one) => String(one.id)).filter((id) => id !== active);
    if (active !== null && person(active)) await refresh(active);
    await Promise.all(rest.map(refresh));
  } finally {
    syncing -= 1;
    if (!syncing) for (const entry of chats.values()) entry.touched.clear();
  }
}

/** Fetches one chat again, for when the stream is down. */
export const catchUp = (id) => refresh(id);

export function setTyping(id) {
  chat(id).typingUntil = Date.now() + 5500;
  emit("typing", { id: String(id) });
  setTimeout(() => emit("typing", { id: String(id) }), 5600);
}

let serial = 0;

/** Shows what is being sent at once and sends it; a failure stays on the screen to be tried again. */
export async function send(id, draft) {
  const entry = chat(id);
  const item = draft.local ? draft : { ...draft, local: `local-${(serial += 1)}`, date: null };
  item.failed = false;
  if (!entry.pending.includes(item)) entry.pending.push(item);
  emit("pending", { id: String(id), sent: true });
  try {
    const answer = item.file
      ? await api.sendFile(id, item.file, item.text, item.asDocument)
      : await api.say(id, item.text);
    entry.pending = entry.pending.filter((one) => one !== item);
    const came = api.messagesIn(answer);
    take(id, came);
    if (!came.length) await refresh(id);
  } catch (error) {
    item.failed = true;
    emit("trouble", { text: error.message });
  }
  emit("pending", { id: String(id) });
}
