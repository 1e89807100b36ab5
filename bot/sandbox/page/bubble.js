// One message as it looks on the phone.
import { el, icon, spinner } from "./dom.js";
import { t } from "./i18n.js";
import { outsideLink, rich, safeUrl } from "./rich.js";
import { clockTime } from "./time.js";

const KINDS = { photo: "photo", document: "file", sticker: "sticker", voice: "voice", location: "location", contact: "contact" };
const KIND_ICONS = { voice: "mic", location: "pin", document: "file", contact: "file" };

/** A line about a message, for the list of people and the feed. */
export function summary(message) {
  const text = (message.text ?? "").replace(/\s+/g, " ").trim();
  if (message.document) return `[${t("file")}] ${message.document.file_name ?? ""} ${text}`.trim();
  if (message.photo) return `[${t("photo")}] ${text}`.trim();
  const kind = KINDS[message.kind];
  return kind && message.kind !== "text" ? `[${t(kind)}] ${text}`.trim() : text;
}

function meta(message, state) {
  const node = el("span", { class: "meta" });
  if (message.edits && message.sender === "bot") node.append(el("i", {}, t("edited")));
  if (message.date) node.append(el("time", { datetime: message.date }, clockTime(new Date(message.date))));
  if (message.sender === "person") node.append(icon(state === "pending" ? "clock" : state === "failed" ? "warn" : "checks"));
  return node;
}

function picture(message, open) {
  const image = el("img", { src: message.photo, alt: message.text || t("photo"), decoding: "async" });
  return el("button", { type: "button", class: "photo", "aria-label": t("openPicture"), onclick: () => open(message) }, image);
}

function size(bytes) {
  if (!bytes) return "";
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB · ` : `${(bytes / 1024 / 1024).toFixed(1)} MB · `;
}

/** What a place or a business card says. */
function details({ location, contact }) {
  if (location) return `${location.latitude}, ${location.longitude}`;
  return contact ? `${contact.first_name ?? ""} ${contact.phone_number ?? ""}`.trim() : "";
}

function attached({ file_name: name, url, size: bytes }) {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name ?? "")?.[1]?.toLowerCase() ?? "";
  return el("a", { class: "document", href: safeUrl(url) ?? "#", download: name || true, rel: "noopener noreferrer" },
    el("span", { class: `file-icon ending-${ending}` }, ending ? ending.toUpperCase() : icon("file")),
    el("span", { class: "file-text" }, el("b", {}, name || t("file")), el("small", {}, `${size(bytes)}${t("download")}`)));
}

function key(button, message, pressed, onTap) {
  const url = button.url ? safeUrl(button.url) : null;
  if (url) {
    const link = outsideLink(url, el("span", {}, button.text), icon("link", "icon corner"));
    link.className = "key";
    link.dataset.testid = "inline-button";
    return link;
  }
  const busy = pressed && pressed.messageId === message.message_id && pressed.data === button.data && pressed.text === button.text;
  return el("button", {
    type: "button", class: busy ? "key busy" : "key", "data-testid": "inline-button", "data-label": button.text, "aria-busy": busy ? "true" : null,
    onclick: () => onTap(message, button),
  }, el("span", {}, button.text), busy && spinner());
}

function keyboard(message, pressed, onTap) {
  const rows = (message.buttons ?? []).filter((row) => row.length);
  if (!rows.length) return null;
  return el("div", { class: pressed?.messageId === message.message_id ? "keyboard locked" : "keyboard" },
    ...rows.map((row) => el("div", { class: "key-row" }, ...row.map((button) => key(button, message, pressed, onTap)))));
}

function body(message, actions, state) {
  const parts = [];
  if (message.photo) parts.push(picture(message, actions.open));
  if (message.document) parts.push(attached(message.document));
  if (!message.photo && KIND_ICONS[message.kind] && !message.document) {
    parts.push(el("span", { class: "kind" }, icon(KIND_ICONS[message.kind]), t(KINDS[message.kind]), el("small", {}, details(message))));
  }
  if (message.kind === "sticker") parts.push(el("span", { class: "sticker" }, message.text || "🙂"));
  else if (message.text || message.html) {
    parts.push(el("div", { class: "text" }, rich(message, message.sender === "bot" ? actions.command : null), meta(message, state)));
    return parts;
  }
  parts.push(meta(message, state));
  return parts;
}

/**
 * A row of the chat. `actions`: open(message), command(text), tap(message, button), copy(message, event);
 * `pressed` is the button waiting for its answer; `state` is "pending" or "failed" for what is not sent yet.
 */
export function bubble(message, actions, pressed = null, state = null) {
  const keys = keyboard(message, pressed, actions.tap);
  const look = ["bubble"];
  if (message.photo) look.push("with-photo");
  if (message.kind === "sticker") look.push("bare");
  const box = el("div", { class: look.join(" ") }, ...body(message, actions, state));
  const copy = message.text && el("button", { type: "button", class: "copy", "aria-label": t("copy"), title: t("copy"), onclick: () => actions.copy(message) }, icon("copy"));
  const row = el("div", {
    class: `row ${message.sender === "bot" ? "in" : "out"}${state ? ` ${state}` : ""}`, "data-testid": "message",
    "data-message-id": message.message_id, "data-sender": message.sender,
  }, el("div", { class: keys ? "message keyed" : "message" }, box, keys, copy));
  box.addEventListener("contextmenu", (event) => actions.menu(message, event));
  return row;
}
