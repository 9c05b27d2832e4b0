"""What would help where nobody fits."""

from dataclasses import dataclass
from datetime import datetime

from bot.kit.ids import Action, encode
from bot.kit.text import foreign, plural
from bot.rules.protection import WORDS, Reason
from bot.views import dates
from bot.views.blocks import Block, button, section
from models.activity import Activity


@dataclass(frozen=True, slots=True)
class Help:
    """Why so few may be asked for this need now, and what would change that; None where nothing would.

    `most_common`: the reason that keeps most advocates away, and how many; one person can have several.
    `would_free`: the reason that alone keeps most away, and how many could be asked if it fell away.
    `lighter`: the smallest step down for which somebody may be asked now, and how many.
    `free_at`: the first instant at which somebody may be asked for what is needed.
    """

    advocates: int
    most_common: tuple[Reason, int] | None
    would_free: tuple[Reason, int] | None
    lighter: tuple[Activity, int] | None
    free_at: datetime | None


def would_help(help_: Help, reference_id: str, zone: str, now: datetime) -> list[Block]:
    """In words: what keeps most away, when somebody is free, and the smaller thing that works now."""
    said = []
    if help_.most_common:
        reason, count = help_.most_common
        said.append(f"What keeps most away, {count} of {help_.advocates}: {WORDS[reason]}.")
    if help_.would_free and help_.would_free != help_.most_common:
        reason, count = help_.would_free
        said.append(f"What alone keeps {plural(count, 'person', 'people')} away: {WORDS[reason]}.")
    if help_.free_at:
        said.append(f"From {dates.on(help_.free_at, zone=zone, now=now)} somebody is free.")
    blocks = [section("\n".join(said))] if said else []
    if help_.lighter:
        activity, count = help_.lighter
        works = f"{plural(count, 'customer')} can be asked right now for {foreign(activity.phrase, 100)}."
        less = button(
            f"Ask for {activity.phrase} instead", Action.SMALLER, encode(activity.key, reference_id)
        )
        blocks.append(section(works, less))
    return blocks
