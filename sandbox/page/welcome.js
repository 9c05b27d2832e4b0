/** A few words for the first visit; dismissed for good, and back by the "?" button. */
import { el, icon } from "./dom.js";
import { write } from "./composer.js";
import { bot, firstPerson, hrefOf, me, people, person, sells, world } from "./store.js";

const KEY = "sandbox-welcome-dismissed";
let open = null;

function remembered() {
  try { return localStorage.getItem(KEY) === "yes"; } catch { return false; }
}

function remember() {
  // Without storage (private windows) the panel simply comes back next time.
  try { localStorage.setItem(KEY, "yes"); } catch { /* nothing to do */ }
}

const host = () => document.getElementById("welcome");

function dismiss() {
  open = false;
  remember();
  host().hidden = true;
}

function firstCommand() {
  const list = world.state?.commands ?? [];
  return list.find((command) => command.command === "/reference") ?? list[0] ?? null;
}

/** The one to begin as, whom the typing step is for. */
const starter = () => person(firstPerson(people()));
const starts = () => me().kind === "member" && (sells(me()) || starter()?.id === me().id);

function opening(command) {
  const name = me().real_name ?? "somebody";
  const role = sells(me()) ? "You are in sales" : `You are ${name}${me().title ? `, ${me().title}` : ""}`;
  if (!command) return [`${role}. ${world.state?.messages_read_only ? `Open Home to see what ${bot().name} has for you.` : `Write to ${bot().name} in the line below.`}`];
  if (command.command !== "/reference") return [`${role}. Type `, el("code", {}, command.command), " in the line below and press Enter."];
  return [`${role}, and a prospect would like to hear from a happy customer. Type `, el("code", {}, command.command), " in the line below and press Enter."];
}

/** For whoever does not begin the story: what reaches them here, and who begins it. */
function waiting(command) {
  const from = me().company ? ` at ${me().company}` : "";
  const about = `You are ${me().real_name ?? "somebody"}${me().title ? `, ${me().title}` : ""}${from}.`;
  const other = starter();
  const begin = !other || !command ? [] : [" The story begins with ", el("a", { href: hrefOf(other.id) }, other.real_name), "."];
  if (me().kind === "deactivated") return [`${about} This account is deactivated, so nothing reaches it.`, ...begin];
  if (me().kind === "stranger") return [`${about} The app shares no channel with this person, so it can't write to them.`, ...begin];
  if (me().kind === "member") return [`${about} What waits for your decision arrives as a card in your conversation with ${bot().name}: answer it with its buttons.`, ...begin];
  return [`${about} When you are asked for something, a card arrives in your conversation with ${bot().name}: answer it with its buttons. There is nothing to type.`, ...begin];
}

function steps(command) {
  const others = starts() ? "to answer as the owner of the customer or as the customer" : "to see the other sides of the story";
  return [
    starts() ? opening(command) : waiting(command),
    `Then switch person in the list, ${others}. Whoever has something to read stands first.`,
    "Nobody answers? Move time on with the buttons at the top, and see what happens.",
  ];
}

function typed(command) {
  if (world.view === "home") location.hash = hrefOf(world.user);
  write(`${command.command} `);
}

function draw() {
  const command = firstCommand();
  host().replaceChildren(
    el("button", { type: "button", class: "plainicon", "aria-label": "Dismiss", title: "Dismiss", onclick: dismiss }, icon("close")),
    el("h2", {}, `Try ${bot().name} here`),
    el("p", {}, "This is a workspace to play in. Nobody in it is real, and nothing you do here leaves it."),
    el("ol", {}, steps(command).map((step) => el("li", {}, step))),
    el("div", { class: "actions" },
      command && starts() ? el("button", { type: "button", class: "button primary", onclick: () => typed(command) }, `Type ${command.command}`) : null,
      el("button", { type: "button", class: "button", onclick: dismiss }, "Got it")),
  );
}

export function toggleWelcome() {
  if (open) { dismiss(); return; }
  open = true;
  drawWelcome();
  host().scrollIntoView({ block: "nearest" });
  host().querySelector(".button")?.focus();
}

let drawnFor = "";

export function drawWelcome() {
  open ??= !remembered();
  host().hidden = !open;
  const now = `${open} ${world.user} ${bot().name} ${firstCommand()?.command}`;
  if (!open || now === drawnFor) return;
  drawnFor = now;
  draw();
}
