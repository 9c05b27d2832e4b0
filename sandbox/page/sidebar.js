/** Who one is, where one can go, and who else one can be. */
import { arrange, avatar, busy, el, icon, keepingFocus, Kept, uid } from "./dom.js";
import { refresh } from "./live.js";
import { bot, botChannel, channels, hrefOf, me, people, person, symbolOf, world } from "./store.js";
import { place } from "./time.js";

const CUSTOMERS = new Set(["guest", "single_guest", "external"]);
const WAIT = 100; // ms of quiet before a search is sent
const TAGS = { guest: "guest", single_guest: "guest", external: "other company", stranger: "no shared channel", deactivated: "deactivated" };

const self = el("section", { class: "self", "aria-label": "You are" });
const places = el("nav", { class: "places", "aria-label": "Places" });
const searchId = uid("search");
const field = el("input", {
  type: "search", id: searchId, class: "find", placeholder: "Name, role or company", autocomplete: "off", spellcheck: "false", oninput: () => { window.clearTimeout(soon); soon = window.setTimeout(look, WAIT); },
  onkeydown: (event) => { if (event.key === "Enter") first(); },
});
const waiting = el("div", { class: "waiting" }); // apart from the long list, so that it never scrolls away
const listing = el("div", { class: "listing" });
const kept = new Kept();
let soon = 0;

/** Has the people fetched who are found by what stands in the field. */
function look(pages = 1) {
  window.clearTimeout(soon);
  if (world.find === field.value.trim() && world.pages === pages) return undefined;
  Object.assign(world, { find: field.value.trim(), pages });
  return refresh([]);
}

export function setUpSidebar() {
  document.getElementById("sidebar").append(self, places,
    el("section", { class: "switch", "aria-label": "Switch person" },
      el("label", { for: searchId, class: "overline" }, "Switch person"), el("div", { class: "searchbox" }, icon("search"), field), waiting, listing));
}

/** Be the first of those found, once they are. */
async function first() {
  look();
  await refresh([]);
  (waiting.querySelector("a") ?? listing.querySelector("a"))?.click();
}

const badge = (count, words = "unread") => (count ? el("span", { class: "badge", role: "img", "aria-label": `${count} ${words}` }, String(count)) : null);

function drawSelf() {
  const mine = me();
  const lines = [mine.title ?? "", [mine.company, place(mine.tz), TAGS[mine.kind]].filter(Boolean).join(" · ")];
  arrange(self, [kept.node("self", [mine.id, mine.real_name, lines], () => el("div", {}, el("span", { class: "overline" }, "You are"), el("div", { class: "card" },
    avatar(mine.id, mine.real_name), el("div", { class: "lines" }, el("strong", {}, mine.real_name ?? ""), lines.map((line) => el("small", {}, line))))))]);
}

function placeLink(view, symbol, label, unread) {
  const key = `place ${view}`;
  return kept.node(key, [world.user, world.view === view, symbol, label, unread], () => el("a", { href: hrefOf(world.user, view), class: unread ? "unread" : null, "aria-current": world.view === view ? "page" : null, data: { key } },
    icon(symbol), el("span", { class: "name" }, label), badge(unread)));
}

function drawPlaces() {
  const others = channels().filter((channel) => channel !== botChannel());
  keepingFocus(places, () => arrange(places, [
    placeLink("dm", "chat", bot().name, botChannel()?.unread),
    placeLink("home", "home", "Home"),
    ...others.map((channel) => placeLink(channel.id, symbolOf(channel), channel.is_im ? person(channel.with)?.real_name ?? channel.name : channel.name, channel.unread))]));
}

function row(someone) {
  const about = [someone.title, someone.company].filter(Boolean).join(", ");
  const key = `person ${someone.id}`;
  const current = someone.id === world.user;
  return kept.node(key, [someone, current], () => el("a", {
    href: hrefOf(someone.id), class: `person${someone.unread ? " unread" : ""}`, "aria-current": current ? "true" : null,
    title: [someone.real_name, about, TAGS[someone.kind]].filter(Boolean).join(" · "), data: { key },
  }, avatar(someone.id, someone.real_name, "tiny"),
  el("span", { class: "lines" }, el("span", { class: "name" }, someone.real_name), el("small", {}, about)), badge(someone.unread)));
}

/** [[name, members], …]; the first group is that of the people with something to read. */
function grouped(list) {
  const groups = [["Has something to read", []], ["Colleagues", []], ["Customers", []], ["Others", []]];
  for (const someone of list) {
    // The current person keeps their place in the list while reading.
    if (someone.unread && someone.id !== world.user) groups[0][1].push(someone);
    else if (someone.kind === "member") groups[1][1].push(someone);
    else groups[CUSTOMERS.has(someone.kind) ? 2 : 3][1].push(someone);
  }
  return groups;
}

function section([name, members]) {
  const node = kept.node(`section ${name}`, name, () => el("section", { "aria-label": name }));
  const heading = kept.node(`heading ${name}`, members.length, () => el("h2", { class: "overline" }, name, el("span", { class: "count" }, String(members.length))));
  arrange(node, [heading, ...members.map(row)]);
  return node;
}

/** Where more people are found than are listed. */
function rest(count, found) {
  if (count >= found) return null;
  return kept.node("rest", [count, found], () => el("p", { class: "rest" }, `${count} of ${found.toLocaleString("en-GB")} people. `,
    el("button", { type: "button", class: "button slim", data: { key: "more people" }, onclick: (event) => busy(event.currentTarget, () => look(world.pages + 1)) }, "Show more")));
}

function drawPeople() {
  const list = people().filter((someone) => someone.id !== bot().id).sort((one, two) => one.real_name.localeCompare(two.real_name));
  const found = world.state?.found ?? 0;
  const [first, ...others] = grouped(list);
  const scrolled = listing.scrollTop;
  waiting.hidden = !first[1].length;
  keepingFocus(waiting.parentNode, () => {
    arrange(waiting, [section(first)]);
    const sections = others.filter(([, members]) => members.length).map(section);
    arrange(listing, list.length ? [...sections, rest(list.length, found)].filter(Boolean) : [el("p", { class: "nothing" }, "Nobody found")]);
  });
  listing.scrollTop = scrolled;
}

/** After a switch the search has done its work. */
export function clearSearch() {
  window.clearTimeout(soon);
  field.value = "";
  Object.assign(world, { find: "", pages: 1 });
}

export function drawSidebar() {
  drawSelf();
  drawPlaces();
  drawPeople();
  kept.settle();
}
