"""What owners have to do about something given back: their cards, and what became of each."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from bot.kit.ids import Action, encode, variant
from bot.kit.text import foreign
from bot.views.blocks import Block, Drawing, Element, actions, button, context, section
from bot.views.giveback.card import quoted
from models.giveback import GivebackKind
from models.task import TaskKind, WholeTask


class Do(StrEnum):
    """What can be decided; the words for it stand in OUTCOMES."""

    DONE = "done"
    NOT_POSSIBLE = "not_possible"
    PASSED_ON = "passed_on"
    YES = "yes"
    NO = "no"
    SAY_WHY = "say_why"  # opens a form first


OUTCOMES: Mapping[tuple[TaskKind, str], str] = {
    (TaskKind.HAND_OFFER, Do.PASSED_ON): "the draft was passed on.",
    (TaskKind.HAND_OFFER, Do.YES): "said yes to what we offered.",
    (TaskKind.HAND_OFFER, Do.NO): "would rather not have what we offered.",
    (TaskKind.HAND_OFFER, "moved_on"): "the offer is no longer open.",
    (TaskKind.GIVE, Do.DONE): "has had what was promised.",
    (TaskKind.GIVE, Do.NOT_POSSIBLE): "not possible.",
    (TaskKind.GIVE, "found"): "somebody to talk to was found; both are asked.",
    (TaskKind.GIVE, "moved_on"): "taken back, so there is nothing left to do.",
    (TaskKind.INTRODUCE, Do.DONE): "introduced.",
    (TaskKind.INTRODUCE, Do.NOT_POSSIBLE): "they are not introduced.",
    (TaskKind.INTRODUCE, "moved_on"): "one of them would rather not, so there is nothing left to do.",
    (TaskKind.TAKE_DOWN, Do.DONE): "taken down.",
}
AGREED, ASKED = "agreed", "asked"
GIVES: Mapping[tuple[str, str], str] = {
    (GivebackKind.EARLY_LOOK, AGREED): "said yes to the early look. Show it to them, then press *Done*.",
    (GivebackKind.RECOGNITION, AGREED): (
        "agreed to this line, exactly as it stands here. Press *It is published* once it is; not a letter may differ."
    ),
    (GivebackKind.HELP, ASKED): "asks for help. They hear what you press.",
    (GivebackKind.PEER, ASKED): "would like to talk to somebody like them. They hear what you press.",
}


def said_of(kind: GivebackKind, text: str, *, asked: bool = False) -> str:
    """What a task of these keeps, as `give_card` and `pass_card` read it."""
    return "\n".join([kind, ASKED if asked else AGREED, text])


def parts_of(said: str) -> tuple[str, str, str]:
    """Kind, how it came about, and the text."""
    kind, how, text = [*said.split("\n", 2), "", "", ""][:3]
    return kind, how, text


def pass_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001
    """The ready-to-forward offer; its paragraphs were made safe when they were written."""
    kind, _, text = parts_of(whole.task.said)
    forward = _forward(text)
    if kind == GivebackKind.WORD:
        title = (
            f"Slack brings no message to {_who(whole)}. Please pass this draft on; it is for their own use."
        )
        return _card(title, *forward, buttons=[_button(whole, "Passed on", Do.PASSED_ON, style="primary")])
    title = f"Slack brings no message to {_who(whole)}. Please pass this on, and record the answer here."
    buttons = [
        _button(whole, "They said yes", Do.YES, style="primary"),
        _button(whole, "They would rather not", Do.NO),
    ]
    return _card(title, *forward, buttons=buttons)


def give_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001
    kind, how, text = parts_of(whole.task.said)
    asked = how == ASKED
    title = f"{_who(whole)}, {GIVES.get((kind, how), 'waits for something.')}"
    if kind == GivebackKind.PEER and whole.advocate is not None:
        value = encode(whole.advocate.id, GivebackKind.PEER)
        find = button("Find somebody", Action.OPEN_GIVE, value, style="primary")
    else:
        label = "It is published" if kind == GivebackKind.RECOGNITION else "Done"
        find = _button(whole, label, Do.DONE, style="primary")
    no = (
        _button(whole, "Not possible …", Do.SAY_WHY)
        if asked
        else _button(whole, "Not after all", Do.NOT_POSSIBLE)
    )
    return _card(title, section(quoted(text)), buttons=[find, no])


def introduce_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001
    """Two who both agreed; the text was made safe when it was written."""
    return _card(
        "Two customers agreed to meet, and Slack can't bring them together. Please introduce them:",
        *_forward(whole.task.said),
        buttons=[
            _button(whole, "Introduced", Do.DONE, style="primary"),
            _button(whole, "Not after all", Do.NOT_POSSIBLE),
        ],
    )


def take_down_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001
    """The first line says why, the others what."""
    why, _, what = whole.task.said.partition("\n")
    company = foreign(whole.account.name, 150)
    about = _who(whole) if whole.advocate else f"*{company}*"
    return _card(
        f"{about}: {foreign(why, 600)}",
        section(quoted(what)),
        context("Take down what stands in public, then say so here. Only people can see to that."),
        buttons=[_button(whole, "It is taken down", Do.DONE, style="primary")],
    )


def _forward(text: str) -> list[Block]:
    """Ready to copy, a section for each paragraph."""
    return [section("> " + each.replace("\n", "\n> ")) for each in text.split("\n\n")]


def _who(whole: WholeTask) -> str:
    account = foreign(whole.account.name, 150)
    if whole.advocate is None:
        return f"*{account}*"
    return f"*{foreign(whole.advocate.name, 150)}*, {foreign(whole.advocate.title, 150)}, {account}"


def _button(whole: WholeTask, label: str, do: Do, *, style: str | None = None) -> Element:
    return button(label, variant(Action.GIVEBACK_TASK, do), encode(whole.task.id, do), style=style)


def _card(text: str, *blocks: Block, buttons: list[Element]) -> Drawing:
    return Drawing(text.replace("*", ""), [section(text), *blocks, actions(buttons)])


CARDS = {
    TaskKind.HAND_OFFER: pass_card,
    TaskKind.GIVE: give_card,
    TaskKind.INTRODUCE: introduce_card,
    TaskKind.TAKE_DOWN: take_down_card,
}
