/** What the page knows now: who one is, where one is, and the last answers of the sandbox. */

export const world = {
  user: "", // id of the person one acts as
  view: "dm", // "dm", "home" or a channel id
  state: null, // answer of /sandbox/state
  fetched: 0, // performance.now() when `state` came
  channel: null, // the channel id being shown, null on Home or when the DM does not exist yet
  messages: [],
  thread: null, // ts of the message whose replies stand beside the conversation
  replies: [], // that message and its replies
  home: null,
  stack: [], // modals, bottom first
  errors: {}, // of the top modal, by block_id
  find: "", // what is searched for in the list of people
  pages: 1, // how much of that list is wanted
  known: new Map(), // id -> person or null for nobody, of those mentioned or chosen so far who may not be listed
};

export const me = () => world.state?.me ?? {};
export const zone = () => me().tz || "UTC";
/** Those in the list of people: of a large workspace a part. */
export const people = () => world.state?.people ?? [];
export const person = (id) => (me().id === id ? me() : people().find((someone) => someone.id === id) ?? world.known.get(id) ?? null);
export const channels = () => world.state?.channels ?? [];
export const bot = () => world.state?.bot ?? { id: "", name: "Bot" };

/** Business time, carried on from the last answer so that the clock does not stand still between two. */
export function now() {
  if (!world.state) return new Date();
  return new Date(Date.parse(world.state.now) + (performance.now() - world.fetched));
}

/** A name for an id of a person or the bot; the id itself where nobody is known by it. */
export function nameOf(id) {
  if (id === bot().id) return bot().name;
  return person(id)?.real_name ?? id;
}

/** The name of a conversation's icon. */
export const symbolOf = (channel) => (channel.is_im ? "chat" : channel.archived ? "box" : channel.private ? "lock" : "hash");

const here = () => channels().find((channel) => channel.id === world.channel) ?? null;

/** Whether this is the app's own conversation or Home, and its manifest takes no messages there. */
export function closed() {
  const place = here();
  return Boolean(world.state?.messages_read_only) && (!place || place.with === bot().id);
}

/** Whether the current person may write under a message of this place. */
export const mayReply = () => Boolean(here()) && !here().archived && !closed() && !["deactivated", "stranger"].includes(me().kind);

/** The DM with the bot, or null before the first message opened it. */
export const botChannel = () => channels().find((channel) => channel.is_im && channel.with === bot().id) ?? null;

/** The address of a person, a view and perhaps a thread in it; switching person is following such a link. */
export const hrefOf = (user, view = "dm", thread = null) => `#${[user, view, thread].filter(Boolean).map(encodeURIComponent).join("/")}`;

/** Reads the address: {user, view, thread}; each may be "". */
export function readHash() {
  const [user = "", view = "", thread = ""] = location.hash.slice(1).split("/").map((part) => {
    try { return decodeURIComponent(part); } catch { return ""; }
  });
  return { user, view, thread };
}
