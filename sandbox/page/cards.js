/** card, carousel and alert blocks. */
import { el, icon } from "./dom.js";
import { drawElement } from "./elements.js";
import { textNode } from "./mrkdwn.js";
import { picture } from "./pictures.js";

/** Slack puts the primary button last. */
const inOrder = (buttons) => [...buttons].sort((one, two) => Number(one.style === "primary") - Number(two.style === "primary"));

export function card(block, ctx) {
  return el("section", { class: "cardblock" },
    block.hero_image ? picture(block.hero_image, "hero") : null,
    block.icon || block.title || block.subtitle ? el("div", { class: "cardhead" }, block.icon ? picture(block.icon, "mark") : null,
      el("div", { class: "words" }, block.title ? el("div", { class: "cardtitle" }, textNode(block.title)) : null,
        block.subtitle ? el("div", { class: "cardsub" }, textNode(block.subtitle)) : null)) : null,
    block.body ? el("div", { class: "cardbody" }, textNode(block.body)) : null,
    block.subtext ? el("div", { class: "cardsub" }, textNode(block.subtext)) : null,
    block.actions?.length ? el("div", { class: "actions" }, inOrder(block.actions).map((element) => drawElement(block, element, ctx))) : null);
}

/** Cards side by side in a strip that scrolls, with a button for each way. */
export function carousel(block, ctx) {
  const cards = block.elements ?? [];
  const strip = el("div", { class: "strip", tabindex: "0", role: "group", "aria-label": `${cards.length} cards` },
    cards.map((each) => card({ ...each, block_id: each.block_id ?? block.block_id }, ctx)));
  const slide = (way, label, symbol, extra) => el("button", {
    type: "button", class: `button slim turn ${extra}`, "aria-label": label, title: label, onclick: () => strip.scrollBy({ left: way * 260 }),
  }, icon(symbol));
  return el("div", { class: "carousel" }, strip,
    cards.length > 1 ? el("div", { class: "pager" }, slide(-1, "Previous cards", "next", "backward"), slide(1, "Next cards", "next", "")) : null);
}

const LEVELS = { info: ["info", "Information"], warning: ["warning", "Warning"], error: ["warning", "Error"], success: ["check", "Success"], default: ["info", ""] };

export function alert(block) {
  const level = Object.hasOwn(LEVELS, block.level ?? "") ? block.level : "default";
  const [symbol, word] = LEVELS[level];
  return el("div", { class: `alert is-${level}`, role: "note" }, icon(symbol), word ? el("span", { class: "unseen" }, `${word}: `) : null, textNode(block.text));
}
