"""Two sections of tasks: customers who are on hold until one of ours decides, and what is older than its time."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import About, Frozen, Kept, Moment, Present, Section, listed, named
from bot.rules import hours
from bot.views.digest import tasks as views
from bot.views.digest.part import At, Part
from models import task as tasks
from models.program import Program
from models.task import TaskKind, WholeTask

MOST = 3
ON_HOLD = frozenset({TaskKind.NOT_HAPPY, TaskKind.CHECK_IN, TaskKind.FORBIDDEN, TaskKind.CHANGED_JOB})
OTHERS = frozenset(TaskKind) - ON_HOLD
LATE_AFTER = timedelta(hours=16)  # of working time: two days


def late_if_made_by(program: Program, moment: datetime) -> datetime:
    """What was given to somebody by then, and is open still, is older than its time."""
    return hours.subtract(hours.working(program.zone, program.country), moment, LATE_AFTER)


def _section(
    name: str,
    kinds: Collection[TaskKind],
    view: Callable[[Sequence[WholeTask], int, At], Part],
    *,
    late: bool,
) -> Section:
    async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
        made_by = late_if_made_by(moment.program, moment.as_of) if late else moment.as_of
        found, total = await tasks.open_of(session, moment.program.id, kinds, made_by=made_by, most=MOST)
        return listed(found, total)

    def draw(kept: Kept, present: Present, at: At) -> Part:
        return view(named(kept, present.tasks), kept["total"], at)

    return Section(name, About.TASKS, freeze, draw)


HOLDS = _section("holds", ON_HOLD, views.holds, late=False)
LATE = _section("late", OTHERS, views.late, late=True)
