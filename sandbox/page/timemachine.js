/** The buttons that move business time on: an hour, a day, to Monday, or to any later date and time. Never back. */
import { moveTime } from "./api.js";
import { busy, el, icon, uid } from "./dom.js";
import { refresh, shiftTime } from "./live.js";
import { openPopover } from "./popover.js";
import { now, zone } from "./store.js";
import { instantOf, place, wallOf } from "./time.js";

const MOVES = [["hour", "+1 hour", "Move business time on by one hour"], ["day", "+1 day", "Move business time on by one day"], ["monday", "Next Monday 8:00", "Move business time on to next Monday, 8:00 in the workspace's zone"]];
const DAY = 86_400; // seconds

/** A small form beside the button: a date and a time as the current person's clock shows them. */
function openForm(face) {
  const [fieldId, wrongId] = [uid("when"), uid("wrong")];
  const seconds = Math.floor(now() / 1000);
  const field = el("input", {
    id: fieldId, class: "field", type: "datetime-local", required: true, min: wallOf(seconds, zone()), max: wallOf(seconds + 366 * DAY, zone()),
    value: `${wallOf(seconds + DAY, zone()).slice(0, 11)}09:00`, "aria-describedby": wrongId,
  });
  const wrong = el("p", { id: wrongId, class: "error", role: "alert" });
  const go = el("button", { type: "submit", class: "button primary" }, "Move time");
  const complain = (words) => { wrong.textContent = words; field.setAttribute("aria-invalid", "true"); field.focus(); };
  const submit = async () => {
    if (!field.value) { complain("Choose a date and a time."); return; }
    const to = new Date(instantOf(field.value, zone()) * 1000);
    if (to <= now()) { complain(`Time only moves on, and in ${place(zone())} this has passed.`); return; }
    try {
      await moveTime({ to: to.toISOString() });
      close();
      await refresh();
    } catch (error) {
      complain(error instanceof TypeError ? "The sandbox can't be reached. Time did not move." : error.message);
    }
  };
  const form = el("form", { class: "moveto", novalidate: true, onsubmit: (event) => { event.preventDefault(); busy(go, submit); } },
    el("label", { for: fieldId }, `Move on to (in ${place(zone())})`), field, wrong, go);
  const close = openPopover(face, form);
  field.focus();
}

export function timeMachine() {
  const moves = MOVES.map(([by, label, title]) => el("button", {
    type: "button", class: "button slim", title, onclick: (event) => busy(event.currentTarget, () => shiftTime(by)),
  }, label));
  const face = el("button", {
    type: "button", class: "button slim", title: "Move business time on to a date and a time", "aria-label": "To a date and time", "aria-haspopup": "dialog", "aria-expanded": "false",
    onclick: () => { if (face.getAttribute("aria-expanded") === "false") openForm(face); },
  }, icon("calendar"), "To …");
  return el("div", { class: "moves", role: "group", "aria-label": "Move business time" }, moves, el("span", { class: "anchor" }, face));
}
