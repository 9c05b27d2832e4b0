"""Everything that is kept sealed, see bot/kit/vault.py: tokens of workspaces, secrets of webhooks, keys of erasure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Owned
from models.program import Program
from models.webhook import Webhook
from models.workspace import Workspace

# Each with the column that names its program.
COLUMNS: Sequence[tuple[type[Owned] | type[Program], Any, Any]] = (
    (Workspace, Workspace.program_id, Workspace.token),
    (Webhook, Webhook.program_id, Webhook.secret),
    (Webhook, Webhook.program_id, Webhook.former_secret),
    (Program, Program.id, Program.erasure_key),
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """One sealed value, and where it stands."""

    column: int  # in COLUMNS
    program_id: str
    id: str
    value: bytes


async def everything(session: AsyncSession) -> Sequence[Sealed]:
    """All that is sealed, in all programs. A token that was dropped is empty, and none."""
    found: list[Sealed] = []
    for number, (table, program, column) in enumerate(COLUMNS):
        rows = await session.execute(
            select(program, table.id, column)
            .where(column.is_not(None), func.length(column) > 0)
            .order_by(program, table.id)
        )
        found += [Sealed(number, program_id, id_, value) for program_id, id_, value in rows]
    return found


async def replace(session: AsyncSession, before: Sealed, value: bytes) -> bool:
    """Write it sealed anew. False: it is another one by now, sealed since by whoever wrote it."""
    table, program, column = COLUMNS[before.column]
    replaced = await session.execute(
        update(table)
        .where(program == before.program_id, table.id == before.id, column == before.value)
        .values({column: value})
        .returning(table.id)
        .execution_options(synchronize_session=False)
    )
    return replaced.first() is not None
