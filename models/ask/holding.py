"""References and the accounts of their lists, held until the transaction ends.

References before accounts, both in the order of their ids, so that nobody waits for somebody who waits for them.
SQLite's one writer holds everything.
"""

from collections.abc import Collection
from functools import cache

from sqlalchemy import BindParameter, Select, bindparam, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.ask.table import Ask
from models.reference import Reference


async def hold_list(session: AsyncSession, program_id: str, ask_id: str) -> None:
    """The reference of an ask, and the accounts of its list."""
    if _alone(session):
        return
    held = await session.scalars(_reference_of(), {"program": program_id, "ask": ask_id})
    await hold_accounts(session, program_id, held.all())


@cache
def _reference_of() -> Select[str]:
    own = Ask.program_id == bindparam("program")
    of = select(Ask.reference_id).where(own, Ask.id == bindparam("ask"))
    return (
        select(Reference.id)
        .where(Reference.program_id == bindparam("program"), Reference.id == of.scalar_subquery())
        .with_for_update()
    )


async def hold_references(session: AsyncSession, program_id: str, reference_ids: Collection[str]) -> None:
    if _alone(session):
        return
    await session.execute(
        select(Reference.id)
        .where(Reference.program_id == program_id, Reference.id.in_(reference_ids))
        .order_by(Reference.id)
        .with_for_update()
    )


async def hold_accounts(
    session: AsyncSession, program_id: str, reference_ids: Collection[str], *, also: Collection[str] = ()
) -> None:
    """Those on the lists of these references, which are held, and `also` others, as models/account.lock does it."""
    if _alone(session):
        return
    of = {"program": program_id, "references": list(reference_ids), "also": list(also)}
    await session.execute(_accounts(), of)


@cache
def _accounts() -> Select[str]:
    program: BindParameter[str] = bindparam("program")
    listed = select(Ask.account_id).where(
        Ask.program_id == program, Ask.reference_id.in_(bindparam("references", expanding=True))
    )
    others = select(Account.id).where(
        Account.program_id == program, Account.id.in_(bindparam("also", expanding=True))
    )
    return (
        select(Account.id)
        .where(Account.program_id == program, Account.id.in_(union(listed, others)))
        .order_by(Account.id)
        .with_for_update(key_share=True)
    )


def _alone(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "sqlite"
