/** Switches for what can go wrong with Slack, where the sandbox has some. */
import { fetchFaults, switchFault } from "./api.js";
import { busy, el } from "./dom.js";
import { openPopover } from "./popover.js";

let switches = [];
const count = el("span", {});
const face = el("button", {
  type: "button", class: "button slim", hidden: true, "aria-haspopup": "dialog", "aria-expanded": "false",
  onclick: () => { if (face.getAttribute("aria-expanded") === "false") open(); },
}, "Faults", count);

function take(answer) {
  switches = answer?.switches ?? [];
  const on = switches.filter((each) => each.on).length;
  face.hidden = !switches.length;
  face.classList.toggle("danger", on > 0);
  count.textContent = on ? ` · ${on} on` : "";
}

function row(each, wrong) {
  const box = el("input", { type: "checkbox", role: "switch", checked: each.on });
  box.addEventListener("change", () => busy(box, async () => {
    wrong.textContent = "";
    try {
      take(await switchFault(each.name, box.checked));
    } catch (error) {
      box.checked = !box.checked;
      wrong.textContent = error instanceof TypeError ? "The sandbox can't be reached. Nothing was switched." : error.message;
    }
  }));
  return el("label", { class: "tickrow" }, box, el("span", {}, each.label));
}

function open() {
  const wrong = el("p", { class: "error", role: "alert" });
  openPopover(face, el("div", { class: "faults", role: "group", "aria-label": "Faults" },
    el("p", {}, "What goes wrong from now on:"), switches.map((each) => row(each, wrong)), wrong));
  face.parentNode.querySelector(".faults input")?.focus();
}

/** The button; it shows itself once the sandbox has told of its switches. */
export function faultsButton() {
  fetchFaults().then(take, () => { /* the banner tells of a lost sandbox */ });
  return el("span", { class: "anchor" }, face);
}
