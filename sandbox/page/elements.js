/**
 * Interactive elements. Each is drawn from (block, element, ctx), where ctx is
 *   where   "message" | "modal" | "home"
 *   values  Map of what was entered here, by "block_id/action_id"; it outlives redrawing
 *   press({block_id, action_id, value}) -> Promise<boolean>
 *   search({block_id, action_id, query}) -> Promise<{options, option_groups}>
 *   touched(block_id)   something was entered
 */
import { busy, el, icon, uid } from "./dom.js";
import { plain, textNode } from "./mrkdwn.js";
import { searchPeople } from "./people.js";
import { isPicker, picker } from "./pickers.js";
import { confirmed, openMenu } from "./popover.js";
import { groupsOf, optionLabel, select } from "./selects.js";
import { channels, person } from "./store.js";

export const keyOf = (block, element) => `${block.block_id ?? ""}/${element.action_id ?? ""}`;

const personOption = (someone) => ({ value: someone.id, text: { text: someone.real_name }, description: { text: [someone.title, someone.company].filter(Boolean).join(", ") } });
const channelOption = (channel) => ({ value: channel.id, text: { text: `#${channel.name}` } });
const optionFor = (id) => {
  const someone = person(id);
  if (someone) return personOption(someone);
  const channel = channels().find((other) => other.id === id);
  return channel ? channelOption(channel) : { value: id, text: { text: id } };
};

const several = (list) => (list ?? []).filter(Boolean);

/** What an element holds before anybody touched it: text, date, an option, or a list of options. */
function initialOf(element) {
  const one = element.initial_option ?? (element.initial_user || element.initial_conversation || element.initial_channel);
  if (/_select$/.test(element.type) && !element.type.startsWith("multi_")) return several([typeof one === "string" ? optionFor(one) : one]);
  if (/^multi_/.test(element.type)) {
    const ids = element.initial_users ?? element.initial_conversations ?? element.initial_channels;
    return ids ? ids.map(optionFor) : several(element.initial_options);
  }
  if (element.type === "checkboxes") return several(element.initial_options).map((option) => option.value);
  if (element.type === "radio_buttons") return element.initial_option?.value ?? null;
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
  if (/_select$/.test(element.type)) {
    return element.type.startsWith("multi_") ? value.map((option) => option.value) : value[0]?.value ?? null;
  }
  return value === "" ? null : value;
}

export const isEmpty = (value) => value === null || value === "" || (Array.isArray(value) && !value.length);

/** Sends a press, after the element's own question if it has one; false when refused or not wanted. */
async function fire(block, element, ctx, value, node) {
  if (element.confirm && !(await confirmed(element.confirm))) return false;
  return busy(node, () => ctx.press({ block_id: block.block_id, action_id: element.action_id, value }));
}

/** Whether entering something here is told to the bot at once. */
const tellsAtOnce = (block) => block.type !== "input" || block.dispatch_action;

/** Remembers what was entered and tells the bot where Slack would; gives the former value back on refusal. */
async function entered(block, element, ctx, value, node, revert) {
  const key = keyOf(block, element);
  const before = held(block, element, ctx);
  ctx.values.set(key, value);
  ctx.touched?.(block.block_id);
  if (!tellsAtOnce(block)) return;
  if (await fire(block, element, ctx, wireOf(block, element, ctx), node) === false) {
    ctx.values.set(key, before);
    revert?.(before);
  }
}

function button(block, element, ctx) {
  const style = { primary: "primary", danger: "danger" }[element.style] ?? "";
  const props = {
    class: `button ${style}`, "aria-label": element.accessibility_label, data: { key: keyOf(block, element) },
    onclick: (event) => fire(block, element, ctx, element.value ?? null, event.currentTarget),
  };
  if (element.url && /^https?:/i.test(element.url)) {
    return el("a", { ...props, href: element.url, target: "_blank", rel: "noopener noreferrer" }, plain(element.text?.text));
  }
  return el("button", { ...props, type: "button" }, plain(element.text?.text));
}

function overflow(block, element, ctx) {
  const entries = (face) => several(element.options).map((option) => ({
    label: optionLabel(option), hint: option.description ? plain(option.description.text) : null,
    href: /^https?:/i.test(option.url ?? "") ? option.url : null,
    choose: () => fire(block, element, ctx, option.value ?? null, face),
  }));
  const face = el("button", {
    type: "button", class: "button square", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": element.accessibility_label ?? "More actions",
    title: "More actions", data: { key: keyOf(block, element) }, onclick: (event) => openMenu(event.currentTarget, entries(event.currentTarget), "More actions"),
  }, icon("dots"));
  return el("span", { class: "anchor" }, face);
}

function sourceOf(block, element, ctx) {
  const type = element.type.replace("multi_", "");
  if (type === "external_select") {
    const search = async (query) => groupsOf(await ctx.search({ block_id: block.block_id, action_id: element.action_id, query }));
    return { search, least: element.min_query_length ?? 3 };
  }
  if (type === "users_select") {
    return { search: async (query) => [{ label: null, options: (await searchPeople(query)).map(personOption) }], least: 0 };
  }
  if (type === "conversations_select" || type === "channels_select") {
    return { groups: [{ label: null, options: channels().filter((channel) => !channel.is_im).map(channelOption) }] };
  }
  return { groups: groupsOf(element) };
}

const labelFor = (block, element) => plain(block.label?.text ?? element.accessibility_label ?? element.placeholder?.text ?? "Choose");

function selectElement(block, element, ctx, id) {
  const multi = element.type.startsWith("multi_");
  const node = select({
    id, key: keyOf(block, element), label: labelFor(block, element), multi, max: element.max_selected_items, optional: block.optional,
    placeholder: plain(element.placeholder?.text) || (multi ? "Add" : "Choose an option"), chosen: held(block, element, ctx), ...sourceOf(block, element, ctx),
    changed: (options, done) => {
      if (done) entered(block, element, ctx, options, node.querySelector(".select"), node.revert);
      else { ctx.values.set(keyOf(block, element), options); ctx.touched?.(block.block_id); }
    },
  });
  return node;
}

function pickerElement(block, element, ctx, id) {
  const node = picker(element, {
    id, key: keyOf(block, element), label: labelFor(block, element), chosen: held(block, element, ctx), optional: block.optional, atOnce: tellsAtOnce(block),
    changed: (value, face) => entered(block, element, ctx, value, face, node.revert),
  });
  return node;
}

function ticks(block, element, ctx, id) {
  const many = element.type === "checkboxes";
  const name = uid("choice");
  const chosen = held(block, element, ctx);
  const read = () => {
    const values = [...node.querySelectorAll("input:checked")].map((input) => input.value);
    return many ? values : values[0] ?? null;
  };
  const mark = (value) => node.querySelectorAll("input").forEach((input) => { input.checked = many ? value.includes(input.value) : input.value === value; });
  const node = el("div", { class: "ticks", id, role: many ? "group" : "radiogroup", "aria-label": labelFor(block, element) }, several(element.options).map((option) => {
    const on = many ? chosen.includes(option.value) : chosen === option.value;
    return el("label", { class: "tickrow" },
      el("input", {
        type: many ? "checkbox" : "radio", name, value: option.value, checked: on, data: { key: `${keyOf(block, element)}/${option.value}` },
        onchange: (event) => entered(block, element, ctx, read(), event.currentTarget, mark),
      }),
      el("span", {}, textNode(option.text), option.description ? el("small", {}, textNode(option.description)) : null));
  }));
  return node;
}

const INPUT_TYPES = { number_input: "text", email_text_input: "email", url_text_input: "url" };

function textInput(block, element, ctx, id) {
  const many = element.type === "plain_text_input" && element.multiline;
  const number = element.type === "number_input";
  const key = keyOf(block, element);
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const tell = () => fire(block, element, ctx, wireOf(block, element, ctx), null);
  let timer = 0;
  const field = el(many ? "textarea" : "input", {
    id, class: "field", type: many ? null : INPUT_TYPES[element.type] ?? "text", rows: many ? "4" : null, inputmode: number ? "decimal" : null,
    maxlength: element.max_length, placeholder: plain(element.placeholder?.text), value: String(held(block, element, ctx) ?? ""), autocomplete: "off",
    "aria-label": block.label ? null : labelFor(block, element), data: { key },
    oninput: () => {
      ctx.values.set(key, number ? field.value.trim() : field.value);
      ctx.touched?.(block.block_id);
      left.textContent = leftOver();
      if (!block.dispatch_action || !when.includes("on_character_entered")) return;
      clearTimeout(timer);
      timer = setTimeout(tell, 300);
    },
    onkeydown: (event) => {
      if (event.key !== "Enter" || many || !block.dispatch_action || !when.includes("on_enter_pressed")) return;
      event.preventDefault();
      tell();
    },
  });
  // The room left is only worth saying when it is nearly used up.
  const leftOver = () => {
    const room = element.max_length ? element.max_length - field.value.length : Infinity;
    return room <= Math.min(200, (element.max_length ?? 0) / 4) ? `${room} characters left` : "";
  };
  const left = el("small", { class: "left", "aria-live": "polite" }, "");
  left.textContent = leftOver();
  return el("span", { class: "fieldbox" }, field, left);
}

const TEXT = new Set(["plain_text_input", "number_input", "email_text_input", "url_text_input"]);
const SELECTS = /^(multi_)?(static|external|users|conversations|channels)_select$/;

/** Any element as a node; `id` ties the label of an input block to it. */
export function drawElement(block, element, ctx, id = uid("input")) {
  if (element.type === "button" || element.type === "workflow_button") return button(block, element, ctx);
  if (element.type === "overflow") return overflow(block, element, ctx);
  if (SELECTS.test(element.type)) return selectElement(block, element, ctx, id);
  if (isPicker(element.type)) return pickerElement(block, element, ctx, id);
  if (element.type === "checkboxes" || element.type === "radio_buttons") return ticks(block, element, ctx, id);
  if (TEXT.has(element.type)) return textInput(block, element, ctx, id);
  return el("span", { class: "unknown" }, element.type ?? "element");
}

/** Whether an element keeps a value (and so belongs to what a form is submitted with). */
export const keepsValue = (element) => SELECTS.test(element?.type) || isPicker(element?.type) || TEXT.has(element?.type) || ["checkboxes", "radio_buttons"].includes(element?.type);

export const inputsOf = (blocks) => (blocks ?? []).filter((block) => block.type === "input" && keepsValue(block.element));

/** All that is entered into these blocks' inputs, by block_id, as the sandbox wants it. */
export const entries = (blocks, ctx) => Object.fromEntries(inputsOf(blocks).map((block) => [block.block_id, wireOf(block, block.element, ctx)]));
