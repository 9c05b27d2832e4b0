/** markdown blocks: the part of Markdown that Slack draws, with lists in lists, ticked items and tables. */
import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { Masked, link, styled, withoutPrivate } from "./mrkdwn.js";
import { tableOf } from "./tables.js";

const TOKENS = /`([^`\n]+)`|!?\[([^\]\n]+)\]\(([^()\s]+)\)|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~`])/g;
const MARKS = /(?<![\p{L}\p{N}])(\*\*|__|~~|\*|_)(?!\s)([^\n]*?\S)\1(?![\p{L}\p{N}])/u;
const TAGS = { "**": "strong", __: "strong", "~~": "s", "*": "em", _: "em" };

function inline(text) {
  const masked = new Masked();
  const ready = withoutPrivate(text).replace(TOKENS, (whole, code, label, url, bare) => {
    if (code !== undefined) return masked.put(el("code", {}, code));
    if (url !== undefined) return masked.put(link(url, withEmoji(label)));
    return masked.put(link(bare, bare));
  });
  return styled(ready, masked, MARKS, TAGS);
}

const LINES = [
  ["heading", /^(#{1,6})\s+(.*)$/], ["rule", /^(?:-{3,}|\*{3,})()\s*()$/], ["item", /^(\s*(?:[-*+]|\d+[.)]))\s+(.*)$/],
  ["quote", /^()>\s?(.*)$/], ["row", /^()\s*\|(.*)\|\s*$/], ["blank", /^()(\s*)$/], ["text", /^()(.*)$/],
];

function read(line) {
  const [kind, pattern] = LINES.find(([, rule]) => rule.test(line));
  const [, mark, text] = pattern.exec(line);
  return { kind, mark, text };
}

const levelOf = (line) => Math.floor(/^\s*/.exec(line.mark)[0].replaceAll("\t", "    ").length / 2);

/** What stands in one item: its words, a box before them where it is one to tick. */
function words(text) {
  const [, state, rest] = /^\[([ xX])\]\s+(.*)$/.exec(text) ?? [null, null, text];
  if (state === null) return inline(rest);
  return [el("input", { type: "checkbox", disabled: true, checked: state !== " ", "aria-label": state === " " ? "open" : "done" }), " ", ...inline(rest)];
}

/** Items to nested lists: what stands further right than an item belongs to it. */
function lists(items) {
  const made = [];
  for (let start = 0; start < items.length;) {
    const level = levelOf(items[start]);
    const ordered = /\d/.test(items[start].mark);
    const list = el(ordered ? "ol" : "ul", { start: ordered ? /\d+/.exec(items[start].mark)[0] : null });
    while (start < items.length && levelOf(items[start]) === level && /\d/.test(items[start].mark) === ordered) {
      let end = start + 1;
      while (end < items.length && levelOf(items[end]) > level) end += 1;
      list.append(el("li", {}, words(items[start].text), lists(items.slice(start + 1, end))));
      start = end;
    }
    made.push(list);
  }
  return made;
}

const RULED = /^[\s:|-]+$/;
const SIDES = [[/^:-+:$/, "center"], [/^-+:$/, "right"]];

function rows(texts) {
  const cells = texts.map((text) => text.split("|").map((cell) => cell.trim()));
  const rule = RULED.test(texts[1] ?? "") ? cells[1] : [];
  const sides = rule.map((cell) => SIDES.find(([shape]) => shape.test(cell))?.[1] ?? "left");
  return tableOf(cells.filter((row) => row !== cells[1] || !rule.length).map((row) => row.map(inline)), { sides });
}

function group(kind, lines) {
  const texts = lines.map((line) => line.text);
  const joined = () => texts.flatMap((text, index) => (index ? [el("br"), ...inline(text)] : inline(text)));
  if (kind === "heading") return lines.map(({ mark, text }) => el(mark.length < 2 ? "h3" : "h4", {}, inline(text)));
  if (kind === "rule") return [el("hr")];
  if (kind === "item") return lists(lines);
  if (kind === "quote") return [el("blockquote", {}, joined())];
  if (kind === "row") return [rows(texts)];
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
      node.append(...group(lines[start].kind, lines.slice(start, end)));
      start = end;
    }
  });
  return node;
}
