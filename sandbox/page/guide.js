/** The guided first visit, beside the workspace: steps that the sandbox ticks off. Without steps, a few words of welcome. */
import { fetchVisit } from "./api.js";
import { write } from "./composer.js";
import { el, icon, keepingFocus } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { whenStill } from "./still.js";
import { bot, channels, hrefOf, me, person, world } from "./store.js";

const KEY = "sandbox-guide-away";
let away = null;
let sheet = false; // on a phone: all steps, or only the one that waits
let chosen = null; // a step opened by hand
let visit = null;
let ticked = null; // how many were done when last drawn
let drawn = "";
let arriving = false; // brought back: its heading takes the focus
let shownStep = null;

const narrow = window.matchMedia("(max-width: 1119px)");
const host = () => document.getElementById("guide");
const face = el("button", { type: "button", class: "button slim tool", "aria-controls": "guide", onclick: () => toggle() }, icon("help"), el("span", {}, "Guide"));
const said = el("p", { class: "unseen", role: "status" });

// Without storage (private windows) the guide simply comes back next time.
function remembered() {
  try { return localStorage.getItem(KEY) === "yes"; } catch { return false; }
}
function remember() {
  try { localStorage.setItem(KEY, away ? "yes" : "no"); } catch { /* nothing to do */ }
}

function toggle(on = away) {
  away = !on;
  sheet = false;
  chosen = null;
  remember();
  show();
  if (away) { face.focus(); return; }
  arriving = true;
  drawGuide();
}

function show() {
  host().hidden = away;
  document.body.classList.toggle("guided", !away);
  document.body.classList.toggle("guidesheet", !away && sheet);
  face.setAttribute("aria-expanded", String(!away));
}

function unfold(on) {
  sheet = on;
  show();
  draw();
}

function opened() {
  return chosen ?? visit.current;
}

/** Where a step is played, in words. */
function placeName(step) {
  if (step.go === "home") return "Home";
  const channel = channels().find((one) => one.id === step.go);
  return channel ? `#${channel.name}` : bot().name;
}

function actions(step) {
  const here = world.user === step.who;
  const there = here && world.view === step.go;
  const name = person(step.who)?.real_name ?? step.who;
  const go = () => { sheet = false; show(); document.getElementById("main").focus({ preventScroll: true }); };
  return el("div", { class: "actions" },
    there ? el("small", { class: "asme" }, icon("check"), `You are ${name}`)
      : el("a", { class: "button primary", href: hrefOf(step.who, step.go), onclick: go, data: { key: "guide go" } }, here ? `Go to ${placeName(step)}` : `Be ${name}`),
    there && step.write ? el("button", { type: "button", class: "button", data: { key: "guide write" }, onclick: () => { go(); write(step.write); } }, `Type ${step.write}`) : null);
}

function stepRow(step, index) {
  const open = index === opened();
  const mark = step.done ? icon("check") : String(index + 1);
  const head = el("button", { type: "button", class: "stephead", "aria-expanded": String(open), data: { key: `guide ${index}` }, onclick: () => { chosen = open && index !== visit.current ? null : index; draw(); } },
    el("span", { class: "mark", "aria-hidden": "true" }, mark), el("span", {}, step.title, step.done ? el("span", { class: "unseen" }, " (done)") : null));
  return el("li", { class: `${step.done ? "done" : ""} ${open ? "open" : ""}`.trim(), "aria-current": index === visit.current ? "step" : null },
    step.chapter ? el("p", { class: "chapter" }, step.chapter) : null, el("h3", {}, head),
    open ? el("div", { class: "steptext" }, el("div", { class: "todo" }, mrkdwn(step.do)), actions(step), step.look ? el("div", { class: "look" }, icon("eye"), mrkdwn(step.look)) : null) : null);
}

/** `brief` stands for the title where there is only room for the step that waits. */
function head(title, about, brief = title) {
  return el("header", {},
    el("button", { type: "button", class: "plainicon unfold", "aria-label": sheet ? "Fewer steps" : "All steps", "aria-expanded": String(sheet), data: { key: "guide unfold" }, onclick: () => unfold(!sheet) }, icon("chevron")),
    el("h2", { tabindex: "-1" }, sheet || !narrow.matches ? title : brief), about ? el("small", { class: "count" }, about) : null,
    el("button", { type: "button", class: "plainicon", "aria-label": "Put the guide away", title: "Put the guide away", data: { key: "guide away" }, onclick: () => toggle(false) }, icon("close")));
}

function plainWelcome() {
  const command = world.state?.commands?.[0]?.command;
  const words = [
    command ? `Type \`${command}\` in the line at the bottom and press Enter, or write to ${bot().name} there.` : `Write to ${bot().name} in the line at the bottom.`,
    "Switch person in the list, to see the other side. Whoever has something to read stands first.",
    "Move time on with the buttons at the top, and see what happens.",
  ];
  return [head(`Try ${bot().name} here`), el("div", { class: "steps" },
    el("p", { class: "intro" }, "This is a workspace to play in. Nobody in it is real, and nothing you do here leaves it."),
    el("ol", { class: "plain" }, words.map((each) => el("li", {}, mrkdwn(each)))))];
}

function steps() {
  const done = visit.steps.filter((step) => step.done).length;
  const finished = visit.current === null;
  return [head(visit.title, `${done} of ${visit.steps.length}`, visit.steps[visit.current]?.title), el("progress", { max: visit.steps.length, "aria-label": "Steps done", value: done }), el("div", { class: "steps" },
    done ? null : el("div", { class: "intro" }, mrkdwn(visit.intro)), el("ol", {}, visit.steps.map(stepRow)), finished ? el("div", { class: "outro" }, mrkdwn(visit.outro)) : null)];
}

/** Tells of a step that was just ticked off, and turns to the next one. */
function follow() {
  const done = visit.steps.filter((step) => step.done).length;
  if (ticked !== null && done > ticked) {
    chosen = null;
    const next = visit.steps[visit.current];
    said.textContent = next ? `Done. Next: ${next.title}` : "Done. That was the last step.";
  }
  ticked = done;
}

function draw() {
  if (arriving) drawn = "";
  const now = JSON.stringify([visit, opened(), sheet, narrow.matches, world.user, world.view, bot().name, me().real_name, channels().map((channel) => channel.name)]);
  if (now === drawn) return;
  const moved = opened() !== shownStep;
  shownStep = opened();
  drawn = now;
  const scrolled = host().querySelector(".steps")?.scrollTop ?? 0;
  keepingFocus(host(), () => host().replaceChildren(...(visit.steps.length ? steps() : plainWelcome())));
  const list = host().querySelector(".steps");
  list.scrollTop = scrolled;
  if (moved) host().querySelector("li.open")?.scrollIntoView({ block: "nearest" });
  if (arriving) host().querySelector("h2").focus();
  arriving = false;
}

let asking = null;

/** Asks the sandbox how far the visit is, and draws it; calls that come meanwhile are served by one more. */
export function drawGuide() {
  if (away || asking) { if (asking) asking.again = true; return; }
  asking = { again: false };
  fetchVisit().then((told) => { visit = told; follow(); whenStill(draw); }, () => { /* the banner tells of a lost sandbox */ })
    .finally(() => { const { again } = asking; asking = null; if (again) drawGuide(); });
}

/** The button that brings the guide back. */
export function setUpGuide() {
  away = remembered();
  show();
  // Beside what is redrawn: a region that comes and goes is not read out.
  host().after(said);
  narrow.addEventListener("change", () => { if (visit) draw(); });
  host().addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (sheet) { unfold(false); host().querySelector(".unfold").focus(); } else toggle(false);
  });
  return face;
}
