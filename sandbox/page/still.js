/** While something is pressed nothing is drawn: what lies under the pointer at the press still lies there at the release. */
const CLICK = 50; // ms after a release within which its click comes

let pressed = false;
let soon = 0;
const waiting = new Set();

/** Runs `draw` now, or once nothing is pressed any more. */
export function whenStill(draw) {
  if (pressed) waiting.add(draw);
  else draw();
}

function release(within) {
  window.clearTimeout(soon);
  soon = window.setTimeout(() => {
    soon = 0;
    pressed = false;
    const draws = [...waiting];
    waiting.clear();
    for (const draw of draws) draw();
  }, within);
}

const listen = (name, heard) => document.addEventListener(name, heard, true);

listen("pointerdown", (event) => { if (!event.button) { window.clearTimeout(soon); soon = 0; pressed = true; } });
listen("pointerup", () => release(CLICK));
listen("pointercancel", () => release(0));
listen("click", () => release(0));
// A menu of the browser's own swallows the release.
listen("pointermove", (event) => { if (pressed && !soon && !event.buttons) release(CLICK); });
window.addEventListener("blur", () => release(0));
