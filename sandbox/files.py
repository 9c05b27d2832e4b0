"""Files that people put into conversations, and how an app gets hold of them: files.info, then a download."""

import asyncio
import mimetypes
import secrets
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sandbox.errors import Json, SlackError
from sandbox.workspace import Workspace
from sandbox.world import World


@dataclass
class File:
    """`content` is what was put in; `created` in whole seconds, as Slack counts them."""

    id: str
    name: str
    content: bytes
    user: str
    channel: str
    created: int
    linked: bool = False  # kept by another service, and only linked here
    elsewhere: str = ""  # an address to download from that is not the sandbox's

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


def new_file(team: Workspace, *, name: str, content: bytes, user: str, channel: str) -> File:
    id_ = "F" + secrets.token_hex(5).upper()
    return File(id_, name, content, user, channel, int(team.now().timestamp()))


def file_object(world: World, team: Workspace, file: File) -> Json:
    """The `file` of files.info, and of a message's `files`."""
    place = f"{world.address}/files-pri/{team.id}-{file.id}"
    name = quote(file.name, safe="")
    kind = PurePath(file.name).suffix.removeprefix(".").lower() or "binary"
    got = {} if file.linked else {"url_private_download": file.elsewhere or f"{place}/download/{name}"}
    return got | {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.name,
        "mimetype": file.mimetype,
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": file.user,
        "user_team": team.id,
        "editable": False,
        "size": len(file.content),
        "mode": "external" if file.linked else "hosted",
        "is_external": file.linked,
        "external_type": "gdrive" if file.linked else "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{place}/{name}",
        "permalink": f"https://{team.domain}.slack.com/files/{file.user}/{file.id}/{name}",
        "channels": [],
        "groups": [],
        "ims": [file.channel],
        "has_rich_preview": False,
        "file_access": "visible",
    }


async def download(world: World, request: Request) -> Response:
    """What `url_private_download` answers: the file for the app's token, the way to the login page for others."""
    team_id, _, file_id = str(request.path_params["place"]).partition("-")
    team = _owner(world, request.headers.get("authorization", "").removeprefix("Bearer ").strip())
    if team is None or team.id != team_id or "files:read" not in world.granted(team):
        return RedirectResponse(f"{world.address}/login?redir={quote(request.url.path)}", 302)
    file = team.files.get(file_id)
    if file is None:
        return HTMLResponse("<!DOCTYPE html><title>Not found</title>", 404)
    await asyncio.sleep(world.slow_downloads)
    named = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return Response(file.content, media_type=file.mimetype, headers={"content-disposition": named})


def _owner(world: World, token: str) -> Workspace | None:
    try:
        return world.installations.team(token)
    except SlackError:
        return None


async def login(_: Request) -> Response:
    """Where a browser without a session ends up: a page, with status 200, whatever was asked for."""
    return HTMLResponse("<!DOCTYPE html><title>Sign in</title><p>Sign in to see this file.</p>")
