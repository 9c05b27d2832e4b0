/** The line under a thread. */
import { busy, el, icon, uid } from "./dom.js";
import { act, drop } from "./live.js";
import { channels, mayReply, world } from "./store.js";

const drafts = new Map(); // "person thread" -> text
let owner = "";

const hintId = uid("hint");
const hint = el("div", { class: "typed", id: hintId, "aria-live": "polite" });
const field = el("textarea", {
  rows: "1", class: "line", "aria-label": "Reply", "aria-describedby": hintId, placeholder: "Reply…", oninput: () => heard(),
  onkeydown: (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); } },
});
const chooser = el("input", { type: "file", hidden: true, multiple: true, onchange: () => attach([...chooser.files]) });
const clip = el("button", { type: "button", class: "button slim attach", "aria-label": "Attach a file to the reply", title: "Attach a file", onclick: () => chooser.click() }, icon("clip"));
const send = el("button", { type: "button", class: "button primary send", "aria-label": "Send reply", title: "Send", onclick: () => submit() }, icon("send"));

export const replyLine = el("div", { class: "composer" }, hint, chooser, el("div", { class: "writing" }, clip, field, send));

const place = () => `${world.user} ${world.thread}`;

function heard() {
  drafts.set(place(), field.value);
  field.style.height = "auto";
  field.style.height = `${Math.min(160, field.scrollHeight)}px`;
  const command = /^(\/\S+)/.exec(field.value);
  hint.textContent = command ? `Slack takes no commands in threads. Type ${command[1]} in the conversation.` : "";
}

function sent(from) {
  drafts.delete(from);
  if (place() !== from) return;
  field.value = "";
  heard();
}

async function attach(files) {
  const from = place();
  if (files.length && await busy(clip, () => drop(files, field.value.trim(), world.thread))) sent(from);
  chooser.value = "";
}

async function submit() {
  const text = field.value.trim();
  if (!text || text.startsWith("/")) { field.focus(); return; }
  const from = place();
  await busy(send, async () => {
    if (await act({ type: "say", text, channel: world.channel, thread_ts: world.thread })) sent(from);
  });
}

/** Takes the focus; false where nobody may reply. */
export function focusReply() {
  if (replyLine.hidden) return false;
  field.focus({ preventScroll: true });
  return true;
}

export function drawReply() {
  const here = channels().find((channel) => channel.id === world.channel);
  replyLine.hidden = !mayReply() || !here || !world.replies.length;
  if (owner === place()) return;
  owner = place();
  field.value = drafts.get(owner) ?? "";
  heard();
}
