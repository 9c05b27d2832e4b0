/** Modals: one native dialogue for each view in the stack, so focus stays inside and the page behind is out of reach. */
import { postAct } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { busy, el, icon, keepingFocus, uid } from "./dom.js";
import { entries, held, inputsOf, isEmpty, prune } from "./held.js";
import { pressWith, refresh, search } from "./live.js";
import { say } from "./banner.js";
import { plain } from "./mrkdwn.js";
import { world } from "./store.js";

const open = new Map(); // view id -> Modal
const FIRST = "[autofocus], .body :is(input:not(.native), textarea, .select, select):not([tabindex='-1'])";

const drawnFrom = (view) => JSON.stringify(view.hash ? [view.hash] : [view.title, view.submit, view.close, view.blocks]);

/** A problem the person can mend before sending, or null; Slack's client says these itself. */
function complaint(block, ctx) {
  const { element } = block;
  const value = held(block, element, ctx);
  if (isEmpty(value)) return block.optional ? null : "Please fill in this field.";
  if (element.min_length && String(value).length < element.min_length) return `Please write at least ${element.min_length} characters.`;
  if (element.type !== "number_input") return null;
  const number = Number(String(value).replace(",", "."));
  if (Number.isNaN(number)) return "Please enter a number.";
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return "Please enter a whole number.";
  if (element.min_value !== undefined && number < Number(element.min_value)) return `The smallest value is ${element.min_value}.`;
  if (element.max_value !== undefined && number > Number(element.max_value)) return `The largest value is ${element.max_value}.`;
  return null;
}

class Modal {
  constructor(view, depth) {
    this.user = world.user;
    this.opener = document.activeElement;
    this.values = new Map();
    this.mended = new Set(); // blocks touched since the last submit: their old errors are over
    this.own = {}; // complaints of this page; those of the bot come with each refresh
    this.ctx = {
      where: "modal", values: this.values,
      press: (body) => pressWith(this.view.blocks, this.ctx, { where: "modal" }, body),
      search: (body) => search({ where: "modal", ...body }),
      touched: (id) => { this.mended.add(id); this.showErrors({}, id); },
    };
    this.heading = uid("modal");
    this.form = el("form", { class: "sheet", novalidate: true, onsubmit: (event) => { event.preventDefault(); this.submit(); } });
    this.dialog = el("dialog", { class: "modal", "aria-labelledby": this.heading }, this.form);
    this.dialog.style.setProperty("--depth", String(depth));
    if (depth) this.dialog.classList.add("above");
    this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.close(); });
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.preventDefault(); this.close(); }
      if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) { event.preventDefault(); this.submit(); }
    });
    this.draw(view);
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.focusFirst();
  }

  /** Draws a version of the same view where it was scrolled, and another view in its place from the top. */
  draw(view) {
    const other = view.callback_id !== this.view?.callback_id;
    this.view = view;
    this.drawn = drawnFrom(view);
    prune(this.values, view.blocks);
    const scrolled = other ? 0 : this.form.querySelector(".body")?.scrollTop ?? 0;
    const body = el("div", { class: "body" }, drawBlocks(view.blocks, this.ctx));
    this.submitter = view.submit ? el("button", { type: "submit", class: "button primary" }, plain(view.submit.text)) : null;
    const closer = el("button", { type: "button", class: "button", onclick: () => this.close() }, plain(view.close?.text) || (view.submit ? "Cancel" : "Close"));
    keepingFocus(this.form, () => this.form.replaceChildren(
      el("header", {}, el("h2", { id: this.heading, tabindex: "-1" }, plain(view.title?.text)),
        el("button", { type: "button", class: "plainicon", "aria-label": "Close", title: "Close (Esc)", onclick: () => this.close() }, icon("close"))),
      body,
      el("footer", {}, el("p", { class: "formerror", role: "alert" }), closer, this.submitter),
    ));
    body.scrollTop = scrolled;
    return other;
  }

  update(view) {
    if (drawnFrom(view) === this.drawn) return;
    if (!this.draw(view)) return;
    this.own = {};
    this.focusFirst();
  }

  focusFirst() {
    const wanted = (this.view.blocks ?? []).find((block) => block.element?.focus_on_load);
    const first = wanted ? this.form.querySelector(`[data-block="${CSS.escape(wanted.block_id ?? "")}"] :is(input, textarea, button)`) : this.form.querySelector(FIRST);
    (first ?? this.form.querySelector("h2")).focus({ preventScroll: true });
  }

  /** Writes errors under their inputs; with `only`, that one input alone. */
  showErrors(errors, only = null) {
    for (const box of this.form.querySelectorAll("[data-block]")) {
      const id = box.dataset.block;
      if (only !== null && only !== id) continue;
      const text = this.mended.has(id) ? null : this.own[id] ?? errors[id];
      const note = box.querySelector(":scope > .error");
      note.hidden = !text;
      note.textContent = text ?? "";
      box.classList.toggle("wrong", Boolean(text));
      for (const control of box.querySelectorAll(".field, .select, .ticks")) control.setAttribute("aria-invalid", String(Boolean(text)));
    }
    const known = new Set([...this.form.querySelectorAll("[data-block]")].map((box) => box.dataset.block));
    const homeless = Object.entries(errors).filter(([id]) => !known.has(id)).map(([, text]) => text);
    if (only === null) this.form.querySelector(".formerror").textContent = homeless.join(" ");
  }

  focusWrong() {
    const first = this.form.querySelector(".wrong :is(input:not(.native), textarea, button)");
    first?.focus();
    first?.closest(".input")?.scrollIntoView({ block: "nearest" });
  }

  async submit() {
    if (!this.submitter || this.closing) return;
    const complaints = inputsOf(this.view.blocks).map((block) => [block.block_id, complaint(block, this.ctx)]);
    this.own = Object.fromEntries(complaints.filter(([, text]) => text));
    this.mended.clear();
    this.showErrors({});
    if (Object.keys(this.own).length) { this.focusWrong(); return; }
    const label = this.submitter.textContent;
    const button = this.submitter;
    await busy(button, async () => {
      button.textContent = "Sending…";
      const answer = await postAct({ user: this.user, type: "submit", values: entries(this.view.blocks, this.ctx) });
      await refresh();
      button.textContent = label;
      // Errors under the inputs arrive with the refresh; anything else is said at the foot of the form.
      if (answer.ok || Object.keys(world.errors).length) { this.focusWrong(); return; }
      this.form.querySelector(".formerror").textContent = answer.error ?? "That did not work. Try again.";
    });
  }

  async close() {
    if (this.closing) return;
    this.closing = true;
    this.form.classList.add("leaving");
    const answer = await postAct({ user: this.user, type: "close" });
    await refresh();
    this.closing = false;
    this.form.classList.remove("leaving");
    // Nothing to close any more (a restarted sandbox, another tab) must not trap anybody in here.
    if (answer.ok === false && open.get(this.view.id) === this) { say(answer.error, "act"); this.leave(); }
  }

  /** Where the form was opened from, or what was drawn in its place since then. */
  returnFocus() {
    if (document.activeElement !== document.body) return;
    const key = this.opener?.dataset?.key;
    const twin = key ? document.querySelector(`#main [data-key="${CSS.escape(key)}"], dialog[open] [data-key="${CSS.escape(key)}"]`) : null;
    (this.opener?.isConnected ? this.opener : twin ?? document.getElementById("main")).focus({ preventScroll: true });
  }

  leave() {
    open.delete(this.view.id);
    if (this.dialog.open) this.dialog.close();
    this.dialog.remove();
    this.returnFocus();
  }
}

/** Brings the dialogues in line with the stack of the current person. */
export function drawModals() {
  const ids = new Set(world.stack.map((view) => view.id));
  for (const [id, modal] of [...open].reverse()) if (!ids.has(id) || modal.user !== world.user) modal.leave();
  world.stack.forEach((view, depth) => {
    const modal = open.get(view.id);
    if (modal) modal.update(view);
    else open.set(view.id, new Modal(view, depth));
  });
  const top = open.get(world.stack.at(-1)?.id);
  top?.showErrors(world.errors);
}
