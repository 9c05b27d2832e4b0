"""Who is surveyed: people of a company that went live some time ago, once, in a programme's round each day."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.advocates.standing import today
from bot.nps.asking import BATCH, EVERY, to_each
from models import audit, bulk, contact, rounds
from models import program as programs
from models import survey as surveys
from models.base import new_id
from models.contact import ContactKind
from models.message import Message, MessageKind
from models.program import Program
from models.rounds import Round, Stretch
from models.survey import Survey

CLOSES_AFTER = timedelta(days=60)


async def round_of(session: AsyncSession, program_id: str, _row: str, /, *, now: datetime) -> bool:
    """Close what ran out, and look at the next people: ask whoever's day has come. False: another replica does it."""
    program = await programs.get(session, program_id)
    if not rounds.is_due(program, Round.SURVEYS, now=now):
        return False
    found = None
    if program.survey_days:
        found = await rounds.stretch(session, program_id, after=program.surveys_after, most=BATCH)
    due_at = now if found else now + EVERY
    if not await rounds.claim(session, program_id, Round.SURVEYS, found, seen=program, due_at=due_at):
        return False
    closed = await surveys.close(session, program_id, now=now, most=BATCH)
    if closed:
        audit.record(
            session, program_id, at=now, actor=audit.CLOCK, verb="surveys_closed", subject=program_id
        )
        await messages.changed(session, program_id, *closed, now=now)
    if found is not None:
        await _ask(session, program, found, now=now)
    elif len(closed) == BATCH:
        await rounds.again(session, program_id, Round.SURVEYS, now=now)
    return True


async def _ask(session: AsyncSession, program: Program, within: Stretch, *, now: datetime) -> None:
    """A number of statements that does not grow with the people."""
    day = today(program, now) - timedelta(days=program.survey_days)
    found = await surveys.to_survey(session, program.id, now=now, day=day, within=within)
    if not found:
        return
    subjects = {advocate_id: new_id() for advocate_id in found}
    spent = sorted(await contact.spend(session, program.id, ContactKind.SURVEY, subjects, now=now))
    rows = []
    for each in spent:
        _, _, account_id, live_since = found[each]
        about = {"advocate_id": each, "account_id": account_id, "live_since": live_since}
        rows.append(about | {"id": subjects[each], "asked_at": now, "due_at": now + CLOSES_AFTER})
    await bulk.insert_rows(session, program.id, Survey, rows)
    shown = [(subjects[each], found[each][0], found[each][1]) for each in spent]
    await bulk.insert_rows(session, program.id, Message, to_each(MessageKind.SURVEY, shown, now=now))
    audit.record(session, program.id, at=now, actor=audit.CLOCK, verb="surveyed", subject=program.id)
