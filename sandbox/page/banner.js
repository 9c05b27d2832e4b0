/** One quiet line for what went wrong. It stays until dismissed, replaced, or resolved. */
import { el, icon } from "./dom.js";

const host = () => document.getElementById("banner");
let topic = "";

/** `about` names the matter, so that only what resolves it takes the line away. */
export function say(text, about = "act") {
  topic = about;
  host().replaceChildren(el("div", { class: "banner" }, el("span", {}, text),
    el("button", { type: "button", class: "plainicon", "aria-label": "Dismiss", onclick: () => hush(about) }, icon("close"))));
}

export function hush(about = "act") {
  if (topic !== about) return;
  topic = "";
  host().replaceChildren();
}
