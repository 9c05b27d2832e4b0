/** Workspace, business time as the current person reads it, and the buttons that move it. */
import { busy, el, icon } from "./dom.js";
import { shiftTime } from "./live.js";
import { now, world, zone } from "./store.js";
import { longDay, place, shortDay, timeOfDay } from "./time.js";

const MOVES = [["hour", "+1 hour", "Move business time on by one hour"], ["day", "+1 day", "Move business time on by one day"], ["monday", "Next Monday 8:00", "Move business time on to next Monday, 8:00 in the workspace's zone"]];

const name = el("span", { class: "workspace" }, "Workspace");
const day = el("span", { class: "day-long" });
const brief = el("span", { class: "day-short" });
const clock = el("span", { class: "clock" });
const where = el("span", { class: "where" });
const when = el("time", { class: "now", title: "Business time: what the bot takes for now" }, icon("clock"), el("span", {}, day, brief, ", ", clock, " "), where);

export function setUpTopbar({ openDrawer, help }) {
  const moves = MOVES.map(([by, label, title]) => el("button", {
    type: "button", class: "button slim", title, onclick: (event) => busy(event.currentTarget, () => shiftTime(by)),
  }, label));
  document.getElementById("topbar").append(
    el("div", { class: "brand" },
      el("button", { type: "button", class: "plainicon burger", id: "burger", "aria-label": "People and places", "aria-expanded": "false", "aria-controls": "sidebar", onclick: openDrawer }, icon("menu")), name),
    when,
    el("div", { class: "moves", role: "group", "aria-label": "Move business time" }, moves),
    el("button", { type: "button", class: "plainicon help", "aria-label": "How this works", title: "How this works", onclick: help }, icon("help")),
  );
  window.setInterval(drawTime, 5000);
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function drawTime() {
  if (!world.state) return;
  const at = now();
  put(day, longDay(at, zone()));
  put(brief, shortDay(at, zone()));
  put(clock, timeOfDay(at, zone()));
  put(where, place(zone()));
  when.dateTime = at.toISOString();
}

export function drawTopbar() {
  put(name, world.state?.workspace?.name ?? "Workspace");
  drawTime();
}
