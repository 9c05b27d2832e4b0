/** Light or dark: as the system has it, until somebody chooses. */
import { el, icon } from "./dom.js";

const KEY = "sandbox-theme";
const CHOICES = { system: ["screen", "as the system"], light: ["sun", "light"], dark: ["moon", "dark"] };
const ORDER = Object.keys(CHOICES);

function chosen() {
  try {
    const kept = localStorage.getItem(KEY);
    return Object.hasOwn(CHOICES, kept ?? "") ? kept : "system";
  } catch { return "system"; }
}

function apply(choice) {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

function keep(choice) {
  // Without storage (private windows) the choice lasts as long as the page.
  try { localStorage.setItem(KEY, choice); } catch { /* nothing to do */ }
  apply(choice);
}

/** A button that goes through the three. */
export function themeSwitch() {
  let choice = chosen();
  const button = el("button", { type: "button", class: "plainicon theme", onclick: () => { choice = ORDER[(ORDER.indexOf(choice) + 1) % ORDER.length]; keep(choice); show(); } });
  const show = () => {
    const [symbol, words] = CHOICES[choice];
    button.replaceChildren(icon(symbol));
    button.setAttribute("aria-label", `Colours: ${words}`);
    button.title = `Colours: ${words}`;
  };
  show();
  return button;
}

apply(chosen());
