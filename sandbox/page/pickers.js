/** Dates and times: a button that says what is chosen, or the placeholder. A day has a calendar of this page, a time the browser's own picker. */
import { openCalendar } from "./calendar.js";
import { el, icon } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { now, zone } from "./store.js";
import { dayLabel, instantOf, isoDay, place, timeOfDay, wallOf } from "./time.js";

// In the browser's picker arrow keys change the value step by step; a message acts at once, so it waits for a rest.
const REST = 1200; // ms

const KINDS = {
  timepicker: {
    type: "time", symbol: "clock", word: "Choose a time",
    toNative: (value) => value, fromNative: (text) => text, label: (value) => value,
  },
  datetimepicker: {
    type: "datetime-local", symbol: "calendar", word: "Choose a date and time",
    toNative: (value) => wallOf(value, zone()), fromNative: (text) => instantOf(text, zone()),
    label: (value) => `${dayLabel(wallOf(value, zone()).slice(0, 10))}, ${timeOfDay(new Date(value * 1000), zone())}`,
  },
};

/** The browser opens an empty calendar at the real month. Where business time has left it, the day before business today leads there. */
function aim(native) {
  const today = isoDay(now(), zone());
  if (native.value || native.type === "time" || today.slice(0, 7) === isoDay(new Date(), zone()).slice(0, 7)) return;
  native.value = `${isoDay(new Date(now() - 86_400_000), zone())}T09:00`;
}

function reveal(native) {
  aim(native);
  try {
    native.showPicker();
  } catch {
    // No picker to show here: the field itself comes forward and is typed into.
    native.classList.add("bare");
    native.tabIndex = 0;
    native.focus();
  }
}

const wiper = (spec, wipe) => el("button", { type: "button", class: "plainicon", title: "Clear", "aria-label": `Clear ${spec.label}`, onclick: wipe }, icon("close"));

/** What the button says: the value, or what to do. */
function tell(face, spec, symbol, value, text) {
  face.replaceChildren(icon(symbol), el("span", { class: value === null ? "empty" : "" }, text));
  face.setAttribute("aria-label", `${spec.label}: ${text}`);
}

function dayPicker(element, spec) {
  let value = spec.chosen ?? null;
  let close = null;
  const face = el("button", { type: "button", class: "select", id: spec.id, "aria-haspopup": "dialog", "aria-expanded": "false", data: { key: spec.key }, onclick: () => (close ? close() : open()) });
  const wipe = wiper(spec, () => { set(null); face.focus(); });

  function show() {
    tell(face, spec, "calendar", value, value === null ? plain(element.placeholder?.text) || "Choose a date" : dayLabel(value));
    wipe.hidden = value === null;
  }

  function set(next) {
    value = next;
    show();
    spec.changed(value, face);
  }

  function open() {
    close = openCalendar(face, { label: spec.label, chosen: value, today: isoDay(now(), zone()), pick: set, closed: () => { close = null; } });
  }

  show();
  const node = el("span", { class: "picker" }, el("span", { class: "facebox" }, face, spec.optional && !spec.atOnce ? wipe : null));
  return Object.assign(node, { revert(former) { value = former ?? null; show(); } });
}

/** `spec`: id, label, key, chosen, optional, atOnce (a message or Home: wait for a rest), changed(value | null). */
export const picker = (element, spec) => (element.type === "datepicker" ? dayPicker : timePicker)(element, spec);

function timePicker(element, spec) {
  const kind = KINDS[element.type];
  let value = spec.chosen ?? null;
  let timer = 0;
  const face = el("button", { type: "button", class: "select", id: spec.id, data: { key: spec.key }, onclick: () => reveal(native) });
  const native = el("input", {
    type: kind.type, class: "native", tabindex: "-1", "aria-label": spec.label,
    value: value === null ? "" : kind.toNative(value), onchange: () => heard(),
  });
  const wipe = wiper(spec, () => { set(null); face.focus(); });

  function show() {
    tell(face, spec, kind.symbol, value, value === null ? plain(element.placeholder?.text) || kind.word : kind.label(value));
    if (element.type === "datetimepicker") face.title = `Your time zone, ${place(zone())}`;
    wipe.hidden = value === null;
  }

  function set(next) {
    value = next;
    native.value = next === null ? "" : kind.toNative(next);
    show();
    spec.changed(value, face);
  }

  function heard() {
    clearTimeout(timer);
    const next = native.value ? kind.fromNative(native.value) : null;
    if (!spec.atOnce) { if (next !== value) set(next); return; }
    if (next === null) return;
    timer = setTimeout(() => set(next), REST);
  }

  show();
  const node = el("span", { class: "picker" }, el("span", { class: "facebox" }, face, spec.optional && !spec.atOnce ? wipe : null), native);
  return Object.assign(node, { revert(former) { value = former ?? null; native.value = value === null ? "" : kind.toNative(value); show(); } });
}
