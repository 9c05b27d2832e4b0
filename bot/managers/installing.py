"""The first manager: whoever installs Rung, or whom they name."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.text import plain
from bot.managers.person import Person
from bot.rules import countries
from models import audit
from models import member as members
from models import program as programs
from models.base import new_id
from models.member import Member


async def appoint(
    session: AsyncSession,
    program_id: str,
    workspace_id: str,
    person: Person,
    *,
    country: str | None,
    now: datetime,
) -> bool:
    """Make somebody whom Slack knows a manager. False: they are one."""
    member = await members.by_user(session, program_id, person.user_id)
    if member is None and person.email:
        member = await members.by_address(session, program_id, person.email)
    if member is not None and member.is_manager and member.active and not member.unknown:
        return False
    program = await programs.get(session, program_id)
    zone = person.zone or program.zone
    if member is None:
        member = Member(
            program_id=program_id,
            id=new_id(),
            workspace_id=workspace_id,
            email=person.email,
            country=country or countries.of_zone(zone),
        )
        session.add(member)
    member.slack_user_id, member.name, member.zone = person.user_id, plain(person.name, 200), zone
    member.is_manager = member.active = True
    member.unknown = False
    await session.flush()
    audit.record(session, program_id, at=now, actor=person.user_id, verb="manager_given", subject=member.id)
    return True
