"""Which questions and references a change of the facts concerns, so that what shows them is drawn again."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.ask import RUNNING, Ask
from models.reference import Reference


async def at_accounts(session: AsyncSession, program_id: str, account_ids: Sequence[str]) -> list[str]:
    """Running questions to people of these accounts, and their references."""
    return await _running(session, program_id, Ask.account_id.in_(account_ids)) if account_ids else []


async def about(session: AsyncSession, program_id: str, advocate_ids: Sequence[str]) -> list[str]:
    """Running questions to these people, and their references."""
    return await _running(session, program_id, Ask.advocate_id.in_(advocate_ids)) if advocate_ids else []


async def for_deals(session: AsyncSession, program_id: str, deal_ids: Sequence[str]) -> list[str]:
    """References for these deals, and all their questions: what came of a deal is shown after the end, too."""
    if not deal_ids:
        return []
    references = await session.scalars(
        select(Reference.id).where(Reference.program_id == program_id, Reference.deal_id.in_(deal_ids))
    )
    asks = await session.scalars(
        select(Ask.id).where(Ask.program_id == program_id, Ask.deal_id.in_(deal_ids))
    )
    return [*references, *asks]


async def _running(session: AsyncSession, program_id: str, concerned: ColumnElement[bool]) -> list[str]:
    rows = await session.execute(
        select(Ask.id, Ask.reference_id).where(
            Ask.program_id == program_id, Ask.state.in_(RUNNING), concerned
        )
    )
    return [subject for row in rows for subject in row]
