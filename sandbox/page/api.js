/** The sandbox's HTTP control: JSON in, JSON out, plus one stream that says "something changed". */

async function answerOf(response) {
  const type = response.headers.get("content-type") ?? "";
  const body = type.includes("json") ? await response.json() : null;
  if (!response.ok) throw new Error(body?.error ?? `The sandbox answered ${response.status}.`);
  return body ?? {};
}

// A page opened as /?team=T… looks at that workspace; without it the sandbox takes its first one.
const TEAM = new URLSearchParams(location.search).get("team");
const address = (path, query = {}) => `${path}?${new URLSearchParams(TEAM ? { ...query, team: TEAM } : query)}`;

async function get(path, query) {
  const response = await fetch(address(path, query), { cache: "no-store" });
  return answerOf(response);
}

async function post(path, body) {
  const response = await fetch(address(path), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return answerOf(response);
}

/** `list` says what of the list of people is wanted: {find, pages}. */
export const fetchState = (user, list) => get("/sandbox/state", user ? { user, ...list } : list);
/** By what was typed, {query}, or by {ids}, with commas between. */
export const fetchPeople = (by) => get("/sandbox/people", by);
export const fetchConversation = (user, channel) => get("/sandbox/conversation", { user, channel });
export const fetchThread = (user, channel, ts) => get("/sandbox/thread", { user, channel, ts });
export const fetchHome = (user) => get("/sandbox/home", { user });
export const fetchModals = (user) => get("/sandbox/modals", { user });

/** `sent` is {by: "hour" | "day" | "monday"} or {to: an ISO 8601 instant}. */
export const moveTime = (sent) => post("/sandbox/time", sent);

export const fetchVisit = () => get("/sandbox/visit");
export const fetchRecord = (since) => get("/sandbox/record", { since });

/** The switches of faults; null where this sandbox has none. */
export async function fetchFaults() {
  const response = await fetch(address("/sandbox/faults"), { cache: "no-store" });
  return response.status === 404 ? null : answerOf(response);
}
export const switchFault = (name, on) => post("/sandbox/faults", { name, on });

/** Without the error code in brackets, which is for whoever reads the control's answer, not for people. */
const forPeople = (sentence) => sentence?.replace(/ \([a-z_]+\)(?=\.)/, "");

/** Does something as a person. Never throws: a lost connection reads like a refusal. */
export async function postAct(body) {
  try {
    const answer = await post("/sandbox/act", body);
    return answer.ok === false ? { ...answer, error: forPeople(answer.error) } : answer;
  } catch (error) {
    const lost = error instanceof TypeError;
    return { ok: false, error: lost ? "The sandbox can't be reached. Check that it is still running." : error.message };
  }
}

/** Puts a file into a conversation, or a thread of it. */
export const postFile = (user, channel, thread, file, text) => send("/sandbox/drop", { user, name: file.name, text, ...(channel ? { channel } : {}), ...(thread ? { thread_ts: thread } : {}) }, file);

/** Puts a file into a form; the answer holds it as `file`. */
export const sendFile = (user, file) => send("/sandbox/upload", { user, name: file.name }, file);

/** Never throws, like `postAct`. */
async function send(path, query, file) {
  try {
    const answer = await answerOf(await fetch(address(path, query), { method: "POST", body: file }));
    return answer.ok === false ? { ...answer, error: forPeople(answer.error) } : answer;
  } catch (error) {
    return { ok: false, error: error instanceof TypeError ? "The sandbox can't be reached. The file was not sent." : error.message };
  }
}

/**
 * Calls `changed(places)` at every change (the conversations it was in; null: anything may be different) and
 * `connected(true | false)` when the line comes or goes.
 * The stream rests while the tab is hidden: browsers allow six connections per host, and each tab would hold one.
 */
export function listen(user, changed, connected) {
  let source = null;
  const open = () => {
    source = new EventSource(address("/sandbox/stream", { user }));
    source.onopen = () => { connected(true); changed(null); };
    source.onmessage = (event) => changed(JSON.parse(event.data).places);
    source.onerror = () => {
      connected(false);
      // A refused stream (status other than 200) is not tried again by the browser itself.
      if (source?.readyState === EventSource.CLOSED) { source = null; window.setTimeout(wake, 3000); }
    };
  };
  const close = () => { source?.close(); source = null; };
  let stopped = false;
  const wake = () => {
    if (stopped || document.hidden) close();
    else if (!source) open();
  };
  document.addEventListener("visibilitychange", wake);
  wake();
  return () => { stopped = true; document.removeEventListener("visibilitychange", wake); close(); };
}
