/** Keeps `world` in step with the sandbox, and does things as the current person. */
import { fetchConversation, fetchHome, fetchModals, fetchState, fetchThread, moveTime, postAct, postFile } from "./api.js";
import { hush, say } from "./banner.js";
import { entries } from "./held.js";
import { meetAll } from "./people.js";
import { whenStill } from "./still.js";
import { botChannel, channels, me, world } from "./store.js";

let draw = () => {};
export const onDraw = (drawing) => { draw = () => whenStill(drawing); };

let current = null;
let next = null;
let due = []; // conversations that changed since the last run began; null: anything may have

/**
 * Fetches and draws: what is around the conversation always, the rest where it changed: in one of `places`, or with null
 * anywhere. Calls that come while one runs are served together by one more run after it.
 */
export function refresh(places = null) {
  due = due && places ? [...due, ...places] : null;
  if (!current) {
    current = load().finally(() => { current = null; });
    return current;
  }
  next ??= current.then(() => { next = null; return refresh([]); });
  return next;
}

async function load() {
  const { user, view, thread } = world;
  const places = due;
  due = [];
  try {
    const state = await fetchState(user, { find: world.find, pages: world.pages });
    const elsewhere = () => world.user !== user || world.view !== view || world.thread !== thread;
    if (elsewhere()) return;
    const fetched = performance.now();
    // Nobody, or somebody this workspace does not know: drawing leads to a person first.
    if (!state.me.id) { Object.assign(world, { state, fetched }); draw(); return; }
    const channel = channelOf(state, view);
    const whole = !places || channel !== world.channel;
    const here = state.channels.find((one) => one.id === channel);
    // Reading marks as read, which a tab nobody looks at must not do.
    const reading = !document.hidden && here && (whole || here.unread || places.includes(channel));
    const [talk, home, modals, replies] = await Promise.all([
      reading ? fetchConversation(user, channel) : null,
      whole && view === "home" ? fetchHome(user) : null,
      whole ? fetchModals(user) : null,
      reading && thread ? fetchThread(user, channel, thread) : null,
    ]);
    await meetAll([talk, home, modals, replies], state);
    if (elsewhere()) { due = null; return; }
    if (reading) markRead(state, user, here);
    Object.assign(world, { state, fetched, channel });
    if (whole) Object.assign(world, { stack: modals.stack ?? [], errors: modals.errors ?? {}, home: home?.view ?? null });
    if (talk) world.messages = talk.messages ?? [];
    else if (!channel) world.messages = [];
    if (replies) world.replies = replies.messages ?? [];
    hush("line");
    draw();
  } catch (error) {
    due = null;
    say(error instanceof TypeError ? "The sandbox can't be reached. This page tries again by itself." : error.message, "line");
  }
}

function channelOf(state, view) {
  const kept = world.state;
  world.state = state;
  const id = view === "dm" ? botChannel()?.id ?? null : channels().find((channel) => channel.id === view)?.id ?? null;
  world.state = kept;
  return id;
}

/** What is on screen counts as read at once, without waiting for the sandbox to say so. */
function markRead(state, user, channel) {
  const entries = [state.me, ...state.people.filter((one) => one.id === user)];
  for (const reader of entries) reader.unread = Math.max(0, reader.unread - channel.unread);
  channel.unread = 0;
}

/** Does something as the current person; true or false, and the banner tells why not. */
export async function act(body) {
  const answer = await postAct({ user: world.user, ...body });
  if (answer.ok) hush("act");
  else say(answer.error ?? "That did not work. Try again.", "act");
  await refresh();
  return answer.ok === true;
}

/** A press carries the state of all inputs around it, so what is filled in there is told first. */
export async function pressWith(blocks, ctx, where, body) {
  const values = entries(blocks, ctx);
  if (Object.keys(values).length) await postAct({ user: world.user, type: "fill", ...where, values });
  return act({ type: "press", ...where, ...body });
}

/** Puts files into the conversation or a thread, one after the other; the words go with the first. */
export async function drop(files, text, thread = null) {
  for (const [index, file] of [...files].entries()) {
    const answer = await postFile(world.user, world.channel, thread, file, index ? "" : text);
    if (!answer.ok) { say(answer.error ?? "The file could not be sent. Try again.", "act"); return false; }
  }
  hush("act");
  await refresh();
  return true;
}

/** The options found for a search field; none when the search fails, and the banner tells why. */
export async function search(body) {
  const answer = await postAct({ user: world.user, type: "search", ...body });
  if (answer.ok === false) say(answer.error ?? "The search did not work. Try again.", "act");
  return answer.ok === false ? { options: [] } : answer;
}

export async function shiftTime(by) {
  try {
    await moveTime({ by });
    hush("act");
  } catch (error) {
    say(error instanceof TypeError ? "The sandbox can't be reached. Time did not move." : error.message, "act");
  }
  await refresh();
}

/** Who to be when the address names nobody, or somebody unknown. */
export function resolvePerson() {
  return me().id === world.user ? world.user : world.state?.first ?? "";
}
