"""What an owner does with words that their customer approved: publish them, or take them down again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.kit.ids import Action, Form, encode, variant
from bot.kit.text import ELLIPSIS, foreign, foreign_lines, linked
from bot.views.blocks import Drawing, Element, actions, button, context, field, modal, section
from models.task import TaskKind, WholeTask

LONGEST_TITLE, LONGEST_LINK = 200, 1000
PUBLISHED, NOT_NEEDED, DOWN, TAKEN_BACK = "published", "not_needed", "down", "taken_back"
NAMED, ANONYMOUS = "named", "anonymous"
OUTCOMES: Mapping[tuple[TaskKind, str], str] = {
    (TaskKind.PUBLISH, PUBLISHED): "their words were published.",
    (TaskKind.PUBLISH, NOT_NEEDED): "their words are not published.",
    (TaskKind.PUBLISH, TAKEN_BACK): "they took their words back before they were published.",
    (TaskKind.RETRACT, DOWN): "what they took back was taken down.",
}


@dataclass(frozen=True, slots=True)
class ToPublish:
    """What was approved, as the task keeps it."""

    named: bool
    kind: str
    text: str

    def written(self) -> str:
        return f"{NAMED if self.named else ANONYMOUS}\n{self.kind}\n{self.text}"

    @classmethod
    def read(cls, said: str) -> "ToPublish":
        named, kind, text = [*said.split("\n", 2), "", ""][:3]
        return cls(named == NAMED, kind, text)


def _who(whole: WholeTask) -> str:
    account = foreign(whole.account.name, 150)
    return f"{foreign(whole.advocate.name, 150)}, {account}," if whole.advocate else account


def publish_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001
    said = ToPublish.read(whole.task.said)
    text = f"{_who(whole)} approved a {foreign(said.kind, 20)} from their own answers."
    whose = (
        "It may stand under their name and company."
        if said.named
        else "Neither they nor their company may be named."
    )
    buttons = [
        button("Add the link", Action.OPEN_PUBLISH, whole.task.id, style="primary"),
        button("Not needed", variant(Action.DRAFT_TASK, NOT_NEEDED), encode(whole.task.id, NOT_NEEDED)),
    ]
    blocks = [
        section(f"*{text}*\n{whose} Once it stands on a page, add its link: sellers find it from then on."),
        section(foreign_lines(said.text, 2500) or f"> {ELLIPSIS}"),
        actions(buttons),
        context("They can take it back at any time; then you are told."),
    ]
    return Drawing(text, blocks)


def retract_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001
    text = f"{_who(whole)} took back what was published from their answers."
    link = linked(whole.task.said, whole.task.said) if whole.task.said else "its page"
    down = button(
        "It is down", variant(Action.DRAFT_TASK, DOWN), encode(whole.task.id, DOWN), style="primary"
    )
    said = f"*{text}*\nPlease have it taken down: {link}. Sellers are no longer shown it."
    return Drawing(text, [section(said), actions([down])])


def publish_form(task_id: str, title: str) -> dict[str, Any]:
    headline: Element = {"type": "plain_text_input", "max_length": LONGEST_TITLE}
    headline |= {"initial_value": title} if title else {}
    link: Element = {"type": "plain_text_input", "max_length": LONGEST_LINK}
    blocks = [
        field("title", "Headline", headline, hint="As sellers read it."),
        field("link", "Link", link, hint="Where it can be read."),
    ]
    return modal(Form.PUBLISH, "Published", blocks, submit="Save", close="Cancel", metadata=task_id)


CARDS = {TaskKind.PUBLISH: publish_card, TaskKind.RETRACT: retract_card}
