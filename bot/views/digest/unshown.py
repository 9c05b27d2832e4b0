"""How many messages could not be shown, and where to see which."""

from datetime import datetime

from bot.kit.text import plural
from bot.views import dates
from bot.views.blocks import section
from bot.views.digest.part import At, Part


def unshown(total: int, since: datetime, at: At) -> Part:
    said = f"{plural(total, 'message')} could not be shown."
    day = dates.on(since, zone=at.zone, now=at.now)
    where = "Managers find them on Home, under *To decide*, to try them again or let them go."
    return Part(said, blocks=[section(f"*{said}* The longest waits since {day}. {where}")])
