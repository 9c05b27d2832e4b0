"""Who is asked whether they would recommend us: a programme's round each day, a thousand people at a time."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.advocates.standing import today
from models import audit, bulk, contact, nps, rounds
from models import program as programs
from models.base import new_id
from models.contact import ContactKind
from models.message import Message, MessageKind
from models.nps import NpsQuestion
from models.program import Program
from models.rounds import Round, Stretch

BATCH = 1_000
EVERY = timedelta(days=1)
LAPSES_AFTER = timedelta(days=14)


async def round_of(session: AsyncSession, program_id: str, _row: str, /, *, now: datetime) -> bool:
    """Close what ran out, and look at the next people: ask whoever may be asked. False: another replica does it."""
    program = await programs.get(session, program_id)
    if not rounds.is_due(program, Round.NPS, now=now):
        return False
    found = None
    if program.asks_nps:
        found = await rounds.stretch(session, program_id, after=program.nps_after, most=BATCH)
    due_at = now if found else now + EVERY
    if not await rounds.claim(session, program_id, Round.NPS, found, seen=program, due_at=due_at):
        return False
    closed = await nps.close(session, program_id, now=now, most=BATCH)
    if closed:
        audit.record(session, program_id, at=now, actor=audit.CLOCK, verb="nps_closed", subject=program_id)
        await messages.changed(session, program_id, *closed, now=now)
    if found is not None:
        await _ask(session, program, found, now=now)
    elif len(closed) == BATCH:
        await rounds.again(session, program_id, Round.NPS, now=now)
    return True


async def _ask(session: AsyncSession, program: Program, within: Stretch, *, now: datetime) -> None:
    """A number of statements that does not grow with the people."""
    day = today(program, now)
    found = await nps.to_ask(session, program.id, now=now, today=day, within=within)
    if not found:
        return
    subjects = {advocate_id: new_id() for advocate_id in found}
    spent = sorted(await contact.spend(session, program.id, ContactKind.NPS, subjects, now=now))
    questions = [
        {
            "id": subjects[each],
            "advocate_id": each,
            "asked_at": now,
            "due_at": now + LAPSES_AFTER,
        }
        for each in spent
    ]
    await bulk.insert_rows(session, program.id, NpsQuestion, questions)
    shown = [(subjects[each], *found[each]) for each in spent]
    await bulk.insert_rows(session, program.id, Message, to_each(MessageKind.NPS, shown, now=now))
    audit.record(session, program.id, at=now, actor=audit.CLOCK, verb="nps_asked", subject=program.id)


def to_each(
    kind: MessageKind, shown: list[tuple[str, str, str]], *, now: datetime
) -> list[dict[str, object]]:
    """One message for each (subject, workspace, Slack user), as rows to write at once."""
    return [
        {
            "id": new_id(),
            "kind": kind,
            "subject": subject,
            "workspace_id": workspace,
            "recipient": user,
            "due_at": now,
        }
        for subject, workspace, user in shown
    ]
