"""To a manager, the same day: what became overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.kit.text import plural
from bot.views import dates
from bot.views.blocks import Block, Drawing, context, section
from bot.views.digest.debriefs import favour, open_
from bot.views.digest.part import At
from bot.views.digest.tasks import task
from bot.views.digest.waiting import question
from models.ask import WholeAsk
from models.debrief import Debrief
from models.task import WholeTask

MOST = 10  # of each kind


@dataclass(frozen=True, slots=True)
class Overdue:
    """What the note of a day names, as it stands."""

    day: date
    asks: Sequence[WholeAsk] = field(default_factory=list)
    tasks: Sequence[WholeTask] = field(default_factory=list)
    favours: Sequence[WholeAsk] = field(default_factory=list)
    sides: Mapping[str, Debrief] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """How much of it still waits for somebody; that nobody decided in time is told, whatever comes next."""
        late = sum(whole.task.done_at is None for whole in self.tasks)
        owed = sum(open_(whole, self.sides.get(whole.ask.id)) for whole in self.favours)
        return len(self.asks) + late + owed


def overdue_note(found: Overdue, at: At) -> Drawing:
    total = len(found.asks) + len(found.tasks) + len(found.favours)
    day = dates.weekday(found.day, dates.today(at.now, at.zone))
    said = f"{plural(total, 'thing')} became overdue: {day}"
    blocks: list[Block] = [section(f"*{said}*")]
    for whole in found.asks[:MOST]:
        blocks += question(whole, at)
    blocks += [task(whole, at) for whole in found.tasks[:MOST]]
    blocks += [favour(whole, found.sides.get(whole.ask.id), at) for whole in found.favours[:MOST]]
    left = sum(max(len(kind) - MOST, 0) for kind in (found.asks, found.tasks, found.favours))
    blocks += [context(f"And {left} more: `/rung queue` shows what waits.")] if left else []
    return Drawing(f"{said}.", blocks)
