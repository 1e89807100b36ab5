// The sandbox's control door: plain JSON over HTTP, and one stream of events.
import { t } from "./i18n.js";

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new Error(t("offline"));
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw Object.assign(new Error(body?.error ?? `HTTP ${response.status}`), { status: response.status });
  return body;
}

const post = (path, value) => request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) });

const chatPath = (id, tail) => `/sandbox/chats/${encodeURIComponent(id)}/${tail}`;

export const about = () => request("/sandbox/about");
export const people = () => request("/sandbox/people");
export const addPerson = (name, language) => post("/sandbox/people", { name, language });
export const guide = () => request("/sandbox/guide");
export const commands = (id) => request(`/sandbox/commands?chat=${encodeURIComponent(id)}`);
export const messages = (id) => request(chatPath(id, "messages?after=0"));
export const say = (id, text) => post(chatPath(id, "messages"), { text });
export const tap = (id, messageId, data) => post(chatPath(id, "taps?settle=10"), { message_id: messageId, data });
export const clock = () => request("/clock");
export const moveClock = (move) => post("/clock", move);

export function sendFile(id, file, caption, asDocument) {
  const form = new FormData();
  // Fields come before the file, so that a server reading the parts in order knows them first.
  if (caption) form.append("caption", caption);
  if (asDocument) form.append("as_document", "1");
  form.append("file", file, file.name || "picture.png");
  return request(chatPath(id, "messages"), { method: "POST", body: form });
}

/** The messages inside an answer to something said or pressed: that one, and those that came or changed since. */
export const messagesIn = (answer) => [answer?.message, ...(answer?.messages ?? [])].filter((message) => message?.message_id !== undefined);

const EVENTS = ["message", "edit", "delete", "typing", "answer", "clock", "people", "call"];

/**
 * Follows the stream for as long as the page lives. `onEvent(name, data)` gets each event; `onState(up)` is told when
 * the stream opens (also after a break: whoever listens then fetches what it missed) and when it is lost.
 */
export function follow(onEvent, onState) {
  let delay = 500;
  const open = () => {
    const source = new EventSource("/sandbox/events");
    source.onopen = () => { delay = 500; onState(true); };
    source.onerror = () => {
      onState(false);
      if (source.readyState !== EventSource.CLOSED) return; // the browser itself is trying again
      source.close();
      setTimeout(open, delay);
      delay = Math.min(delay * 2, 8000);
    };
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => {
        let data;
        try { data = JSON.parse(event.data); } catch { return; }
        onEvent(name, data ?? {});
      });
    }
  };
  open();
}
