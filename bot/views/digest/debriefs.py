"""Favours of which the seller has not said how they went."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.kit.text import foreign, plural
from bot.views import dates
from bot.views.blocks import Block, Drawing, section
from bot.views.digest.part import At, Do, Part, act
from models.ask import AskState, WholeAsk
from models.debrief import Debrief


def debriefs(wholes: Sequence[WholeAsk], sides: Mapping[str, Debrief], total: int, at: At) -> Part:
    said = f"Of {plural(total, 'favour')} nobody has said how they went."
    rows = [[favour(whole, sides.get(whole.ask.id), at)] for whole in wholes]
    waits = sum(open_(whole, sides.get(whole.ask.id)) for whole in wholes)
    return Part(said, rows=rows, total=total, which=", the oldest", waits=waits)


def open_(whole: WholeAsk, side: Debrief | None) -> bool:
    """Does its seller still owe an answer, without having been reminded by a manager?"""
    owed = side is not None and side.overdue_at is not None and side.answered_at is None
    return owed and whole.ask.state is AskState.ACCEPTED and side is not None and side.chased_at is None


def favour(whole: WholeAsk, side: Debrief | None, at: At) -> Block:
    seller = foreign(whole.seller.name, 60)
    text = f"*{seller}* on {_favour(whole, at.now)}"
    if side is None or side.answered_at is not None or side.overdue_at is None:
        return section(f"{text}\nThis is settled.")
    if side.chased_at is not None:
        day = dates.on(side.chased_at, zone=at.zone, now=at.now)
        return section(f"{text}\nReminded on {day}, and not answered yet.")
    since = dates.on(side.overdue_at, zone=at.zone, now=at.now)
    label = f"Remind {whole.seller.name.split()[0] if whole.seller.name.split() else 'them'}"
    return section(f"{text}\nOverdue since {since}.", act(label, Do.CHASE, whole.ask.id))


def _favour(whole: WholeAsk, now: datetime) -> str:
    day = dates.day(whole.ask.held_on or whole.reference.needed_on, now.date())
    customer = f"{foreign(whole.advocate.title, 100)}, {foreign(whole.account.name, 100)}"
    return f"the {foreign(whole.activity.name, 100).lower()} with {customer}, {day}"


def chased(whole: WholeAsk, side: Debrief | None, *, now: datetime) -> Drawing:
    """To the seller: a manager asks once more."""
    day = dates.day(whole.ask.held_on or whole.reference.needed_on, now.date())
    customer = f"{foreign(whole.advocate.name)}, {foreign(whole.account.name)}"
    what = f"{foreign(whole.activity.name, 100)} with {customer}, {day}"
    if side is None or side.answered_at is not None or whole.ask.state is not AskState.ACCEPTED:
        text = f"{what}: this is settled. Thank you."
    else:
        text = (
            f"Your programme's managers would like to know how it went: {what}. "
            "The question is above, and `/reference` asks it too."
        )
    return Drawing(text, [section(text)])
