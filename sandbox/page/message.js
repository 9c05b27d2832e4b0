/** One message as a node. */
import { drawBlocks } from "./blocks.js";
import { avatar, busy, el, icon } from "./dom.js";
import { prune } from "./held.js";
import { act, pressWith, search } from "./live.js";
import { mrkdwn } from "./mrkdwn.js";
import { openMenu } from "./popover.js";
import { bot, hrefOf, mayReply, me, nameOf, now, world, zone } from "./store.js";
import { longDay, slackDate, timeOfDay } from "./time.js";

const entries = new Map(); // channel/ts -> Map of what was entered into a message

function contextOf(message) {
  const key = `${world.channel}/${message.ts}`;
  if (!entries.has(key)) entries.set(key, new Map());
  const values = entries.get(key);
  prune(values, message.blocks);
  const where = { where: "message", channel: world.channel, ts: message.ts };
  const ctx = { where: "message", values, press: (body) => pressWith(message.blocks, ctx, where, body), search: (body) => search({ ...where, ...body }) };
  return ctx;
}

function head(message, name, fromBot) {
  const at = new Date(message.at);
  return el("div", { class: "head" },
    el("span", { class: "who" }, name), fromBot ? el("span", { class: "app" }, "APP") : null,
    el("time", { datetime: message.at, title: `${longDay(at, zone())}, ${timeOfDay(at, zone())}` }, timeOfDay(at, zone())));
}

/** Shows the thread that begins with this message, beside the conversation. */
export const openThread = (ts) => { location.hash = hrefOf(world.user, world.view, ts); };

/** What the menu behind the three dots offers here: to reply, and the app's own shortcuts where Slack offers them to this person. */
function offeredFor(message, button, inThread) {
  const shortcuts = ["external", "single_guest"].includes(me().kind) ? [] : (world.state?.shortcuts ?? []).filter((shortcut) => shortcut.type === "message");
  const channel = world.channel;
  return [
    ...(inThread || !mayReply() ? [] : [{ label: "Reply in thread", hint: null, choose: () => openThread(message.root ?? message.ts) }]),
    ...shortcuts.map((shortcut) => ({
      label: shortcut.name, hint: shortcut.description,
      choose: () => busy(button, () => act({ type: "shortcut", callback_id: shortcut.callback_id, channel, ts: message.ts })),
    })),
  ];
}

function more(message, inThread) {
  if (message.ephemeral) return null;
  const button = el("button", { type: "button", class: "plainicon", "aria-label": "More actions", title: "More actions", "aria-haspopup": "menu", "aria-expanded": "false" }, icon("dots"));
  if (!offeredFor(message, button, inThread).length) return null;
  button.addEventListener("click", () => openMenu(button, offeredFor(message, button, inThread), "More actions"));
  return el("span", { class: "more" }, button);
}

/** "2 replies", which leads to them. */
function replies(message, inThread) {
  const about = message.replies;
  if (inThread || !about) return null;
  const last = new Date(about.last);
  const fresh = about.new ? el("span", { class: "fresh" }, `${about.new} new`) : null;
  return el("button", { type: "button", class: `replies${about.new ? " unread" : ""}`, data: { key: `replies ${message.ts}` }, onclick: () => openThread(message.ts) },
    el("span", { class: "faces" }, about.users.slice(0, 3).map((id) => avatar(id, nameOf(id), `tiny${id === bot().id ? " bot" : ""}`))),
    el("strong", {}, about.count === 1 ? "1 reply" : `${about.count} replies`), fresh,
    el("small", {}, `Last reply ${slackDate(last / 1000, "{date_short_pretty} at {time}", zone(), now())}`));
}

const sizeOf = (bytes) => (bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function fileBox(file) {
  const about = file.deleted ? "This file was deleted." : `${file.pretty_type} · ${sizeOf(file.size)}`;
  return el("div", { class: `file${file.deleted ? " gone" : ""}` }, icon("file"), el("span", {}, el("strong", {}, file.name), el("small", {}, about)));
}

/** A reply that was sent to the conversation too says where it belongs. */
function broadcast(message, inThread) {
  if (inThread || !message.root) return null;
  return el("button", { type: "button", class: "private linked", onclick: () => openThread(message.root) }, icon("reply"), "Replied to a thread");
}

/** `grouped`: it follows one of the same person, and goes without a head. */
export function drawMessage(message, grouped, inThread) {
  const fromBot = message.user === bot().id;
  const name = message.user_name || nameOf(message.user);
  const words = message.blocks?.length ? drawBlocks(message.blocks, contextOf(message)) : message.text ? mrkdwn(message.text) : null;
  return el("article", { class: `message${message.ephemeral ? " ephemeral" : ""}${grouped ? " grouped" : ""}`, tabindex: "-1", "aria-label": `Message from ${name}`, data: { ts: message.ts, root: message.root ?? message.ts } },
    el("div", { class: "side" }, grouped ? null : avatar(message.user, name, fromBot ? "bot" : "")),
    el("div", { class: "content" },
      message.ephemeral ? el("div", { class: "private" }, icon("eye"), "Only visible to you") : null, broadcast(message, inThread),
      grouped ? null : head(message, name, fromBot), words, (message.files ?? []).map(fileBox),
      message.edited ? el("small", { class: "edited" }, "(edited)") : null, replies(message, inThread)), more(message, inThread));
}
