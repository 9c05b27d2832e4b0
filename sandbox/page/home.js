/** The Home tab: one view, drawn for the current person. */
import { drawBlocks } from "./blocks.js";
import { arrange, el, keepingFocus } from "./dom.js";
import { prune } from "./held.js";
import { pressWith, search } from "./live.js";
import { bot, me, now, world, zone } from "./store.js";
import { isoDay } from "./time.js";

const box = el("div", { class: "home" });
const entries = new Map(); // person -> Map of what was entered
let shown = "";

function contextOf() {
  if (!entries.has(world.user)) entries.set(world.user, new Map());
  const values = entries.get(world.user);
  prune(values, world.home?.blocks);
  const where = { where: "home" };
  const ctx = { where: "home", values, press: (body) => pressWith(world.home?.blocks, ctx, where, body), search: (body) => search({ ...where, ...body }) };
  return ctx;
}

const nothing = () => el("div", { class: "void" }, el("p", {}, `${bot().name} has not drawn a Home for ${me().real_name ?? "you"} yet.`));

export function drawHome(stage) {
  const view = world.home;
  const arriving = !box.isConnected;
  const signature = JSON.stringify([world.user, view?.blocks ?? null, isoDay(now(), zone())]);
  if (signature !== shown) keepingFocus(box, () => box.replaceChildren(view?.blocks?.length ? drawBlocks(view.blocks, contextOf()) : nothing()));
  shown = signature;
  arrange(stage, [box]);
  if (arriving) document.getElementById("scroller").scrollTop = 0;
}
