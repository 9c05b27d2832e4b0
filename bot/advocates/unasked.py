"""*Stop*: nothing is sent to somebody that they did not ask for, until they allow it again."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.advocates import peace, standing
from bot.advocates.standing import Own
from models import audit, joining
from models.member import Actor


async def stop(session: AsyncSession, actor: Actor, *, now: datetime) -> None:
    """The customer says so themselves; pressed twice it stays as it is."""
    own = await standing.held(session, actor)
    if own.advocate.stopped_on is None:
        await stop_unasked(session, actor, own, now=now)


async def stop_unasked(session: AsyncSession, actor: Actor, own: Own, *, now: datetime) -> None:
    """No proposals, questions, surveys and recaps any more. What they said yes to goes on, thanks and all."""
    day = standing.today(own.program, now)
    await joining.set_limit(session, actor.program_id, own.advocate.id, "stopped_on", day)
    await peace.take_back(session, actor.program_id, own.advocate.id, by=actor.user_id, now=now)
    await _said(session, actor, own, "stopped_unasked", now=now)


async def allow_again(session: AsyncSession, actor: Actor, *, now: datetime) -> None:
    """Whatever kept proposals back by their own word ends: *Stop*, *I like it where I am*, *Later*."""
    own = await standing.held(session, actor)
    advocate = own.advocate
    kept_back = {
        "stopped_on": advocate.stopped_on,
        "stays_since": advocate.stays_since,
        "snoozed_until": advocate.snoozed_until,
    }
    for name in (name for name, value in kept_back.items() if value is not None):
        await joining.set_limit(session, actor.program_id, advocate.id, name, None)
    if any(kept_back.values()):
        await _said(session, actor, own, "allowed_unasked", now=now)


async def _said(session: AsyncSession, actor: Actor, own: Own, verb: str, *, now: datetime) -> None:
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb=verb, subject=own.advocate.id)
    await standing.changed(session, own.customer, now=now)
