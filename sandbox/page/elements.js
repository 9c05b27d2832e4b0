/**
 * Interactive elements. Each is drawn from (block, element, ctx), where ctx is
 *   where   "message" | "modal" | "home"
 *   values  Map of what was entered here, by "block_id/action_id"; it outlives redrawing
 *   press({block_id, action_id, value}) -> Promise<boolean>
 *   search({block_id, action_id, query}) -> Promise<{options, option_groups}>
 *   touched(block_id)   something was entered
 */
import { button, feedback, iconButton, overflow } from "./buttons.js";
import { el, uid } from "./dom.js";
import { fileInput, textInput } from "./fields.js";
import { channelOption, held, isPicker, isSelect, isText, keyOf, personOption } from "./held.js";
import { plain, textNode } from "./mrkdwn.js";
import { searchPeople } from "./people.js";
import { picker } from "./pickers.js";
import { groupsOf, select } from "./selects.js";
import { channels } from "./store.js";
import { entered, tellsAtOnce } from "./telling.js";

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
  const node = el("div", { class: "ticks", id, role: many ? "group" : "radiogroup", "aria-label": labelFor(block, element) }, (element.options ?? []).map((option) => {
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

const KINDS = {
  button, workflow_button: button, overflow, feedback_buttons: feedback, icon_button: iconButton, checkboxes: ticks, radio_buttons: ticks, file_input: fileInput,
};

/** Any element as a node, or null for one that this person is not shown; `id` ties the label of an input block to it. */
export function drawElement(block, element, ctx, id = uid("input")) {
  const { type } = element;
  if (Object.hasOwn(KINDS, type ?? "")) return KINDS[type](block, element, ctx, id);
  if (isSelect(type)) return selectElement(block, element, ctx, id);
  if (isPicker(type)) return pickerElement(block, element, ctx, id);
  if (isText(type)) return textInput(block, element, ctx, id, labelFor(block, element));
  return el("span", { class: "unknown" }, type ?? "element");
}
