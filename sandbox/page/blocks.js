/** Blocks to nodes. What a block may hold is Slack's; what it looks like here is plain. */
import { alert, card, carousel } from "./cards.js";
import { chart } from "./chart.js";
import { el, icon, uid } from "./dom.js";
import { drawElement } from "./elements.js";
import { foldKeyOf } from "./held.js";
import { markdown } from "./markdown.js";
import { plain, textNode } from "./mrkdwn.js";
import { image, picture, video } from "./pictures.js";
import { richText } from "./richtext.js";
import { dataTable, table } from "./tables.js";
import { plan, taskCard } from "./tasks.js";

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

/** Blocks in a frame; one that folds remembers whether it was folded. */
function container(block, ctx) {
  const title = el("div", { class: "boxtitle" }, block.rich_text_title ? richText(block.rich_text_title) : plain(block.title?.text));
  const head = [block.icon ? picture(block.icon, "mark") : null,
    el("div", { class: "words" }, title, block.subtitle ? el("div", { class: "cardsub" }, textNode(block.subtitle)) : null)];
  const props = { class: `boxblock ${block.width ?? "standard"}${block.has_header_divider ? " divided" : ""}` };
  const inner = drawBlocks(block.child_blocks, ctx);
  if (!block.is_collapsible) return el("section", props, el("div", { class: "boxhead" }, head), inner);
  const open = ctx.values.get(foldKeyOf(block)) ?? !block.default_collapsed;
  const key = foldKeyOf(block);
  return el("details", { ...props, open, ontoggle: (event) => ctx.values.set(key, event.currentTarget.open) },
    el("summary", { class: "boxhead", data: { key } }, head, icon("chevron")), inner);
}

const file = (block) => el("div", { class: "file" }, icon("file"), el("span", {}, el("strong", {}, plain(block.external_id)), el("small", {}, "A file kept by another service")));

function unknown(block) {
  const words = [block.title, block.text, block.caption].map((part) => (typeof part === "string" ? part : part?.text)).filter(Boolean);
  return el("div", { class: "unknown" }, el("strong", {}, (block.type ?? "block").replaceAll("_", " ")), words.length ? el("span", {}, plain(words.join(" · "))) : null);
}

const KINDS = {
  section, context, actions, image, input, table, container, card, carousel, alert, plan, video, file,
  context_actions: actions, data_table: dataTable, task_card: taskCard,
  divider: () => el("hr"),
  // A form has a title of its own above it.
  header: (block, ctx) => el(ctx.where === "modal" ? "h3" : "h2", { class: "headerblock" }, plain(block.text?.text)),
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
