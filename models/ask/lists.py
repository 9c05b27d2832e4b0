"""A reference and the places on its list: what decides who is asked next."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.ask.states import AskState
from models.ask.table import Ask
from models.reference import Reference


@dataclass(frozen=True, slots=True)
class Place:
    ask_id: str
    account_id: str
    state: AskState


async def list_of(
    session: AsyncSession, program_id: str, reference_id: str
) -> tuple[Reference | None, Sequence[Place]]:
    """The reference, and everybody on its list in order; None where there is none."""
    found = await session.execute(_list(), {"program": program_id, "reference": reference_id})
    rows = found.all()
    reference = rows[0][0] if rows else None
    return reference, [Place(ask_id, account_id, state) for _, ask_id, account_id, state in rows if ask_id]


@cache
def _list() -> Select[Reference, str, str, AskState]:
    listed = and_(Ask.program_id == Reference.program_id, Ask.reference_id == Reference.id)
    return (
        select(Reference, Ask.id, Ask.account_id, Ask.state)
        .outerjoin(Ask, listed)
        .where(Reference.program_id == bindparam("program"), Reference.id == bindparam("reference"))
        .order_by(Ask.position, Ask.id)
        .execution_options(populate_existing=True)
    )
