"""What a turn answers, privately: values that a handler returns and the turn brings to Slack after the commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence that only the actor sees."""

    text: str


@dataclass(frozen=True, slots=True)
class Open:
    """A modal to open; needs the trigger id, so it is done before the ack."""

    view: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """The modal that was acted in, drawn anew: in the ack of a submission, by views.update after a press."""

    view: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refuse:
    """A submission that can't be taken: a sentence, as safe mrkdwn, under each input it is about."""

    by_input: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """Options for a menu, as (label, value)."""

    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing to say: what changed shows by itself. A submitted form closes."""


Answer = Say | Open | Change | Refuse | Offer | Done
