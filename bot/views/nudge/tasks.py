"""A customer's next step, as their owner has it to do: to propose, to begin, to ask after; and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from bot.kit.ids import Action, encode, variant
from bot.kit.text import foreign, plain
from bot.views import dates
from bot.views.blocks import Block, Drawing, actions, button, context, datepicker, field, section
from models.task import TaskKind, WholeTask


class Decided(StrEnum):
    """What an owner can press; the words for what it means stand in OUTCOMES."""

    ASK = "ask"
    NOT_NOW = "not_now"
    TOUCHED = "touched"
    DONE = "done"
    NOTHING = "nothing"
    STILL = "still"


OUTCOMES: Mapping[tuple[TaskKind, str], str] = {
    (TaskKind.PROPOSE, Decided.ASK): "asked about a next step in person.",
    (TaskKind.PROPOSE, Decided.NOT_NOW): "not asked about a next step now.",
    (TaskKind.PROPOSE, "peace"): "they want to be left in peace, so this was taken back.",
    (TaskKind.PROPOSE, "lapsed"): "nobody asked them within two weeks, so this has lapsed.",
    (TaskKind.STARTED, Decided.DONE): "the step they said yes to is done.",
    (TaskKind.STARTED, Decided.NOTHING): "nothing came of the step this time.",
    (TaskKind.STARTED, "asked_again"): "nothing was heard for a month; there is a newer card.",
    (TaskKind.UNHEARD, Decided.DONE): "the step they said yes to is done.",
    (TaskKind.UNHEARD, Decided.NOTHING): "nothing came of the step this time.",
    (TaskKind.UNHEARD, Decided.STILL): "the step is still on its way.",
}
END = [("It is done", Decided.DONE), ("Nothing came of it", Decided.NOTHING)]


SERVED = "served for a time"


def said(phrase: str, touched: str = "", *, lasting: bool = False) -> str:
    """What a task keeps: the step, the day since which the owner is in touch, whether it is served for a time."""
    return "\n".join([plain(phrase, 100), touched, *([SERVED] if lasting else [])]).rstrip()


def _kept(whole: WholeTask) -> tuple[str, str]:
    phrase, touched = [*whole.task.said.split("\n"), ""][:2]
    return foreign(phrase, 100), touched


def until_field(task_id: str) -> str:
    """The input's id: on Home several of these stand below each other."""
    return f"until:{task_id}"


def _until(whole: WholeTask) -> list[Block]:
    """Of what is served for a time: the last day, if it is known."""
    if not whole.task.said.endswith(f"\n{SERVED}"):
        return []
    name = until_field(whole.task.id)
    hint = "It has begun when you press that it is done. Empty: for as long as they serve."
    return [field(name, "Serves until", datepicker(name, "Choose a day"), optional=True, hint=hint)]


def propose(whole: WholeTask, zone: str, now: datetime) -> Drawing:
    phrase, _ = _kept(whole)
    return _card(
        whole,
        f"may be ready for a next step: {phrase}.",
        "Rung proposes nothing to executives itself: you know best how, and whether, to ask. If you ask them, it "
        "counts as one of the two times in 60 days that they hear from us without having asked.",
        [("Ask them myself", Decided.ASK), ("Not now", Decided.NOT_NOW)],
        zone=zone,
        now=now,
    )


def started(whole: WholeTask, zone: str, now: datetime) -> Drawing:
    phrase, touched = _kept(whole)
    if touched:
        day = dates.day(date.fromisoformat(touched), dates.today(now, zone))
        means, choices = f"You have been in touch since {day}. How did it end?", END
    else:
        means = "Please get in touch with them. They were told that you will."
        choices = [("I have got in touch", Decided.TOUCHED), *END]
    return _card(whole, f"would like to hear more about {phrase}.", means, choices, zone=zone, now=now)


def unheard(whole: WholeTask, zone: str, now: datetime) -> Drawing:
    phrase, _ = _kept(whole)
    return _card(
        whole,
        f"said yes to {phrase} a month ago.",
        "Nothing was written down since then. What became of it? You are asked this once.",
        [*END, ("Still on its way", Decided.STILL)],
        zone=zone,
        now=now,
    )


CARDS = {TaskKind.PROPOSE: propose, TaskKind.STARTED: started, TaskKind.UNHEARD: unheard}


def _card(
    whole: WholeTask,
    what: str,
    means: str,
    choices: Sequence[tuple[str, Decided]],
    *,
    zone: str,
    now: datetime,
) -> Drawing:
    account = foreign(whole.account.name)
    who = f"{foreign(whole.advocate.name)}, {account}," if whole.advocate else account
    text = f"{who} {what}"
    ends = any(decided is Decided.DONE for _, decided in choices)
    blocks: list[Block] = [
        section(f"*{text}*\n{means}"),
        *(_until(whole) if ends else []),
        actions(
            [
                button(label, variant(Action.NUDGE_TASK, decided), encode(whole.task.id, decided))
                for label, decided in choices
            ]
        ),
        context(f"Since {dates.on(whole.task.made_at, zone=zone, now=now)}."),
    ]
    return Drawing(text, blocks)
