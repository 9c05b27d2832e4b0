/** plan and task_card blocks: what an agent does, step by step. */
import { el, icon } from "./dom.js";
import { link, plain } from "./mrkdwn.js";
import { richText } from "./richtext.js";

const STATES = { pending: ["waiting", "To do"], in_progress: ["repeat", "In progress"], complete: ["check", "Done"], error: ["warning", "Failed"] };

const saidBy = (text) => plain(typeof text === "string" ? text : text?.text);

export function taskCard(task) {
  const state = Object.hasOwn(STATES, task.status ?? "") ? task.status : "pending";
  const [symbol, word] = STATES[state];
  const sources = task.sources ?? [];
  const more = [task.details ? richText(task.details) : null, task.output ? richText(task.output) : null,
    sources.length ? el("div", { class: "sources" }, sources.map((each) => link(each.url ?? "", plain(each.text)))) : null].filter(Boolean);
  const title = [el("span", { class: `state is-${state}` }, symbol === "repeat" ? el("span", { class: "turning", "aria-hidden": "true" }) : icon(symbol), el("span", { class: "unseen" }, `${word}: `)),
    el("span", { class: "tasktitle" }, saidBy(task.title))];
  if (!more.length) return el("div", { class: "task" }, el("div", { class: "taskline" }, title));
  return el("details", { class: "task", open: true }, el("summary", { class: "taskline" }, title), el("div", { class: "taskmore" }, more));
}

export function plan(block) {
  const tasks = block.tasks ?? [];
  return el("section", { class: "plan", "aria-label": saidBy(block.title) }, el("div", { class: "plantitle" }, saidBy(block.title)), tasks.map(taskCard));
}
