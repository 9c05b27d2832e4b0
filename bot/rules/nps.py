"""What a number from 0 to 10 says: the standard cuts of the net promoter score; and what a promoter starts with."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol, TypeVar

PROMOTERS_FROM = 9
DETRACTORS_TO = 6
NOT_SUGGESTED = frozenset({"survey"})  # it comes by itself


def is_low(score: int) -> bool:
    return score <= DETRACTORS_TO


class Step(Protocol):
    """An activity, as far as it matters for who takes a first step."""

    @property
    def id(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def rung(self) -> int: ...
    @property
    def minutes(self) -> int: ...
    @property
    def retired_on(self) -> date | None: ...


Easy = TypeVar("Easy", bound=Step)


def first_step(ladder: Iterable[Easy], against: Collection[str]) -> Easy | None:
    """The lowest and shortest step that nothing stands against; None where none is left.

    `against`: activities, by id, that they refused or that their company does not allow.
    """
    left = [
        each
        for each in ladder
        if each.retired_on is None and each.id not in against and each.key not in NOT_SUGGESTED
    ]
    return min(left, key=lambda each: (each.rung, each.minutes, each.name), default=None)
