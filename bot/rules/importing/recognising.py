"""Which kind of file a heading line belongs to."""

from collections.abc import Sequence

from bot.rules.importing.headings import fold
from bot.rules.importing.kinds import Column, Kind, columns

LACKS = 2  # columns that a kind has to read more, to be taken for the one although it lacks something
NOTHING = (0, True, 0)


def recognise(line: Sequence[str]) -> Kind | None:
    """The kind that reads most of these headings; None where none fits best.

    One that lacks a column it needs may be it all the same: its refusal then says what is missing.
    """
    folded = {fold(heading) for heading in line} - {""}
    ranked = sorted(((_fit(kind, folded), kind) for kind in Kind), reverse=True)
    (best, kind), (second, _) = ranked[:2]
    return kind if best > second and best > NOTHING else None


def _fit(kind: Kind, folded: set[str]) -> tuple[int, bool, int]:
    """How many of its columns are there, if all that it needs is, and how many under names that are no makeshift."""
    strong = {
        each.name for each in columns(kind) if folded & {fold(name) for name in (each.name, *each.also)}
    }
    found = strong | {each.name for each in columns(kind) if folded & {fold(name) for name in each.weaker}}
    needed = [each for each in columns(kind) if each.needed]
    whole = all(_met(each, found) for each in needed)
    return len(found) - (0 if whole else LACKS), whole, len(strong)


def _met(column: Column, found: set[str]) -> bool:
    return column.name in found or bool(found.intersection(column.instead))
