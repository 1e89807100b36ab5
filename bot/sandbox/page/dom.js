// Small helpers over the DOM. Text always goes in as text, never as markup.

export const $ = (selector, root = document) => root.querySelector(selector);

/** An element with attributes (`on…` are listeners; null, undefined and false are left out) and children. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An icon of the sprite in index.html. */
export function icon(name, className = "icon") {
  const SVG = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export const spinner = () => el("span", { class: "spinner", "aria-hidden": "true" });

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export const touch = () => matchMedia("(pointer: coarse)").matches;

/** What a person's round picture shows: the last two characters of a Chinese name, else initials. */
export function initials(name) {
  const clean = (name ?? "").replace(/[^\p{L}\p{N}\s]/gu, " ").trim();
  if (!clean) return "?";
  if (/\p{Script=Han}/u.test(clean)) return [...clean.replace(/\s/g, "")].slice(-2).join("");
  return clean.split(/\s+/).slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
}

export function avatar(person) {
  const tone = [...String(person?.id ?? "")].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) >>> 0, 7) % 8;
  return el("span", { class: `avatar tone-${tone}`, "aria-hidden": "true" }, initials(person?.name));
}

/** Reads or writes a remembered value; a browser that forbids storage simply forgets. */
export function remembered(storage, key, value) {
  try {
    if (value === undefined) return JSON.parse(window[storage].getItem(key));
    window[storage].setItem(key, JSON.stringify(value));
  } catch { /* nothing to do: the value lives until the page is left */ }
  return null;
}
