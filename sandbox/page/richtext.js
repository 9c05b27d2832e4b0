/** rich_text blocks: sections, lists in lists, quotes, preformatted text. */
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { channelMention, dateNode, link, mention } from "./mrkdwn.js";

const WRAPS = [["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"], ["highlight", "mark"], ["client_highlight", "mark"], ["code", "code"]];

function dress(node, style = {}) {
  return WRAPS.reduce((inner, [name, tag]) => (style[name] ? el(tag, {}, inner) : inner), node);
}

function fromCode(unicode) {
  return unicode.split("-").map((hex) => String.fromCodePoint(parseInt(hex, 16))).join("");
}

/** Keeps line breaks, which rich text carries as characters. */
function words(text) {
  return el("span", { class: "kept" }, text);
}

function leaf(piece) {
  switch (piece.type) {
    case "text": return dress(words(piece.text ?? ""), piece.style);
    case "link": return dress(link(piece.url ?? "", piece.text), piece.style);
    case "user": return dress(mention(piece.user_id), piece.style);
    case "channel": return dress(channelMention(piece.channel_id), piece.style);
    case "emoji": return el("span", {}, piece.unicode ? fromCode(piece.unicode) : emoji(piece.name) ?? `:${piece.name}:`);
    case "usergroup": return el("span", { class: "mention" }, "@group");
    case "broadcast": return el("span", { class: "mention" }, `@${piece.range}`);
    case "color": return el("span", { class: "kept" }, swatch(piece.value), piece.value);
    case "date": return dateNode(piece.timestamp, piece.format ?? "{date} {time}", piece.url, piece.fallback ?? "");
    default: return words(piece.text ?? "");
  }
}

function swatch(value) {
  const node = el("span", { class: "swatch", "aria-hidden": "true" });
  node.style.background = CSS.supports("color", value) ? value : "none";
  return node;
}

const leaves = (holder) => (holder.elements ?? []).map(leaf);

function list(part) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const level = part.indent ?? 0;
  const node = el(tag, { start: part.offset ? part.offset + 1 : null, class: `level${level % 3}${part.border ? " bordered" : ""}` }, (part.elements ?? []).map((entry) => el("li", {}, leaves(entry))));
  node.style.setProperty("--level", String(level));
  return node;
}

export function richText(block) {
  return el("div", { class: "rich" }, (block.elements ?? []).map((part) => {
    if (part.type === "rich_text_list") return list(part);
    if (part.type === "rich_text_quote") return el("blockquote", {}, leaves(part));
    if (part.type === "rich_text_preformatted") return el("pre", {}, leaves(part));
    return el("div", {}, leaves(part));
  }));
}
