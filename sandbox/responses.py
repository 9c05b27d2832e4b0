"""Response URLs: up to five answers to a command or a click."""

import time

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox.errors import Json, SlackError
from sandbox.threads import root_of
from sandbox.tickets import ResponseUrl
from sandbox.webapi.arguments import flag, read_arguments
from sandbox.webapi.content import Content, new_content
from sandbox.workspace import Workspace
from sandbox.world import World


async def respond(world: World, request: Request) -> Response:
    """POST /response/{key}: posts, replaces or deletes; "ok", or 404 with Slack's error."""
    key, started = str(request.path_params["key"]), time.perf_counter()
    sent: Json = {}
    try:
        sent = await read_arguments(request)
        answer_by(world, key, sent)
    except SlackError as error:
        world.record.response(world.tickets.holder(key), sent, error.body(), started)
        return JSONResponse(error.body(), status_code=404 if error.error.endswith("_url") else 400)
    world.record.response(world.tickets.holder(key), sent, {"ok": True}, started)
    return PlainTextResponse("ok")


def answer_by(world: World, key: str, sent: Json) -> None:
    """Carries out what was sent to a response URL. Raises SlackError."""
    origin = world.tickets.use(key)
    team = world.workspaces[origin.team_id]
    original = team.message(origin.channel_id, origin.message_ts) if origin.message_ts else None
    if flag(sent, "delete_original"):
        if original:
            team.remove(original)
        return
    content = new_content(sent)
    if flag(sent, "replace_original") and original:
        changed = original.changed(
            text=content.text or "", blocks=content.blocks or [], metadata=original.metadata
        )
        team.replace(changed)
        return
    show(team, origin, sent, content)


def show(team: Workspace, origin: ResponseUrl, sent: Json, content: Content) -> None:
    """A new message in the conversation or a thread of it, private unless `response_type` is in_channel."""
    channel = team.channels[origin.channel_id]
    root = root_of(channel, str(sent["thread_ts"])) if sent.get("thread_ts") else None
    if sent.get("thread_ts") and root is None:
        raise SlackError("thread_not_found")
    private = sent.get("response_type", "ephemeral") != "in_channel"
    team.post(
        channel,
        user=team.bot_user_id,
        text=content.text or "",
        blocks=content.blocks,
        attachments=content.attachments,
        thread_ts=root.ts if root else None,
        seen_by=origin.user_id if private else None,
    )
