"""Response URLs: up to five answers to a command or a click."""

import time

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox.checks import check_blocks
from sandbox.errors import Json, SlackError
from sandbox.tickets import ResponseUrl
from sandbox.webapi.arguments import read_arguments
from sandbox.workspace import Workspace
from sandbox.world import World


async def respond(world: World, request: Request) -> Response:
    """POST /response/{key}: posts, replaces or deletes; "ok", or 404 with Slack's error."""
    started = time.perf_counter()
    sent = await read_arguments(request)
    key = str(request.path_params["key"])
    try:
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
    if sent.get("delete_original"):
        if original:
            team.remove(original)
        return
    text, blocks = str(sent.get("text") or ""), check_blocks(sent.get("blocks") or [])
    if not text and not blocks:
        raise SlackError("no_text")
    if sent.get("replace_original") and original:
        team.replace(original.changed(text=text, blocks=blocks, metadata=original.metadata))
        return
    show(team, origin, sent, text, blocks)


def show(team: Workspace, origin: ResponseUrl, sent: Json, text: str, blocks: list[Json]) -> None:
    """A new message in the conversation, private unless `response_type` is in_channel."""
    private = sent.get("response_type", "ephemeral") != "in_channel"
    team.post(
        team.channels[origin.channel_id],
        user=team.bot_user_id,
        text=text,
        blocks=blocks,
        thread_ts=sent.get("thread_ts"),
        seen_by=origin.user_id if private else None,
    )
