"""What each kind of message shows now: reads the state, calls the view. The outbox draws through here."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import homes, wordings
from bot.advocates import page as own_pages
from bot.people import contact_week, working_week
from bot.rules.hours import Week
from bot.views import notice
from bot.views.advocate.invitation import invitation_card
from bot.views.advocate.page import own_page_message
from bot.views.advocate.values import joined
from bot.views.ask.approval import approval_card, approval_reminder
from bot.views.ask.customer import customer_card
from bot.views.blocks import Drawing
from bot.views.reference.line import reference_line
from bot.views.task import task_card
from models import ask as asks
from models import joining
from models import member as members
from models import program as programs
from models import reference as references
from models import task as tasks
from models import workspace as workspaces
from models.ask import AskState, WholeAsk
from models.member import Member
from models.message import Message, MessageKind


@dataclass(frozen=True, slots=True)
class Screen:
    """A message as it should look now. `hours`: outside them it is not posted, only updated."""

    drawing: Drawing
    hours: Week | None = None


async def home(session: AsyncSession, message: Message, *, now: datetime) -> dict[str, Any] | None:
    """The Home tab of a message's recipient as Slack wants it, or None for somebody unknown."""
    workspace = await workspaces.get(session, message.program_id, message.workspace_id)
    return await homes.draw(
        session, workspace.team_id, message.recipient, tab=message.tab, page=message.page, now=now
    )


async def draw(session: AsyncSession, message: Message, *, now: datetime) -> Screen | None:
    """None: there is nothing left to say, so that what was not posted yet never will be."""
    if message.ts is None and await joining.left(session, message.program_id, message.recipient, now=now):
        return None
    return await SCREENS[message.kind](session, message, now)


async def _line(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    reference = await references.find(session, message.program_id, message.subject)
    reader = await members.by_user(session, message.program_id, message.recipient)
    if reference is None or reader is None:
        return None
    (line,) = await homes.lines(session, [reference], now=now)
    theirs = reader.id == reference.seller_id
    return Screen(reference_line(line, zone=reader.zone, theirs=theirs, now=now))


async def _approval(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    found = await _to_approve(session, message)
    if found is None:
        return None
    whole, reader = found
    (carried,) = await homes.carried(session, [whole], now=now)
    card = approval_card(whole, carried, reader=reader.id, zone=reader.zone, now=now)
    return Screen(card, working_week(reader))


async def _approval_reminder(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    found = await _to_approve(session, message)
    return Screen(approval_reminder(found[0], now=now), working_week(found[1])) if found else None


async def _to_approve(session: AsyncSession, message: Message) -> tuple[WholeAsk, Member] | None:
    whole = await asks.whole(session, message.program_id, message.subject)
    reader = await members.by_user(session, message.program_id, message.recipient)
    if whole is None or reader is None:
        return None
    pointless = message.ts is None and whole.ask.state is not AskState.APPROVING
    return None if pointless else (whole, reader)


async def _ask(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    whole = await asks.whole(session, message.program_id, message.subject)
    if whole is None or (message.ts is None and whole.ask.state is not AskState.ASKED):
        return None
    program = await programs.get(session, message.program_id)
    wording = await wordings.for_advocate(session, whole.advocate)
    card = customer_card(whole, wording, company=program.name, now=now)
    return Screen(card, contact_week(program, whole.advocate))


async def _task(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    whole = await tasks.whole(session, message.program_id, message.subject)
    reader = await members.by_user(session, message.program_id, message.recipient)
    if whole is None or reader is None or (message.ts is None and whole.task.done_at is not None):
        return None
    return Screen(task_card(whole, zone=reader.zone, now=now), working_week(reader))


async def _invitation(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    found = await own_pages.of(session, message.program_id, message.subject, 0, now=now)
    if found is None:
        return None
    page, wording = found
    advocate = page.customer.advocate
    if message.ts is None and (advocate.joined_on or advocate.left_on or advocate.refused_on):
        return None
    card = invitation_card(page.customer, page.program, page.activities, wording, now=now)
    return Screen(card, contact_week(page.program, advocate))


async def _own_page(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    found = await own_pages.of(session, message.program_id, message.subject, message.page, now=now)
    if found is None or (message.ts is None and not joined(found[0].customer.advocate)):
        return None
    return Screen(own_page_message(*found, now=now))  # they are here: they have just pressed Join


async def _notice(session: AsyncSession, message: Message, now: datetime) -> Screen | None:  # noqa: ARG001
    workspace = await workspaces.get(session, message.program_id, message.subject)
    return Screen(notice.workspace_paused(workspace.name, workspace.paused_reason or "no reason given"))


Draw = Callable[[AsyncSession, Message, datetime], Awaitable[Screen | None]]
SCREENS: Mapping[MessageKind, Draw] = {
    MessageKind.LINE: _line,
    MessageKind.APPROVAL: _approval,
    MessageKind.APPROVAL_REMINDER: _approval_reminder,
    MessageKind.ASK: _ask,
    MessageKind.TASK: _task,
    MessageKind.INVITATION: _invitation,
    MessageKind.OWN_PAGE: _own_page,
    MessageKind.NOTICE: _notice,
}
