"""Questions of before Rung: each under a closed reference of its own, known by the key it was imported with."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.ask import Ask
from models.reference import Reference


async def asks(
    session: AsyncSession, program_id: str, form_keys: Sequence[str]
) -> dict[str, tuple[Ask, Reference]]:
    """Those that were imported with these keys."""
    rows = await session.execute(
        select(Ask, Reference)
        .join(Reference, and_(Reference.program_id == Ask.program_id, Reference.id == Ask.reference_id))
        .where(Ask.program_id == program_id, Reference.form_key.in_(form_keys))
    )
    return {reference.form_key: (ask, reference) for ask, reference in rows}
