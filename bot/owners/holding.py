"""An account that its owner keeps free for a while: *Block account until …*."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.asks import decisions
from bot.owners import days
from models import audit
from models.ask import Refused, WholeAsk
from models.base import new_id
from models.block import Block, BlockKind
from models.member import Actor

SOURCE = "owner"


async def hold_back(
    session: AsyncSession, actor: Actor, ask_id: str, day: date, *, now: datetime
) -> WholeAsk:
    """Nobody at the ask's account is asked before that day; the ask itself ends as "not now"."""
    whole = await decisions.waiting(session, actor, ask_id)
    block = Block(
        program_id=actor.program_id,
        id=new_id(),
        account_id=whole.account.id,
        kind=BlockKind.HELD_BACK,
        since=now,
        until=days.begins(day, actor.zone, now=now),
        known_at=now,
        source=SOURCE,
    )
    session.add(block)
    await session.flush()
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb=BlockKind.HELD_BACK, subject=block.id
    )
    return await decisions.refuse(session, actor, ask_id, Refused.NOT_NOW, now=now)
