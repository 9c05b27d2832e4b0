/** Blocks to nodes. What a block may hold is Slack's; what it looks like here is plain. */
import { chart } from "./chart.js";
import { el, uid } from "./dom.js";
import { drawElement, keyOf } from "./elements.js";
import { plain, textNode } from "./mrkdwn.js";
import { markdown, richText } from "./richtext.js";

const source = (thing) => thing.image_url ?? thing.slack_file?.url ?? "";

function picture(thing, extra) {
  const node = el("img", { src: source(thing), alt: plain(thing.alt_text), class: extra, loading: "lazy" });
  // Without a network the words must do.
  node.addEventListener("error", () => node.replaceWith(el("span", { class: `lost ${extra}` }, plain(thing.alt_text) || "Image")));
  return node;
}

function accessory(block, ctx) {
  if (!block.accessory) return null;
  const inner = block.accessory.type === "image" ? picture(block.accessory, "thumb") : drawElement(block, block.accessory, ctx);
  return el("div", { class: "accessory" }, inner);
}

function section(block, ctx) {
  const fields = block.fields?.length ? el("div", { class: "fields" }, block.fields.map(textNode)) : null;
  return el("div", { class: "section" }, el("div", { class: "words" }, textNode(block.text), fields), accessory(block, ctx));
}

function context(block) {
  return el("div", { class: "context" }, (block.elements ?? []).map((part) => (part.type === "image" ? picture(part, "tiny") : textNode(part))));
}

function actions(block, ctx) {
  return el("div", { class: "actions" }, (block.elements ?? []).map((element) => drawElement(block, element, ctx)));
}

function image(block) {
  return el("figure", { class: "picture" }, block.title ? el("figcaption", {}, plain(block.title.text)) : null, picture(block, "full"));
}

function input(block, ctx) {
  const id = uid("input");
  const hint = block.hint ? el("p", { class: "hint", id: `${id}-hint` }, plain(block.hint.text)) : null;
  const error = el("p", { class: "error", id: `${id}-error`, hidden: true });
  const control = drawElement(block, block.element ?? {}, ctx, id);
  const field = control.id === id ? control : control.querySelector(`#${id}`);
  field?.setAttribute("aria-describedby", [hint?.id, error.id].filter(Boolean).join(" "));
  const optional = block.optional ? el("span", { class: "optional" }, " (optional)") : null;
  return el("div", { class: "input", data: { block: block.block_id ?? "" } },
    el("label", { for: id, class: "inputlabel" }, plain(block.label?.text), optional), control, hint, error);
}

function table(block) {
  const cell = (value, tag) => el(tag, {}, value?.type === "rich_text" ? richText(value) : plain(String(value?.text ?? value?.value ?? value?.number ?? "")));
  const [head = [], ...rows] = (block.rows ?? []).map((row) => (Array.isArray(row) ? row : row?.cells ?? []));
  return el("div", { class: "tablebox", tabindex: "0", role: "region", "aria-label": plain(block.caption?.text ?? block.caption ?? "Table") },
    el("table", {}, el("thead", {}, el("tr", {}, head.map((value) => cell(value, "th")))), el("tbody", {}, rows.map((row) => el("tr", {}, row.map((value) => cell(value, "td")))))));
}

function unknown(block) {
  const words = [block.title, block.text, block.caption].map((part) => (typeof part === "string" ? part : part?.text)).filter(Boolean);
  return el("div", { class: "unknown" }, el("strong", {}, (block.type ?? "block").replaceAll("_", " ")), words.length ? el("span", {}, plain(words.join(" · "))) : null);
}

const KINDS = {
  section, context, actions, image, input, table, data_table: table,
  divider: () => el("hr"),
  header: (block) => el("h3", { class: "headerblock" }, plain(block.text?.text)),
  rich_text: richText,
  markdown: (block) => markdown(block.text),
  data_visualization: (block) => chart(block) ?? unknown(block),
};

/** One block; a kind this page does not draw becomes a box with its name. */
function drawBlock(block, ctx) {
  const draw = Object.hasOwn(KINDS, block.type ?? "") ? KINDS[block.type] : unknown;
  return draw(block, ctx);
}

/** The blocks of a message or view, in one `div`. */
export function drawBlocks(blocks, ctx) {
  return el("div", { class: "blocks" }, (blocks ?? []).map((block) => drawBlock(block, ctx)));
}

/** Forgets what was entered into inputs that are no longer there. */
export function prune(values, blocks) {
  const alive = new Set();
  for (const block of blocks ?? []) {
    for (const element of [block.element, block.accessory, ...(block.elements ?? [])]) if (element) alive.add(keyOf(block, element));
  }
  for (const key of [...values.keys()]) if (!alive.has(key)) values.delete(key);
}
