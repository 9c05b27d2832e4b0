"""What the lower part of an owner's Home is about."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.rules import hours
from bot.views.owner.desk import Desk
from models import member as members
from models import standing as standings
from models.member import Actor

MOST_GIVEN = 5


async def of(session: AsyncSession, actor: Actor, *, now: datetime) -> Desk:
    """Of an actor who is a member."""
    member = await members.get(session, actor.program_id, actor.member_id or "")
    backup = await members.get(session, actor.program_id, member.backup_id) if member.backup_id else None
    today = hours.local_day(hours.working(actor.zone, None), now)
    given = await standings.left_of(session, actor.program_id, member.id, today=today, most=MOST_GIVEN)
    return Desk(member, backup, given)
