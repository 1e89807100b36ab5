// Where one writes: text, commands, files, and the bot's reply keyboard.
import * as api from "./api.js";
import { $, el, touch, wait, calm } from "./dom.js";
import { onLanguage, t } from "./i18n.js";
import { toast } from "./overlay.js";
import * as store from "./store.js";

const MAX_FILE = 50 * 1024 * 1024;
const input = $("#input");
const menu = $("#commands");
const drafts = new Map();
const known = new Map(); // chat → its commands
let queue = []; // files chosen together, asked about one after another

function fit() {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
  $("#send").disabled = input.value.trim() === "" || store.activeId() === null;
  $("#composer").classList.toggle("writing", input.value !== "");
}

function set(text) {
  input.value = text;
  fit();
}

function submit() {
  const text = input.value.trim();
  const id = store.activeId();
  if (!text || id === null) return;
  set("");
  drafts.delete(id);
  closeMenu();
  store.send(id, { text });
}

/** Writes a text letter by letter, so that one sees what is sent, and sends it. */
export async function writeAndSend(text) {
  set("");
  const letters = [...text];
  const pause = calm() ? 0 : Math.min(38, 1100 / letters.length);
  for (const letter of pause ? letters : []) {
    set(input.value + letter);
    await wait(pause);
  }
  set(text);
  await wait(pause ? 220 : 0);
  submit();
}

/* ---- commands ---- */

async function loadCommands(id) {
  try {
    known.set(id, await api.commands(id));
  } catch {
    known.set(id, known.get(id) ?? []);
  }
  return known.get(id);
}

function showCommands(list) {
  const items = list.map(({ command, description }) => el("button", {
    type: "button", role: "menuitem", onclick: () => { closeMenu(); set(""); store.send(store.activeId(), { text: `/${command}` }); },
  }, el("b", {}, `/${command}`), el("span", {}, description)));
  menu.replaceChildren(...(items.length ? items : [el("p", {}, t("noCommands"))]));
  menu.hidden = false;
  $("#menu").setAttribute("aria-expanded", "true");
}

function closeMenu() {
  menu.hidden = true;
  $("#menu").setAttribute("aria-expanded", "false");
}

async function toggleMenu() {
  const id = store.activeId();
  if (!menu.hidden || id === null) { closeMenu(); return; }
  showCommands(await loadCommands(id));
  $("button", menu)?.focus();
}

async function suggest() {
  const id = store.activeId();
  const word = /^\/(\w*)$/.exec(input.value)?.[1];
  if (word === undefined || id === null) { if (!menu.hidden) closeMenu(); return; }
  const list = known.get(id) ?? await loadCommands(id);
  const fitting = list.filter(({ command }) => command.startsWith(word.toLowerCase()));
  if (fitting.length && input.value === `/${word}`) showCommands(fitting);
  else closeMenu();
}

function moveInMenu(event) {
  const items = [...menu.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || menu.hidden || !items.length) return;
  event.preventDefault();
  items[(at + step + items.length) % items.length].focus();
}

/* ---- reply keyboard ---- */

/** The newest keyboard the bot left under the composer: rows of labels or {text}, or none once it was removed. */
function replyKeyboard() {
  const box = $("#reply-keyboard");
  const id = store.activeId();
  const last = id === null ? null : store.visible(id).reverse().find((one) => one.reply_keyboard !== null && one.reply_keyboard !== undefined);
  const rows = Array.isArray(last?.reply_keyboard) ? last.reply_keyboard : last?.reply_keyboard?.keyboard ?? [];
  box.hidden = !rows.length;
  box.replaceChildren(...rows.map((row) => el("div", { class: "key-row" }, ...row.map((button) => {
    const text = typeof button === "string" ? button : button.text;
    return el("button", { type: "button", class: "reply-key", onclick: () => store.send(store.activeId(), { text }) }, text);
  }))));
}

/* ---- files ---- */

function offer(files) {
  if (store.activeId() === null) return;
  const fits = [...files].filter((file) => file.size <= MAX_FILE);
  if (fits.length < files.length) toast(t("tooBig"), "bad");
  queue.push(...fits);
  if (!$("#file-sheet").open) nextFile();
}

function nextFile() {
  const file = queue[0];
  if (!file) return;
  const picture = /^image\/(png|jpe?g|gif|webp|bmp)$/.test(file.type);
  const preview = $("#file-preview");
  if (preview.src.startsWith("blob:")) URL.revokeObjectURL(preview.src);
  preview.hidden = !picture;
  if (picture) preview.src = URL.createObjectURL(file);
  else preview.removeAttribute("src");
  $("#file-title").textContent = t(picture ? "sendPhoto" : "sendFile");
  $("#file-name").textContent = `${file.name} · ${file.size < 1024 * 1024 ? `${Math.max(1, Math.round(file.size / 1024))} KB` : `${(file.size / 1024 / 1024).toFixed(1)} MB`}`;
  $("#as-document-line").hidden = !picture;
  $("#as-document").checked = !picture;
  $("#caption").value = input.value.trim();
  $("#file-sheet").returnValue = "";
  $("#file-sheet").showModal();
  if (!touch()) $("#caption").focus();
}

function fileDecided() {
  const file = queue.shift();
  if (!file) return;
  if ($("#file-sheet").returnValue === "send") {
    if (input.value.trim()) set("");
    store.send(store.activeId(), { file, text: $("#caption").value.trim(), asDocument: $("#as-document").checked });
  } else {
    queue = [];
  }
  nextFile();
}

function prepareFiles() {
  const chooser = $("#file");
  $("#attach").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => { offer(chooser.files); chooser.value = ""; });
  $("#file-cancel").addEventListener("click", () => $("#file-sheet").close());
  $("#file-sheet").addEventListener("close", fileDecided);
  input.addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    offer(event.clipboardData.files);
  });
  const zone = $("#drop-zone");
  const chat = $("#chat");
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  chat.addEventListener("dragover", (event) => { if (carries(event)) { event.preventDefault(); zone.hidden = false; } });
  chat.addEventListener("dragleave", (event) => { if (!chat.contains(event.relatedTarget)) zone.hidden = true; });
  chat.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    zone.hidden = true;
    offer(event.dataTransfer.files);
  });
}

export function prepareComposer() {
  $("#composer-form").addEventListener("submit", (event) => { event.preventDefault(); submit(); if (!touch()) input.focus(); });
  input.addEventListener("input", () => { fit(); suggest(); });
  input.addEventListener("keydown", (event) => {
    // While a Chinese word is being composed, Enter chooses it and does not send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229 || touch()) return;
    event.preventDefault();
    submit();
  });
  $("#menu").addEventListener("click", toggleMenu);
  $("#composer").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) { closeMenu(); input.focus(); }
    moveInMenu(event);
  });
  document.addEventListener("pointerdown", (event) => { if (!$("#composer").contains(event.target)) closeMenu(); });
  prepareFiles();
  let previous = null;
  store.on("active", ({ id }) => {
    if (previous !== null) drafts.set(previous, input.value);
    previous = id;
    closeMenu();
    set(drafts.get(id) ?? "");
    replyKeyboard();
    if (!touch()) input.focus({ preventScroll: true });
  });
  for (const name of ["messages", "reset"]) store.on(name, ({ id }) => { if (id === store.activeId()) replyKeyboard(); });
  onLanguage(closeMenu);
}
