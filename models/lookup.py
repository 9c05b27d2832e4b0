"""Who of the customers is to be looked up in Slack by their address, and what came of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.advocate import AT_ONCE, TO_BE_FOUND, Advocate
from models.base import EPOCH
from models.place import Place
from models.workspace import Workspace


async def due(session: AsyncSession, *, now: datetime, most: int) -> Sequence[Advocate]:
    """Those whom Slack is to be asked about, in all programs that it lets in; first who has something waiting."""
    connected = select(Workspace.id).where(
        Workspace.program_id == Advocate.program_id, Workspace.paused_at.is_(None)
    )
    found = await session.scalars(
        select(Advocate)
        .where(
            text(TO_BE_FOUND),
            Advocate.look_up_at <= now,
            Advocate.left_on.is_(None),
            Advocate.refused_on.is_(None),
            connected.exists(),
        )
        .order_by(Advocate.look_up_at, Advocate.program_id, Advocate.id)
        .limit(most),
    )
    return found.all()


async def hurry(session: AsyncSession, program_id: str, advocate_ids: Sequence[str]) -> None:
    """Something is soon to be sent to these: whoever was never looked up is next."""
    await session.execute(
        update(Advocate)
        .where(
            Advocate.program_id == program_id,
            Advocate.id.in_(advocate_ids),
            Advocate.slack_user_id.is_(None),
            Advocate.look_up_at == EPOCH,
        )
        .values(look_up_at=AT_ONCE)
        .execution_options(synchronize_session=False),
    )


async def looked_up(
    session: AsyncSession,
    program_id: str,
    advocate_id: str,
    *,
    known: bool,
    seen: datetime,
    again_at: datetime,
) -> bool:
    """Take the outcome of one lookup. False: another replica took one, or it is no longer as it was.

    `known`: their first place in Slack was known, and others were looked for.
    """
    taken = await session.execute(
        update(Advocate)
        .where(
            Advocate.program_id == program_id,
            Advocate.id == advocate_id,
            Advocate.slack_user_id.is_not(None) if known else Advocate.slack_user_id.is_(None),
            Advocate.look_up_at == seen,
        )
        .values(look_up_at=again_at)
        .returning(Advocate.id)
        .execution_options(synchronize_session=False),
    )
    return taken.first() is not None


async def known_as(
    session: AsyncSession, program_id: str, advocate_id: str, *, workspace_id: str, user_id: str
) -> bool:
    """Keep who somebody is in Slack; where else they are, is asked next. False: another customer is that person."""
    other = select(Advocate.id).where(Advocate.program_id == program_id, Advocate.slack_user_id == user_id)
    others = select(Place.id).where(
        Place.program_id == program_id, Place.slack_user_id == user_id, Place.advocate_id != advocate_id
    )
    kept = await session.execute(
        update(Advocate)
        .where(
            Advocate.program_id == program_id, Advocate.id == advocate_id, ~other.exists(), ~others.exists()
        )
        .values(workspace_id=workspace_id, slack_user_id=user_id, look_up_at=EPOCH)
        .returning(Advocate.id)
        .execution_options(synchronize_session=False),
    )
    return kept.first() is not None
