"""The deal is won: what the customer reads of it."""

from datetime import datetime

from bot.kit.text import foreign
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.ask.customer import spoken_by
from bot.views.blocks import Drawing, section
from models.ask import WholeAsk


def outcome(whole: WholeAsk, wording: Wording, *, company: str, now: datetime) -> Drawing:
    """The prospect is named only where the seller allowed it."""
    greeting = wording.say("outcome_greeting", speaker=spoken_by(whole, wording, company))
    held_on = whole.ask.held_on or whole.reference.needed_on
    values = {
        "month": dates.month(held_on, now.date(), wording.language),
        "activity": foreign(whole.activity.phrase, 100),
    }
    if whole.reference.named:
        news = wording.say("outcome_named", prospect=foreign(whole.deal.prospect), **values)
    else:
        news = wording.say("outcome", **values)
    return Drawing(greeting, [section(f"*{greeting}*\n{news}")])
