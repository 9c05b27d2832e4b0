"""Slack's page on which somebody allows the app into a workspace: GET /oauth/v2/authorize."""

from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.errors import SlackError
from sandbox.people import User
from sandbox.workspace import Workspace
from sandbox.world import World

PLACE = "/oauth/v2/authorize"
KEPT = ("client_id", "scope", "state", "redirect_uri")
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color:#1d1c1d}"
    "button{font:inherit;padding:.5rem 1.5rem;border-radius:.25rem;border:1px solid #8d8d8d;background:#fff}"
    "button[value=allow]{background:#007a5a;border-color:#007a5a;color:#fff}"
    "label{display:block;margin:1rem 0}select{font:inherit}"
    "@media(prefers-color-scheme:dark){body{background:#1a1d21;color:#d1d2d3}"
    "button,select{background:#1a1d21;color:inherit}}"
)


def routes(world: World) -> list[Route]:
    async def show(request: Request) -> Response:
        try:
            return HTMLResponse(_page(world, dict(request.query_params)))
        except SlackError as error:
            return _refused(error)

    async def decide(request: Request) -> Response:
        given = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        try:
            return RedirectResponse(_decided(world, given), 302)
        except SlackError as error:
            return _refused(error)

    return [Route(PLACE, show), Route(PLACE, decide, methods=["POST"])]


def _decided(world: World, given: dict[str, str]) -> str:
    """Where the browser goes next: back to the app, with a code or with access_denied."""
    scopes, back = _checked(world, given)
    state = {"state": given["state"]} if given.get("state") else {}
    if given.get("decision") != "allow":
        return _with(back, {"error": "access_denied"} | state)
    team_id, _, user_id = given.get("as", "").partition("/")
    team = world.workspaces.get(team_id)
    user = team.users.get(user_id) if team else None
    if team is None or user is None or user.kind != "member":
        raise SlackError("invalid_team")
    code = world.installations.code(
        team_id=team.id, user_id=user.id, scopes=scopes, redirect_uri=given.get("redirect_uri") or None
    )
    return _with(back, {"code": code} | state)


def _checked(world: World, given: dict[str, str]) -> tuple[list[str], str]:
    """The scopes that are asked for, and the address to go back to.

    Raises SlackError: invalid_client_id, no_scopes, bad_redirect_uri.
    """
    if given.get("client_id") != world.installations.client_id:
        raise SlackError("invalid_client_id")
    scopes = [each for each in given.get("scope", "").replace(" ", ",").split(",") if each]
    if not scopes:
        raise SlackError("no_scopes")
    known = [str(each) for each in world.manifest.get("oauth_config", {}).get("redirect_urls", [])]
    asked = given.get("redirect_uri")
    if not known or (asked and not any(_below(asked, each) for each in known)):
        raise SlackError("bad_redirect_uri")
    return scopes, asked or known[0]


def _below(address: str, allowed: str) -> bool:
    """Whether an address is one of the app's own, or lies below it."""
    one, other = urlsplit(address), urlsplit(allowed)
    if (one.scheme, one.netloc) != (other.scheme, other.netloc):
        return False
    return one.path == other.path or one.path.startswith(other.path.rstrip("/") + "/")


def _with(address: str, parameters: dict[str, str]) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(parameters)}"


def _page(world: World, given: dict[str, str]) -> str:
    scopes, _ = _checked(world, given)
    name = escape(str(world.manifest.get("display_information", {}).get("name", "This app")))
    hidden = "".join(
        f'<input type="hidden" name="{each}" value="{escape(given[each])}">' for each in KEPT if each in given
    )
    listed = "".join(f"<li><code>{escape(each)}</code></li>" for each in scopes)
    people = "".join(_people(team, given.get("team", "")) for team in world.workspaces.values())
    return (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>Install {name}</title>'
        f"<style>{STYLE}</style><main><h1>{name} asks for access to a workspace</h1>"
        f'<form method="post" action="{PLACE}">{hidden}'
        f'<label>Workspace, and who installs it there: <select name="as">{people}</select></label>'
        f"<p>{name} will have these permissions:</p><ul>{listed}</ul>"
        f'<button name="decision" value="cancel">Cancel</button> '
        f'<button name="decision" value="allow">Allow</button></form></main></html>'
    )


def _people(team: Workspace, asked: str) -> str:
    """The members of a workspace: guests and people of other companies install nothing."""
    members = [each for each in team.users.values() if each.kind == "member"]
    return "".join(_option(team, each, chosen=team.id == asked and each is members[0]) for each in members)


def _option(team: Workspace, user: User, *, chosen: bool) -> str:
    value, shown = escape(f"{team.id}/{user.id}"), escape(f"{team.name}: {user.real_name or user.name}")
    return f'<option value="{value}"{" selected" if chosen else ""}>{shown}</option>'


def _refused(error: SlackError) -> Response:
    words = escape(error.error)
    page = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Slack</title><p>Error: {words}</p></html>'
    return HTMLResponse(page, 400)
