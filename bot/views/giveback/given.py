"""One thing that a customer was given, in the words in which they read it on their own page."""

from datetime import date

from bot.kit.text import foreign
from bot.rules.wording import Wording
from bot.views import dates
from models.giveback import Giveback


def got(row: Giveback, wording: Wording, today: date) -> str:
    """A line of mrkdwn; `today` where they are."""
    day = dates.day(row.given_on or row.state_at.date(), today, wording.language)
    what = wording.say(f"giveback_got_{row.kind}")
    return wording.say("giveback_got", day=day, what=what, text=foreign(row.text, 120))
