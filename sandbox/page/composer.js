/** The line one types into: slash commands with suggestions, words to the bot, and the shortcuts menu. */
import { busy, el, icon, uid } from "./dom.js";
import { act, drop } from "./live.js";
import { openMenu } from "./popover.js";
import { bot, channels, closed, hrefOf, me, world } from "./store.js";

const drafts = new Map(); // "person view" -> text
let owner = "";
let at = 0;
let offered = [];

const listId = uid("commands");
const hintId = uid("hint");
const suggestions = el("div", { class: "suggestions", id: listId, role: "listbox", "aria-label": "Commands", hidden: true });
const hint = el("div", { class: "typed", id: hintId, "aria-live": "polite" });
const field = el("textarea", {
  rows: "1", class: "line", "aria-label": "Message or command", "aria-autocomplete": "list", "aria-controls": listId, "aria-describedby": hintId, role: "combobox",
  "aria-expanded": "false", autocomplete: "off", oninput: () => heard(), onkeydown: (event) => key(event),
  onblur: () => { suggestions.hidden = true; field.setAttribute("aria-expanded", "false"); }, onfocus: () => suggest(),
});
const send = el("button", { type: "button", class: "button primary send", "aria-label": "Send", title: "Send", onclick: () => submit() }, icon("send"));
const shortcuts = el("button", { type: "button", class: "button slim shortcuts", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => openShortcuts() }, icon("bolt"), "Shortcuts");

const chooser = el("input", { type: "file", hidden: true, multiple: true, onchange: () => attach(chooser.files) });
const clip = el("button", { type: "button", class: "button slim attach", "aria-label": "Attach a file", title: "Attach a file", onclick: () => chooser.click() }, icon("clip"));

export function setUpComposer() {
  document.getElementById("composer").append(
    suggestions, hint, chooser, el("div", { class: "writing" }, clip, el("span", { class: "anchor" }, shortcuts), field, send));
  listenForFiles(document.getElementById("main"));
}

const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

/** Files dragged over the conversation can be dropped anywhere in it. */
function listenForFiles(place) {
  const over = (on) => place.classList.toggle("dropping", on);
  place.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = takesFiles() ? "copy" : "none";
    over(takesFiles());
  });
  place.addEventListener("dragleave", (event) => { if (!place.contains(event.relatedTarget)) over(false); });
  place.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    over(false);
    if (takesFiles()) attach(event.dataTransfer.files);
  });
}

const archived = () => Boolean(channels().find((channel) => channel.id === world.channel)?.archived);
const takesFiles = () => world.view !== "home" && !closed() && !archived() && me().kind !== "deactivated";

async function attach(files) {
  if (!files.length) return;
  const from = place();
  const sent = await busy(clip, () => drop(files, field.value.trim()));
  chooser.value = "";
  if (!sent) return;
  drafts.delete(from);
  if (place() !== from) return;
  field.value = "";
  heard();
}

const commands = () => world.state?.commands ?? [];
const place = () => `${world.user} ${world.view}`;
const outside = () => ["external", "single_guest"].includes(me().kind);
const OFF = "Sending messages to this app is turned off.";

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(160, field.scrollHeight)}px`;
}

function heard() {
  drafts.set(place(), field.value);
  at = 0;
  grow();
  suggest();
}

function suggest() {
  const text = field.value;
  offered = /^\/\S*$/.test(text) && !outside() ? commands().filter((command) => command.command.startsWith(text.toLowerCase())) : [];
  suggestions.hidden = !offered.length;
  field.setAttribute("aria-expanded", String(Boolean(offered.length)));
  suggestions.replaceChildren(...offered.map(row));
  if (offered.length) field.setAttribute("aria-activedescendant", `${listId}-${at}`);
  else field.removeAttribute("aria-activedescendant");
  const words = advice(text);
  if (hint.textContent !== words) hint.textContent = words;
}

/** What helps with the line as it stands: the usage of its command, or why it can't be sent here. */
function advice(text) {
  if (!text.startsWith("/")) return closed() && text.trim() ? `${OFF} Commands begin with /.` : "";
  if (outside()) return `Slack does not offer commands to ${me().kind === "external" ? "people of another company" : "single-channel guests"}. Use the buttons in ${bot().name}'s messages.`;
  const command = commands().find((one) => text.startsWith(`${one.command} `));
  return command?.usage_hint ? `${command.command} ${command.usage_hint}` : "";
}

function row(command, index) {
  return el("div", {
    role: "option", id: `${listId}-${index}`, "aria-selected": String(index === at), class: `option${index === at ? " at" : ""}`,
    onmousedown: (event) => event.preventDefault(), onclick: () => complete(command),
  }, el("span", { class: "command" }, el("strong", {}, command.command), " ", el("span", { class: "usage" }, command.usage_hint ?? "")), el("small", {}, command.description ?? ""));
}

function complete(command) {
  write(`${command.command} `);
}

function key(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const open = !suggestions.hidden;
  const whole = offered.some((command) => command.command === field.value);
  if (open && step) {
    event.preventDefault();
    at = (at + step + offered.length) % offered.length;
    suggest();
  } else if (open && (event.key === "Tab" || (event.key === "Enter" && !whole)) && !event.shiftKey) {
    event.preventDefault();
    complete(offered[at]);
  } else if (open && event.key === "Escape") suggestions.hidden = true;
  else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
}

/** Puts text into the line, ready to go on typing. */
export function write(text) {
  field.value = text;
  field.focus();
  heard();
}

/** Ready to write, where one can. */
export const focusLine = () => { if (!field.disabled) field.focus({ preventScroll: true }); };

function bodyOf(text) {
  const slash = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
  if (slash) return { type: "command", command: slash[1], text: slash[2].trim(), channel: world.channel };
  return { type: "say", text, channel: world.channel };
}

async function submit() {
  const text = field.value.trim();
  if (!text || (closed() && !text.startsWith("/"))) { field.focus(); return; }
  const from = place();
  await busy(send, async () => {
    field.readOnly = true;
    const ok = await act(bodyOf(text));
    field.readOnly = false;
    if (!ok) return;
    drafts.delete(from);
    if (place() !== from) return;
    field.value = "";
    heard();
    // Home shows no messages: the answer stands in the conversation.
    if (world.view === "home" && !world.stack.length) location.hash = hrefOf(world.user);
  });
}

function openShortcuts() {
  const global = (world.state?.shortcuts ?? []).filter((shortcut) => shortcut.type === "global");
  openMenu(shortcuts, global.map((shortcut) => ({
    label: shortcut.name, hint: shortcut.description,
    choose: () => busy(shortcuts, () => act({ type: "shortcut", callback_id: shortcut.callback_id })),
  })), "Shortcuts");
}

function placeholder() {
  const here = channels().find((channel) => channel.id === world.channel);
  if (closed()) return outside() ? OFF : "Type / for a command";
  if (outside()) return `Message ${bot().name}`;
  return `Message ${here && !here.is_im ? `#${here.name}` : bot().name}, or type /`;
}

/** The line stays as typed; only a change of person or place brings up that place's own draft. */
export function drawComposer() {
  const gone = me().kind === "deactivated";
  const off = gone || (closed() && outside());
  document.getElementById("composer").hidden = archived();
  field.placeholder = gone ? "This account is deactivated" : placeholder();
  field.disabled = off;
  send.disabled = off;
  clip.hidden = !takesFiles();
  shortcuts.hidden = off || outside() || !(world.state?.shortcuts ?? []).some((shortcut) => shortcut.type === "global");
  if (owner === place()) return;
  owner = place();
  field.value = drafts.get(owner) ?? "";
  grow();
  hint.textContent = "";
  suggestions.hidden = true;
}
