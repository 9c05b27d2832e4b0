/** Ways by keyboard that hold everywhere on the page, and the list of them. */
import { el, icon, uid } from "./dom.js";

const KEYS = [
  ["Ctrl K", "Switch person"], ["Ctrl /", "Show these keys"], ["F6", "Go to the next part of the page"], ["Alt ↑  Alt ↓", "Go to the place above or below"],
  ["↑  ↓", "Among messages: go to the one before or after"], ["T", "On a message: open its thread"], ["Enter", "Press, choose, send"], ["Shift Enter", "Begin a new line"],
  ["Ctrl Enter", "Send the form"], ["Esc", "Close what is open: a list, a form, a thread"],
];

const PARTS = ["#topbar", "#sidebar", "#main", "#thread"];
const REACHED = "a[href], button:not([disabled]), input:not([disabled]):not([tabindex='-1']), textarea:not([disabled]), [tabindex='0']";
const seen = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest("[inert]");

/** The parts that are there now, as the page has a drawer and a thread only at times. */
const parts = () => PARTS.map((part) => document.querySelector(part)).filter((part) => part && seen(part));

function toPart(step) {
  const there = parts();
  const at = there.findIndex((part) => part.contains(document.activeElement));
  const next = there[(at + step + there.length) % there.length];
  const wanted = next?.querySelector(".message[tabindex='0'], [aria-current='page']");
  (wanted && seen(wanted) ? wanted : [...(next?.querySelectorAll(REACHED) ?? [])].find(seen))?.focus();
}

function toPlace(step) {
  const links = [...document.querySelectorAll(".places a")];
  const at = links.findIndex((link) => link.getAttribute("aria-current"));
  const next = links[(at + step + links.length) % links.length];
  if (next) location.hash = new URL(next.href).hash;
}

/** The list of keys; focus returns to where it was. */
export function showKeys() {
  const heading = uid("keys");
  const before = document.activeElement;
  const dialog = el("dialog", { class: "modal small", "aria-labelledby": heading });
  const end = () => { dialog.close(); dialog.remove(); before?.focus?.({ preventScroll: true }); };
  dialog.append(
    el("header", {}, el("h2", { id: heading }, "Keys"), el("button", { type: "button", class: "plainicon", "aria-label": "Close", title: "Close (Esc)", onclick: end }, icon("close"))),
    el("div", { class: "body" }, el("dl", { class: "keys" }, KEYS.map(([keys, does]) => el("div", {}, el("dt", {}, keys.split("  ").map((each) => el("kbd", {}, each))), el("dd", {}, does))))));
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); end(); });
  document.body.append(dialog);
  dialog.showModal();
}

export function setUpKeys({ openDrawer }) {
  document.getElementById("topbar").append(el("button", { type: "button", class: "plainicon keysbutton", "aria-label": "Keys", title: "Keys (Ctrl /)", onclick: showKeys }, icon("keys")));
  document.addEventListener("keydown", (event) => {
    // A dialogue has the keyboard to itself.
    if (document.querySelector("dialog[open]") || event.defaultPrevented) return;
    const held = event.ctrlKey || event.metaKey;
    if (held && event.key.toLowerCase() === "k") {
      const field = document.querySelector("#sidebar [type=search]");
      if (!seen(field)) openDrawer();
      field.focus();
      field.select();
    } else if (held && event.key === "/") showKeys();
    else if (event.key === "F6") toPart(event.shiftKey ? -1 : 1);
    else if (event.altKey && event.key === "ArrowDown") toPlace(1);
    else if (event.altKey && event.key === "ArrowUp") toPlace(-1);
    else return;
    event.preventDefault();
  });
}
