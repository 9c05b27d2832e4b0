/** Searching among everybody, which the sandbox does: of a large workspace the page knows a part. */
import { fetchPeople } from "./api.js";
import { say } from "./banner.js";
import { meet } from "./store.js";

/** The first of those found by these words who can be reached; nobody when the search fails, and the banner tells why. */
export async function searchPeople(query) {
  try {
    const { people } = await fetchPeople(query);
    meet(people);
    return people;
  } catch (error) {
    say(error instanceof TypeError ? "The sandbox can't be reached. Nobody was searched for." : error.message, "act");
    return [];
  }
}
