"""*Stop*: nothing comes any more that a customer did not ask for, until they allow it again."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.advocates import standing
from bot.views import dates
from models import audit, joining
from models.advocate import Advocate
from models.member import Actor


async def stop_unasked(session: AsyncSession, advocate: Advocate, *, now: datetime) -> None:
    """No proposals, no questions, no surveys, no recaps. What they said yes to goes on, thanks and all."""
    await _set(session, advocate, "stopped_unasked", now=now)


async def stop(session: AsyncSession, actor: Actor, *, now: datetime) -> None:
    """The customer says so themselves; pressed twice it stays as it is."""
    own = await standing.inside(session, actor)
    if own.advocate.stopped_on is None:
        await stop_unasked(session, own.advocate, now=now)


async def allow_again(session: AsyncSession, actor: Actor, *, now: datetime) -> None:
    own = await standing.inside(session, actor)
    if own.advocate.stopped_on is not None:
        await _set(session, own.advocate, "allowed_unasked", now=now)


async def _set(session: AsyncSession, advocate: Advocate, verb: str, *, now: datetime) -> None:
    program_id = advocate.program_id
    day = dates.today(now, advocate.zone) if verb == "stopped_unasked" else None
    await joining.set_limit(session, program_id, advocate.id, "stopped_on", day)
    by = advocate.slack_user_id or audit.CLOCK
    audit.record(session, program_id, at=now, actor=by, verb=verb, subject=advocate.id)
    await messages.changed(session, program_id, advocate.id, by, now=now)
