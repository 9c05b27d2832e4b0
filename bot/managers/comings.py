"""What Slack says of our own people: who somebody is, who left, who came back."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.kit.text import plain
from bot.managers.person import Person
from models import ask as asks
from models import audit
from models import member as members
from models import message as message_rows
from models import program as programs
from models import workspace as workspaces
from models.member import Member
from models.message import MessageKind


async def known(session: AsyncSession, program_id: str, person: Person, *, now: datetime) -> None:
    """Slack was asked about somebody whom a manager, or a group, had named."""
    member = await members.by_user(session, program_id, person.user_id)
    if member is None or not member.unknown:
        return
    if not person.ours:
        await refused(session, program_id, person.user_id, now=now)
        return
    member.unknown = False
    await _describe(session, member, person)
    audit.record(session, program_id, at=now, actor=audit.CLOCK, verb="member_known", subject=member.id)
    program = await programs.get(session, program_id)
    if program.manager_group:
        await workspaces.ask_for_groups(session, program_id, at=now)
    await messages.changed(session, program_id, person.user_id, now=now)


async def refused(session: AsyncSession, program_id: str, user_id: str, *, now: datetime) -> None:
    """Somebody who was named is not one of us: they have no role, and the managers are told."""
    member = await members.by_user(session, program_id, user_id)
    if member is None or not member.unknown:
        return
    member.unknown = member.active = False
    member.is_seller = member.is_owner = member.is_manager = False
    audit.record(session, program_id, at=now, actor=audit.CLOCK, verb="member_refused", subject=member.id)
    await session.flush()
    for manager in await members.managers(session, program_id):
        await message_rows.want(
            session,
            program_id=program_id,
            workspace_id=manager.workspace_id,
            kind=MessageKind.NOT_OURS,
            subject=member.id,
            recipient=manager.slack_user_id,
            now=now,
        )


async def changed(
    session: AsyncSession,
    program_id: str,
    workspace_id: str,
    person: Person,
    *,
    said_at: datetime | None,
    now: datetime,
) -> None:
    """Slack says there that somebody is different now: another name or zone, gone, or back.

    Only their own workspace knows: in another one of the programme they are from outside, or have been taken out of it.
    Slack promises no order: what it said before something that we know already (`said_at`, real) changes nothing.
    """
    member = await members.by_user(session, program_id, person.user_id)
    if member is None or member.unknown or member.workspace_id != workspace_id:
        return
    if said_at is not None:
        if member.described_at is not None and said_at < member.described_at:
            return
        member.described_at = said_at
    if not person.ours:
        await left(session, member, now=now)
        return
    if not member.active:
        member.active = True
        audit.record(session, program_id, at=now, actor=audit.CLOCK, verb="member_back", subject=member.id)
    await _describe(session, member, person)


async def left(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """What waits for them alone goes on at once: to their backup, then to the managers."""
    if not member.active:
        return
    member.active = False
    await session.flush()
    audit.record(session, member.program_id, at=now, actor=audit.CLOCK, verb="member_left", subject=member.id)
    skipped = await asks.skip_absent(session, member.program_id, member.id, now=now)
    await messages.changed(session, member.program_id, member.slack_user_id, *skipped, now=now)


async def _describe(session: AsyncSession, member: Member, person: Person) -> None:
    member.name = plain(person.name, 200)
    member.zone = person.zone or member.zone
    if person.email and member.email is None:
        taken = await members.by_address(session, member.program_id, person.email)
        member.email = None if taken else person.email
    await session.flush()
