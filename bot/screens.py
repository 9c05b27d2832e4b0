"""What each kind of message shows now: reads the state, calls the view. The outbox draws through here."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import effect, greetings, homes, lines, recaps, wordings
from bot import workspaces as pauses
from bot.advocates import page as own_pages
from bot.asks import known, relay
from bot.asks.approval import approver_of
from bot.digest import screens as digests
from bot.favours import screens as favours
from bot.givebacks import screens as givebacks
from bot.managers import installing
from bot.nps import screens as nps
from bot.nudges import screens as nudge_screens
from bot.people import contact_week, working_week
from bot.privacy import erasing
from bot.rules.hours import Week, working
from bot.surveys import screens as surveys
from bot.views.advocate.invitation import invitation_answered, invitation_card
from bot.views.advocate.page import own_page_message
from bot.views.advocate.values import joined
from bot.views.ask.approval import approval_card, approval_reminder
from bot.views.ask.customer import customer_card
from bot.views.ask.outcome import agreed_ahead
from bot.views.blocks import Drawing
from bot.views.manager.handed import approval_handed, not_ours, task_handed
from bot.views.owner.relay import relay_reminder
from bot.views.reference.line import no_longer_informed, reference_line
from bot.views.task import task_card
from bot.views.upload.report import report
from models import ask as asks
from models import consent as consent_rows
from models import joining
from models import member as members
from models import program as programs
from models import task as tasks
from models import upload as uploads
from models import workspace as workspaces
from models.ask import WITH_CUSTOMER, AskState, WholeAsk
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
    (screen,) = await draw_all(session, [message], now=now)
    return screen


async def draw_all(session: AsyncSession, rows: Sequence[Message], *, now: datetime) -> list[Screen | None]:
    """The same for many, in a session that writes nothing: what they share is read once."""
    left = set[tuple[str, str]]()
    for program_id in {row.program_id for row in rows}:
        people = {row.recipient for row in rows if row.program_id == program_id and row.ts is None}
        gone = await joining.left(session, program_id, people, now=now)
        left |= {(program_id, user_id) for user_id in gone}
        for read_ahead, kinds in AHEAD:
            about = {row.subject for row in rows if row.program_id == program_id and row.kind in kinds}
            if len(about) > 1:
                await read_ahead(session, program_id, sorted(about), now=now)
    return [
        None
        if (row.program_id, row.recipient) in left and row.ts is None
        else await SCREENS[row.kind](session, row, now)
        for row in rows
    ]


async def _asks_ahead(
    session: AsyncSession,
    program_id: str,
    ask_ids: Sequence[str],
    *,
    now: datetime,  # noqa: ARG001
) -> None:
    found = await asks.read_ahead(session, program_id, ask_ids)
    await consent_rows.read_ahead(session, program_id, {whole.advocate.id for whole in found})


async def _line(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    line = await lines.of(session, message.program_id, message.subject, now=now)
    if line is None:
        return None
    reference = line.reference
    if message.recipient in reference.shared:
        zone = (await programs.get(session, message.program_id)).zone
        return Screen(reference_line(line, zone=zone, theirs=False, in_channel=True, now=now))
    reader = await members.by_user(session, message.program_id, message.recipient)
    if reader is None:
        return None
    theirs = reader.id == reference.seller_id
    if not theirs and message.recipient not in reference.informed:
        return Screen(no_longer_informed(line)) if message.ts else None
    if not reader.works_here:
        return Screen(reference_line(line, zone=reader.zone, theirs=False, in_channel=True, now=now))
    return Screen(reference_line(line, zone=reader.zone, theirs=theirs or reader.is_manager, now=now))


async def _approval(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    if message.in_channel:
        return await _approval_in_channel(session, message, now)
    found = await _to_approve(session, message)
    if found is None:
        return None
    whole, reader = found
    if handed := await _handed(session, whole, reader):
        return Screen(handed, working_week(reader))
    carried = await known.one(session, whole, now=now)
    card = approval_card(whole, carried, reader=reader.id, zone=reader.zone, now=now)
    return Screen(card, working_week(reader))


async def _approval_reminder(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    found = await _to_approve(session, message)
    if found is None:
        return None
    whole, reader = found
    handed = await _handed(session, whole, reader)
    return Screen(handed or approval_reminder(whole, now=now), working_week(reader))


async def _approval_in_channel(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    """For the managers in their channel, in the programme's zone."""
    whole = await asks.whole(session, message.program_id, message.subject)
    if whole is None or (message.ts is None and whole.ask.state is not AskState.APPROVING):
        return None
    program = await programs.get(session, message.program_id)
    carried = await known.one(session, whole, now=now)
    card = approval_card(whole, carried, reader=None, zone=program.zone, now=now)
    return Screen(card, working(program.zone, None))


async def _handed(session: AsyncSession, whole: WholeAsk, reader: Member) -> Drawing | None:
    """What is left of the card of somebody whose decision it is no longer."""
    if whole.ask.state is not AskState.APPROVING:
        return None
    approver = await approver_of(session, whole)
    if reader.is_manager or reader.id in {approver.id, whole.owner.backup_id}:
        return None
    return approval_handed(whole, approver)


async def _to_approve(session: AsyncSession, message: Message) -> tuple[WholeAsk, Member] | None:
    whole = await asks.whole(session, message.program_id, message.subject)
    reader = await members.by_user(session, message.program_id, message.recipient)
    if whole is None or reader is None:
        return None
    waits = whole.ask.state is AskState.APPROVING or agreed_ahead(whole)
    pointless = message.ts is None and not waits
    return None if pointless else (whole, reader)


async def _ask(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    whole = await asks.whole(session, message.program_id, message.subject)
    if whole is None or (message.ts is None and whole.ask.state not in WITH_CUSTOMER):
        return None
    program = await programs.get(session, message.program_id)
    wording = await wordings.for_advocate(session, whole.advocate)
    known = await consent_rows.kinds_answered(session, message.program_id, whole.advocate.id)
    first = whole.activity.id not in known
    card = customer_card(whole, wording, company=program.name, now=now, first=first)
    return Screen(card, contact_week(program, whole.advocate))


async def _task(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    whole = await tasks.whole(session, message.program_id, message.subject)
    reader = await members.by_user(session, message.program_id, message.recipient)
    if whole is None or reader is None or (message.ts is None and whole.task.done_at is not None):
        return None
    if whole.task.done_at is None and reader.id != whole.member.id:
        return Screen(task_handed(whole), working_week(reader))
    (worded,) = await relay.worded(session, [whole], now=now)
    return Screen(task_card(worded, zone=reader.zone, now=now), working_week(reader))


async def _relay_reminder(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    whole = await tasks.whole(session, message.program_id, message.subject)
    reader = await members.by_user(session, message.program_id, message.recipient)
    if whole is None or reader is None or (message.ts is None and whole.task.done_at is not None):
        return None
    (worded,) = await relay.worded(session, [whole], now=now)
    return Screen(relay_reminder(worded), working_week(reader))


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


async def _answered(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    customer = await joining.find(session, message.program_id, message.subject)
    reader = await members.by_user(session, message.program_id, message.recipient)
    if customer is None or reader is None or (message.ts is None and not joined(customer.advocate)):
        return None
    return Screen(invitation_answered(customer, zone=reader.zone, now=now), working_week(reader))


async def _own_page(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
    found = await own_pages.of(session, message.program_id, message.subject, message.page, now=now)
    if found is None or (message.ts is None and not joined(found[0].customer.advocate)):
        return None
    return Screen(own_page_message(*found, now=now))  # they are here: they have just pressed Join


async def _not_ours(session: AsyncSession, message: Message, now: datetime) -> Screen | None:  # noqa: ARG001
    member = await members.get(session, message.program_id, message.subject)
    return Screen(not_ours(member.slack_user_id))


async def _upload(session: AsyncSession, message: Message, now: datetime) -> Screen | None:  # noqa: ARG001
    upload = await uploads.find(session, message.program_id, message.subject)
    return Screen(report(upload)) if upload else None


async def _greeting(session: AsyncSession, message: Message, now: datetime) -> Screen | None:  # noqa: ARG001
    drawing = await greetings.drawn(session, message)
    return Screen(drawing) if drawing else None


def _drawn_by(draw: Callable[..., Awaitable[tuple[Drawing, Week | None] | None]]) -> "Draw":
    async def drawn(session: AsyncSession, message: Message, now: datetime) -> Screen | None:
        found = await draw(session, message, now=now)
        return Screen(*found) if found else None

    return drawn


# What many messages of these kinds show is read by a few statements for all of them.
AHEAD = (
    (lines.read_ahead, {MessageKind.LINE}),
    (known.read_ahead, {MessageKind.APPROVAL}),
    (_asks_ahead, {MessageKind.ASK, MessageKind.BRIEF, MessageKind.OUTCOME}),
    (nps.read_ahead, {MessageKind.NPS}),
)
Draw = Callable[[AsyncSession, Message, datetime], Awaitable[Screen | None]]
SCREENS: Mapping[MessageKind, Draw] = {
    MessageKind.LINE: _line,
    MessageKind.APPROVAL: _approval,
    MessageKind.APPROVAL_REMINDER: _approval_reminder,
    MessageKind.ASK: _ask,
    MessageKind.TASK: _task,
    MessageKind.RELAY_REMINDER: _relay_reminder,
    MessageKind.BRIEF: _drawn_by(favours.brief),
    MessageKind.DEBRIEF: _drawn_by(favours.debrief),
    MessageKind.DEBRIEF_REMINDER: _drawn_by(favours.reminder),
    MessageKind.OUTCOME: _drawn_by(favours.outcome),
    MessageKind.GIVEBACK: _drawn_by(givebacks.card),
    MessageKind.INTRODUCTION: _drawn_by(givebacks.introduction),
    MessageKind.NUDGE: _drawn_by(nudge_screens.nudge),
    MessageKind.NPS: _drawn_by(nps.question),
    MessageKind.SURVEY: _drawn_by(surveys.survey),
    MessageKind.DRAFT: _drawn_by(surveys.draft),
    MessageKind.INVITATION: _invitation,
    MessageKind.ANSWERED: _answered,
    MessageKind.OWN_PAGE: _own_page,
    MessageKind.RECAP: _drawn_by(recaps.drawn),
    MessageKind.NOTICE: _drawn_by(pauses.drawn),
    MessageKind.NOT_OURS: _not_ours,
    MessageKind.WELCOME: _drawn_by(installing.drawn),
    MessageKind.UPLOAD: _upload,
    MessageKind.ERASED: _drawn_by(erasing.unsaid),
    MessageKind.FORGOTTEN: _drawn_by(erasing.forgotten),
    MessageKind.GREETING: _greeting,
    MessageKind.DIGEST: _drawn_by(digests.digest),
    MessageKind.OVERDUE: _drawn_by(digests.overdue),
    MessageKind.SELLER_WEEK: _drawn_by(digests.seller),
    MessageKind.CHASED: _drawn_by(digests.reminded),
    MessageKind.NUDGING: _drawn_by(effect.note),
    MessageKind.CHANNEL: _drawn_by(digests.channel_refused),
}
