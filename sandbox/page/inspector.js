/** All that went to and fro between the bot and the sandbox, newest last, each with its time, its JSON and its faults. */
import { fetchRecord } from "./api.js";
import { el, icon, uid } from "./dom.js";
import { faultsButton } from "./faults.js";
import { jsonView, placeOf } from "./json.js";
import { whenStill } from "./still.js";
import { nameOf } from "./store.js";

const KEPT = 1000; // entries, as many as the sandbox keeps
const NEAR = 60; // px from the end that still count as "at the end"
const CATCH_UP = 1000; // ms between two looks while it is open, for what no screen shows
const KINDS = { payload: "Payload", ack: "Ack", call: "Call", response: "Response", time: "Time" };
const FILTERS = [["", "Everything"], ["payload", "Payloads to the bot"], ["ack", "Acknowledgements"], ["call", "Web API calls"], ["response", "Answers to response_url"], ["time", "Time"], ["wrong", "What went wrong"]];

let entries = []; // {…as the sandbox tells, text: all of it in lower case, node}
let since = 0;
let selected = null; // a number
let opener = null;
let timer = 0;

const host = document.getElementById("inspector");
const listId = uid("entries");
const kind = el("select", { class: "field", "aria-label": "Kind", onchange: () => filter() }, FILTERS.map(([value, label]) => el("option", { value }, label)));
const words = el("input", { type: "search", class: "field", placeholder: "Filter by text", "aria-label": "Filter by text", autocomplete: "off", spellcheck: "false", oninput: () => filter() });
const list = el("div", { class: "entries", id: listId, role: "listbox", tabindex: "0", "aria-label": "Entries", onkeydown: (event) => walk(event) });
const detail = el("div", { class: "detail", role: "region", "aria-label": "Details", tabindex: "-1" });
const none = el("p", { class: "nothing" }, "Nothing yet. Whatever goes to the bot or comes from it is listed here.");

const wrong = (entry) => Boolean(entry.error) || entry.late;
const took = (entry) => (entry.took === null ? "" : entry.took < 10 ? `${entry.took.toFixed(1)} ms` : `${Math.round(entry.took).toLocaleString("en-GB")} ms`);
const who = (entry) => (entry.who ? nameOf(entry.who) : "");

function clock(entry) {
  const at = new Date(entry.at);
  return `${at.toLocaleTimeString("en-GB")}.${String(at.getMilliseconds()).padStart(3, "0")}`;
}

function state(entry) {
  const said = entry.faults.length ? `${entry.faults.length} ${entry.faults.length === 1 ? "fault" : "faults"}` : entry.error;
  return [said, entry.late ? "late" : "", took(entry)].filter(Boolean).join(" · ");
}

function row(entry) {
  return el("div", { role: "option", id: `${listId}-${entry.number}`, class: `entry${wrong(entry) ? " wrong" : ""}`, "aria-selected": "false", onclick: () => select(entry.number, true) },
    el("time", { datetime: entry.at }, clock(entry)), el("span", { class: `kind ${entry.kind}` }, KINDS[entry.kind]),
    el("span", { class: "title" }, entry.title), el("span", { class: "whom" }, who(entry)), el("span", { class: "outcome" }, state(entry)));
}

function matches(entry) {
  const wanted = kind.value;
  if (wanted && (wanted === "wrong" ? !wrong(entry) : entry.kind !== wanted)) return false;
  return words.value.toLowerCase().split(/\s+/).every((word) => entry.text.includes(word));
}

const shown = () => [...list.querySelectorAll(".entry:not([hidden])")];

function filter() {
  for (const entry of entries) entry.node.hidden = !matches(entry);
  tellNone();
  list.scrollTop = list.scrollHeight;
}

function tellNone() {
  const some = entries.some((entry) => !entry.node.hidden);
  none.hidden = some;
  none.textContent = entries.length ? "Nothing here is like that." : "Nothing yet. Whatever goes to the bot or comes from it is listed here.";
}

function add(fresh) {
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
  for (const entry of fresh) {
    entry.text = `${JSON.stringify([entry.sent, entry.answer])} ${entry.title} ${who(entry)} ${state(entry)}`.toLowerCase();
    entry.node = row(entry);
    entry.node.hidden = !matches(entry);
  }
  list.append(...fresh.map((entry) => entry.node));
  entries.push(...fresh);
  for (const old of entries.splice(0, entries.length - KEPT)) old.node.remove();
  tellNone();
  if (atEnd) list.scrollTop = list.scrollHeight;
}

function forget() {
  entries = [];
  list.replaceChildren();
  close();
  tellNone();
}

// The details of one entry

function copyButton(value) {
  const face = el("button", {
    type: "button", class: "button slim", onclick: () => navigator.clipboard.writeText(JSON.stringify(value, null, 2))
      .then(() => { face.textContent = "Copied"; }, () => { face.textContent = "The browser refused"; }),
  }, "Copy");
  return face;
}

function part(title, value, places) {
  return value === null ? null : el("section", { "aria-label": title }, el("div", { class: "parthead" }, el("h4", {}, title), copyButton(value)), jsonView(value, places));
}

function faultRow(fault, place) {
  const show = () => detail.querySelector(".faulty")?.parentNode.querySelector(`[data-pointer="${CSS.escape(place)}"]`)?.scrollIntoView({ block: "center" });
  return el("li", {}, fault.text, fault.pointer ? [" ", el("button", { type: "button", class: "pointer", onclick: show }, fault.pointer)] : null);
}

const titles = { payload: ["Sent to the bot", ""], ack: ["Refused in it", "Acknowledged with"], call: ["Arguments", "Answer"], response: ["Sent by the bot", "Answer"], time: ["Moved to", ""] };

function related(entry) {
  const other = entry.kind === "ack" ? entries.find((each) => each.number === entry.about) : entries.find((each) => each.about === entry.number);
  if (!other) return null;
  const label = entry.kind === "ack" ? `The payload, ${clock(other)}` : `Its acknowledgement: ${state(other)}`;
  return el("button", { type: "button", class: "button slim", onclick: () => select(other.number, true) }, label);
}

function drawDetail(entry) {
  const [sent, answer] = titles[entry.kind];
  const faults = entry.faults.map((fault) => [fault, fault.pointer && entry.sent ? placeOf(entry.sent, fault.pointer) : ""]);
  const places = faults.map(([, place]) => place).filter(Boolean);
  const late = entry.late ? "Slack waits 3 seconds for an acknowledgement, and tells the person that it failed." : "";
  detail.replaceChildren(...[
    el("div", { class: "detailhead" },
      el("button", { type: "button", class: "plainicon back", "aria-label": "Back to the list", onclick: () => { close(); list.focus(); } }, icon("back")),
      el("h3", {}, `${KINDS[entry.kind]}: ${entry.title}`), el("small", {}, [clock(entry), who(entry), took(entry)].filter(Boolean).join(" · "))),
    entry.error ? el("p", { class: "error" }, entry.error) : null, late ? el("p", { class: "error" }, late) : null,
    faults.length ? el("ul", { class: "faultlist" }, faults.map(([fault, place]) => faultRow(fault, place))) : null,
    related(entry), part(sent, entry.sent, places), part(answer, entry.answer, []),
    entry.kind === "ack" && !entry.error && entry.answer === null ? el("p", {}, "An acknowledgement without a body.") : null,
  ].filter(Boolean));
  detail.scrollTop = 0;
  detail.querySelector(".faulty")?.scrollIntoView({ block: "nearest" });
}

function mark(number, on) {
  const node = document.getElementById(`${listId}-${number}`);
  node?.setAttribute("aria-selected", String(on));
  return node;
}

function select(number, open) {
  if (selected !== null) mark(selected, false);
  selected = number;
  const node = mark(number, true);
  list.setAttribute("aria-activedescendant", node?.id ?? "");
  node?.scrollIntoView({ block: "nearest" });
  drawDetail(entries.find((entry) => entry.number === number));
  host.classList.toggle("detailed", open);
  if (open && detail.offsetParent && !list.offsetParent) detail.focus();
}

function close() {
  host.classList.remove("detailed");
  if (selected !== null) mark(selected, false);
  selected = null;
  list.removeAttribute("aria-activedescendant");
  detail.replaceChildren(el("p", { class: "nothing" }, "Choose an entry to see what was sent and what came back."));
}

function walk(event) {
  const nodes = shown();
  const at = nodes.findIndex((node) => node.id === `${listId}-${selected}`);
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? nodes.length - 1 : at - 1, Home: 0, End: nodes.length - 1, Enter: at }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const node = nodes[Math.max(0, Math.min(to, nodes.length - 1))];
  // On a phone the list gives way to the details, so arrows alone do not open them.
  if (node) select(Number(node.id.slice(listId.length + 1)), event.key === "Enter");
}

// Open and close, and what is new

let looking = null;

/** Takes what was recorded since the last look; calls that come meanwhile are served by one more. */
export function look() {
  if (host.hidden || document.hidden) return;
  if (looking) { looking.again = true; return; }
  looking = { again: false };
  fetchNew().catch(() => { /* the banner tells of a lost sandbox */ }).finally(() => {
    const { again } = looking;
    looking = null;
    if (again) look();
  });
}

async function fetchNew() {
  for (;;) {
    const page = await fetchRecord(since);
    // A sandbox that was started again counts from one.
    if (page.last < since) { since = 0; forget(); continue; }
    if (!page.entries.length) return;
    since = page.entries.at(-1).number;
    whenStill(() => add(page.entries));
    if (since >= page.last) return;
  }
}

export function toggle(face) {
  opener ??= setUp(face);
  const open = host.hidden;
  host.hidden = !open;
  face.setAttribute("aria-expanded", String(open));
  window.clearInterval(timer);
  if (!open) { opener.focus(); return; }
  timer = window.setInterval(look, CATCH_UP);
  look();
  list.focus();
}

function setUp(face) {
  host.append(
    el("header", {}, el("h2", {}, "Inspector"), kind, words, faultsButton(),
      el("button", { type: "button", class: "button slim", onclick: () => { forget(); list.focus(); } }, "Clear"),
      el("button", { type: "button", class: "plainicon", "aria-label": "Close the inspector", title: "Close the inspector", onclick: () => toggle(face) }, icon("close"))),
    el("div", { class: "panes" }, none, list, detail));
  host.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (host.classList.contains("detailed") && !list.offsetParent) { close(); list.focus(); } else toggle(face);
  });
  forget();
  return face;
}
