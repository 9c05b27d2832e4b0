"""What concerns the app rather than a conversation: connections, installing and going."""

import base64
import binascii

from starlette.requests import Request

from sandbox.errors import Json, SlackError
from sandbox.events import farewell
from sandbox.webapi.call import Call, ok
from sandbox.workspace import APP_ID
from sandbox.world import World


def open_connection(world: World, request: Request, token: str, _: Json) -> Json:
    """apps.connections.open: the address of a websocket, good for one connection."""
    if not token:
        raise SlackError("not_authed")
    if token != world.app_token:
        raise SlackError("not_allowed_token_type" if token.startswith("xoxb-") else "invalid_auth")
    ticket = world.delivery.sockets.ticket()
    return ok(url=f"ws://{request.url.netloc}/socket/{ticket}?app_id={APP_ID}")


def exchange(world: World, request: Request, _: str, arguments: Json) -> Json:
    """oauth.v2.access: a code of the install page for a token. The app says who it is in the header or the body."""
    client_id, client_secret = _client(request, arguments)
    if not client_id:
        raise SlackError("invalid_client_id")
    installations = world.installations
    installations.check_client(client_id, client_secret)
    if arguments.get("grant_type") not in {None, "", "authorization_code"}:
        raise SlackError("invalid_grant_type")
    allowed = installations.redeem(str(arguments.get("code") or ""), arguments.get("redirect_uri") or None)
    team = world.workspaces[allowed.team_id]
    # Scopes add up for as long as the app stays; only taking it out takes them away.
    token = installations.install(
        team, allowed.scopes | (world.granted(team) if team.installed else frozenset())
    )
    world.changes.note()
    return ok(
        app_id=APP_ID,
        authed_user={"id": allowed.user_id},
        scope=",".join(sorted(world.granted(team))),
        token_type="bot",  # noqa: S106 — Slack's word for the kind of token
        access_token=token,
        bot_user_id=team.bot_user_id,
        team={"id": team.id, "name": team.name},
        enterprise=None,
        is_enterprise_install=False,
    )


def uninstall(call: Call) -> Json:
    """apps.uninstall: the token ends with this answer; the events of it follow."""
    given = call.arguments
    installations = call.world.installations
    installations.check_client(str(given.get("client_id") or ""), str(given.get("client_secret") or ""))
    installations.end(call.team)
    call.world.delivery.later(farewell(call.world, call.team))
    return ok()


def _client(request: Request, arguments: Json) -> tuple[str, str]:
    kind, _, credentials = request.headers.get("authorization", "").partition(" ")
    if kind != "Basic":
        return str(arguments.get("client_id") or ""), str(arguments.get("client_secret") or "")
    try:
        client_id, _, client_secret = base64.b64decode(credentials, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise SlackError("invalid_client_id") from None
    return client_id, client_secret
