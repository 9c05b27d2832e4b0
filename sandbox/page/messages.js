/** A list of messages. One that did not change keeps its node, and with it focus and open menus. */
import { arrange, el, keepingFocus, Kept } from "./dom.js";
import { drawMessage, openThread } from "./message.js";
import { mayReply, nameOf, now, zone } from "./store.js";
import { dayName, isoDay } from "./time.js";

const GROUP = 5 * 60_000; // ms within which the next message of the same person goes without a head

function dayLine(at) {
  const name = dayName(at, now(), zone());
  return el("div", { class: "day", role: "separator", "aria-label": name }, el("span", {}, name));
}

const follows = (message, last) => Boolean(last && last.user === message.user && !message.ephemeral && !last.ephemeral && !last.replies
  && new Date(message.at) - new Date(last.at) < GROUP && !message.blocks?.length);

export class MessageList {
  /** A `thread` has no lines for days, and one that says how many replies there are. */
  constructor(label, { thread = false } = {}) {
    this.thread = thread;
    this.rows = new Kept();
    this.node = el("div", { class: "messages", role: "log", "aria-label": label });
    this.node.addEventListener("keydown", (event) => this.key(event));
  }

  /** Another place: nothing is kept. */
  forget() { this.rows.forget(); }

  kept(key, from, make) {
    return this.rows.node(key, from, (old) => {
      const node = make();
      if (old?.contains(document.activeElement)) node.dataset.hadFocus = "";
      if (old) node.classList.add("changed");
      return node;
    });
  }

  wanted(messages) {
    const today = isoDay(now(), zone());
    const rows = [];
    let day = "";
    let last = null;
    messages.forEach((message, index) => {
      const at = new Date(message.at);
      const its = isoDay(at, zone());
      if (its !== day && !this.thread) {
        rows.push(this.kept(`day ${its}`, [today, zone()], () => dayLine(at)));
        last = null;
      }
      day = its;
      const grouped = follows(message, last) && (this.thread ? index > 1 : !message.root);
      const from = [message, grouped, today, zone(), nameOf(message.user), mayReply()];
      rows.push(this.kept(`${message.ts} ${message.ephemeral}`, from, () => drawMessage(message, grouped, this.thread)));
      last = message;
      if (this.thread && !index && messages.length > 1) {
        const count = messages.length === 2 ? "1 reply" : `${messages.length - 1} replies`;
        rows.push(this.kept("count", count, () => el("div", { class: "day", role: "separator", "aria-label": count }, el("span", {}, count))));
      }
    });
    this.rows.settle();
    return rows;
  }

  /** Draws the messages, or `empty` where there are none. */
  draw(messages, empty) {
    const rows = messages.length ? this.wanted(messages) : [empty];
    keepingFocus(this.node, () => arrange(this.node, rows));
    const lost = this.node.querySelector("[data-had-focus]");
    if (lost) {
      delete lost.dataset.hadFocus;
      if (document.activeElement === document.body) lost.focus({ preventScroll: true });
    }
    this.settle();
  }

  get articles() { return [...this.node.querySelectorAll(".message")]; }

  /** One message can be reached by Tab: the one last looked at, at first the newest. From there arrow keys lead on. */
  settle(chosen = this.node.querySelector(".message[tabindex='0']") ?? this.articles.at(-1)) {
    for (const each of this.articles) each.tabIndex = each === chosen ? 0 : -1;
  }

  key(event) {
    const at = this.articles.indexOf(event.target);
    if (at < 0 || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "t" && mayReply() && !this.thread) { event.preventDefault(); openThread(event.target.dataset.root); return; }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.articles.length - 1 }[event.key];
    const next = this.articles[to];
    if (!next) return;
    event.preventDefault();
    this.settle(next);
    next.focus();
  }
}
