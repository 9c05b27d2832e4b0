"""What a customer's answer gives their owner to decide, open and decided."""

from collections.abc import Iterator

from bot.views.ask.customer_task import CARDS, OUTCOMES
from bot.views.task import task_card
from models.task import Task, TaskKind, WholeTask
from tests.views import people
from tests.views.gallery.surface import Surface, message
from tests.views.people import BERLIN, NOW, PROGRAM, Names, at


def task(names: Names, kind: TaskKind, *, outcome: str | None = None, by_clock: bool = False) -> WholeTask:
    owner = people.member(names.owner, "U0ANNA")
    decided = {"outcome": outcome, "done_at": at(2, 9) if outcome else None}
    return WholeTask(
        task=Task(
            program_id=PROGRAM, id="task-1", kind=kind, said=names.word, made_at=at(27, 9, month=2), **decided
        ),
        member=owner,
        account=people.account(names),
        advocate=people.advocate(names),
        done_by=None if by_clock else owner,
    )


def surfaces(names: Names) -> Iterator[Surface]:
    for kind in CARDS:
        yield message(f"task: {kind}", task_card(task(names, kind), zone=BERLIN, now=NOW))
    for kind, outcome in OUTCOMES:
        for by_clock in (True, False):
            done = task(names, kind, outcome=outcome, by_clock=by_clock)
            drawn = task_card(done, zone=BERLIN, now=NOW)
            yield message(f"task: {kind} {outcome}, by the clock {by_clock}", drawn)
