/** Slack's mrkdwn as DOM nodes. Text is never parsed as HTML. */
import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { bot, channels, nameOf, now, world, zone } from "./store.js";
import { slackDate } from "./time.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
export const decode = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);

/** plain_text objects: no mark-up, but entities and emoji names. */
export const plain = (text) => withEmoji(decode(text ?? ""));

const SAFE = /^(https?:|mailto:|tel:)/i;

/** A link that opens beside the page, or only its text when the address is not one to follow. */
export function link(url, label) {
  if (!SAFE.test(url)) return el("span", {}, label || url);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label || url.replace(/^mailto:/, ""));
}

export function mention(id, fallback) {
  const known = nameOf(id);
  const name = known === id && fallback ? fallback : known;
  const own = id === world.user || id === bot().id;
  return el("span", { class: own ? "mention own" : "mention" }, `@${name.replace(/^@/, "")}`);
}

export function channelMention(id, fallback) {
  const known = channels().find((channel) => channel.id === id)?.name;
  return el("span", { class: "mention" }, `#${known ?? (fallback || id)}`);
}

export function dateNode(ts, format, url, fallback) {
  const text = slackDate(ts, format, zone(), now()) ?? fallback;
  if (url && SAFE.test(url)) return link(url, text);
  return el("time", { title: fallback || null }, text);
}

/** What stands between < and >, without them. */
function angle(token) {
  const bar = token.indexOf("|");
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? "" : decode(token.slice(bar + 1));
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channelMention(target.slice(1), label);
  if (target.startsWith("!date^")) {
    const [, ts, format, url] = target.split("^");
    return dateNode(ts, decode(format ?? ""), decode(url ?? ""), label);
  }
  if (target.startsWith("!subteam^")) return el("span", { class: "mention" }, label || "@group");
  if (/^!(channel|here|everyone)/.test(target)) return el("span", { class: "mention" }, `@${target.slice(1)}`);
  if (SAFE.test(target)) return link(decode(target), withEmoji(label));
  return document.createTextNode(`<${decode(token)}>`);
}

// Finished nodes stand in the text as single private-use characters while the rest is parsed around them.
const FIRST = 0xe000;
const PRIVATE = /[\uE000-\uF8FF]/gu;

export class Masked {
  constructor() { this.nodes = []; }

  put(node) {
    this.nodes.push(node);
    return String.fromCharCode(FIRST + this.nodes.length - 1);
  }

  /** Text without mark-up to nodes: masks become what they stand for, entities and emoji are read. */
  write(text) {
    const written = [];
    for (const piece of text.split(/([\uE000-\uF8FF])/u)) {
      if (!piece) continue;
      const node = piece.length === 1 ? this.nodes[piece.charCodeAt(0) - FIRST] : undefined;
      written.push(node ?? document.createTextNode(withEmoji(decode(piece))));
    }
    return written;
  }
}

export const withoutPrivate = (text) => text.replace(PRIVATE, "\uFFFD");

const TOKENS = /\n?```\n?([\s\S]+?)```\n?|`([^`\n]+)`|<([^<>\n]+)>|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~`])/g;

function mask(text, masked, verbatim) {
  return withoutPrivate(text).replace(TOKENS, (whole, block, code, token, url) => {
    if (block !== undefined) return `\n${masked.put(el("pre", {}, decode(unlink(block))))}\n`;
    if (code !== undefined) return masked.put(el("code", {}, decode(unlink(code))));
    if (token !== undefined) return masked.put(angle(token));
    return verbatim ? whole : masked.put(link(decode(url), decode(url)));
  });
}

/** Inside code Slack shows a link's label or address without angle brackets. */
const unlink = (text) => text.replace(/<((?:https?|mailto|tel):[^<>|]+)(?:\|([^<>]+))?>/g, (whole, url, label) => label ?? url.replace(/^mailto:/, ""));

const TAGS = { "*": "strong", _: "em", "~": "s" };
const MARKS = /(?<![\p{L}\p{N}])([*_~])(?!\s|\1)([^\n]*?\S)\1(?![\p{L}\p{N}])/u;

/** `marks` finds the next styled words as (sign, words); `tags` are the elements by their sign. */
export function styled(text, masked, marks = MARKS, tags = TAGS) {
  const found = marks.exec(text);
  if (!found) return masked.write(text);
  const [whole, sign, inner] = found;
  return [
    ...masked.write(text.slice(0, found.index)),
    el(tags[sign], {}, styled(inner, masked, marks, tags)),
    ...styled(text.slice(found.index + whole.length), masked, marks, tags),
  ];
}

function kindOf(line, masked) {
  if (line.length === 1 && masked.nodes[line.charCodeAt(0) - FIRST]?.tagName === "PRE") return "code";
  if (/^(>|&gt;)/.test(line)) return "quote";
  if (/^\s*([•◦▪‣-]|\d{1,2}[.)])\s+\S/.test(line)) return "item";
  return "text";
}

function item(line, masked) {
  const [, space, sign, rest] = /^(\s*)(\S+)\s+(.*)$/.exec(line);
  const node = el("div", { class: "item" }, el("span", { class: "sign" }, sign), el("span", {}, styled(rest, masked)));
  node.style.setProperty("--level", String(Math.min(4, Math.floor(space.replaceAll("\t", "    ").length / 2))));
  return node;
}

function broken(lines, masked) {
  return lines.flatMap((line, index) => (index ? [el("br"), ...styled(line, masked)] : styled(line, masked)));
}

/** A text with mark-up, as one `div`. In a `verbatim` one only what stands in angle brackets is a link. */
export function mrkdwn(text, verbatim = false) {
  const masked = new Masked();
  const lines = mask(text ?? "", masked, verbatim).split("\n");
  const node = el("div", { class: "mrkdwn" });
  for (let start = 0; start < lines.length;) {
    const kind = kindOf(lines[start], masked);
    let end = start + 1;
    while (end < lines.length && kindOf(lines[end], masked) === kind) end += 1;
    const part = lines.slice(start, end);
    if (kind === "quote") node.append(el("blockquote", {}, broken(part.map((line) => line.replace(/^(>|&gt;) ?/, "")), masked)));
    else if (kind === "item") node.append(...part.map((line) => item(line, masked)));
    else if (kind === "code") node.append(...part.flatMap((line) => masked.write(line)));
    else node.append(...broken(part, masked));
    start = end;
  }
  return node;
}

/** A text object ({type, text}) of either kind; null for none. */
export function textNode(object) {
  if (!object) return null;
  if (object.type === "mrkdwn") return mrkdwn(object.text, object.verbatim === true);
  return el("div", { class: "mrkdwn plain" }, plain(object.text));
}
