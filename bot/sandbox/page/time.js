// Moments as the company sees them: its zone and its clock, not the browser's.
import { lang, locale, t } from "./i18n.js";

let zone = "Asia/Shanghai";
let now = new Date();
const formats = new Map();

export const companyNow = () => now;

export function setCompanyTime(iso, zoneName) {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return;
  now = moment;
  if (zoneName && zoneName !== zone) {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zoneName });
      zone = zoneName;
      formats.clear();
    } catch { /* a zone this browser does not know: keep the one we have */ }
  }
}

function format(moment, options) {
  const key = locale() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }));
  return formats.get(key).format(moment);
}

export const clockTime = (moment) => format(moment, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** The local calendar date as YYYY-MM-DD. */
export function dayOf(moment) {
  if (!formats.has("day")) formats.set("day", new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }));
  return formats.get("day").format(moment);
}

function withWeekday(moment, options) {
  const date = format(moment, { month: lang() === "zh" ? "long" : "short", day: "numeric", ...options });
  const weekday = format(moment, { weekday: "short" });
  return lang() === "zh" ? `${date} ${weekday}` : `${weekday} ${date}`;
}

export const longDate = (moment) => withWeekday(moment, { year: "numeric" });

export const shortDate = (moment) => withWeekday(moment, {});

const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** "Today", "Yesterday" or the date, as a separator between days shows it. */
export function dayLabel(day) {
  const away = daysBetween(dayOf(now), day);
  if (away === 0) return t("today");
  if (away === -1) return t("yesterday");
  const sameYear = day.slice(0, 4) === dayOf(now).slice(0, 4);
  const noon = new Date(`${day}T12:00:00Z`);
  return sameYear ? shortDate(noon) : longDate(noon);
}

/** The time for today, the date otherwise: for the list of people. */
export function briefly(moment) {
  return dayOf(moment) === dayOf(now) ? clockTime(moment) : format(moment, { month: "numeric", day: "numeric" });
}

/** The moment at which the company's wall clock shows that day and time. */
function localMoment(day, time) {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  let moment = wanted;
  for (let round = 0; round < 3; round += 1) {
    const shown = Date.parse(`${dayOf(new Date(moment))}T${clockTime(new Date(moment))}:00Z`);
    moment += wanted - shown;
  }
  return new Date(moment);
}

/** What to ask of the clock: "1h" and "7d" advance; "to 09:00" is the next one; "tomorrow 09:00" and "3d 09:00" are those days'. */
export function clockRequest(move) {
  const named = /^(?:(to|tomorrow)|(\d{1,3})d)\s+(\d{1,2}):(\d{2})$/.exec(move);
  if (!named) return { advance: move };
  const [, word, days, hour, minute] = named;
  const time = `${hour.padStart(2, "0")}:${minute}`;
  const later = new Date(Date.parse(`${dayOf(now)}T12:00:00Z`) + Number(days ?? 1) * 86_400_000).toISOString().slice(0, 10);
  const today = localMoment(dayOf(now), time);
  const moment = word === "to" && today > now ? today : localMoment(later, time);
  return { to: moment.toISOString().replace(".000Z", "+00:00") };
}
