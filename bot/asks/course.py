"""What comes next for a reference: the next of its list, or its end."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.asks import approval, sending, silence
from bot.asks.change import withdraw
from bot.rules import deadlines
from bot.rules.hours import working
from models import ask as asks
from models import audit
from models import program as programs
from models import reference as references
from models.ask import RUNNING, AskState, WholeAsk
from models.reference import Reference, ReferenceState

LOOKING = frozenset({ReferenceState.LOOKING})
LISTED = frozenset({AskState.LISTED})
TOGETHER = 2


async def advance(session: AsyncSession, program_id: str, reference_id: str, *, now: datetime) -> None:
    """Take the next step of a reference: ask as many of its list as may be asked at once, or come to its end."""
    await hold(session, program_id, [reference_id])
    await go_on(session, program_id, reference_id, now=now)


async def go_on(session: AsyncSession, program_id: str, reference_id: str, *, now: datetime) -> None:
    """The same for one that is held, with the accounts of its list."""
    reference, places = await asks.list_of(session, program_id, reference_id)
    if reference is None or reference.state != ReferenceState.LOOKING:
        return
    accepted = sum(place.state is AskState.ACCEPTED for place in places)
    if accepted >= reference.wanted:
        await _close(session, reference, ReferenceState.FOUND, now=now)
        return
    at_once = await _at_once(session, reference, now=now)
    busy = {place.account_id for place in places if place.state in RUNNING}
    for place in places:
        if len(busy) >= at_once:
            break
        if place.state is AskState.LISTED and place.account_id not in busy:
            busy |= {place.account_id} if await _begin(session, program_id, place.ask_id, now=now) else set()
    if not busy:
        to = ReferenceState.FOUND if accepted else ReferenceState.UNFILLED
        await _close(session, reference, to, now=now)


async def _at_once(session: AsyncSession, reference: Reference, *, now: datetime) -> int:
    """One at a time; two, of different companies, where the time left is short."""
    program = await programs.get(session, reference.program_id)
    together = program.two_together and deadlines.tight(working(program.zone, None), now, reference.needed_on)
    return TOGETHER if together else 1


async def _begin(session: AsyncSession, program_id: str, ask_id: str, *, now: datetime) -> bool:
    whole = await asks.whole(session, program_id, ask_id)
    if whole is None:
        return False
    stopped = await sending.stopped(session, whole, now=now)
    return not stopped and await approval.begin(session, whole, now=now)


async def _close(session: AsyncSession, reference: Reference, to: ReferenceState, *, now: datetime) -> None:
    """The reference's end: nobody else is asked, and whoever still was sees that it is settled."""
    program_id = reference.program_id
    await references.move(session, program_id, reference.id, came_from=LOOKING, to=to)
    audit.record(session, program_id, at=now, actor=audit.CLOCK, verb=to, subject=reference.id)
    await withdraw(session, program_id, reference.id, came_from=RUNNING | LISTED, now=now)


async def clock_ran_out(session: AsyncSession, program_id: str, ask_id: str, *, now: datetime) -> bool:
    """Act for an ask whose time is up: the owner's chain goes on, a waiting one is sent, silence moves on.

    False: another replica, or an answer, was first.
    """
    whole = await locked(session, program_id, ask_id)
    if whole is None:
        return False
    state = await asks.claim_due(session, program_id, ask_id, now=now)
    if state is None:
        return False
    if state == AskState.APPROVING:
        await approval.next_stage(session, whole, now=now)
    elif state == AskState.APPROVED:
        await sending.send(session, whole, now=now)
    else:
        await silence.fell(session, whole, now=now)
    # Also where this ask goes on: time has passed, and two may be asked at once by now.
    await go_on(session, program_id, whole.reference.id, now=now)
    return True


async def locked(session: AsyncSession, program_id: str, ask_id: str) -> WholeAsk | None:
    """An ask as it is, held with its reference until the transaction ends."""
    await asks.hold_list(session, program_id, ask_id)
    return await asks.whole(session, program_id, ask_id)


async def hold(
    session: AsyncSession, program_id: str, reference_ids: Collection[str], *, also: Collection[str] = ()
) -> None:
    """Hold references and all accounts of their lists (`also`: others) until the transaction ends.

    Each step of a reference may look at several accounts. So all are held first, references before accounts, both
    in the order of their ids: whoever holds some of them never waits for somebody who waits for these.
    """
    await asks.hold_references(session, program_id, reference_ids)
    await asks.hold_accounts(session, program_id, reference_ids, also=also)


async def spare_colleagues(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    """One person's no covers their colleagues for that deal."""
    await withdraw(
        session,
        whole.ask.program_id,
        whole.reference.id,
        account_id=whole.ask.account_id,
        came_from=LISTED,
        now=now,
    )
