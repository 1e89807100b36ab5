// The people of the company: a list on a desktop, a strip of faces on a phone.
import * as api from "./api.js";
import { $, avatar, el } from "./dom.js";
import { lang, onLanguage, pick, t } from "./i18n.js";
import { toast } from "./overlay.js";
import { summary } from "./bubble.js";
import * as store from "./store.js";
import { briefly } from "./time.js";

const list = $("#people-list");
const items = new Map();
let planned = false;

function fill(person) {
  const id = String(person.id);
  const button = items.get(id);
  const last = store.visible(id).at(-1);
  const count = store.unread(id);
  const active = store.activeId() === id;
  const typing = store.chat(id).typingUntil > Date.now();
  button.classList.toggle("active", active);
  button.setAttribute("aria-current", active ? "true" : "false");
  button.title = pick(person.about);
  const preview = typing
    ? el("span", { class: "preview is-typing" }, `${t("typing")}…`)
    : el("span", { class: last ? "preview" : "preview none" }, last?.sender === "person" && el("em", {}, `${t("you")}: `), last ? summary(last) : t("noMessages"));
  const face = avatar(person);
  button.replaceChildren(
    face,
    el("span", { class: "line-1" }, el("b", {}, person.name), el("small", { class: "role" }, pick(person.about)), last?.date && el("time", {}, briefly(new Date(last.date)))),
    el("span", { class: "line-2" }, preview, count > 0 && el("span", { class: "badge", "data-testid": "unread-badge", "aria-label": t("unreadCount", { n: count }) }, count > 99 ? "99+" : String(count))));
}

function draw() {
  planned = false;
  const people = store.everyone();
  const wanted = people.map((person) => String(person.id));
  if (wanted.join() !== [...items.keys()].join()) {
    items.clear();
    list.replaceChildren(...people.map((person) => {
      const id = String(person.id);
      const button = el("button", { type: "button", class: "person", "data-testid": "people-item", "data-person-id": id, onclick: () => store.activate(id) });
      items.set(id, button);
      return el("li", {}, button);
    }));
  }
  people.forEach(fill);
  const total = wanted.reduce((sum, id) => sum + store.unread(id), 0);
  document.title = `${total ? `(${total}) ` : ""}${$("#brand-title").textContent}`;
}

/** Many changes in one moment are one drawing. */
function later() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(draw);
}

function prepareAdding() {
  const sheet = $("#person-sheet");
  $("#add-person").addEventListener("click", () => {
    $("#person-name").value = "";
    $("#person-language").value = lang();
    sheet.returnValue = "";
    sheet.showModal();
  });
  $("#person-cancel").addEventListener("click", () => sheet.close());
  sheet.addEventListener("close", async () => {
    const name = $("#person-name").value.trim();
    if (sheet.returnValue !== "add" || !name) return;
    try {
      const person = await api.addPerson(name, $("#person-language").value);
      await store.sync();
      toast(t("added", { name }));
      if (person?.id !== undefined) store.activate(person.id);
    } catch (error) {
      toast(error.message, "bad");
    }
  });
}

export function preparePeople() {
  for (const name of ["people", "messages", "reset", "unread", "typing", "clock"]) store.on(name, later);
  store.on("active", ({ id }) => {
    later();
    requestAnimationFrame(() => items.get(id)?.scrollIntoView({ block: "nearest", inline: "center" }));
  });
  onLanguage(later);
  prepareAdding();
}
