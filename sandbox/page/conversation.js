/** The messages of a channel or DM, and where they are scrolled to. */
import { arrange, el, icon } from "./dom.js";
import { MessageList } from "./messages.js";
import { bot, channels, me, world } from "./store.js";

const NEAR = 80; // px from the end that still count as "at the end"

const list = new MessageList("Messages");
const jump = el("button", { type: "button", class: "jump", hidden: true, onclick: () => toEnd() }, icon("down"), "New messages");
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
  follow.observe(list.node);
  follow.observe(box);
  document.getElementById("composer").before(jump);
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
  if (moved) { list.forget(); atEnd = true; jump.hidden = true; }
  const newest = list.node.lastElementChild;
  shown = here;
  list.draw(world.messages, empty());
  arrange(stage, [list.node]);
  if (moved && !world.messages.length) scroller().scrollTop = 0;
  if (!world.messages.length) return;
  if (atEnd) toEnd();
  else if (list.node.lastElementChild !== newest && newest?.isConnected) jump.hidden = false;
}

export const hideJump = () => { jump.hidden = true; shown = ""; };
