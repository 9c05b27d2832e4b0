"""A programme's Monday as one message: decisions first, then the week in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.kit.text import cut, foreign, plural
from bot.views import dates
from bot.views.blocks import Block, Drawing, context, divider, header, section
from bot.views.digest.part import Part
from bot.views.digest.room import MOST_BLOCKS, dealt

MOST_TEXT = 3_000
CLOSING = "As of {taken}. What somebody decides is redrawn here; the figures stay."
NO_ROOM = (
    " {more} more had no room here: `/rung queue` shows the questions and tasks, each owner's Home their customers. "
    "What is still open next Monday is told again."
)
NOTHING = "Nothing needs a decision from you this week."


@dataclass(frozen=True, slots=True)
class Moment:
    """What a digest is about. `to_each`: why it comes to every manager instead of a channel, if it does."""

    company: str
    week: date
    as_of: datetime
    zone: str
    to_each: str | None = None


def no_channel() -> str:
    return (
        "This comes to each manager, because the programme has no channel. "
        "Choose one with `/rung settings`, *Where and when*."
    )


def no_entry(channel: str) -> str:
    return (
        f"This comes to each manager, because Slack lets Rung post nothing in <#{channel}>. Invite Rung to it, "
        "or choose another channel with `/rung settings`, *Where and when*."
    )


def channel_refused(channel: str, reason: str) -> Drawing:
    """To each manager, once: where their messages go from now on, and what to do."""
    text = (
        f"Slack lets Rung post nothing in <#{channel}> ({foreign(reason, 50)}). Until it does, what was meant for "
        "the channel comes to each manager. Invite Rung to it, bring it back from the archive, or choose another "
        "one with `/rung settings`, *Where and when*."
    )
    return Drawing(text, [section(text)])


def digest_message(moment: Moment, decisions: Sequence[Part], rest: Sequence[Part]) -> Drawing:
    """Its figures are those of its moment; a decision is gone from it as soon as somebody made it."""
    day = dates.day(moment.week, moment.as_of.date())
    title = f"{foreign(moment.company, 80)}: Monday {day}"
    taken = dates.on(moment.as_of, zone=moment.zone, now=moment.as_of)
    begins: list[Block] = [header(f"{moment.company[:80]}: Monday {day}")]
    begins += [context(moment.to_each)] if moment.to_each else []
    begins += [] if decisions else [section(NOTHING)]
    ends = [divider(), *(block for part in rest for block in part.blocks)]
    shown, more = dealt(decisions, MOST_BLOCKS - len(begins) - len(ends) - len([CLOSING]))
    closing = CLOSING.format(taken=taken) + (NO_ROOM.format(more=more) if more else "")
    waits = sum(part.waits for part in decisions)
    opening = f"{plural(waits, 'decision waits', 'decisions wait')} for you." if waits else NOTHING
    told = " ".join([f"{title}.", opening, *(part.said for part in [*decisions, *rest])])
    return Drawing(cut(told, MOST_TEXT), [*begins, *shown, *ends, context(closing)])
