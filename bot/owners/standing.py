"""Standing approvals: an owner's consent given ahead, for so many asks of one customer."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks import decisions
from bot.kit.errors import BotError
from bot.owners import days
from bot.rules import hours
from models import audit
from models import standing as standings
from models.ask import WholeAsk
from models.base import new_id
from models.member import Actor
from models.standing import StandingApproval

MOST_ASKS = 5


async def may_give(session: AsyncSession, actor: Actor, ask_id: str) -> WholeAsk:
    """The ask that waits, where the actor is its owner or their backup; raises BotError where not."""
    whole = await decisions.waiting(session, actor, ask_id)
    if actor.member_id not in {whole.owner.id, whole.owner.backup_id}:
        raise BotError("A standing approval is for the owner of this customer or their backup to give.")
    return whole


async def give(
    session: AsyncSession,
    actor: Actor,
    ask_id: str,
    count: int,
    until: date,
    *,
    any_activity: bool,
    now: datetime,
) -> WholeAsk:
    """Approve this ask, and `count` more ahead until that day; of this activity only, or of any."""
    whole = await may_give(session, actor, ask_id)
    if not 1 <= count <= MOST_ASKS:
        raise BotError(f"Choose between one and {MOST_ASKS} asks.")
    approval = StandingApproval(
        program_id=actor.program_id,
        id=new_id(),
        advocate_id=whole.advocate.id,
        activity_id=None if any_activity else whole.activity.id,
        member_id=actor.member_id or "",
        given_at=now,
        until=days.until(until, actor.zone, now=now),
        granted=count,
    )
    session.add(approval)
    await session.flush()
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb="standing_given", subject=approval.id
    )
    approved = await decisions.approve(session, actor, ask_id, now=now)
    await messages.changed(session, actor.program_id, actor.user_id, now=now)
    return approved


async def withdraw(session: AsyncSession, actor: Actor, approval_id: str, *, now: datetime) -> None:
    """From now on each ask of that customer is put before them again."""
    today = hours.local_day(hours.working(actor.zone, None), now)
    member_id = actor.member_id or ""
    if not await standings.withdraw(session, actor.program_id, approval_id, member_id=member_id, today=today):
        raise BotError("Nothing is left of this standing approval, so there is nothing to withdraw.")
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb="standing_withdrawn", subject=approval_id
    )
    used = await standings.asks_by(session, actor.program_id, approval_id)
    await messages.changed(session, actor.program_id, actor.user_id, *used, now=now)
