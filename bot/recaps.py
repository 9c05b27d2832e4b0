"""The quarterly recap: for whom something happened, and for nobody else; a thousand people at a time."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import standings, wordings
from bot.people import contact_week
from bot.rules import quarters, weeks
from bot.rules.hours import Week
from bot.views.advocate.values import joined
from bot.views.blocks import Drawing
from bot.views.recap import Recap, recap_card
from models import audit, bulk, contact, joining, recap, rounds, steps
from models import program as programs
from models.contact import ContactKind
from models.message import Message, MessageKind
from models.program import Program
from models.recap import Quarter
from models.rounds import Round

BATCH = 1000  # people in a transaction


async def clock_ran_out(
    session: AsyncSession, program_id: str, _row: str, /, *, now: datetime, most: int = BATCH
) -> bool:
    """Look at the next people, and want the recaps of those for whom something happened; or plan the next quarter's.

    False: another replica was first.
    Of several quarters that were missed only the latest is looked back on.
    """
    program = await programs.get(session, program_id)
    if program.recap_due_at is None:
        return await _end(session, program, "recap_planned", now=now)
    if program.recap_due_at > now:
        return False  # another replica has planned it since this one looked
    quarter = quarter_of(program, quarters.latest(program.zone, program.country, now))
    within = await rounds.stretch(session, program_id, after=program.recap_after, most=most)
    if within is None:
        return await _end(session, program, "recaps_done", now=now)
    due_at = program.recap_due_at
    if not await rounds.claim(session, program_id, Round.RECAP, within, seen=program, due_at=due_at):
        return False
    found = await recap.people(session, program_id, quarter, within=within)
    if not found:
        return True
    about = {advocate_id: quarter.name for advocate_id, *_ in found}
    may = await contact.spend(session, program_id, ContactKind.RECAP, about, now=now)
    wanted = [
        {
            "workspace_id": workspace_id,
            "kind": MessageKind.RECAP,
            "subject": advocate_id,
            "recipient": user_id,
            "part": quarter.name,
            "due_at": now,
        }
        for advocate_id, workspace_id, user_id in found
        if advocate_id in may
    ]
    await bulk.insert_rows(session, program_id, Message, wanted)
    audit.record(session, program_id, at=now, actor=audit.CLOCK, verb="recaps", subject=program_id)
    return True


async def _end(session: AsyncSession, program: Program, verb: str, *, now: datetime) -> bool:
    due_at = quarters.next_told(program.zone, program.country, now)
    if not await rounds.claim(session, program.id, Round.RECAP, None, seen=program, due_at=due_at):
        return False
    audit.record(session, program.id, at=now, actor=audit.CLOCK, verb=verb, subject=program.id)
    return True


def quarter_of(program: Program, begins: date) -> Quarter:
    """A quarter of a programme, by its first day."""
    ends = quarters.after(begins)
    return Quarter(
        quarters.name(begins),
        begins,
        ends,
        weeks.midnight(program.zone, begins),
        weeks.midnight(program.zone, ends),
    )


async def drawn(session: AsyncSession, message: Message, *, now: datetime) -> tuple[Drawing, Week] | None:
    """None: nothing is left that happened, or they want none of it any more.

    It is about a moment: once it was posted it keeps what it said, and only its buttons are drawn anew.
    """
    program_id, advocate_id = message.program_id, message.subject
    customer = await joining.find(session, program_id, advocate_id)
    if customer is None or not joined(customer.advocate):
        return None
    welcome = await contact.still_welcome(session, program_id, advocate_id, now=now)
    if message.ts is None and not welcome:
        return None
    program = await programs.get(session, program_id)
    quarter = quarter_of(program, quarters.named(message.part)[0])
    as_of = message.posted_at or now
    impact = await steps.impact(session, program_id, advocate_id, told=(quarter.begins_at, quarter.ends_at))
    stood = await recap.climbed_to(session, program_id, advocate_id, quarter)
    found = Recap(
        customer,
        program,
        gave=await recap.done(session, program_id, advocate_id, quarter, as_of=as_of),
        got=await recap.given(session, program_id, advocate_id, quarter, as_of=as_of),
        deals=impact.deals,
        rung=(await standings.names(session, program_id))[stood] if stood is not None else None,
    )
    if message.ts is None and found.nothing:
        return None
    wording = await wordings.for_advocate(session, customer.advocate)
    return recap_card(found, wording, now=now), contact_week(program, customer.advocate)
