"""What colleagues have to decide about customers: those on hold, and what is older than its time."""

from collections.abc import Mapping, Sequence

from bot.kit.text import foreign, plural, sentence
from bot.views import dates
from bot.views.blocks import Block, section
from bot.views.digest.part import At, Do, Part, act, who
from bot.views.manager.queue import KINDS
from models.task import TaskKind, WholeTask

# Said where sellers may read along: what a customer told us in confidence is not in it.
DISCREET: Mapping[TaskKind, str] = {
    **KINDS,
    TaskKind.NOT_HAPPY: "nobody there is asked until somebody has talked with them",
    TaskKind.CHECK_IN: "two questions went unanswered: nobody asks them until somebody has checked in",
    TaskKind.FORBIDDEN: "this kind of help is off at their company",
    TaskKind.DETRACTOR: "a customer would like to hear from us",
    TaskKind.OBJECTION: "a customer wants something looked at that we keep on them",
}
BUTTONS: Mapping[TaskKind, tuple[str, Do]] = {
    TaskKind.NOT_HAPPY: ("Clear it", Do.CLEAR),
    TaskKind.CHECK_IN: ("Fine to be asked", Do.FINE),
}


def holds(found: Sequence[WholeTask], total: int, at: At) -> Part:
    said = f"{plural(total, 'customer is', 'customers are')} on hold until one of us says so."
    return _part(said, found, total, at)


def late(found: Sequence[WholeTask], total: int, at: At) -> Part:
    said = f"{plural(total, 'task has', 'tasks have')} been open for more than two working days."
    return _part(said, found, total, at)


def _part(said: str, found: Sequence[WholeTask], total: int, at: At) -> Part:
    rows = [[task(whole, at)] for whole in found]
    return Part(said, rows=rows, total=total, waits=sum(w.task.done_at is None for w in found))


def task(whole: WholeTask, at: At) -> Block:
    """One task with its button; once done, who did it."""
    about = f"*{foreign(whole.account.name, 100)}*"
    if whole.advocate:
        about = who(whole.advocate.title, whole.account.name)
    if whole.task.done_at is not None:
        done_by = foreign(whole.done_by.name, 60) if whole.done_by else "Rung"
        day = dates.on(whole.task.done_at, zone=at.zone, now=at.now)
        return section(f"{about}\nDone ({done_by}, {day}).")
    since = dates.on(whole.task.made_at, zone=at.zone, now=at.now)
    text = f"{about}\n{sentence(DISCREET[whole.task.kind])}. With {foreign(whole.member.name, 60)} since {since}."
    label, do = BUTTONS.get(whole.task.kind, ("Take over", Do.TAKE))
    return section(text, act(label, do, whole.task.id))
