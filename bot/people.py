"""The hours of the people around an ask, and who of our own is there to decide."""

from collections.abc import Iterable
from datetime import datetime

from bot.rules.hours import Week, working
from models.advocate import Advocate
from models.member import Member
from models.program import Program


def contact_week(program: Program, advocate: Advocate) -> Week:
    """When a customer may hear from us first."""
    return Week(
        advocate.zone,
        advocate.country,
        opens=program.contact_opens,
        closes=program.contact_closes,
        closes_friday=program.contact_closes_friday,
    )


def working_week(person: Advocate | Member) -> Week:
    return working(person.zone, person.country)


def present(members: Iterable[Member | None], now: datetime) -> list[Member]:
    """Those who can decide now: active and not away."""
    return [
        member
        for member in members
        if member is not None and member.active and (member.away_until is None or member.away_until <= now)
    ]
