"""Slack's Web API: a table of methods, and the one way in to them."""

import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.errors import Json, SlackError
from sandbox.faults import Fault
from sandbox.webapi import (
    apps,
    auth,
    blocks,
    bots,
    chat,
    conversations,
    files,
    history,
    usergroups,
    users,
    views,
)
from sandbox.webapi.arguments import read_arguments, token_of
from sandbox.webapi.call import Call
from sandbox.webapi.noted import note
from sandbox.workspace import Workspace
from sandbox.world import World

METHODS: dict[str, Callable[[Call], Json]] = {
    "auth.test": auth.test,
    "apps.uninstall": apps.uninstall,
    "bots.info": bots.info,
    "team.info": auth.team_info,
    "chat.postMessage": chat.post_message,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.update": chat.update,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.permalink,
    "conversations.open": conversations.open_dm,
    "conversations.info": conversations.info,
    "conversations.join": conversations.join,
    "conversations.history": history.history,
    "conversations.replies": history.replies,
    "conversations.list": conversations.list_all,
    "conversations.members": conversations.members,
    "files.info": files.info,
    "usergroups.list": usergroups.list_all,
    "usergroups.users.list": usergroups.users_of,
    "users.conversations": conversations.of_user,
    "users.info": users.info,
    "users.list": users.list_all,
    "users.lookupByEmail": users.lookup_by_email,
    "views.open": views.open_view,
    "views.push": views.push,
    "views.update": views.update,
    "views.publish": views.publish,
}

TOKENLESS: dict[str, Callable[[World, Request, str, Json], Json]] = {
    "apps.connections.open": apps.open_connection,
    "blocks.validate": blocks.validate,
    "oauth.v2.access": apps.exchange,
}
"""Methods that need no bot token, or another one."""

FORM_ONLY = frozenset(
    [
        "apps.uninstall",
        "bots.info",
        "chat.getPermalink",
        "conversations.info",
        "conversations.list",
        "conversations.members",
        "conversations.replies",
        "files.info",
        "oauth.v2.access",
        "team.info",
        "usergroups.list",
        "usergroups.users.list",
        "users.conversations",
        "users.info",
        "users.list",
        "users.lookupByEmail",
    ]
)
"""Methods that read no JSON: sent that way, their arguments are as good as missing."""


async def answer(world: World, request: Request) -> Response | None:
    """POST /api/{method}. None: the answer is lost, the connection is to be cut."""
    method, started = str(request.path_params["method"]), time.perf_counter()
    try:
        arguments = await read_arguments(request, json_too=method not in FORM_ONLY)
    except SlackError as error:
        return JSONResponse(error.body(), headers=world.headers)
    token = token_of(request, arguments)
    fault = _fault(world, method, token, arguments)
    if fault and not fault.lost:
        note(world, method, arguments, fault.body(), started)
        return JSONResponse(fault.body(), status_code=fault.status, headers=world.headers | fault.headers())
    response = _carried_out(world, request, method, token, arguments)
    note(world, method, arguments, response, started)
    if fault:
        return Response("upstream timed out", fault.status, media_type="text/html") if fault.status else None
    return JSONResponse(response, headers=world.headers | _granted(world, token))


def _carried_out(world: World, request: Request, method: str, token: str, arguments: Json) -> Json:
    try:
        if method in TOKENLESS:
            return TOKENLESS[method](world, request, token, arguments)
        if method not in METHODS:
            return SlackError("unknown_method", req_method=method).body()
        return METHODS[method](Call(world, _team(world, token), arguments))
    except SlackError as error:
        return error.body()


def _team(world: World, token: str) -> Workspace:
    if token and token == world.app_token:
        raise SlackError("not_allowed_token_type")
    return world.installations.team(token)


def _granted(world: World, token: str) -> dict[str, str]:
    """The header that tells the scopes of a token."""
    team = next((each for each in world.workspaces.values() if token and each.bot_token == token), None)
    return {"x-oauth-scopes": ",".join(sorted(world.granted(team)))} if team else {}


def _fault(world: World, method: str, token: str, arguments: Json) -> Fault | None:
    team = next((each for each in world.workspaces.values() if each.bot_token == token), None)
    channel_id = str(arguments.get("channel") or "")
    channel = team.channels.get(channel_id) if team else None
    about = arguments.get("user") or arguments.get("users") or arguments.get("user_id")
    if isinstance(about, list):
        about = about[0] if about else None
    user = (channel.user if channel else None) or about or channel_id
    return world.faults.take(method, channel=channel_id, user=str(user))
