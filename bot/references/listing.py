"""The list of a reference: the best who may be asked, each from another account, up to three."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import needs
from bot.rules import matching
from models import ask as asks
from models import lookup
from models.activity import Activity
from models.ask import Ask, AskState, WholeAsk
from models.base import new_id
from models.deal import Deal
from models.reference import Reference

SHORTLISTED = 3


async def fill(
    session: AsyncSession, reference: Reference, deal: Deal, activity: Activity, *, now: datetime
) -> None:
    """Keep three on the list, the next best at its end, as long as others may be asked."""
    own = await asks.of_references(session, reference.program_id, [reference.id])
    missing = SHORTLISTED - sum(whole.ask.state == AskState.LISTED for whole in own)
    if missing <= 0:
        return
    known = {whole.ask.account_id for whole in own}
    found = await needs.standings(session, reference, deal, activity, now=now)
    others = (each for each in found if each.eligible and each.account_id not in known)
    last = max((whole.ask.position for whole in own), default=-1)
    best = matching.best_of_each_account(others)[:missing]
    session.add_all(
        Ask(
            program_id=reference.program_id,
            id=new_id(),
            reference_id=reference.id,
            advocate_id=standing.advocate_id,
            account_id=standing.account_id,
            deal_id=deal.id,
            activity_id=activity.id,
            position=position,
            state=AskState.LISTED,
            state_at=now,
            reasons=matching.strongest(standing.fits),
        )
        for position, standing in enumerate(best, start=last + 1)
    )
    await session.flush()
    await lookup.hurry(session, reference.program_id, [standing.advocate_id for standing in best])


async def bring_back(
    session: AsyncSession, program_id: str, reference_id: str, state: AskState, *, now: datetime
) -> bool:
    """Put the first three that were taken off untouched back on the list. False: there was nobody."""
    own = await asks.of_references(session, program_id, [reference_id])
    listed = sum(whole.ask.state == AskState.LISTED for whole in own)
    back = [whole.ask for whole in own if whole.ask.state == state and _untouched(whole)]
    for ask in back[: max(SHORTLISTED - listed, 0)]:
        await asks.move(
            session, program_id, ask.id, came_from=frozenset({state}), to=AskState.LISTED, now=now
        )
    return bool(back)


def _untouched(whole: WholeAsk) -> bool:
    """Neither their owner nor they heard of it."""
    return whole.ask.stage is None and whole.ask.decided_by is None and whole.ask.asked_at is None
