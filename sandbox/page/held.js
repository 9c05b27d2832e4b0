/**
 * What interactive elements hold: before anybody touched them, now, and in the form the sandbox wants it. `ctx.values` is a Map of
 * what was entered, by "block_id/action_id"; it outlives redrawing.
 */
import { channels, person } from "./store.js";

export const keyOf = (block, element) => `${block.block_id ?? ""}/${element.action_id ?? ""}`;

/** Where it is remembered whether a container is folded, among what was entered. */
export const foldKeyOf = (block) => `${block.block_id ?? ""}//fold`;

const TEXT = new Set(["plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"]);
const SELECTS = /^(multi_)?(static|external|users|conversations|channels)_select$/;
const PICKERS = new Set(["datepicker", "timepicker", "datetimepicker"]);
const OTHERS = new Set(["checkboxes", "radio_buttons", "file_input"]);

export const isText = (type) => TEXT.has(type);
export const isSelect = (type) => SELECTS.test(type);
export const isPicker = (type) => PICKERS.has(type);

/** Whether an element keeps a value (and so belongs to what a form is submitted with). */
const keepsValue = (element) => isText(element?.type) || isSelect(element?.type) || isPicker(element?.type) || OTHERS.has(element?.type);

export const personOption = (someone) => ({ value: someone.id, text: { text: someone.real_name }, description: { text: [someone.title, someone.company].filter(Boolean).join(", ") } });
export const channelOption = (channel) => ({ value: channel.id, text: { text: `#${channel.name}` } });

function optionFor(id) {
  const someone = person(id);
  if (someone) return personOption(someone);
  const channel = channels().find((other) => other.id === id);
  return channel ? channelOption(channel) : { value: id, text: { text: id } };
}

const several = (list) => (list ?? []).filter(Boolean);

/** The words of a rich text, a line for each of its sections. */
function wordsOf(rich) {
  const said = (piece) => piece.text ?? piece.url ?? (piece.name ? `:${piece.name}:` : piece.user_id ?? piece.channel_id ?? "");
  const line = (part) => (part.elements ?? []).map((each) => (each.elements ? line(each) : said(each))).join(part.type === "rich_text_list" ? "\n" : "");
  return several(rich?.elements).map(line).join("\n");
}

/** What an element holds before anybody touched it: text, date, an option, or a list of options. */
function initialOf(element) {
  const one = element.initial_option ?? (element.initial_user || element.initial_conversation || element.initial_channel);
  if (isSelect(element.type) && !element.type.startsWith("multi_")) return several([typeof one === "string" ? optionFor(one) : one]);
  if (/^multi_/.test(element.type)) {
    const ids = element.initial_users ?? element.initial_conversations ?? element.initial_channels;
    return ids ? ids.map(optionFor) : several(element.initial_options);
  }
  if (element.type === "checkboxes") return several(element.initial_options).map((option) => option.value);
  if (element.type === "radio_buttons") return element.initial_option?.value ?? null;
  if (element.type === "file_input") return [];
  if (element.type === "rich_text_input") return element.initial_value ? wordsOf(element.initial_value) : null;
  return element.initial_value ?? element.initial_date ?? element.initial_time ?? element.initial_date_time ?? null;
}

/** What an element holds now. */
export function held(block, element, ctx) {
  const key = keyOf(block, element);
  return ctx.values.has(key) ? ctx.values.get(key) : initialOf(element);
}

/** The same as the sandbox wants it: text, date, an option's value, a list of values, or null for nothing. */
export function wireOf(block, element, ctx) {
  const value = held(block, element, ctx);
  if (isSelect(element.type)) {
    return element.type.startsWith("multi_") ? value.map((option) => option.value) : value[0]?.value ?? null;
  }
  return value === "" ? null : value;
}

export const isEmpty = (value) => value === null || value === "" || (Array.isArray(value) && !value.length);

/** Every block, those inside containers too. */
export function* everyBlock(blocks) {
  for (const block of blocks ?? []) {
    yield block;
    yield* everyBlock(block.child_blocks);
  }
}

export const inputsOf = (blocks) => [...everyBlock(blocks)].filter((block) => block.type === "input" && keepsValue(block.element));

/** All that is entered into these blocks' inputs, by block_id, as the sandbox wants it. */
export const entries = (blocks, ctx) => Object.fromEntries(inputsOf(blocks).map((block) => [block.block_id, wireOf(block, block.element, ctx)]));

/** Forgets what was entered into inputs that are no longer there. */
export function prune(values, blocks) {
  const alive = new Set();
  for (const block of everyBlock(blocks)) {
    alive.add(foldKeyOf(block));
    for (const element of [block.element, block.accessory, ...(block.elements ?? [])]) if (element) alive.add(keyOf(block, element));
  }
  for (const key of [...values.keys()]) if (!alive.has(key)) values.delete(key);
}
