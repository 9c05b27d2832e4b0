/** Small helpers to build DOM nodes. Foreign text only ever enters as text nodes or attributes. */

/** Makes an element; `class`, `data`, `on…` listeners and plain attributes; null and false are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "value") node.value = value;
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SHAPES = {
  menu: "M3 6h18M3 12h18M3 18h18",
  home: "M3 11.5 12 4l9 7.5M5.5 10v10h13V10",
  chat: "M4 5h16v11H10l-4 4v-4H4z",
  hash: "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  send: "M4 4l17 8-17 8 3-8zM7 12h14",
  close: "M5 5l14 14M19 5 5 19",
  chevron: "M6 9l6 6 6-6",
  eye: "M2 12s3.5-6.5 10-6.5S22 12 22 12s-3.5 6.5-10 6.5S2 12 2 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  calendar: "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
  check: "M5 12.5l4.5 4.5L19 7.5",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7M12 16.6h.01",
  clip: "M20 11.5l-8.4 8.4a5.2 5.2 0 0 1-7.4-7.4l8.6-8.6a3.5 3.5 0 0 1 5 5l-8.6 8.5a1.7 1.7 0 0 1-2.5-2.4l7.8-7.8",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  pulse: "M3 12h4l3-8 4 16 3-8h4",
  back: "M19 12H5M11 6l-6 6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  back: "M19 12H5M11 6l-6 6 6 6",
  next: "M9 6l6 6-6 6",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  box: "M4 5h16v4H4zM5.5 9v10h13V9M10 13h4",
  reply: "M10 7 5 12l5 5M5 12h9a5 5 0 0 1 5 5v1",
  good: "M7 11v9H4v-9zM7 11l4-7c1.6 0 2.4 1.2 2 2.8L12.4 10H18a2 2 0 0 1 2 2.4l-1.2 6A2 2 0 0 1 16.8 20H7",
  bad: "M7 13V4H4v9zM7 13l4 7c1.6 0 2.4-1.2 2-2.8L12.4 14H18a2 2 0 0 0 2-2.4l-1.2-6A2 2 0 0 0 16.8 4H7",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.6h.01",
  warning: "M12 4 2.8 20h18.4zM12 10v4.5M12 17.2h.01",
  play: "M8 5v14l11-7z",
  waiting: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.8 1.8M17.2 17.2 19 19M5 19l1.8-1.8M17.2 6.8 19 5",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  screen: "M3 5h18v11H3zM9 20h6M12 16v4",
  keys: "M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8",
};

/** A line icon; decorative, so it is hidden from screen readers. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

let counter = 0;

/** An id that is unique on this page, to tie labels to controls. */
export function uid(prefix = "x") {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** A square with initials; its hue follows the id, so that a person looks the same everywhere. */
export function avatar(id, name, extra = "") {
  const words = (name || "?").replace(/[^\p{L}\p{N} ]/gu, "").trim().split(/\s+/);
  const letters = (words[0]?.[0] ?? "?") + (words.length > 1 ? words.at(-1)[0] : "");
  const node = el("span", { class: `avatar ${extra}`, "aria-hidden": "true" }, letters.toUpperCase());
  let hue = 0;
  for (const letter of id || name || "") hue = (hue * 31 + letter.codePointAt(0)) % 360;
  node.style.setProperty("--hue", String(hue));
  return node;
}

/** Puts `wanted` nodes into `parent` in order, leaving those already in place untouched (focus and scroll stay). */
export function arrange(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.childNodes]) if (!keep.has(child)) child.remove();
  wanted.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

/** Nodes by key, from one drawing to the next: what is drawn from the same is the same node, with its focus and open menus. */
export class Kept {
  constructor() { this.forget(); }

  forget() { Object.assign(this, { nodes: new Map(), drawing: new Map() }); }

  /** The node of `key`; `make` gets the one it takes the place of, where what it is drawn `from` changed. */
  node(key, from, make) {
    const signature = JSON.stringify(from);
    const old = this.nodes.get(key);
    const kept = old?.signature === signature ? old : { signature, node: make(old?.node) };
    this.drawing.set(key, kept);
    return kept.node;
  }

  /** Ends a drawing: nodes that it did not ask for are let go. */
  settle() { Object.assign(this, { nodes: this.drawing, drawing: new Map() }); }
}

/** Marks a control as waiting while `work` runs; a second press meanwhile does nothing. */
export async function busy(node, work) {
  if (node?.getAttribute("aria-busy") === "true") return undefined;
  node?.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    node?.removeAttribute("aria-busy");
  }
}

/** Runs `redraw` and gives focus back to the control with the same `data-key`, as redrawing replaces nodes. */
export function keepingFocus(scope, redraw) {
  const before = document.activeElement;
  const inside = before && scope.contains(before);
  const key = inside ? before.closest("[data-key]")?.dataset.key : null;
  const range = inside && typeof before.selectionStart === "number" ? [before.selectionStart, before.selectionEnd] : null;
  redraw();
  if (!inside || document.contains(before)) return;
  const twin = key ? scope.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  if (!twin) return;
  twin.focus({ preventScroll: true });
  if (range && twin.setSelectionRange && twin.type !== "number") twin.setSelectionRange(...range);
}
