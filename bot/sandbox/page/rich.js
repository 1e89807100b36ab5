// Message text with formatting. The server's markup is parsed without running it and rebuilt from an allow-list.
import { el } from "./dom.js";
import { t } from "./i18n.js";

const TAGS = {
  B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", STRIKE: "s", DEL: "s",
  CODE: "code", PRE: "pre", BLOCKQUOTE: "blockquote", "TG-SPOILER": "spoiler", SPAN: "span", A: "a", BR: "br",
};
const IGNORED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT"]);
// Addresses, and commands that stand alone: not the "/kg" of a price.
const LINKS = /https?:\/\/[^\s<>"'，。；、）)]+|(?<=^|[\s（(：:，,、])\/[a-z][a-z0-9_]{0,31}(?![\w/])/gi;

/** An address a person may follow, or null. */
export function safeUrl(address) {
  try {
    const url = new URL(address, location.href);
    return ["http:", "https:", "mailto:", "tel:", "tg:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export const outsideLink = (url, ...children) => el("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);

function addText(text, into, onCommand, atStart) {
  let from = 0;
  for (const found of text.matchAll(LINKS)) {
    const [word] = found;
    const isCommand = word.startsWith("/");
    if (isCommand && (!onCommand || (found.index === 0 && !atStart))) continue;
    into.append(text.slice(from, found.index));
    into.append(isCommand
      ? el("button", { type: "button", class: "command", onclick: () => onCommand(word) }, word)
      : outsideLink(word, word));
    from = found.index + word.length;
  }
  into.append(text.slice(from));
}

function spoiler() {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("reveal") });
  const show = () => { node.classList.add("shown"); node.removeAttribute("role"); node.removeAttribute("aria-label"); };
  node.addEventListener("click", show);
  node.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(); } });
  return node;
}

function rebuilt(node) {
  const kind = TAGS[node.tagName];
  if (kind === "a") {
    const url = safeUrl(node.getAttribute("href") ?? "");
    return url ? outsideLink(url) : document.createElement("span");
  }
  if (kind === "spoiler" || (kind === "span" && node.classList.contains("spoiler"))) return spoiler();
  return document.createElement(kind ?? "span");
}

function copyInto(source, target, onCommand, literal) {
  for (const node of source.childNodes) {
    // The line break that ends a block is the block's own end, not an empty line after it.
    if (node.nodeName === "BR" && ["PRE", "BLOCKQUOTE"].includes(node.previousSibling?.nodeName)) continue;
    if (node.nodeType === Node.TEXT_NODE) {
      if (literal) target.append(node.data);
      else addText(node.data, target, onCommand, !node.previousSibling || /\s$/.test(node.previousSibling.textContent));
    } else if (node.nodeType === Node.ELEMENT_NODE && !IGNORED.has(node.tagName)) {
      const copy = rebuilt(node);
      target.append(copy);
      copyInto(node, copy, onCommand, literal || ["A", "CODE", "PRE"].includes(node.tagName));
    }
  }
}

/** A fragment of the message's text; `onCommand` makes its /commands pressable. */
export function rich(message, onCommand) {
  const fragment = document.createDocumentFragment();
  // Text without formatting, by far the most, needs no parsing.
  if (message.html && (/<(?!br\b)/i.test(message.html) || !message.text)) {
    const parsed = new DOMParser().parseFromString(`<!doctype html><body>${message.html}`, "text/html");
    copyInto(parsed.body, fragment, onCommand, false);
  } else if (message.text) {
    addText(message.text, fragment, onCommand, true);
  }
  return fragment;
}
