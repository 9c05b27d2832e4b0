"""What a seller owes an answer about, before the next reference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.kit.ids import Form
from bot.kit.text import plain
from bot.views import dates
from bot.views.blocks import field, modal, option, section
from bot.views.favour.debrief import MEANING, SCORES

NOT_HELD = "none"


@dataclass(frozen=True, slots=True)
class Owed:
    """A favour that its seller has said nothing about; `held_on` None where no day was entered."""

    ask_id: str
    activity: str
    advocate: str
    account: str
    held_on: date | None


def overdue_form(owed: Sequence[Owed], *, now: datetime) -> dict[str, Any]:
    """One question for each favour; its input carries the ask's id."""
    opening = "*Before the next one: how did these go?* One tap for each, then the form opens."
    questions = [field(each.ask_id, _favour(each, now), _choices(), hint=MEANING) for each in owed]
    return modal(
        Form.OVERDUE, "How did it go?", [section(opening), *questions], submit="Go on", close="Later"
    )


def _favour(owed: Owed, now: datetime) -> str:
    day = f", {dates.day(owed.held_on, now.date())}" if owed.held_on else ""
    return f"{plain(owed.activity, 100)} with {plain(owed.advocate, 100)}, {plain(owed.account, 100)}{day}"


def _choices() -> dict[str, Any]:
    options = [option(str(score), str(score)) for score in reversed(SCORES)]
    return {"type": "radio_buttons", "options": [*options, option("It did not happen", NOT_HELD)]}
