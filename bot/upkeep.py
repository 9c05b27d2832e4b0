"""What could not be shown and was set aside: managers see it, and say what becomes of it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.errors import BotError
from bot.views.home.stuck import Stuck
from models import audit
from models import upkeep as rows
from models.member import Actor

SHOWN = 5
GONE = "Somebody has seen to that already."


async def of(session: AsyncSession, actor: Actor) -> Stuck:
    """Nothing, for whoever manages nothing."""
    if not actor.is_manager:
        return Stuck([], 0)
    return Stuck(*await rows.stuck(session, actor.program_id, most=SHOWN))


async def try_again(
    session: AsyncSession, program_id: str, ids: Collection[str] | None, *, by: str, now: datetime
) -> int:
    """Draw and send it once more, `None`: all of it; raises BotError where nothing is set aside any more."""
    done = await rows.try_again(session, program_id, ids, now=now)
    return _noted(session, program_id, done, "message_tried_again", by=by, now=now)


async def let_go(
    session: AsyncSession, program_id: str, ids: Collection[str] | None, *, by: str, now: datetime
) -> int:
    """Say it no more; raises BotError where nothing is set aside any more."""
    done = await rows.let_go(session, program_id, ids)
    return _noted(session, program_id, done, "message_let_go", by=by, now=now)


def _noted(
    session: AsyncSession, program_id: str, ids: Collection[str], verb: str, *, by: str, now: datetime
) -> int:
    if not ids:
        raise BotError(GONE)
    for message_id in ids:
        audit.record(session, program_id, at=now, actor=by, verb=verb, subject=message_id)
    return len(ids)
