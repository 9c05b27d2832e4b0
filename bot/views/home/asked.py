"""Home of a customer: what was asked of them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.rules.wording import Wording
from bot.views.ask.customer import customer_card
from bot.views.blocks import Block, divider, header, section
from bot.views.nudge.card import nudge_card
from models.ask import WholeAsk
from models.nudge import WholeNudge


def asked_of_you(
    asks: Sequence[WholeAsk],
    wording: Wording,
    *,
    company: str,
    known: Collection[str],
    nudges: Sequence[WholeNudge] = (),
    now: datetime,
) -> list[Block]:
    """`known`: the activities, by id, that they have said yes or no to."""
    blocks = [header(wording.label("home_asked_title"))]
    if not asks and not nudges:
        return [*blocks, section(wording.say("home_asked_nothing"))]
    for whole in asks:
        first = whole.activity.id not in known
        card = customer_card(whole, wording, company=company, now=now, first=first)
        blocks += [*card.blocks, divider()]
    for nudge in nudges:
        blocks += [*nudge_card(nudge, wording, company=company, now=now).blocks, divider()]
    return blocks
