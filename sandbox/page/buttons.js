/** Elements that are pressed: buttons, the overflow menu, feedback and icon buttons. */
import { el, icon } from "./dom.js";
import { keyOf } from "./held.js";
import { plain } from "./mrkdwn.js";
import { openMenu } from "./popover.js";
import { optionLabel } from "./selects.js";
import { world } from "./store.js";
import { fire } from "./telling.js";

const followable = (url) => (/^https?:/i.test(url ?? "") ? url : null);

export function button(block, element, ctx) {
  const style = { primary: "primary", danger: "danger" }[element.style] ?? "";
  const props = {
    class: `button ${style}`, "aria-label": element.accessibility_label, data: { key: keyOf(block, element) },
    onclick: (event) => fire(block, element, ctx, element.value ?? null, event.currentTarget),
  };
  const url = followable(element.url ?? element.workflow?.trigger?.url);
  if (url) return el("a", { ...props, href: url, target: "_blank", rel: "noopener noreferrer" }, plain(element.text?.text));
  return el("button", { ...props, type: "button" }, plain(element.text?.text));
}

export function overflow(block, element, ctx) {
  const choices = (face) => (element.options ?? []).map((option) => ({
    label: optionLabel(option), hint: option.description ? plain(option.description.text) : null, href: followable(option.url),
    choose: () => fire(block, element, ctx, option.value ?? null, face),
  }));
  const face = el("button", {
    type: "button", class: "button square", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": element.accessibility_label ?? "More actions",
    title: "More actions", data: { key: keyOf(block, element) }, onclick: (event) => openMenu(event.currentTarget, choices(event.currentTarget), "More actions"),
  }, icon("dots"));
  return el("span", { class: "anchor" }, face);
}

/** Good and bad, as Slack draws them: a thumb each, with the words beside it; the one that was pressed stays marked. */
export function feedback(block, element, ctx) {
  const key = keyOf(block, element);
  const thumb = (said, symbol) => el("button", {
    type: "button", class: "button slim vote", "aria-label": said.accessibility_label ?? plain(said.text?.text), title: plain(said.text?.text),
    "aria-pressed": String(ctx.values.get(key) === said.value), data: { key: `${key}/${symbol}` },
    onclick: async (event) => {
      const node = event.currentTarget;
      if (await fire(block, element, ctx, said.value, node) === false) return;
      ctx.values.set(key, said.value);
      for (const each of both.children) each.setAttribute("aria-pressed", String(each === node));
    },
  }, icon(symbol));
  const both = el("span", { class: "votes" }, thumb(element.positive_button ?? {}, "good"), thumb(element.negative_button ?? {}, "bad"));
  return both;
}

export function iconButton(block, element, ctx) {
  const readers = element.visible_to_user_ids ?? [];
  if (readers.length && !readers.includes(world.user)) return null;
  const words = plain(element.text?.text);
  return el("button", {
    type: "button", class: "button slim", "aria-label": element.accessibility_label ?? words, title: words, data: { key: keyOf(block, element) },
    onclick: (event) => fire(block, element, ctx, element.value ?? null, event.currentTarget),
  }, element.icon === "trash" ? icon("trash") : words);
}
