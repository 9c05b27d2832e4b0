/** Things that float: option lists, menus and the "are you sure" dialogue. */
import { el, uid } from "./dom.js";
import { plain, textNode } from "./mrkdwn.js";

function place(box, anchor, wide) {
  const at = anchor.getBoundingClientRect();
  if (wide) box.style.minWidth = `${Math.min(at.width, window.innerWidth - 16)}px`;
  const below = window.innerHeight - at.bottom - 12;
  const above = at.top - 12;
  const upward = below < Math.min(box.scrollHeight, 240) && above > below;
  box.style.maxHeight = `${Math.max(120, Math.min(360, upward ? above : below))}px`;
  const left = Math.max(8, Math.min(at.left, window.innerWidth - box.offsetWidth - 8));
  box.style.left = `${left}px`;
  box.style.top = upward ? "auto" : `${at.bottom + 4}px`;
  box.style.bottom = upward ? `${window.innerHeight - at.top + 4}px` : "auto";
}

/**
 * Shows `content` beside `anchor` in the top layer (so no scrolling box cuts it off) until a click elsewhere, Escape,
 * or the returned function. It is a child of the anchor's parent: inside a modal it stays reachable.
 */
export function openPopover(anchor, content, { wide = false, closed = () => {} } = {}) {
  const box = el("div", { class: "popover", popover: "manual" }, content);
  const watch = new AbortController();
  const close = (refocus = true) => {
    if (watch.signal.aborted) return;
    watch.abort();
    const inside = box.contains(document.activeElement);
    box.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (refocus && inside) anchor.focus({ preventScroll: true });
    closed();
  };
  const settle = () => (anchor.isConnected ? place(box, anchor, wide) : close());
  anchor.parentNode.append(box);
  box.showPopover();
  anchor.setAttribute("aria-expanded", "true");
  place(box, anchor, wide);
  const { signal } = watch;
  document.addEventListener("pointerdown", (event) => {
    if (!box.contains(event.target) && !anchor.contains(event.target)) close(false);
  }, { signal, capture: true });
  window.addEventListener("resize", settle, { signal });
  document.addEventListener("scroll", (event) => { if (!box.contains(event.target)) settle(); }, { signal, capture: true });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // The modal below must not hear this Escape.
    event.preventDefault();
    event.stopPropagation();
    close();
  }, { signal });
  close.settle = settle;
  return close;
}

/** A menu of `entries` ({label, hint?, href?, choose()}) hanging on a button; arrow keys walk through it. */
export function openMenu(anchor, entries, label) {
  let close = () => {};
  const items = entries.map((entry) => el(entry.href ? "a" : "button", {
    role: "menuitem", class: "menuitem", type: entry.href ? null : "button", href: entry.href, tabindex: "-1",
    target: entry.href ? "_blank" : null, rel: entry.href ? "noopener noreferrer" : null,
    onclick: () => { close(); entry.choose(); },
  }, el("span", {}, entry.label), entry.hint ? el("small", {}, entry.hint) : null));
  const menu = el("div", { role: "menu", "aria-label": label, class: "menu" }, items);
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at || items.length) - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items[to].focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(false);
  });
  close = openPopover(anchor, menu);
  items[0]?.focus();
  return close;
}

/** Asks what an element's `confirm` object says; true when the person goes on. */
export function confirmed(ask) {
  const heading = uid("confirm");
  const danger = ask.style === "danger";
  const dialog = el("dialog", { class: "modal small", "aria-labelledby": heading });
  return new Promise((settle) => {
    const end = (answer) => { dialog.close(); dialog.remove(); settle(answer); };
    dialog.append(
      el("header", {}, el("h2", { id: heading }, plain(ask.title?.text) || "Are you sure?")),
      el("div", { class: "body" }, textNode(ask.text)),
      el("footer", {},
        el("button", { type: "button", class: "button", onclick: () => end(false) }, plain(ask.deny?.text) || "Cancel"),
        el("button", { type: "button", class: `button ${danger ? "danger solid" : "primary"}`, onclick: () => end(true) }, plain(ask.confirm?.text) || "Yes")),
    );
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); end(false); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
