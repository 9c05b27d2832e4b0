"""What sellers say in a form, checked alike when it is new and when it changes."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit import text
from bot.kit.errors import FormError
from bot.rules import deadlines, hours
from bot.views import dates
from models import member as members
from models.member import Actor

QUESTIONS = 3
QUESTION_LENGTH, OFF_LIMITS_LENGTH = 300, 500


def day(actor: Actor, needed_on: date, *, now: datetime, asking: bool = True) -> None:
    """Raises FormError for a day in the past; where somebody is still to be asked, also for one too soon."""
    week = hours.working(actor.zone, None)
    if needed_on < hours.local_day(week, now):
        raise FormError({"needed_on": "That day has passed. Choose a day from today on."})
    earliest = deadlines.earliest_day(week, now)
    if asking and needed_on < earliest:
        named = dates.weekday(earliest, hours.local_day(week, now))
        raise FormError({"needed_on": f"That is too soon to ask anybody politely. The earliest is {named}."})


def questions(written: str) -> str:
    """One on each line, at most three; raises FormError for more."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    if len(lines) > QUESTIONS:
        raise FormError({"questions": "Three questions at most, one on each line. Take the others off."})
    return "\n".join(text.cut(line, QUESTION_LENGTH) for line in lines)


def off_limits(written: str) -> str:
    return text.cut(written.strip(), OFF_LIMITS_LENGTH)


async def colleagues(session: AsyncSession, actor: Actor, users: Sequence[str]) -> None:
    """Raises FormError where one of these Slack users has no role here."""
    known = await members.by_users(session, actor.program_id, users)
    if len(known) < len(set(users)):
        raise FormError(
            {"informed": "Only colleagues who use Rung can be kept informed. Take the others off."}
        )
