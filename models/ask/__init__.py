"""A reference put to one advocate: on the list, before the owner, before the customer, answered, held."""

from models.ask.moves import claim_due, due, move, place, set_held_on, take_road, tell, withdraw_rest
from models.ask.states import RUNNING, WITH_CUSTOMER, AskState, Declined, Refused, Road, Stage, WhyNot
from models.ask.table import Ask
from models.ask.whole import (
    WholeAsk,
    before_approver,
    carried,
    of_advocate,
    of_references,
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
    "before_approver",
    "carried",
    "claim_due",
    "due",
    "move",
    "of_advocate",
    "of_references",
    "place",
    "set_held_on",
    "take_road",
    "tell",
    "whole",
    "withdraw_rest",
]
