"""What the seller can do from their line: few buttons, the rest in its menu."""

from collections.abc import Sequence

from bot.kit.ids import Action, encode, variant
from bot.views.ask.chain import may_be_reminded
from bot.views.blocks import Block, Element, actions, button, confirm, overflow
from bot.views.reference.waiting import Deciders
from models.ask import AskState, WholeAsk
from models.reference import Reference, ReferenceState

CHANGE, SHARE, COLLEAGUES, GIVE_UP = "change", "share", "colleagues", "give_up"
LABELS = {
    CHANGE: "Change",
    SHARE: "Share to the deal's channel",
    COLLEAGUES: "Add colleagues",
    GIVE_UP: "No longer needed",
}


def steps(reference: Reference, asks: Sequence[WholeAsk], deciders: Deciders) -> Block:
    """The one row of buttons below a line."""
    promised = any(whole.ask.state is AskState.ACCEPTED for whole in asks)
    more = [SHARE, COLLEAGUES]
    drawn: list[Element] = []
    if reference.state is ReferenceState.LOOKING:
        if any(may_be_reminded(whole) and deciders.get(whole.ask.id) for whole in asks):
            drawn.append(button("Remind once", Action.REMIND, reference.id))
        value = encode(CHANGE, reference.id)
        drawn.append(button(LABELS[CHANGE], variant(Action.LINE_MORE, CHANGE), value))
        drawn.append(_cancel(reference))
    elif reference.state is ReferenceState.FOUND:
        more.insert(0, CHANGE)
    elif reference.state is ReferenceState.UNFILLED:
        drawn.append(button("Look again", Action.LOOK_AGAIN, reference.id))
    if promised and reference.state in {ReferenceState.FOUND, ReferenceState.CANCELLED}:
        more.append(GIVE_UP)
    menu = overflow(Action.LINE_MORE, [(LABELS[each], encode(each, reference.id)) for each in more])
    return actions([*drawn, menu])


def _cancel(reference: Reference) -> Element:
    sure = confirm(
        "Cancel this reference?",
        "Whoever was asked will see that it is settled.",
        "Cancel it",
        "Keep looking",
    )
    return button("Cancel", Action.CANCEL, reference.id, confirm=sure)
