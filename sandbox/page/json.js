/** JSON as indented lines, in which the places that pointers name are marked. */
import { el } from "./dom.js";

const tokensOf = (pointer) => pointer.split("/").slice(1).map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
const pointerOf = (tokens) => tokens.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** How many of the tokens lead somewhere. */
function reach(value, tokens) {
  let at = value;
  for (const [depth, token] of tokens.entries()) {
    if (at === null || typeof at !== "object" || !Object.hasOwn(at, token)) return depth;
    at = at[token];
  }
  return tokens.length;
}

/** The place in `value` that a pointer names, or the nearest one around it; pointers may also start inside a view. */
export function placeOf(value, pointer) {
  const tokens = tokensOf(pointer);
  const ways = [tokens, ["view", ...tokens]].map((way) => way.slice(0, reach(value, way)));
  const inView = ways[1].length - 1 > ways[0].length;
  return pointerOf(ways[inView ? 1 : 0]);
}

function line(rows, depth, pointer, key, text) {
  rows.push({ depth, pointer, key, text });
}

function walk(rows, value, depth, pointer, key, end) {
  if (value === null || typeof value !== "object") { line(rows, depth, pointer, key, JSON.stringify(value) + end); return; }
  const many = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, close] = many ? "[]" : "{}";
  if (!entries.length) { line(rows, depth, pointer, key, open + close + end); return; }
  line(rows, depth, pointer, key, open);
  entries.forEach(([name, each], index) => walk(rows, each, depth + 1, pointer + pointerOf([name]), many ? null : name, index < entries.length - 1 ? "," : ""));
  line(rows, depth, pointer, null, close + end);
}

/** A block of lines; those at one of the `places` (see `placeOf`) or inside it have the class "faulty". */
export function jsonView(value, places = []) {
  const rows = [];
  walk(rows, value, 0, "", null, "");
  const faulty = (pointer) => places.some((place) => pointer === place || pointer.startsWith(`${place}/`));
  return el("div", { class: "json", tabindex: "0", role: "group", "aria-label": "JSON" }, rows.map(({ depth, pointer, key, text }) => {
    const node = el("div", { class: faulty(pointer) ? "faulty" : null, data: { pointer } }, key === null ? null : [el("span", { class: "jsonkey" }, JSON.stringify(key)), ": "], text);
    node.style.setProperty("--depth", String(depth));
    return node;
  }));
}
