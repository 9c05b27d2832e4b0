"""A file's heading line: which of our columns each heading is, and what is wrong with the line as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.kit.errors import BotError
from bot.kit.text import key, listed, plain
from bot.rules.importing.kinds import Column, Kind, columns, title
from bot.rules.importing.refusals import FileError


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands in the file, under the file's own heading."""

    index: int
    heading: str
    column: Column


@dataclass(frozen=True, slots=True)
class Headings:
    places: Sequence[Place]
    ignored: Sequence[str]  # headings that nothing reads

    def heading(self, column: str) -> str:
        """The file's own heading of one of our columns; our name where the file does not have it."""
        return next((place.heading for place in self.places if place.column.name == column), column)

    def has(self, column: str) -> bool:
        return any(place.column.name == column for place in self.places)


def fold(heading: str) -> str:
    """Case, spaces and punctuation do not count: “Account ID” is AccountId is account_id."""
    return key(heading).replace(" ", "")


def understand(kind: Kind, line: Sequence[str], *, file: str) -> Headings:
    """Raises BotError for a heading that stands twice, two that mean the same, and a needed one that is missing."""
    folded = [fold(heading) for heading in line]
    places: list[Place] = []
    for column in columns(kind):
        strong = {fold(name) for name in (column.name, *column.also)}
        weak = [fold(name) for name in column.weaker]
        found = [index for index, name in enumerate(folded) if name in strong]
        if not found:
            found = next((at for name in weak if (at := _where(folded, name))), [])
        if len(found) > 1:
            raise BotError(_twice(file, [line[index] for index in found]))
        places += [Place(index, plain(line[index]), column) for index in found]
    read = {place.index for place in places}
    ignored = [plain(line[index]) for index, name in enumerate(folded) if name and index not in read]
    _check_needed(kind, places, file=file)
    return Headings(sorted(places, key=lambda place: place.index), ignored)


def _where(folded: Sequence[str], name: str) -> list[int]:
    return [index for index, each in enumerate(folded) if each == name]


def _twice(file: str, names: Sequence[str]) -> str:
    first, second = plain(names[0]), plain(names[1])
    if fold(first) == fold(second):
        return f"{file} has the column “{first}” twice. Take one of them out, and import it again."
    return f"{file} has “{first}” and “{second}”, which mean the same. Take one of them out, and import it again."


def _check_needed(kind: Kind, places: Sequence[Place], *, file: str) -> None:
    there = {place.column.name for place in places}
    missing = [
        column.name
        for column in columns(kind)
        if column.needed and column.name not in there and not there.intersection(column.instead)
    ]
    if len(missing) == sum(column.needed for column in columns(kind)):
        raise FileError(
            f"{file} does not look like a file of {title(kind)}: it has no column for {listed(missing)}.",
            f"`rung import --template {kind}` shows what such a file holds.",
        )
    if missing:
        raise FileError(
            f"{file} has no column for {listed(missing)}. Export it again with that, or add it.",
            f"`rung import --template {kind}` shows what each column is called.",
        )
