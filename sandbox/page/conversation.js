/** The messages of a channel or DM. A message that did not change keeps its node, and with it focus and open menus. */
import { drawBlocks, prune } from "./blocks.js";
import { arrange, avatar, busy, el, icon, keepingFocus } from "./dom.js";
import { act, pressWith, search } from "./live.js";
import { mrkdwn } from "./mrkdwn.js";
import { openMenu } from "./popover.js";
import { bot, channels, me, nameOf, now, world, zone } from "./store.js";
import { dayName, isoDay, longDay, timeOfDay } from "./time.js";

const NEAR = 80; // px from the end that still count as "at the end"
const GROUP = 5 * 60_000; // ms within which the next message of the same person goes without a head

const list = el("div", { class: "messages", role: "log", "aria-label": "Messages" });
const jump = el("button", { type: "button", class: "jump", hidden: true, onclick: () => toEnd() }, icon("down"), "New messages");
let nodes = new Map(); // key -> {signature, node}
const entries = new Map(); // channel/ts -> Map of what was entered into a message
let shown = "";
let atEnd = true;

const scroller = () => document.getElementById("scroller");

function toEnd() {
  scroller().scrollTop = scroller().scrollHeight;
  jump.hidden = true;
}

/** Listens once to scrolling and to growing content: whoever was at the end stays there. */
export function watchScroll() {
  const box = scroller();
  box.addEventListener("scroll", () => {
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    if (atEnd) jump.hidden = true;
  });
  const follow = new ResizeObserver(() => { if (atEnd && world.view !== "home" && world.messages.length) box.scrollTop = box.scrollHeight; });
  follow.observe(list);
  follow.observe(box);
  document.getElementById("composer").before(jump);
}

function contextOf(message) {
  const key = `${world.channel}/${message.ts}`;
  if (!entries.has(key)) entries.set(key, new Map());
  const values = entries.get(key);
  prune(values, message.blocks);
  const where = { where: "message", channel: world.channel, ts: message.ts };
  const ctx = { where: "message", values, press: (body) => pressWith(message.blocks, ctx, where, body), search: (body) => search({ ...where, ...body }) };
  return ctx;
}

function head(message, fromBot) {
  const at = new Date(message.at);
  return el("div", { class: "head" },
    el("span", { class: "who" }, message.user_name || nameOf(message.user)), fromBot ? el("span", { class: "app" }, "APP") : null,
    el("time", { datetime: message.at, title: `${longDay(at, zone())}, ${timeOfDay(at, zone())}` }, timeOfDay(at, zone())));
}

/** The message's own shortcuts, where the app has some and Slack offers them to this person. */
function more(message) {
  const offered = (world.state?.shortcuts ?? []).filter((shortcut) => shortcut.type === "message");
  if (message.ephemeral || !offered.length || ["external", "single_guest"].includes(me().kind)) return null;
  const channel = world.channel;
  const button = el("button", { type: "button", class: "plainicon", "aria-label": "More actions", title: "More actions", "aria-haspopup": "menu", "aria-expanded": "false" }, icon("dots"));
  button.addEventListener("click", () => openMenu(button, offered.map((shortcut) => ({
    label: shortcut.name, hint: shortcut.description,
    choose: () => busy(button, () => act({ type: "shortcut", callback_id: shortcut.callback_id, channel, ts: message.ts })),
  })), "More actions"));
  return el("span", { class: "more" }, button);
}

const sizeOf = (bytes) => (bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function fileBox(file) {
  const about = file.deleted ? "This file was deleted." : `${file.pretty_type} · ${sizeOf(file.size)}`;
  return el("div", { class: `file${file.deleted ? " gone" : ""}` }, icon("file"), el("span", {}, el("strong", {}, file.name), el("small", {}, about)));
}

function draw(message, grouped) {
  const fromBot = message.user === bot().id;
  const name = message.user_name || nameOf(message.user);
  const words = message.blocks?.length ? drawBlocks(message.blocks, contextOf(message)) : message.text ? mrkdwn(message.text) : null;
  return el("article", { class: `message${message.ephemeral ? " ephemeral" : ""}${grouped ? " grouped" : ""}`, tabindex: "-1", "aria-label": `Message from ${name}` },
    el("div", { class: "side" }, grouped ? null : avatar(message.user, name, fromBot ? "bot" : "")),
    el("div", { class: "content" },
      message.ephemeral ? el("div", { class: "private" }, icon("eye"), "Only visible to you") : null,
      grouped ? null : head(message, fromBot), words, (message.files ?? []).map(fileBox),
      message.edited ? el("small", { class: "edited" }, "(edited)") : null), more(message));
}

/** The node kept under `key`, or a new one when what it is drawn from changed. */
function kept(key, signature, make, into) {
  const old = nodes.get(key);
  if (old?.signature === signature) { into.set(key, old); return old.node; }
  const node = make();
  if (old) {
    if (old.node.contains(document.activeElement)) node.dataset.hadFocus = "";
    node.classList.add("changed");
  }
  into.set(key, { signature, node });
  return node;
}

function dayLine(at) {
  const name = dayName(at, now(), zone());
  return el("div", { class: "day", role: "separator", "aria-label": name }, el("span", {}, name));
}

function wanted() {
  const fresh = new Map();
  const today = isoDay(now(), zone());
  const rows = [];
  let day = "";
  let last = null;
  for (const message of world.messages) {
    const at = new Date(message.at);
    const its = isoDay(at, zone());
    if (its !== day) {
      rows.push(kept(`day ${its}`, `${today} ${zone()}`, () => dayLine(at), fresh));
      last = null;
    }
    day = its;
    const grouped = Boolean(last && last.user === message.user && !message.ephemeral && !last.ephemeral && at - new Date(last.at) < GROUP && !message.blocks?.length);
    const signature = JSON.stringify([message, grouped, today, zone(), nameOf(message.user)]);
    rows.push(kept(`${message.ts} ${message.ephemeral}`, signature, () => draw(message, grouped), fresh));
    last = message;
  }
  nodes = fresh;
  return rows;
}

function empty() {
  const about = channels().find((channel) => channel.id === world.channel);
  const first = about && !about.is_im ? `Nothing has been said in #${about.name} yet.` : `No messages between ${me().real_name ?? "you"} and ${bot().name} yet.`;
  return el("div", { class: "void" }, el("p", {}, first));
}

/** Draws into `stage`; a new place starts at its end, the same place stays where it was scrolled. */
export function drawConversation(stage) {
  const here = `${world.user} ${world.channel} ${world.view}`;
  const moved = here !== shown;
  if (moved) { nodes = new Map(); atEnd = true; jump.hidden = true; }
  const newest = list.lastElementChild;
  shown = here;
  const rows = world.messages.length ? wanted() : [empty()];
  keepingFocus(list, () => arrange(list, rows));
  arrange(stage, [list]);
  const lostFocus = list.querySelector("[data-had-focus]");
  if (lostFocus) {
    delete lostFocus.dataset.hadFocus;
    if (document.activeElement === document.body) lostFocus.focus({ preventScroll: true });
  }
  if (moved && !world.messages.length) scroller().scrollTop = 0;
  if (!world.messages.length) return;
  if (atEnd) toEnd();
  else if (list.lastElementChild !== newest && !nodes.has(newest)) jump.hidden = false;
}

export const hideJump = () => { jump.hidden = true; shown = ""; };
