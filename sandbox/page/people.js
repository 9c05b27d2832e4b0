/** Searching among everybody, which the sandbox does: of a large workspace the page knows a part. */
import { fetchPeople } from "./api.js";
import { say } from "./banner.js";
import { world } from "./store.js";

const USER = /\b[UW][A-Z0-9]+\b/g; // and a few words in capitals, which nobody is known by

function meet(list) {
  for (const someone of list) world.known.set(someone.id, someone);
}

/** Has everybody known who is mentioned in what was fetched, and does not stand in `state`. */
export async function meetAll(fetched, state) {
  const ids = new Set(JSON.stringify(fetched).match(USER));
  for (const someone of [state.bot, ...state.people]) ids.delete(someone.id);
  const strangers = [...ids].filter((id) => !world.known.has(id));
  if (!strangers.length) return;
  for (const id of strangers) world.known.set(id, null);
  meet((await fetchPeople({ ids: strangers.join(",") })).people);
}

/** The first of those found by these words who can be reached; nobody when the search fails, and the banner tells why. */
export async function searchPeople(query) {
  try {
    const { people } = await fetchPeople({ query });
    meet(people);
    return people;
  } catch (error) {
    say(error instanceof TypeError ? "The sandbox can't be reached. Nobody was searched for." : error.message, "act");
    return [];
  }
}
