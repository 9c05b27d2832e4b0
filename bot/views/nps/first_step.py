"""The owner's card about a customer who thinks highly of us and was never asked for anything."""

from collections.abc import Mapping
from datetime import datetime

from bot.kit.ids import Action, encode, variant
from bot.kit.text import foreign
from bot.views.blocks import Drawing, actions, button, section
from models.task import TaskKind, WholeTask

ASKED, NOT_NOW, INVITED = "asked", "not_now", "invited"
DECISIONS = frozenset({ASKED, NOT_NOW})
OUTCOMES: Mapping[tuple[TaskKind, str], str] = {
    (TaskKind.FIRST_STEP, ASKED): "a first step was suggested to them.",
    (TaskKind.FIRST_STEP, NOT_NOW): "left for now.",
    (TaskKind.FIRST_STEP, INVITED): "invited.",
}


def first_step_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001
    advocate, task_id = whole.advocate, whole.task.id
    name = foreign(advocate.name if advocate else whole.account.name, 150)
    title = f", {foreign(advocate.title, 150)}" if advocate else ""
    joined = advocate is not None and advocate.joined_on is not None
    text = (
        f"{name}{title}, {foreign(whole.account.name, 150)}, would recommend us, and nobody ever asked them."
    )
    not_now = button("Not now", variant(Action.FIRST_STEP, NOT_NOW), encode(task_id, NOT_NOW))
    if joined:
        said = f"An easy first step: {foreign(whole.task.said, 100)}. It is best suggested by you, in your own words."
        asked = button(
            "I have asked them", variant(Action.FIRST_STEP, ASKED), encode(task_id, ASKED), style="primary"
        )
    else:
        said = "They are not in the programme yet. An invitation in your name is the first step."
        asked = button("Invite", Action.INVITE_PROMOTER, task_id, style="primary")
    return Drawing(text, [section(f"*{text}*\n{said}"), actions([asked, not_now])])


CARDS = {TaskKind.FIRST_STEP: first_step_card}
