"""Writes the tables of docs/privacy.md from the register; a test says when they are out of step."""

from collections.abc import Iterator
from pathlib import Path

from models.privacy.register import DELETE, Column, Period, Register, Table, read

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"
BEGINS, ENDS = (
    f"<!-- the register {part}: `python -m tests.tools.privacy_page` -->" for part in ("begins", "ends")
)


def written(page: str, register: Register) -> str:
    """The page with its tables as the register says."""
    before, _, rest = page.partition(BEGINS)
    after = rest.partition(ENDS)[2]
    return "\n".join([f"{before}{BEGINS}", *_tables(register), f"{ENDS}{after}"])


def _tables(register: Register) -> Iterator[str]:
    personal = [table for table in register.tables.values() if table.is_personal]
    for table in personal:
        yield f"\n### `{table.name}`: {table.about}\n"
        yield f"{table.why}. Kept {_kept(register.periods[table.kept])}.\n"
        yield "| column | what it tells | of whom | after erasure |"
        yield "|---|---|---|---|"
        for column in table.columns.values():
            if column.holds:
                whose = column.whose or table.whose
                yield f"| `{column.name}` | {column.holds} | {whose} | {_fate(table, column)} |"
    nothing = [f"`{table.name}`" for table in register.tables.values() if not table.is_personal]
    yield f"\nNothing of a person is in {', '.join(nothing)}."


def _kept(period: Period) -> str:
    return period.words.format(days=period.days)


WHERE = {
    "name": "emptied where it is their name",
    "draft": "the row is deleted where it came from their words",
    "time": "emptied by time alone",
    "slack": "the message is made to say nothing in Slack, then the row is deleted",
}


def _fate(table: Table, column: Column) -> str:
    if column.where:
        return WHERE[column.where]
    if table.erased == DELETE:
        return "the row is deleted"
    if column.kept_as:
        return f"stays, as {'an' if column.kept_as[0] in 'ai' else 'a'} {column.kept_as}"
    return "emptied" if column.to is None else "replaced by what tells nothing"


def main() -> None:
    PAGE.write_text(written(PAGE.read_text("utf-8"), read()), "utf-8")


if __name__ == "__main__":
    main()
