"""Which questions give way where a programme lets the larger deal go first."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.ask.states import AskState
from models.ask.table import Ask
from models.deal import Deal
from models.program import Program

BEFORE_CUSTOMER = frozenset({AskState.APPROVING, AskState.APPROVED})


async def smaller(session: AsyncSession, program_id: str, *, account_id: str, amount: int) -> Sequence[Ask]:
    """An account's asks that have not reached the customer, for deals known to be smaller, held.

    Without those that somebody else holds, who will find, before one is sent, that a larger one is open: to wait
    for them could be a deadlock.
    """
    found = await session.scalars(
        select(Ask)
        .join(Deal, and_(Deal.program_id == Ask.program_id, Deal.id == Ask.deal_id))
        .join(Program, Program.id == Ask.program_id)
        .where(
            Ask.program_id == program_id,
            Ask.account_id == account_id,
            Ask.state.in_(BEFORE_CUSTOMER),
            Deal.amount < amount,
            Program.larger_first,
        )
        .order_by(Ask.id)
        .with_for_update(of=Ask, skip_locked=True)
        .execution_options(populate_existing=True),
    )
    return found.all()
