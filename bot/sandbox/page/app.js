// Puts the page together: the stream feeds the store, the store tells the views.
import * as api from "./api.js";
import { answered, prepareChat } from "./chat.js";
import { clockSays, prepareClock, readClock } from "./clock.js";
import { prepareComposer } from "./composer.js";
import { $, el, remembered } from "./dom.js";
import { feedSays, prepareFeed } from "./feed.js";
import { guidedPerson, prepareGuide } from "./guide.js";
import { localize, onLanguage, pick, t, toggleLanguage } from "./i18n.js";
import { prepareOverlays, toast } from "./overlay.js";
import { preparePeople } from "./people.js";
import * as store from "./store.js";

const STREAM_GRACE_MS = 1500; // a break shorter than this is not worth a word
let up = true;
let started = false;
let lostTimer = 0;

function status() {
  const line = $("#chat-status");
  const id = store.activeId();
  const person = store.person(id);
  line.classList.toggle("is-typing", false);
  if (!up) line.replaceChildren(t("connecting"));
  else if (!person) line.replaceChildren(started ? "" : t("loading"));
  else if (store.chat(id).typingUntil > Date.now()) {
    line.classList.add("is-typing");
    line.replaceChildren(t("typing"), el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")));
  } else {
    const role = pick(person.about);
    line.replaceChildren(t("youAre", { name: person.name }), role && ` · ${role}`);
  }
}

function wished() {
  const id = new URLSearchParams(location.hash.slice(1)).get("person");
  return id !== null && store.person(id) ? id : null;
}

const resync = () => store.sync().catch((error) => toast(error.message, "bad"));

function onEvent(name, data) {
  const { chat_id: id, message } = data;
  if (name === "message" || name === "edit") { if (message) store.take(id, [message]); }
  else if (name === "delete") store.remove(id, data.message_id ?? message?.message_id);
  else if (name === "typing") store.setTyping(id);
  else if (name === "answer") answered(data);
  else if (name === "clock") clockSays(data);
  else if (name === "people") resync();
  feedSays(name, data);
}

function onState(open) {
  if (open) {
    clearTimeout(lostTimer);
    lostTimer = 0;
    up = true;
    status();
    if (started) { resync(); readClock().catch(() => {}); }
  } else {
    // Every failed attempt says so again; the first one counts.
    lostTimer ||= setTimeout(() => { up = false; status(); }, STREAM_GRACE_MS);
  }
}

function prepareSheet() {
  const side = $("#side");
  const narrow = matchMedia("(max-width: 900px)");
  const pill = $("#clock-pill");
  const set = (open) => {
    const wasOpen = side.classList.contains("open");
    side.classList.toggle("open", open);
    $("#scrim").hidden = !open;
    side.inert = narrow.matches && !open;
    pill.setAttribute("aria-expanded", String(open));
    if (open) $("#sheet-close").focus();
    else if (wasOpen) pill.focus({ preventScroll: true });
  };
  pill.addEventListener("click", () => set(!side.classList.contains("open")));
  for (const node of [$("#sheet-close"), $("#scrim")]) node.addEventListener("click", () => set(false));
  for (const name of ["close-sheet"]) document.addEventListener(name, () => set(false));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && side.classList.contains("open")) set(false); });
  narrow.addEventListener("change", () => set(false));
  store.on("active", () => set(false));
  set(false);
}

function prepareHead() {
  $("#language").addEventListener("click", toggleLanguage);
  $("#theme").addEventListener("click", () => {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* the choice lasts as long as the page */ }
  });
  store.on("active", ({ id }) => {
    if (id !== null) history.replaceState(null, "", `#person=${encodeURIComponent(id)}`);
    remembered("sessionStorage", "person", id);
    status();
  });
  for (const name of ["people", "messages", "typing", "reset"]) store.on(name, status);
  onLanguage(status);
  addEventListener("hashchange", () => { const id = wished(); if (id !== null) store.activate(id); });
}

async function introduce() {
  const { title, username } = await api.about();
  if (title) for (const id of ["#bot-title", "#brand-title"]) $(id).textContent = pick(title);
  if (username) $("#bot-title").title = `@${username}`;
}

async function start() {
  localize();
  status();
  prepareOverlays();
  prepareHead();
  prepareChat();
  prepareComposer();
  preparePeople();
  prepareFeed();
  prepareClock();
  prepareSheet();
  store.on("trouble", ({ text }) => toast(text, "bad"));
  api.follow(onEvent, onState);
  await Promise.allSettled([introduce(), readClock()]);
  await resync();
  await prepareGuide();
  const kept = remembered("sessionStorage", "person");
  const first = wished() ?? (store.person(kept) ? kept : null) ?? guidedPerson() ?? store.everyone()[0]?.id ?? null;
  started = true;
  store.activate(first);
  status();
}

start();
