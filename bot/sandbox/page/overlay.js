// What lies above the chat: short notices, alerts, the enlarged picture, the copy menu.
import { $, el, touch } from "./dom.js";
import { t } from "./i18n.js";

export function toast(text, kind = "") {
  if (!text) return;
  const node = el("div", { class: `toast ${kind}` }, text);
  const box = $("#toasts");
  while (box.children.length > 2) box.firstChild.remove();
  box.append(node);
  setTimeout(() => node.classList.add("leaving"), 3200 + Math.min(text.length * 30, 3000));
  setTimeout(() => node.remove(), 3600 + Math.min(text.length * 30, 3000));
}

/** Shows what the bot answered to a press: a passing notice, or an alert to dismiss. */
export function showAnswer(answer) {
  if (!answer?.text) return;
  if (!answer.show_alert) {
    toast(answer.text);
    return;
  }
  const dialog = $("#alert");
  $("#alert-text").textContent = answer.text;
  if (!dialog.open) dialog.showModal();
}

export function openPicture(message) {
  const dialog = $("#lightbox");
  const image = $("img", dialog);
  image.src = message.photo;
  image.alt = message.text || t("photo");
  $(".download", dialog).href = message.photo;
  dialog.showModal();
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages opened over plain HTTP from another device have no clipboard of their own.
    const area = el("textarea", { class: "off-screen", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  toast(t("copied"));
}

let copyTarget = "";

/** The menu of a long press. A mouse keeps the browser's own menu and has the copy button beside the bubble. */
export function messageMenu(message, event) {
  if (!message.text || !(touch() || event.pointerType === "touch")) return;
  event.preventDefault();
  copyTarget = message.text;
  const menu = $("#context");
  menu.hidden = false;
  menu.style.left = `${Math.max(8, Math.min(event.clientX - 60, innerWidth - 150))}px`;
  menu.style.top = `${Math.max(8, Math.min(event.clientY - 60, innerHeight - 70))}px`;
}

export function prepareOverlays() {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }
  $("#lightbox button").addEventListener("click", () => $("#lightbox").close());
  $("#lightbox img").addEventListener("click", () => $("#lightbox").close());
  const menu = $("#context");
  $("button", menu).addEventListener("click", () => { menu.hidden = true; copyText(copyTarget); });
  document.addEventListener("pointerdown", (event) => { if (!menu.contains(event.target)) menu.hidden = true; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") menu.hidden = true; });
}
