/** rich_text and markdown blocks, as far as a bot is likely to use them. */
import { el } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { Masked, channelMention, dateNode, link, mention, withoutPrivate } from "./mrkdwn.js";

const WRAPS = [["bold", "strong"], ["italic", "em"], ["strike", "s"], ["code", "code"]];

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
    case "user": return mention(piece.user_id);
    case "channel": return channelMention(piece.channel_id);
    case "emoji": return el("span", {}, piece.unicode ? fromCode(piece.unicode) : emoji(piece.name) ?? `:${piece.name}:`);
    case "usergroup": return el("span", { class: "mention" }, "@group");
    case "broadcast": return el("span", { class: "mention" }, `@${piece.range}`);
    case "date": return dateNode(piece.timestamp, piece.format ?? "{date} {time}", piece.url, piece.fallback ?? "");
    default: return words(piece.text ?? "");
  }
}

const leaves = (holder) => (holder.elements ?? []).map(leaf);

function list(part) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const node = el(tag, { start: part.offset ? part.offset + 1 : null }, (part.elements ?? []).map((entry) => el("li", {}, leaves(entry))));
  node.style.setProperty("--level", String(part.indent ?? 0));
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

// --- markdown blocks: the everyday part of Markdown -------------------------------------------------------------------

const TOKENS = /`([^`\n]+)`|\[([^\]\n]+)\]\(([^()\s]+)\)|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~`])/g;
const MARK = /(\*\*|__|~~|\*|_)(?!\s)([^\n]*?\S)\1(?![\p{L}\p{N}])/u;
const TAGS = { "**": "strong", __: "strong", "~~": "s", "*": "em", _: "em" };

function styled(text, masked) {
  const found = MARK.exec(text);
  if (!found) return masked.write(text);
  const [whole, sign, inner] = found;
  return [
    ...masked.write(text.slice(0, found.index)),
    el(TAGS[sign], {}, styled(inner, masked)),
    ...styled(text.slice(found.index + whole.length), masked),
  ];
}

function inline(text) {
  const masked = new Masked();
  const ready = withoutPrivate(text).replace(TOKENS, (whole, code, label, url, bare) => {
    if (code !== undefined) return masked.put(el("code", {}, code));
    if (url !== undefined) return masked.put(link(url, withEmoji(label)));
    return masked.put(link(bare, bare));
  });
  return styled(ready, masked);
}

const LINES = [
  ["heading", /^#{1,6}\s+(.*)$/], ["rule", /^(?:-{3,}|\*{3,})\s*$/], ["bullet", /^\s*[-*+]\s+(.*)$/],
  ["number", /^\s*\d+[.)]\s+(.*)$/], ["quote", /^>\s?(.*)$/], ["blank", /^\s*$/], ["text", /^(.*)$/],
];

function read(line) {
  const [kind, pattern] = LINES.find(([, rule]) => rule.test(line));
  return { kind, text: pattern.exec(line)[1] ?? "" };
}

function group(kind, texts) {
  const joined = () => texts.flatMap((text, index) => (index ? [el("br"), ...inline(text)] : inline(text)));
  if (kind === "heading") return texts.map((text) => el("h4", {}, inline(text)));
  if (kind === "rule") return [el("hr")];
  if (kind === "bullet") return [el("ul", {}, texts.map((text) => el("li", {}, inline(text))))];
  if (kind === "number") return [el("ol", {}, texts.map((text) => el("li", {}, inline(text))))];
  if (kind === "quote") return [el("blockquote", {}, joined())];
  return kind === "blank" ? [] : [el("p", {}, joined())];
}

export function markdown(text) {
  const node = el("div", { class: "rich" });
  // Odd parts of the split are the fenced ones.
  (text ?? "").split(/^```[^\n]*\n([\s\S]*?)^```[ \t]*$/m).forEach((part, index) => {
    if (index % 2) { node.append(el("pre", {}, part)); return; }
    const lines = part.split("\n").map(read);
    for (let start = 0; start < lines.length;) {
      let end = start + 1;
      while (end < lines.length && lines[end].kind === lines[start].kind) end += 1;
      node.append(...group(lines[start].kind, lines.slice(start, end).map((line) => line.text)));
      start = end;
    }
  });
  return node;
}
