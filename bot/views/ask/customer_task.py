"""What a customer's answer gives their owner to decide: silence, a bad mood, a ban, a new job, not again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from bot.kit.ids import Action, encode, variant
from bot.kit.text import foreign
from bot.views import dates
from bot.views.blocks import Block, Drawing, actions, button, context, section
from models.task import TaskKind, WholeTask


class Decided(StrEnum):
    """What can be decided; the words for it stand in OUTCOMES."""

    FINE = "fine"
    LEFT_ALONE = "left_alone"
    CLEARED = "cleared"
    NOTED = "noted"
    ALLOWED = "allowed"
    MAY_FOLLOW = "may_follow"


CAME_BACK, LEFT = "came_back", "left"  # settled by what they did themselves
OUTCOMES: Mapping[tuple[TaskKind, str], str] = {
    (TaskKind.CHECK_IN, Decided.FINE): "fine to be asked again.",
    (TaskKind.CHECK_IN, Decided.LEFT_ALONE): "left in peace.",
    (TaskKind.CHECK_IN, CAME_BACK): "came back themselves, so there is nothing left to check.",
    (TaskKind.CHECK_IN, LEFT): "left the programme, so there is nothing left to check.",
    (TaskKind.NOT_HAPPY, Decided.CLEARED): "cleared, so that they can be asked again.",
    (TaskKind.FORBIDDEN, Decided.NOTED): "noted; their company is not asked for this kind.",
    (TaskKind.FORBIDDEN, Decided.ALLOWED): "their company allows it again.",
    (TaskKind.RATHER_NOT, Decided.NOTED): "noted; they are not asked for that again.",
    (TaskKind.RATHER_NOT, Decided.ALLOWED): "they told us that they are open to it again.",
    (TaskKind.COLLEAGUE, Decided.NOTED): "noted; they would rather a colleague is asked.",
    (TaskKind.CHANGED_JOB, Decided.NOTED): "noted; they are no longer asked.",
    (TaskKind.CHANGED_JOB, Decided.MAY_FOLLOW): "they may follow to their new company.",
}


def check_in(whole: WholeTask, zone: str, now: datetime) -> Drawing:
    return _card(
        whole,
        "did not answer two questions in a row.",
        "Rung asks them nothing more until you have checked in with them.",
        [("They are fine to be asked", Decided.FINE), ("Leave them in peace", Decided.LEFT_ALONE)],
        zone=zone,
        now=now,
    )


def not_happy(whole: WholeTask, zone: str, now: datetime) -> Drawing:
    return _card(
        whole,
        "is not happy with us at the moment.",
        f"Nobody at {foreign(whole.account.name)} is asked for anything until you clear it. "
        "They said so in confidence: the seller does not see it.",
        [("Clear it", Decided.CLEARED)],
        zone=zone,
        now=now,
    )


def forbidden(whole: WholeTask, zone: str, now: datetime) -> Drawing:
    return _card(
        whole,
        "says that their company does not allow it.",
        f"They were asked for {foreign(whole.task.said, 100)}. Nobody at {foreign(whole.account.name)} is asked "
        "for this kind any more. If it is allowed one day, say so here.",
        [("Noted", Decided.NOTED), ("They allow it again", Decided.ALLOWED)],
        zone=zone,
        now=now,
    )


def rather_not(whole: WholeTask, zone: str, now: datetime) -> Drawing:
    return _card(
        whole,
        "would rather not do that again.",
        f"It was about {foreign(whole.task.said, 100)}. Nobody asks them for this kind any more. "
        "Talk with them; should they be open to it again, say so here.",
        [("Noted", Decided.NOTED), ("They are open to it again", Decided.ALLOWED)],
        zone=zone,
        now=now,
    )


def changed_job(whole: WholeTask, zone: str, now: datetime) -> Drawing:
    return _card(
        whole,
        "has changed jobs.",
        "Rung no longer asks them. Once they have settled in, their new company may gain a friend.",
        [("They may follow", Decided.MAY_FOLLOW), ("Noted", Decided.NOTED)],
        zone=zone,
        now=now,
    )


def colleague(whole: WholeTask, zone: str, now: datetime) -> Drawing:
    return _card(
        whole,
        "would rather a colleague is asked.",
        f"Nobody else at {foreign(whole.account.name)} can be asked yet. If you know who it is, invite them: "
        "Home, Customers, Invite a customer.",
        [("Noted", Decided.NOTED)],
        zone=zone,
        now=now,
    )


CARDS = {
    TaskKind.COLLEAGUE: colleague,
    TaskKind.CHECK_IN: check_in,
    TaskKind.NOT_HAPPY: not_happy,
    TaskKind.FORBIDDEN: forbidden,
    TaskKind.RATHER_NOT: rather_not,
    TaskKind.CHANGED_JOB: changed_job,
}


def _card(
    whole: WholeTask,
    said: str,
    means: str,
    choices: Sequence[tuple[str, Decided]],
    *,
    zone: str,
    now: datetime,
) -> Drawing:
    account = foreign(whole.account.name)
    who = f"{foreign(whole.advocate.name)}, {account}," if whole.advocate else account
    text = f"{who} {said}"
    since = dates.on(whole.task.made_at, zone=zone, now=now)
    blocks: list[Block] = [
        section(f"*{text}*\n{means}"),
        actions(
            [
                button(label, variant(Action.CUSTOMER_TASK, decided), encode(whole.task.id, decided))
                for label, decided in choices
            ]
        ),
        context(f"Since {since}."),
    ]
    return Drawing(text, blocks)
