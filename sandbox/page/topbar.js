/** Workspace, business time as the current person reads it, and the buttons that move it. */
import { el, icon } from "./dom.js";
import { now, world, zone } from "./store.js";
import { longDay, place, shortDay, timeOfDay } from "./time.js";
import { timeMachine } from "./timemachine.js";

const name = el("span", { class: "workspace" }, "Workspace");
const day = el("span", { class: "day-long" });
const brief = el("span", { class: "day-short" });
const clock = el("span", { class: "clock" });
const where = el("span", { class: "where" });
const when = el("time", { class: "now", title: "Business time: what the bot takes for now" }, icon("clock"), el("span", {}, day, brief, ", ", clock, " "), where);

/** `tools` are the buttons at the end. */
export function setUpTopbar({ openDrawer, tools }) {
  document.getElementById("topbar").append(
    el("div", { class: "brand" },
      el("button", { type: "button", class: "plainicon burger", id: "burger", "aria-label": "People and places", "aria-expanded": "false", "aria-controls": "sidebar", onclick: openDrawer }, icon("menu")), name),
    when,
    timeMachine(),
    el("div", { class: "tools" }, tools),
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
