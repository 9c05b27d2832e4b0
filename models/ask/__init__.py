"""A reference put to one advocate: on the list, before the owner, before the customer, answered, held."""

from models.ask.answers import accepted, keep_why_not, latest, relist
from models.ask.moves import claim_due, due, move, place, set_held_on, take_road, withdraw_rest
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
    "accepted",
    "before_approver",
    "carried",
    "claim_due",
    "due",
    "keep_why_not",
    "latest",
    "move",
    "of_advocate",
    "of_references",
    "place",
    "relist",
    "set_held_on",
    "take_road",
    "whole",
    "withdraw_rest",
]
