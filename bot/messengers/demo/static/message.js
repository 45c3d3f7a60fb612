// One message as DOM nodes. Texts get in as text nodes only, never as HTML.
// Cards live by being edited, so only a person's own message says that it was.

import { fullOf, make, sizeOf, timeOf, word } from "./service.js";

// `on` tells what happens: press(data, button), command(text), link(url), edit(message), loaded().
export function draw(message, on) {
  const at = new Date(message.at);
  const bubble = make("div", "bubble");
  if (message.file) bubble.append(message.file.photo ? photo(message.file, on) : chip(message.file));
  if (message.runs.some((run) => run.text)) {
    bubble.append(make("div", "text", ...message.runs.map((run) => piece(run, on))));
  }
  const time = make("time", "", timeOf(at));
  time.dateTime = message.at;
  time.title = fullOf(at);
  const meta = make("span", "meta", time);
  if (message.edited) time.before(`${word("edited")} `);
  if (message.own) meta.prepend(pencil(message, on));
  bubble.append(meta);

  const node = make("li", `message ${message.own ? "own" : "bot"}`, bubble);
  node.dataset.id = message.id;
  if (message.rows.length) node.append(make("div", "rows", ...message.rows.map((row) => buttons(row, on))));
  return node;
}

export const textOf = (message) => message.runs.map((run) => run.text).join("");
export const wordsOf = (message) => textOf(message) || message.file?.name;

function pencil(message, on) {
  const button = make("button", "edit", "✎");
  button.type = "button";
  button.title = word("edit");
  button.setAttribute("aria-label", word("edit"));
  button.addEventListener("click", () => on.edit(message));
  return button;
}

function piece(run, on) {
  let node = document.createTextNode(run.text);
  for (const tag of [...run.tags].reverse()) node = make(tag, "", node);
  if (run.url) return anchor(run.url, node, on);
  if (run.command) {
    const button = make("button", "command", node);
    button.type = "button";
    button.addEventListener("click", () => on.command(run.text));
    return button;
  }
  return node;
}

// A link into the bot itself opens on one of the phones; the rest of the web in its own window.
function anchor(url, node, on, className = "") {
  const link = make("a", className, node);
  link.href = /^(https?|tg):/i.test(url) ? url : "#";
  link.rel = "noopener noreferrer";
  link.target = "_blank";
  const start = startOf(url);
  if (start !== null) {
    link.classList.add("inside");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      on.link(start);
    });
  }
  return link;
}

export function startOf(url) {
  try {
    return new URL(url).searchParams.get("start");
  } catch {
    return null;
  }
}

function buttons(row, on) {
  return make("div", "row", ...row.map((given) => (given.data === null ? linkButton(given, on) : press(given, on))));
}

function press(given, on) {
  const button = make("button", "press", make("span", "", given.title));
  button.type = "button";
  button.addEventListener("click", () => on.press(given.data, button));
  return button;
}

const linkButton = (given, on) => anchor(given.url ?? "#", make("span", "", given.title), on, "press out");

function address(file) {
  return `/demo/file/${encodeURIComponent(file.id)}`;
}

function photo(file, on) {
  const image = make("img");
  image.src = address(file);
  image.alt = file.name;
  image.addEventListener("load", on.loaded);
  const link = make("a", "photo", image);
  link.href = address(file);
  link.download = file.name;
  return link;
}

function chip(file) {
  const kind = file.name.includes(".") ? file.name.split(".").pop().slice(0, 4) : "";
  const words = make("span", "words", make("b", "", file.name), make("small", "", sizeOf(file.size)));
  const link = make("a", "file", make("span", "kind", kind), words);
  link.href = address(file);
  link.download = file.name;
  return link;
}

export function dayLine(text) {
  const node = make("li", "day", make("span", "", text));
  node.setAttribute("role", "separator");
  return node;
}
