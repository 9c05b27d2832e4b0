"""A programme's Monday comes: its digest is taken, once, and shown where its decisions are made."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import effect
from bot.digest.section import NAMES, Kept, Moment
from bot.digest.sections import DECISIONS, FIGURES
from bot.rules import countries, weeks
from models import audit, correspondence
from models import digest as digests
from models import member as members
from models import message as messages
from models import program as programs
from models.member import Member
from models.message import MessageKind
from models.program import Program

PLACE = "place"  # beside the sections in what is kept: whose it is, and where it was meant for


async def clock_ran_out(session: AsyncSession, program_id: str, _row: str, /, *, now: datetime) -> bool:
    """Take the digest of the latest Monday. False: another replica has it.

    Of several that were missed only this one is taken. A programme that has no plan yet gets one.
    """
    program = await programs.get(session, program_id)
    if program.digest_due_at is None:
        return await _plan(session, program, now=now)
    zone, country = program.zone, program.country
    if not await digests.claim(session, program_id, now=now, next_at=weeks.next_told(zone, country, now)):
        return False
    week = weeks.latest(zone, country, now)
    await effect.look(session, program, week, now=now)
    kept, names = await take(session, Moment(program, week, now))
    digest_id = await digests.add(session, program_id, week=week, as_of=now, kept=kept)
    audit.record(
        session, program_id, at=now, actor=audit.CLOCK, verb="digest", subject=digest_id or program_id
    )
    if digest_id is not None:
        await digests.mention(session, program_id, digest_id, names, now=now)
        await _show(session, program, digest_id, now=now)
    return True


async def _plan(session: AsyncSession, program: Program, *, now: datetime) -> bool:
    country = program.country or countries.of_zone(program.zone)
    due_at = weeks.next_told(program.zone, country, now)
    if not await digests.plan(session, program.id, country=country, due_at=due_at):
        return False
    audit.record(session, program.id, at=now, actor=audit.CLOCK, verb="digest_planned", subject=program.id)
    return True


async def take(session: AsyncSession, moment: Moment) -> tuple[Kept, list[tuple[str, str]]]:
    """What stands at this moment, by section; and what is named, as (section, id)."""
    program = moment.program
    kept: Kept = {PLACE: {"channel": program.channel, "company": program.name}}
    names: list[tuple[str, str]] = []
    for section in (*DECISIONS, *FIGURES):
        frozen = await section.freeze(session, moment)
        if frozen is not None:
            kept[section.name] = frozen.kept | {NAMES: list(frozen.names)}
            names += [(section.name, name) for name in frozen.names]
    return kept, names


async def _show(session: AsyncSession, program: Program, digest_id: str, *, now: datetime) -> None:
    managers = await members.managers(session, program.id)
    if program.channel and managers:
        await messages.want(
            session,
            program_id=program.id,
            workspace_id=managers[0].workspace_id,
            kind=MessageKind.DIGEST,
            subject=digest_id,
            recipient=program.channel,
            now=now,
        )
    else:
        await show_to_each(session, program.id, digest_id, managers, now=now)


async def show_to_each(
    session: AsyncSession, program_id: str, digest_id: str, managers: Sequence[Member], *, now: datetime
) -> None:
    """There is no channel, or it takes no posts."""
    await correspondence.want_once(session, program_id, MessageKind.DIGEST, digest_id, managers, now=now)
