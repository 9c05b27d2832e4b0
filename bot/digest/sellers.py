"""Sellers hear on their own Monday morning what moved for them, and only if something did."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.rules import weeks
from bot.rules.hours import Week, local_day
from models import correspondence, moves
from models import member as members
from models.member import Member
from models.message import MessageKind


def monday_week(person: Member) -> Week:
    """When a colleague may read of their week: from 8:00 on."""
    return Week(person.zone, person.country, opens=weeks.TOLD_AT)


def told_today(person: Member, now: datetime) -> date | None:
    """The Monday of which they are told today, if it is time."""
    monday = weeks.monday_of(person.zone, now)
    moment = weeks.told_at(person.zone, person.country, monday)
    same_day = local_day(monday_week(person), moment) == local_day(monday_week(person), now)
    return monday if same_day and now >= moment else None


async def tell(session: AsyncSession, program_id: str, *, now: datetime) -> None:
    by_monday: dict[date, list[Member]] = {}
    for seller in await members.sellers(session, program_id):
        monday = told_today(seller, now)
        if monday is not None:
            by_monday.setdefault(monday, []).append(seller)
    for monday, sellers in by_monday.items():
        ids = [seller.id for seller in sellers]
        since = min(weeks.told_at(each.zone, each.country, monday) for each in sellers) - weeks.WEEK
        moved = set(await moves.sellers(session, program_id, ids, since=since, until=now))
        readers = [seller for seller in sellers if seller.id in moved]
        await correspondence.want_once(
            session, program_id, MessageKind.SELLER_WEEK, monday.isoformat(), readers, now=now
        )
