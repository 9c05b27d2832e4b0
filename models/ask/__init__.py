"""A reference put to one advocate: on the list, before the owner, before the customer, answered, held."""

from models.ask.answers import accepted, keep_why_not, latest, relist
from models.ask.hands import hand_over, open_at, skip_absent
from models.ask.moves import (
    claim_due,
    due,
    move,
    nudge,
    place,
    set_due,
    set_held_on,
    set_line,
    take_road,
    tell,
    withdraw_rest,
)
from models.ask.states import RUNNING, WITH_CUSTOMER, AskState, Declined, Refused, Road, Stage, WhyNot
from models.ask.table import Ask
from models.ask.whole import (
    WholeAsk,
    before_anybody,
    before_approver,
    carried,
    count_before_anybody,
    of_advocate,
    of_references,
    some,
    whole,
)

__all__ = [
    "RUNNING",
    "WITH_CUSTOMER",
    "Ask",
    "AskState",
    "Declined",
    "Refused",
    "Road",
    "Stage",
    "WholeAsk",
    "WhyNot",
    "accepted",
    "before_anybody",
    "before_approver",
    "carried",
    "claim_due",
    "count_before_anybody",
    "due",
    "hand_over",
    "keep_why_not",
    "latest",
    "move",
    "nudge",
    "of_advocate",
    "of_references",
    "open_at",
    "place",
    "relist",
    "set_due",
    "set_held_on",
    "set_line",
    "skip_absent",
    "some",
    "take_road",
    "tell",
    "whole",
    "withdraw_rest",
]
