/** Elements that are typed or dropped into: text of every kind, and files. */
import { sendFile } from "./api.js";
import { say } from "./banner.js";
import { busy, el, icon } from "./dom.js";
import { held, keyOf, wireOf } from "./held.js";
import { plain } from "./mrkdwn.js";
import { world } from "./store.js";
import { fire } from "./telling.js";

const INPUT_TYPES = { number_input: "text", email_text_input: "email", url_text_input: "url" };

const linesOf = (element) => Math.max(element.min_lines ?? 4, 1);

/** A line or several; a rich text is typed as plain words, which the sandbox sends as rich text. */
export function textInput(block, element, ctx, id, label) {
  const many = element.type === "rich_text_input" || (element.type === "plain_text_input" && element.multiline);
  const number = element.type === "number_input";
  const key = keyOf(block, element);
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const tell = () => fire(block, element, ctx, wireOf(block, element, ctx), null);
  let timer = 0;
  const field = el(many ? "textarea" : "input", {
    id, class: "field", type: many ? null : INPUT_TYPES[element.type] ?? "text", rows: many ? String(linesOf(element)) : null, inputmode: number ? "decimal" : null,
    maxlength: element.max_length, placeholder: plain(element.placeholder?.text), value: String(held(block, element, ctx) ?? ""), autocomplete: "off",
    "aria-label": block.label ? null : label, "aria-required": block.label ? String(!block.optional) : null, data: { key },
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

/** Files for a form. They are kept by the sandbox at once, and belong to the form when it is sent. */
export function fileInput(block, element, ctx, id) {
  const key = keyOf(block, element);
  const most = element.max_files ?? 10;
  const files = () => held(block, element, ctx);
  const chooser = el("input", {
    type: "file", id, class: "filefield", multiple: most > 1, accept: element.filetypes?.map((type) => `.${type}`).join(","), data: { key },
    "aria-required": String(!block.optional), onchange: () => add([...chooser.files]),
  });
  const list = el("ul", { class: "filelist" });

  function keep(next) {
    ctx.values.set(key, next);
    ctx.touched?.(block.block_id);
    show();
  }

  async function add(chosen) {
    const room = most - files().length;
    if (chosen.length > room) say(`This field takes ${most === 1 ? "one file" : `${most} files`}.`, "act");
    for (const file of chosen.slice(0, room)) {
      const answer = await busy(node, () => sendFile(world.user, file));
      if (!answer?.ok) { say(answer?.error ?? "The file could not be sent. Try again.", "act"); break; }
      keep([...files(), answer.file]);
    }
    chooser.value = "";
  }

  function show() {
    list.replaceChildren(...files().map((file) => el("li", {}, icon("file"), el("span", {}, file.name), el("button", {
      type: "button", class: "plainicon", "aria-label": `Remove ${file.name}`, title: "Remove",
      onclick: () => { keep(files().filter((other) => other.id !== file.id)); chooser.focus(); },
    }, icon("close")))));
    list.hidden = !files().length;
  }

  const node = el("div", { class: "filebox" }, chooser, list);
  show();
  return node;
}
