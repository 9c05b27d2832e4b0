"""The first manager: whoever installs Rung, or whom they name; and what managers read of their workspaces."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.text import plain
from bot.managers.person import Person
from bot.rules import countries
from bot.rules.hours import Week
from bot.views import notice
from bot.views.blocks import Drawing
from models import audit
from models import member as members
from models import message as messages
from models import program as programs
from models import workspace as workspaces
from models.base import new_id
from models.member import Member
from models.message import Message, MessageKind
from models.workspace import Kind, Workspace

FIRST, FURTHER = "first", "further"  # which word it is, as a message's part


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


async def welcome(session: AsyncSession, workspace: Workspace, user_id: str, *, now: datetime) -> None:
    """What there is to do first, for whoever installed Rung."""
    await _tell(session, workspace, workspace.id, user_id, FIRST, now=now)


async def tell_of(session: AsyncSession, workspace: Workspace, *, now: datetime) -> None:
    """A further workspace belongs to the programme: its managers know of each."""
    for manager in await members.managers(session, workspace.program_id):
        await _tell(session, workspace, manager.workspace_id, manager.slack_user_id, FURTHER, now=now)


async def _tell(
    session: AsyncSession, workspace: Workspace, where: str, user_id: str, part: str, *, now: datetime
) -> None:
    await messages.want(
        session,
        program_id=workspace.program_id,
        workspace_id=where,
        kind=MessageKind.WELCOME,
        subject=workspace.id,
        recipient=user_id,
        part=part,
        now=now,
    )


async def drawn(
    session: AsyncSession,
    message: Message,
    *,
    now: datetime,  # noqa: ARG001
) -> tuple[Drawing, Week | None] | None:
    """The welcome, or word of a further workspace; None where nothing is known of it any more."""
    workspace = await workspaces.find(session, message.program_id, message.subject)
    if workspace is None:
        return None
    program = await programs.get(session, message.program_id)
    if message.part == FIRST:
        return notice.welcome(workspace.name, program.name), None
    return notice.workspace_linked(
        workspace.name, program.name, community=workspace.kind is Kind.COMMUNITY
    ), None
