// A list of choices over the page: who opens a link, which command to send.

import { avatar, make } from "./service.js";

const sheet = document.getElementById("sheet");
const items = document.getElementById("sheet-items");
let from = null;

document.getElementById("sheet-close").addEventListener("click", () => sheet.close());
sheet.addEventListener("click", (event) => {
  if (event.target === sheet) sheet.close();
});
sheet.addEventListener("close", () => from?.isConnected && from.focus());

// Each choice is {title, subtitle, who?, act}; `who` is shown as an avatar.
export function choose(title, choices) {
  from = document.activeElement;
  document.getElementById("sheet-title").textContent = title;
  items.replaceChildren(...choices.map(choiceButton));
  sheet.showModal();
  items.querySelector("button")?.focus();
}

function choiceButton({ title, subtitle, who, sign, act }) {
  const words = make("span", "words", make("b", "", title), make("small", "", subtitle ?? ""));
  const button = make("button", "choice", words);
  button.type = "button";
  if (who) button.prepend(avatar(make("span", "avatar"), who));
  if (sign) button.prepend(make("span", "avatar plus", sign));
  button.addEventListener("click", () => {
    sheet.close();
    act();
  });
  return button;
}
