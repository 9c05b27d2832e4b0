/** Starts the page: reads the address, listens to the sandbox, draws everything. */
import { listen } from "./api.js";
import { hush, say } from "./banner.js";
import { drawComposer, focusLine, setUpComposer } from "./composer.js";
import { drawConversation, hideJump, watchScroll } from "./conversation.js";
import { el, icon } from "./dom.js";
import { drawGuide, setUpGuide } from "./guide.js";
import { setUpKeys } from "./keys.js";
import { drawHome } from "./home.js";
import { drawInspector, inspectorButton } from "./inspectorbutton.js";
import { act, onDraw, refresh, resolvePerson } from "./live.js";
import { drawModals } from "./modal.js";
import { clearSearch, drawSidebar, setUpSidebar } from "./sidebar.js";
import { bot, channels, hrefOf, me, person, readHash, symbolOf, world } from "./store.js";
import { themeSwitch } from "./theme.js";
import { drawThread, setUpThread } from "./thread.js";
import { drawTopbar, setUpTopbar } from "./topbar.js";

const PHONE = window.matchMedia("(max-width: 760px)");

const at = (id) => document.getElementById(id);

function drawer(open) {
  document.body.classList.toggle("drawer", open);
  at("veil").hidden = !open;
  at("burger").setAttribute("aria-expanded", String(open));
  if (open) at("sidebar").querySelector("[aria-current], a")?.focus();
}

function heading() {
  if (world.view === "home") return [icon("home"), "Home", el("small", {}, `what ${bot().name} shows ${me().real_name ?? "you"}`)];
  const here = channels().find((channel) => channel.id === world.channel);
  if (!here || here.with === bot().id) return [icon("chat"), bot().name, el("span", { class: "app" }, "APP"), el("small", {}, "direct message")];
  if (here.is_im) return [icon("chat"), person(here.with)?.real_name ?? here.name];
  return [icon(symbolOf(here)), here.name, here.archived ? el("small", {}, "archived") : null];
}

function drawPlace() {
  const title = el("h1", {}, heading());
  if (at("place").firstChild?.outerHTML !== title.outerHTML) at("place").replaceChildren(title);
}

function drawTitle() {
  const unread = me().unread ?? 0;
  document.title = `${unread ? `(${unread}) ` : ""}${me().real_name ?? ""} · ${world.state?.workspace?.name ?? "Workspace"}`;
}

function draw() {
  // An address without a person, or with one this workspace does not know, is mended first.
  const someone = resolvePerson();
  if (someone && someone !== world.user) { location.replace(hrefOf(someone)); return; }
  if (!["dm", "home"].includes(world.view) && !world.channel) { location.replace(hrefOf(world.user)); return; }
  drawTopbar();
  drawSidebar();
  drawPlace();
  drawTitle();
  drawGuide();
  drawInspector();
  if (world.view === "home") { hideJump(); drawHome(at("stage")); } else drawConversation(at("stage"));
  drawComposer();
  drawArchived(at("archived"));
  drawThread();
  drawModals();
  if (!performance.getEntriesByName("drawn").length) performance.mark("drawn");
}

/** Where nobody can write any more it is said, in place of the line to write in. */
function drawArchived(node) {
  const here = channels().find((channel) => channel.id === world.channel);
  node.hidden = !here?.archived;
  if (here?.archived) node.replaceChildren(icon("box"), `You are viewing #${here.name}, an archived channel.`);
}

/** A link to where one already is leads nowhere: the drawer closes, and one can write. */
function stay(link) {
  drawer(false);
  if (link.hash === location.hash && !PHONE.matches) focusLine();
}

let hangUp = () => {};

async function go() {
  const { user, view, thread } = readHash();
  const other = user !== world.user;
  const moved = other || (view || "dm") !== world.view;
  if (!moved && world.state) {
    if ((thread || null) === world.thread) return;
    Object.assign(world, { thread: thread || null, replies: [] });
    await refresh();
    return;
  }
  const arrived = Boolean(world.state);
  Object.assign(world, { user, view: view || "dm", thread: thread || null, channel: null, messages: [], replies: [], home: null, stack: [], errors: {} });
  hush("act");
  drawer(false);
  clearSearch();
  if (other) {
    hangUp();
    hangUp = user ? listen(user, refresh, (well) => (well ? hush("stream") : say("The connection is lost. This page tries again by itself.", "stream"))) : () => {};
  }
  await refresh();
  // Whoever goes somewhere goes there to write; a phone's keyboard would hide half of what is to be read.
  if (arrived && !world.thread && !PHONE.matches) focusLine();
  if (world.view === "home" && world.user === user) await act({ type: "home" });
}

function start() {
  setUpTopbar({ openDrawer: () => drawer(!document.body.classList.contains("drawer")), tools: [inspectorButton(), setUpGuide()] });
  at("topbar").append(themeSwitch());
  setUpKeys({ openDrawer: () => drawer(true) });
  setUpSidebar();
  setUpThread();
  setUpComposer();
  watchScroll();
  onDraw(draw);
  at("veil").addEventListener("click", () => drawer(false));
  at("skip").addEventListener("click", (event) => { event.preventDefault(); at("main").focus(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && document.body.classList.contains("drawer")) { drawer(false); at("burger").focus(); } });
  // Choosing the place one is already in closes the drawer all the same.
  at("sidebar").addEventListener("click", (event) => { if (event.target.closest("a")) stay(event.target.closest("a")); });
  window.addEventListener("hashchange", go);
  go();
}

start();
