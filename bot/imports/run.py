"""One import while it runs: whose it is, which file, and what was found out on the way."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from bot.imports.colleagues import Colleagues
from bot.kit.text import key
from bot.rules.hours import zone_of
from bot.rules.importing.headings import Headings
from bot.rules.importing.kinds import Kind
from models.activity import Activity
from models.program import Program
from models.scratch import Scratch

NOTED = "noted"  # what is noted here is forgotten when the file is read again


@dataclass(slots=True)
class Run:
    program: Program
    workspace_id: str
    kind: Kind
    file: str
    headings: Headings
    actor: str
    now: datetime
    scratch: Scratch
    colleagues: Colleagues
    ladder: dict[str, Activity]  # by folded key and by folded name
    counted: Counter[str] = field(default_factory=Counter)  # sentences with {rows}, said once with how many

    @property
    def program_id(self) -> str:
        return self.program.id

    @property
    def today(self) -> date:
        """The day that it is for the programme."""
        return self.now.astimezone(zone_of(self.program.zone)).date()

    def activity(self, said: str) -> Activity | None:
        """By its key or its name on the ladder."""
        return self.ladder.get(key(said))

    def first_line(self, space: str, name: str, line: int) -> int | None:
        """The earlier line of this file that holds the same; None: this is the first."""
        first = int(self.scratch.claim(space, name, str(line)))
        return None if first == line else first

    def begin(self) -> None:
        """Another pass over the file: what was planned before was not written."""
        self.counted.clear()
        self.colleagues.begin()
        self.scratch.forget(NOTED)

    def count(self, sentence: str, n: int = 1) -> None:
        self.counted[sentence] += n


def ladder_of(activities: Iterable[Activity]) -> dict[str, Activity]:
    """Also what is no longer on the ladder: a file tells of the past. What is on it goes first."""
    last_first = sorted(activities, key=lambda each: each.retired_on is None)
    by_name = {key(each.name): each for each in last_first}
    return by_name | {key(each.key): each for each in last_first}


def begins(day: date | None) -> datetime | None:
    """The beginning of a day, UTC."""
    return None if day is None else datetime.combine(day, time(), UTC)
