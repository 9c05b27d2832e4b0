"""The hours of the people around an ask, and who of our own is there to decide."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.rules.deadlines import Clocks
from bot.rules.hours import Week, is_zone, working
from models.advocate import Advocate
from models.member import Member
from models.program import Program


def contact_week(program: Program, advocate: Advocate) -> Week:
    """When a customer may hear from us first: the programme's hours, or less where they want less."""
    opens = max(program.contact_opens, advocate.contact_opens or 0)
    closes = min(program.contact_closes, advocate.contact_closes or program.contact_closes)
    return Week(
        advocate.zone if is_zone(advocate.zone) else program.zone,
        advocate.country,
        opens=opens,
        closes=closes,
        closes_friday=min(program.contact_closes_friday, closes),
    )


def clocks(program: Program) -> Clocks:
    """How long the programme waits for each."""
    return Clocks(
        remind=timedelta(hours=program.remind_hours),
        backup=timedelta(hours=program.backup_hours),
        managers=timedelta(hours=program.managers_hours),
        managers_have=timedelta(hours=program.managers_have_hours),
        answer=timedelta(hours=program.answer_hours),
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
