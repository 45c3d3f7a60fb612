// One person's phone: the chat, what is being written, and what the bot is busy with.

import { Composer } from "./composer.js";
import { dayLine, draw, textOf, wordsOf } from "./message.js";
import { avatar, calm, dayOf, make, post, word } from "./service.js";
import { choose } from "./sheet.js";

const NEAR = 140; // pixels from the bottom within which new messages pull the chat along
const PATIENCE = 1500; // milliseconds after an order that the dots still wait for an answer
const TOAST = 4000;

export class Phone {
  // `desk` knows the other phones: open(start) chooses one for a link, commands() lists them.
  constructor(who, desk) {
    this.who = who;
    this.desk = desk;
    this.unread = 0;
    this.pinned = true; // to the last message, also when a keyboard makes the chat lower
    this.inSight = false;
    this.drawn = new Map();
    const template = document.getElementById("phone-template").content;
    this.node = document.importNode(template, true).firstElementChild;
    this.node.id = `phone-${who.external}`;
    this.node.setAttribute("aria-label", `${who.name}, ${who.title}`);
    this.find(".name").textContent = who.name;
    this.find(".title").textContent = who.title;
    this.find(".hint").textContent = who.hint;
    avatar(this.find(".avatar"), who);
    this.chat = this.find(".chat");
    this.composer = new Composer(this);
    this.listen();
    this.settle();
  }

  find(selector) {
    return this.node.querySelector(selector);
  }

  listen() {
    this.find(".start").addEventListener("click", () => this.begin(this.who.start));
    this.find(".down").addEventListener("click", () => this.toBottom(true));
    this.chat.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.pinned && this.toBottom()).observe(this.chat);
    this.find(".commands").addEventListener("click", () => {
      const choices = this.desk.commands().map(({ command, description }) => ({
        title: command, subtitle: description, act: () => this.say(command),
      }));
      choose(word("commands"), choices);
    });
    this.on = {
      press: (data, button) => this.press(data, button),
      command: (text) => this.say(text),
      link: (start) => this.desk.open(start),
      edit: (message) => this.composer.change(message.id, textOf(message), Boolean(message.file)),
      loaded: () => this.isNear(NEAR * 4) && this.toBottom(),
    };
  }

  // --- orders

  begin(start) {
    return this.say(start ? `/start ${start}` : "/start");
  }

  say(text) {
    this.pull = true;
    return this.order("/demo/say", { phone: this.who.external, text });
  }

  edit(message, text) {
    return this.order("/demo/edit", { phone: this.who.external, message, text });
  }

  send(file, caption) {
    this.pull = true;
    const form = new FormData();
    form.append("phone", this.who.external);
    form.append("caption", caption);
    form.append("kind", /^image\/(png|jpeg|gif|webp)$/.test(file.type) ? "photo" : "document");
    form.append("file", file);
    return this.order("/demo/file", form);
  }

  async press(data, button) {
    const message = Number(button.closest(".message").dataset.id);
    button.classList.add("busy");
    await this.order("/demo/press", { phone: this.who.external, message, data });
    button.classList.remove("busy");
  }

  async order(path, body) {
    this.wait();
    const told = await post(path, body);
    if (told.error) this.toast(told.error);
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.answered(), told.error ? 0 : PATIENCE);
    return !told.error;
  }

  // The dots come a moment later, so that a quick answer does not make them blink.
  wait() {
    clearTimeout(this.patience);
    clearTimeout(this.dots);
    this.dots = setTimeout(() => this.showTyping(true), 350);
  }

  answered(typing = false) {
    clearTimeout(this.dots);
    this.showTyping(typing);
  }

  showTyping(on) {
    const near = this.isNear();
    this.find(".typing").hidden = !on;
    if (near) this.toBottom();
  }

  // --- what the service tells

  clear() {
    this.drawn.clear();
    this.chat.replaceChildren();
    this.settle();
  }

  // Says how many new messages of the bot there were.
  update({ ids, messages, toasts, typing }) {
    const near = this.isNear() || this.pull;
    const first = this.drawn.size === 0;
    const heard = messages.filter((each) => !each.own).length > 0 || toasts.length > 0;
    const kept = new Set(ids);
    for (const [id, { node }] of this.drawn) {
      if (!kept.has(id)) {
        node.remove();
        this.drawn.delete(id);
      }
    }
    const fresh = messages.filter((each) => this.put(each, first)).filter((each) => !each.own).length;
    this.drawDays();
    toasts.forEach((toast) => this.toast(toast.text, toast.alert));
    if (heard) this.answered(typing);
    else if (typing) this.showTyping(true);
    this.settle();
    if (near || first) this.toBottom(!first);
    else this.showDown(fresh);
    this.pull = false;
    return first ? 0 : fresh;
  }

  put(message, quiet) {
    const old = this.drawn.get(message.id);
    const node = draw(message, this.on);
    this.drawn.set(message.id, { node, day: dayOf(new Date(message.at)), said: message.own && wordsOf(message) });
    if (!old) {
      if (!quiet) node.classList.add("new");
      this.chat.append(node);
      return true;
    }
    const focused = old.node.contains(document.activeElement);
    node.classList.add("changed");
    old.node.replaceWith(node);
    if (focused) (node.querySelector(".press, .edit") ?? this.chat).focus({ preventScroll: true });
    return false;
  }

  drawDays() {
    this.chat.querySelectorAll(".day").forEach((node) => node.remove());
    let last = null;
    for (const { node, day } of this.drawn.values()) {
      if (day !== last) node.before(dayLine(day));
      last = day;
    }
  }

  settle() {
    const empty = this.drawn.size === 0;
    this.node.classList.toggle("empty", empty);
    this.find(".start").hidden = !empty;
    this.find(".hint").hidden = !this.who.hint || this.knowsWhatToDo(empty);
    this.find(".composer").hidden = empty;
    this.find(".commands").hidden = this.desk.commands().length === 0;
  }

  // A hint has done its work when the newcomer has begun, or somebody has said more than a command.
  knowsWhatToDo(empty) {
    if (this.who.newcomer) return !empty;
    return [...this.drawn.values()].some(({ said }) => said && !said.startsWith("/"));
  }

  toast(text, alert = false) {
    const node = make("button", "toast", text);
    node.type = "button";
    node.addEventListener("click", () => node.remove());
    this.find(".toasts").append(node);
    setTimeout(() => node.remove(), alert ? TOAST * 4 : TOAST);
  }

  // --- scrolling

  isNear(reach = NEAR) {
    const { scrollHeight, scrollTop, clientHeight } = this.chat;
    return scrollHeight - scrollTop - clientHeight < reach;
  }

  scrolled() {
    this.pinned = this.isNear();
    if (this.pinned) this.hideDown();
  }

  toBottom(smooth = false) {
    this.pinned = true;
    this.chat.scrollTo({ top: this.chat.scrollHeight, behavior: smooth && !calm.matches ? "smooth" : "instant" });
    this.hideDown();
  }

  showDown(count) {
    const down = this.find(".down");
    down.hidden = false;
    down.dataset.count = Number(down.dataset.count ?? 0) + count;
    this.find(".count").textContent = down.dataset.count === "0" ? "" : down.dataset.count;
  }

  hideDown() {
    this.find(".down").hidden = true;
    this.find(".down").dataset.count = 0;
  }
}
