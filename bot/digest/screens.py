"""What a digest and its notes show now, each to its reader, with the hours it is posted in."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest import overdue as notes
from bot.digest.course import PLACE
from bot.digest.section import NAMES, About, Present, Section
from bot.digest.sections import DECISIONS, FIGURES
from bot.digest.sellers import monday_week
from bot.people import working_week
from bot.rules import weeks
from bot.rules.hours import Week, local_day
from bot.views.blocks import Drawing
from bot.views.digest import frame
from bot.views.digest.debriefs import chased
from bot.views.digest.overdue import overdue_note
from bot.views.digest.part import At, Part
from bot.views.digest.seller import seller_week
from models import ask as asks
from models import block as blocks
from models import company_approval as company_approvals
from models import correspondence, figures, moves
from models import digest as digests
from models import giveback as givebacks
from models import member as members
from models import program as programs
from models import task as tasks
from models.account import Account
from models.company_approval import CompanyApproval
from models.digest import Digest
from models.member import Member
from models.message import Message
from models.task import TaskKind

Drawn = tuple[Drawing, Week]
MOST_NEEDS = 20


async def digest(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:
    """For a channel in the programme's zone, for a manager in theirs."""
    program_id = message.program_id
    found = await digests.find(session, program_id, message.subject)
    if found is None or (message.ts is None and await _missed(session, found, now=now)):
        return None
    week = await _hours(session, message)
    if week is None:
        return None
    at = At(week.zone, now)
    present = await _present(session, found, now=now)
    moment = frame.Moment(
        company=found.kept[PLACE]["company"],
        week=found.week,
        as_of=found.as_of,
        zone=week.zone,
        to_each=None if message.in_channel else _to_each(found.kept[PLACE]["channel"]),
    )
    decisions, rest = _parts(found, DECISIONS, present, at), _parts(found, FIGURES, present, at)
    return frame.digest_message(moment, decisions, rest), week


async def _missed(session: AsyncSession, found: Digest, *, now: datetime) -> bool:
    """A later Monday has come, whether its digest was taken yet or not: of several only the latest is sent."""
    program = await programs.get(session, found.program_id)
    return found.week < weeks.latest(program.zone, program.country, now)


async def _hours(session: AsyncSession, message: Message) -> Week | None:
    """When it may be posted there; None for somebody who is no manager."""
    if message.in_channel:
        program = await programs.get(session, message.program_id)
        return Week(program.zone, program.country, opens=weeks.TOLD_AT)
    reader = await _manager(session, message)
    return monday_week(reader) if reader else None


async def _present(session: AsyncSession, found: Digest, *, now: datetime) -> Present:
    program_id, names = found.program_id, defaultdict[About, list[str]](list)
    for section in DECISIONS:
        names[section.about] += found.kept.get(section.name, {}).get(NAMES, [])
    favours = names[About.FAVOURS]
    wholes = await asks.some(session, program_id, [*names[About.ASKS], *favours])
    to_do = await tasks.some(session, program_id, names[About.TASKS])
    return Present(
        asks={whole.ask.id: whole for whole in wholes},
        tasks={whole.task.id: whole for whole in to_do},
        sides=await figures.unsaid(session, program_id, favours),
        gave=await givebacks.last_moved(session, program_id, names[About.ACCOUNTS]),
        approvals=await _approvals(session, program_id, names[About.APPROVALS]),
        first_steps=await tasks.about(session, program_id, TaskKind.FIRST_STEP, names[About.PROMOTERS]),
        rests=await blocks.resting(session, program_id, names[About.ADVOCATES], now=now),
    )


async def _approvals(
    session: AsyncSession, program_id: str, approval_ids: Sequence[str]
) -> dict[str, tuple[CompanyApproval, Account]]:
    found = await company_approvals.some(session, program_id, approval_ids)
    return {approval.id: (approval, account) for approval, account in found}


def _parts(found: Digest, sections: Sequence[Section], present: Present, at: At) -> list[Part]:
    """A section of which nothing was kept had nothing to say, or was not there yet."""
    return [s.draw(found.kept[s.name], present, at) for s in sections if s.name in found.kept]


def _to_each(channel: str | None) -> str:
    return frame.no_entry(channel) if channel else frame.no_channel()


async def overdue(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:
    reader = await _manager(session, message)
    if reader is None:
        return None
    found = await notes.of_day(session, message.program_id, message.subject)
    if message.ts is None and not found.open:
        return None
    return overdue_note(found, At(reader.zone, now)), working_week(reader)


async def seller(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:
    """The week before their Monday: the log says what moved in it, whenever this is drawn."""
    reader = await members.by_user(session, message.program_id, message.recipient)
    if reader is None:
        return None
    week = monday_week(reader)
    until = weeks.told_at(reader.zone, reader.country, date.fromisoformat(message.subject))
    if message.ts is None and local_day(week, now) != local_day(week, until):
        return None  # what could not be sent on the day is no news any more
    found = await moves.of_seller(
        session, message.program_id, reader.id, since=until - weeks.WEEK, until=until, most=MOST_NEEDS + 1
    )
    if not found:
        return None
    today = local_day(week, until)
    return seller_week(found[:MOST_NEEDS], more=len(found) > MOST_NEEDS, today=today), week


async def reminded(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:
    """A manager asks a seller once more how a favour went."""
    whole = await asks.whole(session, message.program_id, message.subject)
    if whole is None:
        return None
    side = (await figures.unsaid(session, message.program_id, [whole.ask.id])).get(whole.ask.id)
    if message.ts is None and (side is None or side.answered_at is not None):
        return None
    return chased(whole, side, now=now), working_week(whole.seller)


async def channel_refused(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:  # noqa: ARG001
    """The channel takes no posts: each manager is told once."""
    reader = await _manager(session, message)
    if reader is None:
        return None
    reason = await correspondence.refused_in(session, message.program_id, message.subject)
    return frame.channel_refused(message.subject, reason or "channel_not_found"), working_week(reader)


async def _manager(session: AsyncSession, message: Message) -> Member | None:
    reader = await members.by_user(session, message.program_id, message.recipient)
    return reader if reader is not None and reader.is_manager else None
