/** A few words for the first visit; dismissed for good, and back by the "?" button. */
import { el, icon } from "./dom.js";
import { write } from "./composer.js";
import { bot, hrefOf, me, sells, world } from "./store.js";

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

function opening(command) {
  const name = me().real_name ?? "somebody";
  const role = sells(me()) ? "You are in sales" : `You are ${name}${me().title ? `, ${me().title}` : ""}`;
  if (!command) return [`${role}. Write to ${bot().name} in the line below.`];
  if (command.command !== "/reference") return [`${role}. Type `, el("code", {}, command.command), " in the line below and press Enter."];
  return [`${role}, and a prospect would like to hear from a happy customer. Type `, el("code", {}, command.command), " in the line below and press Enter."];
}

function draw() {
  const command = firstCommand();
  host().replaceChildren(
    el("button", { type: "button", class: "plainicon", "aria-label": "Dismiss", title: "Dismiss", onclick: dismiss }, icon("close")),
    el("h2", {}, `Try ${bot().name} here`),
    el("p", {}, "This is a workspace to play in. Nobody in it is real, and nothing you do here leaves it."),
    el("ol", {},
      el("li", {}, opening(command)),
      el("li", {}, "Then switch person on the left, to answer as the owner of the customer or as the customer. Whoever has something to read stands first."),
      el("li", {}, "Nobody answers? Move time on with the buttons at the top, and see what happens.")),
    el("div", { class: "actions" },
      command ? el("button", { type: "button", class: "button primary", onclick: () => { if (world.view === "home") location.hash = hrefOf(world.user); write(`${command.command} `); } }, `Type ${command.command}`) : null,
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
