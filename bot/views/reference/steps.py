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


def steps(
    reference: Reference, asks: Sequence[WholeAsk], deciders: Deciders, held: frozenset[str]
) -> list[Block]:
    """The one row of buttons below a line; a line that is closed for good has none. `held`: asks that are done."""
    promises = [whole.ask.id for whole in asks if whole.ask.state is AskState.ACCEPTED]
    promised = bool(promises)
    if promised and held.issuperset(promises) and reference.state is not ReferenceState.LOOKING:
        return []
    drawn = _buttons(reference, asks, deciders, promised=promised)
    more = _menu(reference, promised=promised)
    if more:
        choices = [(LABELS[each], encode(each, reference.id)) for each in more]
        drawn.append(overflow(Action.LINE_MORE, choices))
    return [actions(drawn)] if drawn else []


def _buttons(
    reference: Reference, asks: Sequence[WholeAsk], deciders: Deciders, *, promised: bool
) -> list[Element]:
    lost = reference.state is ReferenceState.FOUND and not promised
    if lost or reference.state is ReferenceState.UNFILLED:
        return [button("Look again", Action.LOOK_AGAIN, reference.id)]
    if reference.state is not ReferenceState.LOOKING:
        return []
    remind = any(may_be_reminded(whole) and deciders.get(whole.ask.id) for whole in asks)
    change = variant(Action.LINE_MORE, CHANGE)
    return [
        *([button("Remind once", Action.REMIND, reference.id)] if remind else []),
        button(LABELS[CHANGE], change, encode(CHANGE, reference.id)),
        _cancel(reference),
    ]


def _menu(reference: Reference, *, promised: bool) -> list[str]:
    if reference.state is ReferenceState.LOOKING:
        return [SHARE, COLLEAGUES]
    if reference.state is ReferenceState.FOUND and promised:
        return [CHANGE, SHARE, COLLEAGUES, GIVE_UP]
    return [GIVE_UP] if promised and reference.state is ReferenceState.CANCELLED else []


def _cancel(reference: Reference) -> Element:
    sure = confirm(
        "Cancel this reference?",
        "Whoever was asked will see that it is settled.",
        "Cancel it",
        "Keep looking",
    )
    return button("Cancel", Action.CANCEL, reference.id, confirm=sure)
