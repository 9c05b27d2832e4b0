"""What comes next for a reference: the next of its list, or its end."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks import approval, sending
from bot.asks.change import change
from models import ask as asks
from models import audit
from models import reference as references
from models.ask import RUNNING, AskState, WholeAsk
from models.reference import Reference, ReferenceState

LOOKING = frozenset({ReferenceState.LOOKING})
LISTED = frozenset({AskState.LISTED})


async def advance(session: AsyncSession, program_id: str, reference_id: str, *, now: datetime) -> None:
    """Take the next step of a reference: none while an ask is running, else the next of the list, else its end."""
    reference = await references.lock(session, program_id, reference_id)
    if reference is None or reference.state != ReferenceState.LOOKING:
        return
    own = await asks.of_references(session, program_id, [reference_id])
    if any(whole.ask.state in RUNNING for whole in own):
        return
    accepted = sum(whole.ask.state == AskState.ACCEPTED for whole in own)
    if accepted < reference.wanted:
        for whole in own:
            if whole.ask.state == AskState.LISTED and await _begin(session, whole, now=now):
                return
    await _close(session, reference, found=accepted > 0, now=now)


async def _begin(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> bool:
    stopped = await sending.stopped(session, whole, now=now)
    return not stopped and await approval.begin(session, whole, now=now)


async def _close(session: AsyncSession, reference: Reference, *, found: bool, now: datetime) -> None:
    program_id = reference.program_id
    to = ReferenceState.FOUND if found else ReferenceState.UNFILLED
    await references.move(session, program_id, reference.id, came_from=LOOKING, to=to)
    await asks.withdraw_rest(session, program_id, reference_id=reference.id, came_from=LISTED, now=now)
    audit.record(session, program_id, at=now, actor=audit.CLOCK, verb=to, subject=reference.id)
    await messages.changed(session, program_id, reference.id, now=now)


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
        going_on = await approval.next_stage(session, whole, now=now)
    elif state == AskState.APPROVED:
        going_on = await sending.send(session, whole, now=now)
    else:
        going_on = False
        await change(session, whole.ask, AskState.SILENT, came_from=AskState.ASKED, now=now)
    if not going_on:
        await advance(session, program_id, whole.reference.id, now=now)
    return True


async def locked(session: AsyncSession, program_id: str, ask_id: str) -> WholeAsk | None:
    """An ask as it is, held with its reference until the transaction ends."""
    found = await asks.whole(session, program_id, ask_id)
    if found is None:
        return None
    await references.lock(session, program_id, found.reference.id)
    return await asks.whole(session, program_id, ask_id)


async def spare_colleagues(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    """One person's no covers their colleagues for that deal."""
    await asks.withdraw_rest(
        session,
        whole.ask.program_id,
        reference_id=whole.reference.id,
        account_id=whole.ask.account_id,
        came_from=LISTED,
        now=now,
    )
