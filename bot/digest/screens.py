"""What a digest and its notes show now, each to its reader, with the hours it is posted in."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest import overdue as notes
from bot.digest.course import CHANNEL
from bot.digest.section import Section
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
from models import correspondence, figures, moves
from models import digest as digests
from models import member as members
from models import program as programs
from models.digest import Digest
from models.member import Member
from models.message import Message

Drawn = tuple[Drawing, Week]
MOST_NEEDS = 20


async def digest(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:
    """For a channel in the programme's zone, for a manager in theirs."""
    program_id = message.program_id
    found = await digests.find(session, program_id, message.subject)
    if found is None or (message.ts is None and await digests.followed(session, program_id, found.week)):
        return None
    program = await programs.get(session, program_id)
    reader = None if message.in_channel else await _manager(session, message)
    if reader is None and not message.in_channel:
        return None
    week = monday_week(reader) if reader else Week(program.zone, program.country, opens=weeks.TOLD_AT)
    at = At(week.zone, now)
    moment = frame.Moment(
        company=program.name,
        week=found.week,
        as_of=found.as_of,
        zone=week.zone,
        to_each=_to_each(found) if reader else None,
    )
    decisions = await _parts(session, found, DECISIONS, at)
    return frame.digest_message(moment, decisions, await _parts(session, found, FIGURES, at)), week


async def _parts(session: AsyncSession, found: Digest, sections: Sequence[Section], at: At) -> list[Part]:
    """A section of which nothing was kept had nothing to say, or was not there yet."""
    return [
        await section.draw(session, found.program_id, found.kept[section.name], at)
        for section in sections
        if section.name in found.kept
    ]


def _to_each(found: Digest) -> str:
    channel = found.kept.get(CHANNEL)
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
