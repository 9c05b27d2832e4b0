"""What is left of a message about somebody who was erased, and what their owner is told."""

from datetime import datetime
from typing import Any

from bot.kit.ids import Action, Form
from bot.kit.text import foreign, plural
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.advocate.frame import back, head
from bot.views.advocate.values import OwnPage, Part
from bot.views.blocks import Block, Drawing, actions, button, confirm, modal, section

NOTHING = "What stood here was erased: nothing is kept any more on the person whom it was about."

NOBODY_BRINGS = "and no file, invitation or suggestion brings them back."


def nothing() -> Drawing:
    return Drawing(NOTHING, [section(NOTHING)])


def told(said: str) -> dict[str, Any]:
    """In the window in which it was confirmed."""
    return modal(Form.OWN_PAGE, "Erased", [section(said)], close="Close")


def forgotten(
    company: str, published: int, *, by_time: bool, zone: str, now: datetime, at: datetime
) -> Drawing:
    """To the owner: nobody is named, since Rung does not know whom any more. `by_time`: nobody wished it."""
    day = dates.on(at, zone=zone, now=now)
    whose, open_ = f"Somebody at *{foreign(company)}*", "What was open is withdrawn"
    said = f"{whose} had everything erased that Rung kept on them, on {day}. {open_}, {NOBODY_BRINGS}"
    if by_time:
        said = (
            f"{whose} left, or said no, long ago: what Rung kept on them was erased on {day}, {NOBODY_BRINGS}"
        )
    words = plural(published, "text of theirs was", "texts of theirs were")
    public = f" {words} published: please take that down." if published else ""
    also = " Please delete what your mail, notes and other systems hold on them, too."
    return Drawing(f"A customer at {foreign(company)} was erased.", [section(f"{said}{public}{also}")])


def erase(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:  # noqa: ARG001
    """The step in which somebody confirms it."""
    asked = [wording.label(f"erase_{part}") for part in ("title", "text", "yes", "no")]
    sure = confirm(*asked, danger=True)
    owner, company = foreign(page.customer.owner.name), foreign(page.program.name)
    press = button(
        wording.label("erase_now"), Action.ERASE, page.customer.advocate.id, style="danger", confirm=sure
    )
    return [
        head(wording, "erase_title"),
        section(wording.say("erase_what", owner=owner, company=company)),
        section(wording.say("erase_left", company=company)),
        actions([press], block_id="erase"),
        back(wording, to=Part.KEPT),
    ]
