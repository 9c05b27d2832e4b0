"""What each kind of message shows now: reads the state, calls the view. The outbox draws through here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import homes
from bot.people import contact_week, working_week
from bot.rules.hours import Week
from bot.views import notice
from bot.views.ask.approval import approval_card, approval_reminder
from bot.views.ask.customer import customer_card
from bot.views.blocks import Drawing
from bot.views.reference.line import reference_line
from models import ask as asks
from models import member as members
from models import program as programs
from models import reference as references
from models import workspace as workspaces
from models.ask import AskState, WholeAsk
from models.message import Message, MessageKind


@dataclass(frozen=True, slots=True)
class Screen:
    """A message as it should look now. `hours`: outside them it is not posted, only updated."""

    drawing: Drawing
    hours: Week | None = None


async def home(session: AsyncSession, message: Message, *, now: datetime) -> dict[str, Any] | None:
    """The Home tab of a message's recipient as Slack wants it, or None for somebody unknown."""
    workspace = await workspaces.get(session, message.program_id, message.workspace_id)
    return await homes.draw(session, workspace.team_id, message.recipient, page=message.page, now=now)


async def draw(session: AsyncSession, message: Message, *, now: datetime) -> Screen | None:
    """None: there is nothing left to say, so that what was not posted yet never will be."""
    if message.kind is MessageKind.LINE:
        return await _line(session, message, now=now)
    if message.kind is MessageKind.NOTICE:
        workspace = await workspaces.get(session, message.program_id, message.subject)
        return Screen(notice.workspace_paused(workspace.name, workspace.paused_reason or "no reason given"))
    whole = await asks.whole(session, message.program_id, message.subject)
    if whole is None:
        return None
    if message.kind is MessageKind.ASK:
        return await _ask(session, message, whole, now=now)
    return await _approval(session, message, whole, now=now)


async def _line(session: AsyncSession, message: Message, *, now: datetime) -> Screen | None:
    reference = await references.find(session, message.program_id, message.subject)
    reader = await members.by_user(session, message.program_id, message.recipient)
    if reference is None or reader is None:
        return None
    (line,) = await homes.lines(session, [reference], now=now)
    theirs = reader.id == reference.seller_id
    return Screen(reference_line(line, zone=reader.zone, theirs=theirs, now=now))


async def _approval(
    session: AsyncSession, message: Message, whole: WholeAsk, *, now: datetime
) -> Screen | None:
    reader = await members.by_user(session, message.program_id, message.recipient)
    pointless = message.ts is None and whole.ask.state is not AskState.APPROVING
    if reader is None or pointless:
        return None
    week = working_week(reader)
    if message.kind is MessageKind.APPROVAL_REMINDER:
        return Screen(approval_reminder(whole, now=now), week)
    (carried,) = await homes.carried(session, [whole], now=now)
    return Screen(approval_card(whole, carried, reader=reader.id, zone=reader.zone, now=now), week)


async def _ask(session: AsyncSession, message: Message, whole: WholeAsk, *, now: datetime) -> Screen | None:
    if message.ts is None and whole.ask.state is not AskState.ASKED:
        return None
    program = await programs.get(session, message.program_id)
    card = customer_card(whole, company=program.name, now=now)
    return Screen(card, contact_week(program, whole.advocate))
