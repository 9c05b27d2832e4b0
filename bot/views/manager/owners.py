"""Who owns how many customers, and the form that hands them over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.kit.ids import Action, Form, Search, variant
from bot.kit.text import foreign, plural
from bot.views.blocks import Block, actions, button, field, modal, section, words
from models.ownership import Ownership


@dataclass(frozen=True, slots=True)
class OwnersNow:
    """A page of everybody who owns a customer; those who left come first."""

    owners: Sequence[Ownership]
    page: int
    more: bool


def owners_view(shown: OwnersNow, *, saved: bool = False) -> dict[str, Any]:
    blocks: list[Block] = [section("Handed over. The cards are on their way." if saved else INTRODUCTION)]
    for each in shown.owners:
        hand = button("Hand over", Action.OWNER, each.member.id)
        blocks.append(section(f"*{foreign(each.member.name, 100)}*{_left(each)}\n{_has(each)}", hand))
    if not shown.owners:
        blocks.append(section("There are no customers yet."))
    turned = [
        *([_turn("Before", "before", shown.page - 1)] if shown.page else []),
        *([_turn("More", "more", shown.page + 1)] if shown.more else []),
    ]
    return modal(Form.OWNERS, "Owners", [*blocks, *([actions(turned, block_id="pages")] if turned else [])])


INTRODUCTION = "Whose customers should somebody else look after?"


def _turn(label: str, which: str, page: int) -> dict[str, Any]:
    return button(label, variant(Action.OWNERS_PAGE, which), str(page))


def _left(each: Ownership) -> str:
    return "" if each.member.active else ", no longer with us"


def _has(each: Ownership) -> str:
    waits = f"{plural(each.approvals, 'approval')} and {plural(each.tasks, 'task')} waiting"
    return f"{plural(each.accounts, 'customer')}; {waits}."


def hand_over_form(each: Ownership) -> dict[str, Any]:
    name = foreign(each.member.name, 100)
    account = {
        "type": "external_select",
        "action_id": Search.ACCOUNT_TO_HAND,
        "placeholder": words("All of them", 150),
        "min_query_length": 0,
    }
    chosen = {"type": "users_select", "placeholder": words("Choose a colleague", 150)}
    blocks = [
        section(f"*{name}*{_left(each)}: {_has(each)} What waits there goes along."),
        field("to", "Who looks after them from now on", chosen),
        field("account", "Only this customer", account, optional=True, hint="Empty: all of them."),
    ]
    return modal(
        Form.HAND_OVER, "Hand over", blocks, submit="Hand over", close="Cancel", metadata=each.member.id
    )
