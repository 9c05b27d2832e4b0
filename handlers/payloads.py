"""Slack's JSON, once: what a turn needs of each payload, in small frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.kit.errors import FormError
from bot.kit.ids import bare


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


def parse(kind: Kind, body: Mapping[str, Any], *, team_id: str) -> Heard:
    """What was heard; fields that Slack left out are empty, so that a strange payload finds no handler.

    `team_id` is the workspace that the app is installed in: somebody of another company may have pressed.
    """
    user = body.get("user") or {}
    common: dict[str, Any] = {
        "kind": kind,
        "team_id": team_id,
        "user_id": str(user.get("id") or body.get("user_id") or ""),
        "trigger_id": str(body.get("trigger_id") or ""),
        "response_url": str(body.get("response_url") or ""),
        "view": _view(body.get("view")),
        "values": _values(body.get("state") or (body.get("view") or {}).get("state")),
    }
    return Heard(**common | _PARSERS[kind](body))


def _command(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": str(body.get("command") or ""), "text": str(body.get("text") or "")}


def _shortcut(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": str(body.get("callback_id") or ""), "message": _said(body)}


def _said(body: Mapping[str, Any]) -> Said | None:
    message = body.get("message")
    if not isinstance(message, Mapping):
        return None
    return Said(
        channel=str((body.get("channel") or {}).get("id") or ""),
        ts=str(message.get("ts") or ""),
        text=str(message.get("text") or ""),
        user=str(message.get("user") or ""),
    )


def _form(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": str((body.get("view") or {}).get("callback_id") or "")}


def _action(body: Mapping[str, Any]) -> dict[str, Any]:
    action = (body.get("actions") or [{}])[0]
    chosen = action.get("selected_option") or {}
    picked = ("selected_date", "selected_user", "selected_conversation")
    value = (
        action.get("value") or chosen.get("value") or next((action[p] for p in picked if action.get(p)), "")
    )
    return {
        "id": bare(str(action.get("action_id") or "")),
        "value": str(value),
        "block_id": str(action.get("block_id") or ""),
    }


def _options(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": str(body.get("action_id") or ""), "text": str(body.get("value") or "")}


def _event(body: Mapping[str, Any]) -> dict[str, Any]:
    event = body.get("event") or {}
    user = event.get("user") or event.get("user_id")
    kind, place = str(event.get("type") or ""), event.get("channel_type")
    return {
        "id": f"{kind}.{place}" if kind == "message" else kind,
        "user_id": user if isinstance(user, str) else "",
        "event": event,
        "event_id": str(body.get("event_id") or ""),
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


def _view(view: Any) -> View | None:
    if not isinstance(view, Mapping):
        return None
    return View(
        id=str(view.get("id") or ""),
        hash=str(view.get("hash") or ""),
        callback=str(view.get("callback_id") or ""),
        metadata=str(view.get("private_metadata") or ""),
        values=_values(view.get("state")),
    )


def _values(state: Any) -> Values:
    blocks = state.get("values") if isinstance(state, Mapping) else None
    return {block: next(iter(elements.values()), {}) for block, elements in (blocks or {}).items()}


def instant_of(event: Mapping[str, Any]) -> datetime | None:
    """When an event happened, by Slack's clock; None where it does not say."""
    try:
        return datetime.fromtimestamp(float(event["event_ts"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def text_of(view: Filled, name: str) -> str | None:
    """What was typed or chosen in an input, or None where it was left empty."""
    state = view.values.get(name) or {}
    value = state.get("value") or (state.get("selected_option") or {}).get("value")
    return str(value) if value else None


def number_of(view: Filled, name: str) -> int | None:
    """The number behind a chosen option, or None."""
    chosen = text_of(view, name)
    return int(chosen) if chosen is not None and chosen.isdecimal() else None


def date_of(view: Filled, name: str) -> date:
    """A chosen day; raises FormError where there is none."""
    chosen = (view.values.get(name) or {}).get("selected_date")
    try:
        return date.fromisoformat(str(chosen))
    except ValueError:
        raise FormError({name: "Choose a day."}) from None


def day_of(view: Filled, name: str) -> date | None:
    """A chosen day, or None where there is none."""
    try:
        return date_of(view, name)
    except FormError:
        return None


def users_of(view: Filled, name: str) -> list[str]:
    chosen = (view.values.get(name) or {}).get("selected_users") or []
    return [str(user) for user in chosen]


def channel_of(view: Filled, name: str) -> str:
    """A chosen conversation, or nothing."""
    return str((view.values.get(name) or {}).get("selected_conversation") or "")


def label_of(view: Filled, name: str) -> str:
    """What a chosen option says, or nothing."""
    chosen = (view.values.get(name) or {}).get("selected_option") or {}
    return str((chosen.get("text") or {}).get("text") or "")


def user_of(view: Filled, name: str) -> str | None:
    chosen = (view.values.get(name) or {}).get("selected_user")
    return str(chosen) if chosen else None


def options_of(view: Filled, name: str) -> list[str]:
    """The values that are ticked or chosen, in the order of the menu."""
    chosen = (view.values.get(name) or {}).get("selected_options") or []
    return [str(option["value"]) for option in chosen]
