"""A first look at a file: its headings, and which order its slashed dates have."""

from bot.imports.reading import Source, table
from bot.kit.errors import BotError
from bot.kit.text import plain
from bot.rules.importing import days, headings
from bot.rules.importing.days import DateOrder
from bot.rules.importing.headings import Headings
from bot.rules.importing.kinds import Kind
from bot.rules.importing.refusals import FileError

IN_WORDS = {DateOrder.DAY_FIRST: "the day first", DateOrder.MONTH_FIRST: "the month first"}


class UnclearDatesError(FileError):
    """Nothing in the file shows whether the day or the month comes first: somebody has to say it."""


class Slashed:
    """The slashed dates of one column: an example, and what they show."""

    def __init__(self) -> None:
        self.example, self.shown = "", set[DateOrder]()

    def see(self, text: str) -> None:
        self.example = self.example or text
        if (shown := days.shows(text)) is not None:
            self.shown.add(shown)


def look(kind: Kind, source: Source, dates: DateOrder | None) -> tuple[Headings, dict[str, DateOrder]]:
    """The file's columns, and the order of dates by column; raises BotError for a file that can't be taken as it is."""
    with table(source) as found:
        understood = headings.understand(kind, found.headings, file=source.name)
        places = [place for place in understood.places if place.column.cell == "day"]
        seen = {place.column.name: Slashed() for place in places}
        for line in found.rows() if places else ():
            for place in places:
                text = line.cells[place.index].strip() if place.index < len(line.cells) else ""
                if days.is_slashed(text):
                    seen[place.column.name].see(text)
    slashed = {name: each for name, each in seen.items() if each.example}
    return understood, {name: _order(source.name, understood, slashed, name, dates) for name in slashed}


def _order(
    file: str, understood: Headings, slashed: dict[str, Slashed], name: str, dates: DateOrder | None
) -> DateOrder:
    own = slashed[name].shown
    heading = plain(understood.heading(name))
    if len(own) > 1:
        raise BotError(
            f"{file} has dates with the day first and dates with the month first in the column “{heading}”. "
            "Write them all alike, best like 2026-03-31."
        )
    order = days.decided(own) or dates or days.decided(each for one in slashed.values() for each in one.shown)
    if order is None:
        example = plain(slashed[name].example)
        raise UnclearDatesError(
            f"{file} has dates like {example} in the column “{heading}”, and nothing shows whether the day or the "
            "month comes first.",
            "Import it again with --dates day-first or --dates month-first.",
        )
    return order


def notes(understood: Headings, orders: dict[str, DateOrder]) -> list[str]:
    """How the dates were read, for the report."""
    return [
        f"Dates in “{plain(understood.heading(name))}” were read with {IN_WORDS[order]}."
        for name, order in orders.items()
    ]
