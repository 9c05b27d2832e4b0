"""All rows that are kept on one customer, as the register says which: for them to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.activity import Activity
from models.base import Base
from models.member import Member
from models.privacy.register import Table, read


@dataclass(frozen=True, slots=True)
class Held:
    """What one table keeps on somebody: of each row the columns that an export shows, by name."""

    table: Table
    rows: Sequence[Mapping[str, Any]]


async def everything(session: AsyncSession, program_id: str, advocate_id: str) -> list[Held]:
    """What is kept on a customer, without limit: table by table, the rows in the order of their ids."""
    found = []
    for table in read().of_customers:
        rows = await session.execute(_rows(table, program_id, advocate_id))
        held = [dict(row) for row in rows.mappings()]
        if held:
            found.append(Held(table, held))
    return found


def _rows(table: Table, program_id: str, advocate_id: str) -> Select[Any]:
    real = Base.metadata.tables[table.name]
    columns = [real.c[column.name] for column in table.said]
    return (
        select(*columns)
        .where(real.c.program_id == program_id, whose(table, program_id, advocate_id))
        .order_by(real.c.id)
    )


def whose(table: Table, program_id: str, advocate_id: str) -> Any:
    """The condition by which a table's rows belong to a customer."""
    own = Base.metadata.tables[table.name].c[table.of]
    if not table.through:
        return own == advocate_id
    via = Base.metadata.tables[table.through]
    theirs = via.c[read().tables[table.through].of] == advocate_id
    return own.in_(select(via.c.id).where(via.c.program_id == program_id, theirs))


async def names(
    session: AsyncSession, program_id: str, *, account_id: str, inviter: str | None
) -> dict[str, str]:
    """What ids in such rows stand for: activities, their company, whoever invited them."""
    found: dict[str, str] = {}
    kinds = select(Activity.id, Activity.name).where(Activity.program_id == program_id)
    companies = select(Account.id, Account.name).where(
        Account.program_id == program_id, Account.id == account_id
    )
    colleague = select(Member.id, Member.name).where(Member.program_id == program_id, Member.id == inviter)
    for each in (kinds, companies, colleague):
        found |= {row.id: row.name for row in await session.execute(each)}
    return found
