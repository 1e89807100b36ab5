// The company's clock: shows it and moves it ahead.
import * as api from "./api.js";
import { $, spinner } from "./dom.js";
import { onLanguage } from "./i18n.js";
import { toast } from "./overlay.js";
import * as store from "./store.js";
import { clockRequest, clockTime, companyNow, longDate, setCompanyTime, shortDate } from "./time.js";

const REFRESH_MS = 20_000;
const buttons = [...document.querySelectorAll("#clock [data-move]")];
let moving = false;

function draw() {
  const now = companyNow();
  const face = $("#clock-now");
  face.textContent = clockTime(now);
  face.dateTime = now.toISOString();
  $("#clock-date").textContent = longDate(now);
  $("#clock-pill b").textContent = clockTime(now);
  $("#clock-pill small").textContent = shortDate(now);
}

export function clockSays({ now, zone }) {
  if (!now) return;
  setCompanyTime(now, zone);
  draw();
  store.emit("clock", {});
}

/** Reads the clock; a bot on real time has none, and then the page shows none either. */
export async function readClock() {
  try {
    clockSays(await api.clock());
  } catch (error) {
    if (error.status !== 404) throw error;
    setCompanyTime(new Date().toISOString(), Intl.DateTimeFormat().resolvedOptions().timeZone);
    $("#clock").hidden = true;
    $("#clock-pill").classList.add("without-clock");
    draw();
  }
}

/** Moves the clock ("1h", "7d", "to 09:00", "tomorrow 09:00"); true once everything due on the way has run. */
export async function move(wish) {
  if (moving) return false;
  moving = true;
  const pressed = buttons.find((button) => button.dataset.move === wish);
  const turning = spinner();
  for (const button of buttons) button.disabled = true;
  pressed?.append(turning);
  $("#clock").classList.add("moving");
  $("#clock-pill").classList.add("moving");
  try {
    const answer = await api.moveClock(clockRequest(wish));
    if (answer?.now) clockSays(answer);
    else await readClock();
    return true;
  } catch (error) {
    toast(error.message, "bad");
    return false;
  } finally {
    moving = false;
    turning.remove();
    for (const button of buttons) button.disabled = false;
    $("#clock").classList.remove("moving");
    $("#clock-pill").classList.remove("moving");
  }
}

export function prepareClock() {
  for (const button of buttons) button.addEventListener("click", () => move(button.dataset.move));
  onLanguage(draw);
  setInterval(() => { if (!moving && document.visibilityState === "visible") readClock().catch(() => {}); }, REFRESH_MS);
}
