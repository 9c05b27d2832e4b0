"""Something about a customer that one of ours is to decide or to do. It stays open until somebody did."""

from models.task.moves import claim_due, close, close_about, due, hand, open_, reassign, restate, set_due
from models.task.table import Task, TaskKind
from models.task.whole import (
    WholeTask,
    about,
    count_open,
    last_done,
    of_advocate,
    open_of,
    some,
    waiting,
    whole,
)

__all__ = [
    "Task",
    "TaskKind",
    "WholeTask",
    "about",
    "claim_due",
    "close",
    "close_about",
    "count_open",
    "due",
    "hand",
    "last_done",
    "of_advocate",
    "open_",
    "open_of",
    "reassign",
    "restate",
    "set_due",
    "some",
    "waiting",
    "whole",
]
