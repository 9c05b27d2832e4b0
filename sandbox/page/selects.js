/** A list to choose from, one or several, fixed or searched for. Used by every select element. */
import { el, icon, uid } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { openPopover } from "./popover.js";

const WAIT = 250; // ms of quiet before a search is sent
const FEW = 7; // up to so many fixed options need no search field

export const optionLabel = (option) => plain(option?.text?.text ?? String(option?.value ?? ""));

function sift(groups, query) {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const hit = (option) => {
    const text = `${optionLabel(option)} ${option.description?.text ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups.map((group) => ({ ...group, options: group.options.filter(hit) })).filter((group) => group.options.length);
}

/** `{options, option_groups}` as groups; a null label stands for "no groups". */
export function groupsOf(source) {
  if (source?.option_groups?.length) return source.option_groups.map((group) => ({ label: group.label?.text ?? "", options: group.options ?? [] }));
  return [{ label: null, options: source?.options ?? [] }];
}

/** The floating list: search field, options, keyboard. Calls `pick(option)`, which is false where no more can be chosen. */
class Choices {
  constructor(spec, isChosen, pick) {
    Object.assign(this, { spec, isChosen, pick, at: 0, shown: [], run: 0 });
    this.id = uid("list");
    this.list = el("div", {
      role: "listbox", id: this.id, class: "options", tabindex: "-1", "aria-label": spec.label, "aria-multiselectable": spec.multi ? "true" : null,
    });
    const few = !spec.search && spec.groups.reduce((sum, group) => sum + group.options.length, 0) <= FEW;
    this.field = few ? null : el("input", {
      type: "text", class: "find", role: "combobox", "aria-expanded": "true", "aria-controls": this.id, autocomplete: "off", spellcheck: "false",
      "aria-label": `Search: ${spec.label}`, placeholder: "Type to search", oninput: () => this.look(),
    });
    this.said = el("div", { class: "nothing", role: "status" });
    this.full = el("div", { class: "nothing", role: "status" });
    this.node = el("div", { class: "choices" }, this.field, this.list, this.said, this.full);
    this.node.addEventListener("keydown", (event) => this.key(event));
  }

  start() {
    (this.field ?? this.list).focus();
    this.look(0);
  }

  get query() { return this.field?.value ?? ""; }

  look(wait = WAIT) {
    clearTimeout(this.timer);
    if (!this.spec.search) { this.draw(sift(this.spec.groups, this.query)); return; }
    const least = this.spec.least ?? 3;
    if (this.query.trim().length < least) {
      this.run += 1;
      this.note(`Type ${least === 1 ? "a letter" : `at least ${least} letters`} to search`);
      return;
    }
    this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    this.run += 1;
    const run = this.run;
    if (!this.shown.length) this.note("Searching…");
    const found = await this.spec.search(this.query.trim());
    // An older answer must not replace a newer one.
    if (run === this.run && this.node.isConnected) this.draw(found);
  }

  note(text) {
    this.shown = [];
    this.list.replaceChildren();
    this.said.textContent = text;
    this.settle?.();
  }

  draw(groups) {
    this.shown = groups.flatMap((group) => group.options);
    if (!this.shown.length) { this.note("Nothing found"); return; }
    this.at = Math.max(0, this.shown.findIndex((option) => this.isChosen(option)));
    if (this.query) this.at = 0;
    let index = 0;
    this.said.textContent = "";
    this.list.replaceChildren(...groups.map((group) => el("div", { role: "group", "aria-label": group.label },
      group.label ? el("div", { class: "grouplabel", "aria-hidden": "true" }, plain(group.label)) : null,
      group.options.map((option) => this.row(option, index++)))));
    this.mark();
    this.settle?.();
  }

  row(option, index) {
    const chosen = this.isChosen(option);
    return el("div", {
      role: "option", class: "option", id: `${this.id}-${index}`, "aria-selected": String(chosen), data: { index },
      onmousemove: () => { if (this.at !== index) { this.at = index; this.mark(false); } },
      onclick: () => this.choose(index),
    }, el("span", { class: "tick" }, chosen ? icon("check") : null),
    el("span", { class: "optiontext" }, optionLabel(option), option.description ? el("small", {}, plain(option.description.text)) : null));
  }

  mark(scroll = true) {
    const rows = [...this.list.querySelectorAll("[role=option]")];
    rows.forEach((row, index) => row.classList.toggle("at", index === this.at));
    if (scroll) rows[this.at]?.scrollIntoView({ block: "nearest" });
    (this.field ?? this.list).setAttribute("aria-activedescendant", `${this.id}-${this.at}`);
  }

  choose(index) {
    const option = this.shown[index];
    if (!option) return;
    const taken = this.pick(option);
    this.full.textContent = taken === false ? `No more than ${this.spec.max} can be chosen.` : "";
    if (!this.spec.multi || !this.node.isConnected) return;
    const row = this.list.querySelector(`[data-index="${index}"]`);
    row?.replaceWith(this.row(option, index));
    this.at = index;
    this.mark();
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.shown.length) {
      this.at = (this.at + step + this.shown.length) % this.shown.length;
      this.mark();
    } else if (event.key === "Enter" || (event.key === " " && !this.field)) this.choose(this.at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/**
 * The control itself. `spec`: id, label, placeholder, groups | search(query) -> groups, least, multi, max, optional, chosen
 * (options), key, changed(options, done). `done` is false while the list of a multiple choice is still open.
 */
export function select(spec) {
  let chosen = [...spec.chosen];
  let close = null;
  let before = "";
  const same = (option) => (other) => other.value === option.value;
  const face = el("button", {
    type: "button", class: "select", id: spec.id, "aria-haspopup": "listbox", "aria-expanded": "false", data: { key: spec.key },
    onclick: () => (close ? close() : open()),
    onkeydown: (event) => { if (event.key === "ArrowDown" && !close) { event.preventDefault(); open(); } },
  });
  const chips = el("span", { class: "chips" });
  const wipe = el("button", { type: "button", class: "plainicon", "aria-label": `Clear ${spec.label}`, title: "Clear", onclick: () => { chosen = []; tell(true); face.focus(); } }, icon("close"));
  const node = el("span", { class: "selectbox", role: "group", "aria-label": spec.label }, spec.multi ? chips : null, el("span", { class: "facebox" }, face, spec.multi || !spec.optional ? null : wipe));

  function show() {
    const label = spec.multi || !chosen.length ? spec.placeholder : optionLabel(chosen[0]);
    face.replaceChildren(el("span", { class: spec.multi || !chosen.length ? "empty" : "" }, label), icon("chevron"));
    face.setAttribute("aria-label", `${spec.label}: ${chosen.map(optionLabel).join(", ") || label}`);
    wipe.hidden = !chosen.length;
    chips.replaceChildren(...chosen.map((option) => el("button", {
      type: "button", class: "chip", "aria-label": `Remove ${optionLabel(option)}`, title: "Remove",
      onclick: () => { chosen = chosen.filter((other) => other.value !== option.value); tell(!close); face.focus(); },
    }, optionLabel(option), icon("close"))));
    close?.settle();
  }

  function tell(done) {
    show();
    spec.changed([...chosen], done);
  }

  function pick(option) {
    if (!spec.multi) {
      chosen = [option];
      close?.();
      tell(true);
      return true;
    }
    if (chosen.some(same(option))) chosen = chosen.filter((other) => other.value !== option.value);
    else if (!spec.max || chosen.length < spec.max) chosen = [...chosen, option];
    else return false;
    tell(false);
    return true;
  }

  function open() {
    before = JSON.stringify(chosen);
    const choices = new Choices(spec, (option) => chosen.some(same(option)), pick);
    close = openPopover(face, choices.node, {
      wide: true,
      closed: () => { close = null; if (spec.multi && JSON.stringify(chosen) !== before) spec.changed([...chosen], true); },
    });
    choices.settle = close.settle;
    choices.start();
  }

  show();
  return Object.assign(node, { revert(options) { chosen = [...options]; show(); } });
}
