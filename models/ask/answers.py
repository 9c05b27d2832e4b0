"""What customers' answers are counted and kept by, and what a withdrawn yes brings back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.ask.states import AskState, Refused, Road, WhyNot
from models.ask.table import Ask


async def keep_why_not(session: AsyncSession, program_id: str, ask_id: str, why_not: WhyNot) -> bool:
    """Keep the reason for a no, once. False: there is no no, or it has its reason."""
    kept = await session.execute(
        update(Ask)
        .where(
            Ask.program_id == program_id,
            Ask.id == ask_id,
            Ask.state == AskState.DECLINED,
            Ask.why_not.is_(None),
        )
        .values(why_not=why_not)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return kept.first() is not None


async def latest(
    session: AsyncSession, program_id: str, advocate_id: str, *, since: datetime | None, most: int
) -> Sequence[AskState]:
    """What became of the last questions that reached somebody (after an instant, if given), newest first.

    Not of those that an assistant has: it is not the customer who does not answer them.
    """
    after = [] if since is None else [Ask.asked_at > since]
    return (
        await session.scalars(
            select(Ask.state)
            .where(
                Ask.program_id == program_id,
                Ask.advocate_id == advocate_id,
                Ask.road != Road.ASSISTANT,
                Ask.asked_at.is_not(None),
                *after,
            )
            .order_by(Ask.asked_at.desc(), Ask.id.desc())
            .limit(most),
        )
    ).all()


async def relist(
    session: AsyncSession, program_id: str, reference_id: str, *, now: datetime
) -> Sequence[str]:
    """Put back on a reference's list whom somebody else's yes took off it before anybody was bothered; their ids.

    Not the colleagues of who said no to this deal.
    """
    refused = select(Ask.account_id).where(
        Ask.program_id == program_id,
        Ask.reference_id == reference_id,
        or_(Ask.state == AskState.DECLINED, Ask.refused == Refused.NOT_THIS_DEAL),
    )
    back = await session.scalars(
        update(Ask)
        .where(
            Ask.program_id == program_id,
            Ask.reference_id == reference_id,
            Ask.state == AskState.WITHDRAWN,
            Ask.stage.is_(None),
            Ask.decided_by.is_(None),
            Ask.asked_at.is_(None),
            Ask.account_id.not_in(refused),
        )
        .values(state=AskState.LISTED, state_at=now)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return back.all()
