// What the page asks of the service, and how it words numbers and times.

const LANGUAGE = document.documentElement.lang;

let words = {};
let zone;
export let limits = { text: 4096, caption: 1024, file: 0 };

export async function load() {
  const state = await (await fetch("/demo/state")).json();
  ({ words, zone, limits } = state);
  fill(document);
  document.querySelectorAll("template").forEach((template) => fill(template.content));
}

// People who asked their computer for less motion get none.
export const calm = matchMedia("(prefers-reduced-motion: reduce)");

export const word = (name) => words[`demo-page-${name}`];

function fill(root) {
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = words[node.dataset.word];
  for (const node of root.querySelectorAll("[data-placeholder]")) node.placeholder = words[node.dataset.placeholder];
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", words[node.dataset.label]);
    if (node.matches("button")) node.title = words[node.dataset.label];
  }
}

// Gives what the service answered, or {error} in words that can be shown as they are.
export async function post(path, body) {
  const form = body instanceof FormData;
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: form ? {} : { "Content-Type": "application/json" },
      body: form ? body : JSON.stringify(body),
    });
    const told = await answer.json();
    return told.failed ? { error: told.failed } : told;
  } catch {
    return { error: word("offline") };
  }
}

const formats = new Map();

function format(name, options) {
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(LANGUAGE, { ...options, timeZone: zone }));
  return formats.get(name);
}

export const timeOf = (at) => format("time", { hour: "2-digit", minute: "2-digit" }).format(at);
export const dayOf = (at) => format("day", { weekday: "short", day: "numeric", month: "long" }).format(at);
export const fullOf = (at) => format("full", { dateStyle: "full", timeStyle: "short" }).format(at);

const SIZES = [["byte", 1], ["kilobyte", 1024], ["megabyte", 1024 ** 2]];

export function sizeOf(bytes) {
  const [unit, one] = SIZES.findLast(([, least]) => bytes >= least) ?? SIZES[0];
  const rule = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: bytes >= 10 * one ? 0 : 1 };
  return new Intl.NumberFormat(LANGUAGE, rule).format(bytes / one);
}

export function make(tag, className = "", ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

export function avatar(node, who) {
  const initials = who.name.split(/\s+/).slice(0, 2).map((part) => [...part][0] ?? "");
  node.textContent = initials.join("").toUpperCase();
  node.classList.add(`tone-${who.external % 8}`);
  return node;
}
