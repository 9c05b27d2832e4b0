/** A message and its replies, in a panel beside the conversation; on a phone a screen of its own. */
import { el, icon } from "./dom.js";
import { MessageList } from "./messages.js";
import { drawReply, focusReply, replyLine } from "./reply.js";
import { channels, hrefOf, world } from "./store.js";

const PHONE = window.matchMedia("(max-width: 760px)");

const list = new MessageList("Thread", { thread: true });
const where = el("small");
const heading = el("h2", { tabindex: "-1" }, "Thread");
const scroller = el("div", { class: "threadscroll" }, list.node);
const panel = el("aside", { class: "thread", id: "thread", "aria-label": "Thread", hidden: true },
  el("header", { class: "threadhead" },
    el("button", { type: "button", class: "plainicon backward", "aria-label": "Back to the conversation", title: "Back to the conversation", onclick: () => closeThread() }, icon("back")),
    el("div", { class: "lines" }, heading, where),
    el("button", { type: "button", class: "plainicon closer", "aria-label": "Close thread", title: "Close (Esc)", onclick: () => closeThread() }, icon("close"))),
  scroller, replyLine);
let shown = "";

export function setUpThread() {
  document.getElementById("main").after(panel);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    closeThread();
  });
  PHONE.addEventListener("change", cover);
}

/** Where the thread covers the conversation, nothing in the conversation can be reached. */
function cover() {
  document.getElementById("main").inert = !panel.hidden && PHONE.matches;
}

function closeThread() {
  location.hash = hrefOf(world.user, world.view);
}

/** Focus returns to where the thread was opened from. */
function returnFocus(root) {
  const from = document.querySelector(`#stage [data-key="replies ${CSS.escape(root)}"]`) ?? document.querySelector(`#stage .message[data-ts="${CSS.escape(root)}"]`);
  (from ?? document.getElementById("main")).focus({ preventScroll: true });
}

function placeName() {
  const here = channels().find((channel) => channel.id === world.channel);
  return !here || here.is_im ? "Direct message" : `#${here.name}`;
}

export function drawThread() {
  const here = world.thread && world.view !== "home" ? `${world.user} ${world.view} ${world.thread}` : "";
  const moved = here !== shown;
  const before = shown.split(" ")[2];
  const inside = panel.contains(document.activeElement);
  shown = here;
  panel.hidden = !here;
  cover();
  if (!here) {
    if (moved && before && (inside || document.activeElement === document.body)) returnFocus(before);
    return;
  }
  if (moved) list.forget();
  const follow = moved || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  where.textContent = placeName();
  list.draw(world.replies, el("div", { class: "void" }, el("p", {}, "This message is no longer there.")));
  drawReply();
  if (moved) { if (PHONE.matches || !focusReply()) heading.focus({ preventScroll: true }); }
  if (follow) scroller.scrollTop = scroller.scrollHeight;
}
