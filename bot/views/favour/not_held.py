"""One side says that it did not happen: the owner's card, and the day it was moved to."""

from datetime import datetime
from typing import Any

from bot.kit.ids import Action, Form
from bot.kit.text import foreign, foreign_lines
from bot.views.blocks import Drawing, actions, button, confirm, datepicker, field, modal, section
from models.task import TaskKind, WholeTask

OUTCOMES = {
    (TaskKind.NOT_HELD, "held"): "it was held.",
    (TaskKind.NOT_HELD, "not_held"): "it did not happen, and does not count as a favour.",
    (TaskKind.NOT_HELD, "moved"): "it was moved to another day.",
    (TaskKind.NOT_HELD, "ended"): "there is nothing to decide any more.",
}


def not_held_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001  (no date of its own)
    about = whole.advocate.name if whole.advocate else whole.account.name
    title = f"*Did it happen?* {foreign(about)}, {foreign(whole.account.name)}"
    known = foreign_lines(whole.task.said)
    sure = confirm(
        "It did not happen?",
        "It will not count as a favour, and both sides will read so.",
        "It did not happen",
        "Go back",
    )
    task_id = whole.task.id
    buttons = [
        button("It was held", Action.IT_WAS_HELD, task_id, style="primary"),
        button("It did not happen", Action.IT_WAS_NOT_HELD, task_id, confirm=sure),
        button("It was moved", Action.IT_WAS_MOVED, task_id),
    ]
    if whole.advocate is not None:
        buttons.append(button("What they did", Action.OPEN_LEDGER, whole.advocate.id))
    text = f"{title}\n{known}\nOne side says that it did not happen. Ask them, then decide."
    return Drawing(f"Did it happen? {foreign(about)}", [section(text), actions(buttons)])


def moved_form(task_id: str) -> dict[str, Any]:
    day = field(
        "moved_to",
        "The new day",
        datepicker("moved_to", "Choose a day"),
        hint="Both sides are briefed, and asked again afterwards.",
    )
    return modal(Form.MOVED, "It was moved", [day], submit="Set the day", metadata=task_id)
