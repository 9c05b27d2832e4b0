"""The payloads that Slack sends, field by field."""

import secrets
from typing import Any

from sandbox.errors import Json
from sandbox.messages import Channel, Message
from sandbox.people import User
from sandbox.workspace import APP_ID, Workspace

VERIFICATION_TOKEN = "sandbox-verification"  # noqa: S105 — Slack still sends it, nobody may trust it


def command(
    team: Workspace, user: User, channel: Channel, *, name: str, text: str, trigger_id: str, response_url: str
) -> Json:
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def shortcut(team: Workspace, user: User, *, callback_id: str, trigger_id: str) -> Json:
    return {
        **_common("shortcut", team, user),
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "action_ts": team.next_ts(),
    }


def message_shortcut(
    team: Workspace, user: User, channel: Channel, message: Message, *, callback_id: str, trigger_id: str
) -> Json:
    return {
        **_common("message_action", team, user),
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "action_ts": team.next_ts(),
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": channel.name},
        "message": message.raw,
    }


def block_actions(team: Workspace, user: User, *, surface: Json, action: Json, trigger_id: str) -> Json:
    """`surface` is what `message_surface` or `view_surface` gave, and for messages the response_url."""
    return {**_common("block_actions", team, user), **surface, "trigger_id": trigger_id, "actions": [action]}


def block_suggestion(
    team: Workspace, user: User, *, surface: Json, block: Json, element: Json, query: str
) -> Json:
    return {
        **_common("block_suggestion", team, user),
        **surface,
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "value": query,
    }


def message_surface(channel: Channel, message: Message, values: Json) -> Json:
    """Where an action happened: in a message. A private answer comes without its content."""
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    content = {} if message.ephemeral else {"message": message.raw}
    place = {"channel": {"id": channel.id, "name": channel.name}, "state": {"values": values}}
    return {"container": container, **place, **content}


def view_surface(view: Json, values: Json) -> Json:
    """Where an action happened: in a modal or the Home page."""
    return {
        "container": {"type": "view", "view_id": view["id"]},
        "view": {**view, "state": {"values": values}},
    }


def view_submission(
    team: Workspace,
    user: User,
    *,
    view: Json,
    values: Json,
    trigger_id: str,
    response_urls: list[Json] | None = None,
) -> Json:
    return {
        **_common("view_submission", team, user),
        "trigger_id": trigger_id,
        "view": {**view, "state": {"values": values}},
        "response_urls": response_urls or [],
    }


def view_closed(team: Workspace, user: User, *, view: Json, values: Json, is_cleared: bool) -> Json:
    return {
        **_common("view_closed", team, user),
        "view": {**view, "state": {"values": values}},
        "is_cleared": is_cleared,
    }


def event_callback(team: Workspace, event: Json, *, shared: bool = False) -> Json:
    """The envelope of an event; `shared` if it came from a channel shared with another organisation."""
    authorization = {
        "enterprise_id": None,
        "team_id": team.id,
        "user_id": team.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": "Ev" + secrets.token_hex(5).upper(),
        "event_time": int(team.now().timestamp()),
        "authorizations": [authorization],
        "is_ext_shared_channel": shared,
        "event_context": "4-" + secrets.token_hex(16),
    }


def _common(kind: str, team: Workspace, user: User) -> Json:
    home = user.home_team(team.id)
    fields: dict[str, Any] = {
        "type": kind,
        "team": {"id": team.id, "domain": team.domain},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": home},
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }
    return fields
