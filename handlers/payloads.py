"""Slack's JSON, once: what a turn needs of each payload, in small frozen values.

Nothing of a payload is taken to be there, or to be of the type that Slack promises: what is strange is left empty.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter

from bot.kit.errors import BotError, FormError
from bot.kit.ids import bare, number
from handlers import shapes

LONGEST_KEY = 64
FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)  # days that somebody may mean
Kept = TypeVar("Kept")
STALE = "That is from an older version of Rung. Open it again."

LAST_SECOND = 253_402_300_800  # since 1970: the end of the year 9999


class Kind(StrEnum):
    """What Slack can tell us, one for each of the seven listeners."""

    COMMAND = "command"
    SHORTCUT = "shortcut"
    ACTION = "action"
    SUBMISSION = "submission"
    CLOSED = "closed"
    OPTIONS = "options"
    EVENT = "event"


Values = Mapping[str, Mapping[str, Any]]  # by block id, the state of the one element in it


@dataclass(frozen=True, slots=True)
class View:
    """A modal as Slack sends it back, or a Home."""

    id: str
    hash: str
    callback: str
    metadata: str
    values: Values


@dataclass(frozen=True, slots=True)
class Said:
    """A message that somebody chose a shortcut on."""

    channel: str
    ts: str
    text: str
    user: str


class Filled(Protocol):
    """Where something can be typed or chosen: a modal, a Home, a message."""

    @property
    def values(self) -> Values: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """One payload. `id` is what the table of handlers knows: a command's name, an action's or a form's id."""

    kind: Kind
    id: str
    team_id: str
    user_id: str
    own_team: str = ""  # the workspace that they belong to, where Slack names it
    value: str = ""
    block_id: str = ""
    text: str = ""
    trigger_id: str = ""
    response_url: str = ""
    view: View | None = None
    values: Values = field(default_factory=dict)  # what stands in the inputs of the surface that was acted on
    message: Said | None = None
    event: Mapping[str, Any] = field(default_factory=dict)
    event_id: str = ""
    event_at: datetime | None = None  # when it happened, by Slack's clock


def parse(kind: Kind, body: Mapping[str, Any], *, team_id: str) -> Heard:
    """What was heard; fields that Slack left out are empty, so that a strange payload finds no handler.

    `team_id` is the workspace that the app is installed in: somebody of another company may have pressed.
    """
    view = _view(body.get("view"))
    common: dict[str, Any] = {
        "kind": kind,
        "team_id": team_id,
        "user_id": shapes.slack_id(shapes.mapping(body.get("user")).get("id"))
        or shapes.slack_id(body.get("user_id")),
        "own_team": shapes.slack_id(shapes.mapping(body.get("user")).get("team_id")),
        "trigger_id": shapes.text(body.get("trigger_id")),
        "response_url": shapes.text(body.get("response_url")),
        "view": view,
        "values": _values(body.get("state")) or (view.values if view else {}),
    }
    return Heard(**common | _PARSERS[kind](body))


def _command(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": shapes.text(body.get("command")), "text": shapes.text(body.get("text"))}


def _shortcut(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": shapes.text(body.get("callback_id")), "message": _said(body)}


def _said(body: Mapping[str, Any]) -> Said | None:
    message = body.get("message")
    if not isinstance(message, Mapping):
        return None
    return Said(
        channel=shapes.slack_id(shapes.mapping(body.get("channel")).get("id")),
        ts=shapes.text(message.get("ts")),
        text=shapes.text(message.get("text")),
        user=shapes.slack_id(message.get("user")),
    )


def _form(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": shapes.text(shapes.mapping(body.get("view")).get("callback_id"))}


def _action(body: Mapping[str, Any]) -> dict[str, Any]:
    action = shapes.mapping(next(iter(shapes.listed(body.get("actions"))), None))
    chosen = shapes.mapping(action.get("selected_option"))
    picked = ("selected_date", "selected_user", "selected_conversation")
    found = (
        shapes.text(each) for each in (action.get("value"), chosen.get("value"), *map(action.get, picked))
    )
    return {
        "id": bare(shapes.text(action.get("action_id"))),
        "value": next(filter(None, found), ""),
        "block_id": shapes.text(action.get("block_id")),
    }


def _options(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": shapes.text(body.get("action_id")), "text": shapes.text(body.get("value"))}


def _event(body: Mapping[str, Any]) -> dict[str, Any]:
    event = shapes.clean(shapes.mapping(body.get("event")))
    kind, place = shapes.text(event.get("type")), shapes.text(event.get("channel_type"))
    return {
        "id": f"{kind}.{place}" if kind == "message" else kind,
        "user_id": shapes.slack_id(event.get("user")) or shapes.slack_id(event.get("user_id")),
        "own_team": shapes.slack_id(event.get("user_team")),
        "event": event,
        "event_id": shapes.text(body.get("event_id"))[:LONGEST_KEY],
        "event_at": _instant(body.get("event_time")),
    }


_PARSERS = {
    Kind.COMMAND: _command,
    Kind.SHORTCUT: _shortcut,
    Kind.ACTION: _action,
    Kind.SUBMISSION: _form,
    Kind.CLOSED: _form,
    Kind.OPTIONS: _options,
    Kind.EVENT: _event,
}


def _instant(seconds: Any) -> datetime | None:
    """Slack's seconds since 1970; None for what can be none."""
    if not isinstance(seconds, int) or not 0 <= seconds < LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _view(view: Any) -> View | None:
    if not isinstance(view, Mapping):
        return None
    return View(
        id=shapes.slack_id(view.get("id")),
        hash=shapes.text(view.get("hash")),
        callback=shapes.text(view.get("callback_id")),
        metadata=shapes.text(view.get("private_metadata")),
        values=_values(view.get("state")),
    )


def _values(state: Any) -> Values:
    blocks = shapes.mapping(shapes.mapping(state).get("values"))
    return {
        shapes.text(block): shapes.mapping(next(iter(shapes.mapping(each).values()), None))
        for block, each in blocks.items()
    }


def id_in(event: Mapping[str, Any], name: str) -> str:
    """An id that an event names, or nothing."""
    return shapes.slack_id(event.get(name))


def instant_of(event: Mapping[str, Any]) -> datetime | None:
    """When an event happened, by Slack's clock; None where it does not say."""
    try:
        return datetime.fromtimestamp(float(event["event_ts"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def written_day(text: str) -> date | None:
    """The day that a text of Slack's names, or None where it names none that somebody may mean."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None


def picked_day(heard: Heard) -> date:
    """The day that was chosen in a picker that acts by itself; raises BotError where there is none."""
    day = written_day(heard.value)
    if day is None:
        raise BotError("Choose a day.")
    return day


def kept_in(view: View | None, kind: type[Kept]) -> Kept:
    """What a modal remembers in its metadata as JSON; raises BotError where that is none of ours."""
    try:
        return TypeAdapter(kind).validate_python(shapes.clean(json.loads(view.metadata if view else "")))
    except (ValueError, RecursionError):  # ValidationError is a ValueError
        raise BotError(STALE) from None


def text_of(view: Filled, name: str) -> str | None:
    """What was typed or chosen in an input, or None where it was left empty."""
    state = view.values.get(name) or {}
    return (
        shapes.text(state.get("value"))
        or shapes.text(shapes.mapping(state.get("selected_option")).get("value"))
        or None
    )


def number_of(view: Filled, name: str) -> int | None:
    """The number behind a chosen option, or None."""
    return number(text_of(view, name) or "")


def date_of(view: Filled, name: str) -> date:
    """A chosen day; raises FormError where there is none."""
    day = day_of(view, name)
    if day is None:
        raise FormError({name: "Choose a day."})
    return day


def day_of(view: Filled, name: str) -> date | None:
    """A chosen day, or None where there is none."""
    return written_day(shapes.text((view.values.get(name) or {}).get("selected_date")))


def users_of(view: Filled, name: str) -> list[str]:
    chosen = shapes.listed((view.values.get(name) or {}).get("selected_users"))
    return [user for each in chosen if (user := shapes.slack_id(each))]


def channel_of(view: Filled, name: str) -> str:
    return shapes.slack_id((view.values.get(name) or {}).get("selected_conversation"))


def label_of(view: Filled, name: str) -> str:
    chosen = shapes.mapping((view.values.get(name) or {}).get("selected_option"))
    return shapes.text(shapes.mapping(chosen.get("text")).get("text"))


def user_of(view: Filled, name: str) -> str | None:
    return shapes.slack_id((view.values.get(name) or {}).get("selected_user")) or None


def options_of(view: Filled, name: str) -> list[str]:
    """The values that are ticked or chosen, in the order of the menu."""
    chosen = shapes.listed((view.values.get(name) or {}).get("selected_options"))
    return [value for each in chosen if (value := shapes.text(shapes.mapping(each).get("value")))]
