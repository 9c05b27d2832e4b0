"""Who owns how many customers, and how much of that waits for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.ask import Ask, AskState
from models.member import Member
from models.task import Task


@dataclass(frozen=True, slots=True)
class Ownership:
    """An owner, active or not, with what they have in hand."""

    member: Member
    accounts: int
    approvals: int  # asks that wait for somebody's consent at their accounts
    tasks: int


async def of_all(session: AsyncSession, program_id: str, *, most: int, skip: int = 0) -> Sequence[Ownership]:
    """Everybody who owns an account; those who left come first, then those with the most accounts."""
    rows = await session.execute(
        _owners(program_id).limit(most).offset(skip),
    )
    return [Ownership(*row) for row in rows]


async def of_one(session: AsyncSession, program_id: str, member_id: str) -> Ownership | None:
    """The same for one member; None where they own nothing."""
    row = (await session.execute(_owners(program_id).where(Member.id == member_id))).one_or_none()
    return Ownership(*row) if row else None


def _owners(program_id: str) -> Select[Member, int, int, int]:
    owned = (
        select(Account.owner_id, func.count().label("many"))
        .where(Account.program_id == program_id)
        .group_by(Account.owner_id)
        .subquery()
    )
    asks = (
        select(Account.owner_id, func.count().label("many"))
        .join(Ask, and_(Ask.program_id == Account.program_id, Ask.account_id == Account.id))
        .where(Account.program_id == program_id, Ask.state == AskState.APPROVING)
        .group_by(Account.owner_id)
        .subquery()
    )
    tasks = (
        select(Task.member_id, func.count().label("many"))
        .where(Task.program_id == program_id, Task.done_at.is_(None))
        .group_by(Task.member_id)
        .subquery()
    )
    return (
        select(Member, owned.c.many, func.coalesce(asks.c.many, 0), func.coalesce(tasks.c.many, 0))
        .join(owned, owned.c.owner_id == Member.id)
        .outerjoin(asks, asks.c.owner_id == Member.id)
        .outerjoin(tasks, tasks.c.member_id == Member.id)
        .where(Member.program_id == program_id)
        .order_by(Member.active, owned.c.many.desc(), Member.name, Member.id)
    )
