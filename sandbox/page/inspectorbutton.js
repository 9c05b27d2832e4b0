/** The button of the inspector; the inspector itself is loaded when it is opened for the first time. */
import { busy, el, icon } from "./dom.js";

let inspector = null;
const face = el("button", {
  type: "button", class: "button slim tool", "aria-controls": "inspector", "aria-expanded": "false", title: "Payloads, answers and acknowledgements",
  onclick: () => busy(face, async () => { inspector ??= await import("./inspector.js"); inspector.toggle(face); }),
}, icon("pulse"), el("span", {}, "Inspector"));

export const inspectorButton = () => face;

/** Something changed: an open inspector looks for what is new. */
export const drawInspector = () => inspector?.look();
