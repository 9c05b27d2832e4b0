"""The form with which a manager passes the programme's own caps, for one customer and one need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.kit.ids import Form
from bot.kit.text import foreign, plain, sentence
from bot.rules import protection
from bot.views import dates
from bot.views.blocks import Element, field, modal, option, section, words
from models.base import FOREVER
from models.deal import Deal
from models.eligibility.needs import Standing
from models.reference import Reference


@dataclass(frozen=True, slots=True)
class Exceptions:
    """A need, and the customers whom only the programme's own caps keep from being asked."""

    reference: Reference
    deal: Deal
    near_misses: Sequence[Standing]


def exception_form(found: Exceptions, *, now: datetime) -> dict[str, Any]:
    needed = dates.weekday(found.reference.needed_on, now.date())
    need = f"*{foreign(found.deal.name, 150)}*, needed by {needed}"
    if not found.near_misses:
        nobody = (
            "Nobody is kept from this by the programme's own caps alone. What a customer said, a contract, a "
            "conflict or an open problem can't be overridden."
        )
        return modal(Form.EXCEPTION, "Make an exception", [section(f"{need}\n{nobody}")])
    customers: Element = {
        "type": "radio_buttons",
        "options": [_customer(standing, now) for standing in found.near_misses],
    }
    reason: Element = {"type": "plain_text_input", "multiline": True, "min_length": 10, "max_length": 500}
    blocks = [
        section(
            f"{need}\nOnly the programme's own caps keep these customers from being asked. Whoever you choose is "
            "tried next; their owner is asked first, as always."
        ),
        field("customer", "Whom", customers),
        field("reason", "Why", reason, hint="It is kept with the question and in the log."),
    ]
    return modal(
        Form.EXCEPTION,
        "Make an exception",
        blocks,
        submit="Make an exception",
        close="Cancel",
        metadata=found.reference.id,
    )


def _customer(standing: Standing, now: datetime) -> dict[str, Any]:
    held = protection.exclusion(standing.until, FOREVER)
    free = f"; free on {dates.on(held.until, zone=standing.zone, now=now)}" if held.until else ""
    who = plain(f"{standing.title}, {standing.account}", 75)
    return option(who, standing.advocate_id) | {"description": words(f"{sentence(held.words)}{free}", 75)}
