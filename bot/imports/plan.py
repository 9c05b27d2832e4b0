"""What a batch of rows comes to: how many of each, and what is to be written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import bulk
from models.base import Owned


@dataclass(slots=True)
class Plan:
    """Rows by table. All rows of a table name the same columns."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    inserts: dict[type[Owned], list[dict[str, Any]]] = field(default_factory=dict)
    updates: dict[type[Owned], list[dict[str, Any]]] = field(default_factory=dict)
    deletes: dict[type[Owned], list[str]] = field(default_factory=dict)
    touched: list[str] = field(default_factory=list)  # whose messages are drawn again

    def insert(self, table: type[Owned], **values: Any) -> None:
        self.inserts.setdefault(table, []).append(values)

    def update(self, table: type[Owned], **values: Any) -> None:
        self.updates.setdefault(table, []).append(values)

    def delete(self, table: type[Owned], row_id: str) -> None:
        self.deletes.setdefault(table, []).append(row_id)

    @property
    def writes(self) -> bool:
        return bool(self.inserts or self.updates or self.deletes)

    async def write(self, session: AsyncSession, program_id: str) -> None:
        for table, gone in self.deletes.items():
            await bulk.delete_rows(session, program_id, table, gone)
        for table in bulk.in_order(self.inserts):
            await bulk.insert_rows(session, program_id, table, self.inserts[table])
        for table, changed in self.updates.items():
            await bulk.update_rows(session, program_id, table, changed)


def overlaid(existing: object, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row holds after an update: a cell that says nothing leaves what is known."""
    return {name: getattr(existing, name) if said is None else said for name, said in values.items()}


def differs(existing: object, values: Mapping[str, Any]) -> bool:
    return any(getattr(existing, name) != value for name, value in values.items())
