// The table with phones: people, the clock, and the stream of what changes.

import { Phone } from "./phone.js";
import { avatar, calm, dayOf, fullOf, load, make, post, timeOf, word } from "./service.js";
import { choose } from "./sheet.js";

const phones = new Map();
const tabs = new Map();
const table = document.getElementById("phones");
const people = document.getElementById("people");

let commands = [];
let ahead = 0; // milliseconds between the demo's clock and this computer's
let wanted = null; // a phone that was asked for and is not here yet
let active = null;

const desk = {
  commands: () => commands,
  open(start) {
    const choices = [...phones.values()].map((phone) => ({
      title: phone.who.name,
      subtitle: phone.who.title,
      who: phone.who,
      act: () => {
        show(phone.who.external);
        phone.begin(start);
      },
    }));
    const newcomer = {
      title: word("link-newcomer"),
      subtitle: word("link-newcomer-hint"),
      sign: "+",
      act: () => welcome(start),
    };
    choose(word("link-title"), [newcomer, ...choices]);
  },
};

// --- people

function seat(list) {
  const here = new Set(list.map((who) => who.external));
  for (const [external, phone] of phones) {
    if (here.has(external)) continue;
    sight.unobserve(phone.node);
    phone.node.remove();
    tabs.get(external).remove();
    phones.delete(external);
    tabs.delete(external);
  }
  for (const who of list) if (!phones.has(who.external)) add(who);
  if (!phones.has(active)) show(list[0]?.external);
  if (phones.has(wanted)) show(wanted);
  fit();
}

function add(who) {
  const phone = new Phone(who, desk);
  phones.set(who.external, phone);
  table.append(phone.node);
  sight.observe(phone.node);
  const words = make("span", "words", make("b", "", who.name.split(" ")[0]), make("small", "", who.title));
  const tab = make("button", "tab", avatar(make("span", "avatar"), who), words, make("span", "unread"));
  tab.type = "button";
  tab.title = `${who.name}, ${who.title}`;
  tab.addEventListener("click", () => show(who.external));
  tabs.set(who.external, tab);
  people.append(tab);
}

function show(external) {
  const phone = phones.get(external);
  if (!phone) return;
  const first = active === null;
  active = external;
  if (wanted === external) wanted = null;
  for (const [each, { node }] of phones) node.classList.toggle("active", each === external);
  for (const [each, tab] of tabs) tab.setAttribute("aria-current", String(each === external));
  if (first) return;
  centre(people, tabs.get(external));
  centre(table, phone.node);
  phone.toBottom();
  read(phone);
}

// Not scrollIntoView: it would move the page itself, which has nowhere to go.
function centre(row, node) {
  const [outer, inner] = [row.getBoundingClientRect(), node.getBoundingClientRect()];
  const left = row.scrollLeft + inner.left - outer.left - (outer.width - inner.width) / 2;
  row.scrollTo({ left, behavior: calm.matches ? "instant" : "smooth" });
}

async function welcome(start = "") {
  const told = await post("/demo/newcomer", { start });
  if (told.error) {
    phones.get(active)?.toast(told.error);
    return;
  }
  wanted = told.external;
  show(wanted);
}

// A phone out of sight collects its unread messages; the tab tells how many.
const sight = new IntersectionObserver(
  (seen) => {
    for (const { target, intersectionRatio } of seen) {
      const phone = [...phones.values()].find(({ node }) => node === target);
      if (!phone) continue;
      const was = phone.inSight;
      phone.inSight = intersectionRatio > 0.5;
      if (phone.inSight && !was) {
        phone.composer.refresh();
        read(phone);
      }
    }
  },
  { threshold: [0, 0.55] },
);

function read(phone, more = null) {
  phone.unread = more === null ? 0 : phone.unread + more;
  const badge = tabs.get(phone.who.external).querySelector(".unread");
  badge.textContent = phone.unread || "";
  badge.setAttribute("aria-label", phone.unread ? `${word("unread")} ${phone.unread}` : "");
}

// On a wide screen the row of people is needed only when not all phones fit.
function fit() {
  document.body.classList.toggle("crowded", table.scrollWidth > table.clientWidth + 4);
}

// --- the clock

function tick() {
  const now = new Date(Date.now() + ahead);
  document.getElementById("clock").dateTime = now.toISOString();
  document.getElementById("clock").title = fullOf(now);
  document.getElementById("clock-date").textContent = dayOf(now);
  document.getElementById("clock-time").textContent = timeOf(now);
}

function setClock(now) {
  const moved = Math.abs(new Date(now) - Date.now() - ahead) > 60_000;
  ahead = new Date(now) - Date.now();
  tick();
  if (moved) document.getElementById("clock").animate([{ opacity: 0.2 }, { opacity: 1 }], 500);
}

function listenToBar() {
  for (const button of document.querySelectorAll("[data-move]")) {
    button.addEventListener("click", async () => {
      button.disabled = true;
      const told = await post("/demo/clock", JSON.parse(button.dataset.move));
      button.disabled = false;
      button.focus();
      if (told.error) phones.get(active)?.toast(told.error);
    });
  }
  document.getElementById("newcomer").addEventListener("click", () => welcome());
  new ResizeObserver(fit).observe(table);
  setInterval(tick, 1000);
}

// --- what the service tells

function take(changes) {
  setClock(changes.now);
  if (changes.fresh) phones.forEach((phone) => phone.clear());
  if (changes.commands) ({ commands } = changes);
  if (changes.phones) seat(changes.phones);
  for (const [external, chat] of Object.entries(changes.chats)) {
    const phone = phones.get(Number(external));
    const count = phone.update(chat);
    if (count && (!phone.inSight || document.hidden)) read(phone, count);
  }
  if (changes.commands) phones.forEach((phone) => phone.settle());
}

// EventSource comes back by itself and says where it stopped.
function listen() {
  const offline = document.getElementById("offline");
  const live = new EventSource("/demo/live");
  let worry = null;
  live.onmessage = (event) => take(JSON.parse(event.data));
  live.onopen = () => {
    clearTimeout(worry);
    worry = null;
    offline.hidden = true;
  };
  live.onerror = () => {
    worry ??= setTimeout(() => (offline.hidden = false), 1500);
    if (live.readyState !== EventSource.CLOSED) return;
    live.close();
    setTimeout(listen, 2000);
  };
}

await load();
listenToBar();
listen();
