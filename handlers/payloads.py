"""Slack's JSON, once: what a turn needs of each payload, in small frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bot.kit.errors import FormError


class Kind(StrEnum):
    """What Slack can tell us, one for each of the seven listeners."""

    COMMAND = "command"
    SHORTCUT = "shortcut"
    ACTION = "action"
    SUBMISSION = "submission"
    CLOSED = "closed"
    OPTIONS = "options"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class View:
    """A modal as Slack sends it back: `values` by block id, each the one element's state."""

    id: str
    hash: str
    callback: str
    metadata: str
    values: Mapping[str, Mapping[str, Any]]


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
    }
    return Heard(**common | _PARSERS[kind](body))


def _command(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": str(body.get("command") or ""), "text": str(body.get("text") or "")}


def _shortcut(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": str(body.get("callback_id") or "")}


def _form(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": str((body.get("view") or {}).get("callback_id") or "")}


def _action(body: Mapping[str, Any]) -> dict[str, Any]:
    action = (body.get("actions") or [{}])[0]
    chosen = action.get("selected_option") or {}
    value = action.get("value") or chosen.get("value") or action.get("selected_date") or ""
    return {
        "id": str(action.get("action_id") or ""),
        "value": str(value),
        "block_id": str(action.get("block_id") or ""),
    }


def _options(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": str(body.get("action_id") or ""), "text": str(body.get("value") or "")}


def _event(body: Mapping[str, Any]) -> dict[str, Any]:
    event = body.get("event") or {}
    user = event.get("user")
    return {
        "id": str(event.get("type") or ""),
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
    blocks = (view.get("state") or {}).get("values") or {}
    return View(
        id=str(view.get("id") or ""),
        hash=str(view.get("hash") or ""),
        callback=str(view.get("callback_id") or ""),
        metadata=str(view.get("private_metadata") or ""),
        values={block: next(iter(elements.values()), {}) for block, elements in blocks.items()},
    )


def text_of(view: View, name: str) -> str | None:
    """What was typed or chosen in an input, or None where it was left empty."""
    state = view.values.get(name) or {}
    value = state.get("value") or (state.get("selected_option") or {}).get("value")
    return str(value) if value else None


def number_of(view: View, name: str) -> int | None:
    """The number behind a chosen option, or None."""
    chosen = text_of(view, name)
    return int(chosen) if chosen is not None and chosen.isdecimal() else None


def date_of(view: View, name: str) -> date:
    """A chosen day; raises FormError where there is none."""
    chosen = (view.values.get(name) or {}).get("selected_date")
    try:
        return date.fromisoformat(str(chosen))
    except ValueError:
        raise FormError({name: "Choose a day."}) from None


def users_of(view: View, name: str) -> list[str]:
    chosen = (view.values.get(name) or {}).get("selected_users") or []
    return [str(user) for user in chosen]
