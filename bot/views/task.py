"""What a colleague is to decide about a customer, with its buttons; once done, who decided."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.kit.text import foreign
from bot.views import dates
from bot.views.advocate import cards as advocate_cards
from bot.views.ask import customer_task
from bot.views.blocks import Drawing, section
from bot.views.favour import not_held
from bot.views.giveback import tasks as givebacks
from bot.views.nps import detractor, first_step
from bot.views.nudge import tasks as nudge_tasks
from bot.views.owner import relay
from bot.views.survey import tasks as draft_tasks
from models.task import TaskKind, WholeTask

ERASED, GONE = "erased", "nothing is left to decide: what was kept on the person was erased"
Card = Callable[[WholeTask, str, datetime], Drawing]
# Each kind's card while it is open: (task, the reader's zone, now).
CARDS: Mapping[TaskKind, Card] = {
    TaskKind.RELAY: relay.relay_card,
    **advocate_cards.CARDS,
    **customer_task.CARDS,
    **detractor.CARDS,
    **first_step.CARDS,
    **draft_tasks.CARDS,
    TaskKind.NOT_HELD: not_held.not_held_card,
    **givebacks.CARDS,
    **nudge_tasks.CARDS,
}
# What was decided, by kind and outcome, said to whoever reads the closed card.
OUTCOMES: Mapping[tuple[TaskKind, str], str] = {
    **relay.OUTCOMES,
    **advocate_cards.OUTCOMES,
    **customer_task.OUTCOMES,
    **detractor.OUTCOMES,
    **first_step.OUTCOMES,
    **draft_tasks.OUTCOMES,
    **not_held.OUTCOMES,
    **givebacks.OUTCOMES,
    **nudge_tasks.OUTCOMES,
}


def task_card(whole: WholeTask, *, zone: str, now: datetime) -> Drawing:
    """The card of a task for one reader."""
    if whole.task.done_at is None:
        return CARDS[whole.task.kind](whole, zone, now)
    who = foreign(whole.done_by.name) if whole.done_by else "Rung"
    about = foreign(whole.advocate.name if whole.advocate else whole.account.name)
    day = dates.on(whole.task.done_at, zone=zone, now=now)
    outcome = whole.task.outcome or ""
    said = GONE if outcome == ERASED else OUTCOMES[whole.task.kind, outcome]
    text = f"{about}: {said} ({who}, {day})"
    return Drawing(text, [section(text)])
