/** How what a person does with an element gets to the bot. */
import { busy } from "./dom.js";
import { held, keyOf, wireOf } from "./held.js";
import { confirmed } from "./popover.js";

/** Sends a press, after the element's own question if it has one; false when refused or not wanted. */
export async function fire(block, element, ctx, value, node) {
  if (element.confirm && !(await confirmed(element.confirm))) return false;
  return busy(node, () => ctx.press({ block_id: block.block_id, action_id: element.action_id, value }));
}

/** Whether entering something here is told to the bot at once. */
export const tellsAtOnce = (block) => block.type !== "input" || block.dispatch_action;

/** Remembers what was entered and tells the bot where Slack would; gives the former value back on refusal. */
export async function entered(block, element, ctx, value, node, revert) {
  const key = keyOf(block, element);
  const before = held(block, element, ctx);
  ctx.values.set(key, value);
  ctx.touched?.(block.block_id);
  if (!tellsAtOnce(block)) return;
  if (await fire(block, element, ctx, wireOf(block, element, ctx), node) === false) {
    ctx.values.set(key, before);
    revert?.(before);
  }
}
