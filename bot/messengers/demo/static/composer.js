// Where a person writes: text, files waiting to be sent, drag and drop, a message sent before.

import { limits, make, sizeOf, word } from "./service.js";

const TALLEST = 140;

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.files = [];
    this.changing = null; // {id, withFile, before}: the message that is being changed
    this.form = phone.find(".composer");
    this.field = phone.find("textarea");
    this.field.maxLength = limits.text;
    this.chooser = phone.find("input[type=file]");
    this.listen();
    this.refresh();
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("input", () => this.refresh());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.changing) this.leave();
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length) this.take(event.clipboardData.files);
    });
    this.phone.find(".attach").addEventListener("click", () => this.chooser.click());
    this.chooser.addEventListener("change", () => {
      this.take(this.chooser.files);
      this.chooser.value = "";
    });
    this.listenToDrops(this.phone.node);
  }

  listenToDrops(node) {
    let depth = 0;
    const over = (by) => {
      depth = Math.max(0, depth + by);
      node.classList.toggle("dropping", depth > 0);
    };
    const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
    node.addEventListener("dragenter", (event) => carriesFiles(event) && over(1));
    node.addEventListener("dragleave", (event) => carriesFiles(event) && over(-1));
    node.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
    node.addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      over(-depth);
      this.take(event.dataTransfer.files);
    });
  }

  // What was being written meanwhile waits until the change is over.
  change(id, text, withFile) {
    const before = this.changing ? this.changing.before : this.field.value;
    this.changing = { id, withFile, before };
    this.field.maxLength = withFile ? limits.caption : limits.text;
    this.restore(text);
    this.field.focus();
  }

  async save(text) {
    if (!text && !this.changing.withFile) return;
    if (await this.phone.edit(this.changing.id, text)) this.leave();
  }

  leave() {
    const { before } = this.changing;
    this.changing = null;
    this.field.maxLength = limits.text;
    this.restore(before);
  }

  take(files) {
    for (const file of files) {
      if (file.size > limits.file) this.phone.toast(word("too-large"));
      else this.files.push(file);
    }
    this.refresh();
    this.field.focus();
  }

  // The text goes with the first file, as in every messenger; a long one goes by itself.
  async send() {
    const text = this.field.value.trim();
    if (this.changing) return this.save(text);
    const files = this.files;
    if (!text && !files.length) return;
    this.field.value = "";
    this.files = [];
    this.refresh();
    let caption = text.length > limits.caption ? "" : text;
    if (text && (!files.length || !caption)) {
      if (!(await this.phone.say(text)) && !this.field.value) this.restore(text);
    }
    for (const file of files) {
      await this.phone.send(file, caption);
      caption = "";
    }
  }

  // What was typed is not lost when the service did not hear it.
  restore(text) {
    this.field.value = text;
    this.refresh();
  }

  refresh() {
    const rows = this.changing ? [this.notice()] : this.files.map((file) => this.chip(file));
    this.phone.find(".attached").replaceChildren(...rows);
    const nothing = !this.field.value.trim() && !this.files.length;
    this.phone.find(".send").disabled = nothing && !this.changing?.withFile;
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST)}px`;
  }

  notice() {
    return make("li", "changing", make("span", "", word("editing")), cross(word("editing"), () => this.leave()));
  }

  chip(file) {
    const remove = cross(file.name, () => {
      this.files = this.files.filter((each) => each !== file);
      this.refresh();
    });
    return make("li", "", make("span", "", file.name), make("small", "", sizeOf(file.size)), remove);
  }
}

function cross(what, act) {
  const button = make("button", "", "×");
  button.type = "button";
  button.setAttribute("aria-label", `${word("close")}: ${what}`);
  button.addEventListener("click", act);
  return button;
}
