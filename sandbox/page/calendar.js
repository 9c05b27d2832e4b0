/** A month to choose a day from, by mouse or by keys. Days are "2026-03-04", which have no zone. */
import { el, icon } from "./dom.js";
import { openPopover } from "./popover.js";
import { fullDay, monthName } from "./time.js";

const WEEK = [["Monday", "Mo"], ["Tuesday", "Tu"], ["Wednesday", "We"], ["Thursday", "Th"], ["Friday", "Fr"], ["Saturday", "Sa"], ["Sunday", "Su"]];
const DAY = 86_400_000;

const dateOf = (day) => new Date(`${day}T00:00:00Z`);
const isoOf = (date) => date.toISOString().slice(0, 10);
const plusDays = (day, count) => isoOf(new Date(dateOf(day).getTime() + count * DAY));
const weekday = (day) => (dateOf(day).getUTCDay() + 6) % 7; // Monday is 0

/** The same day of another month, or its last one where it has no such day. */
function plusMonths(day, count) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return isoOf(new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))));
}

const STEPS = {
  ArrowLeft: (day) => plusDays(day, -1), ArrowRight: (day) => plusDays(day, 1), ArrowUp: (day) => plusDays(day, -7), ArrowDown: (day) => plusDays(day, 7),
  Home: (day) => plusDays(day, -weekday(day)), End: (day) => plusDays(day, 6 - weekday(day)),
  PageUp: (day, year) => plusMonths(day, year ? -12 : -1), PageDown: (day, year) => plusMonths(day, year ? 12 : 1),
};

/** Opens beside `anchor` at the `chosen` day or else `today`; calls `pick(day)`. */
export function openCalendar(anchor, { label, chosen, today, pick, closed }) {
  let at = chosen ?? today;
  let close = () => {};
  const title = el("span", { class: "month", "aria-live": "polite" });
  const grid = el("tbody");

  function cell(day) {
    const other = day.slice(0, 7) !== at.slice(0, 7);
    return el("td", { role: "gridcell", "aria-selected": String(day === chosen) }, el("button", {
      type: "button", class: `daybox${other ? " other" : ""}`, tabindex: day === at ? "0" : "-1", "aria-label": fullDay(day), "aria-current": day === today ? "date" : null,
      data: { day }, onclick: () => { close(); pick(day); },
    }, String(Number(day.slice(8)))));
  }

  function draw(focus) {
    const first = plusDays(`${at.slice(0, 7)}-01`, -weekday(`${at.slice(0, 7)}-01`));
    title.textContent = monthName(at);
    grid.replaceChildren(...[0, 1, 2, 3, 4, 5].map((week) => el("tr", {}, WEEK.map((_, column) => cell(plusDays(first, week * 7 + column))))));
    if (focus) grid.querySelector(`[data-day="${at}"]`).focus();
  }

  const turn = (step, words, extra) => el("button", { type: "button", class: `plainicon turn ${extra}`, "aria-label": words, title: words, onclick: () => { at = plusMonths(at, step); draw(false); } }, icon("next"));
  const node = el("div", { class: "calendar", role: "dialog", "aria-label": label },
    el("div", { class: "monthline" }, turn(-1, "Previous month", "backward"), title, turn(1, "Next month", "")),
    el("table", { role: "grid", "aria-label": label }, el("thead", {}, el("tr", {}, WEEK.map(([name, short]) => el("th", { scope: "col", abbr: name }, short)))), grid));
  grid.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    at = step(at, event.shiftKey);
    draw(true);
  });
  draw(false);
  close = openPopover(anchor, node, { closed });
  grid.querySelector(`[data-day="${at}"]`).focus();
  return close;
}
