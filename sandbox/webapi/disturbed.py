"""What the switched faults and limits do to calls of the app on their way in."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.errors import SlackError
from sandbox.switches import Name
from sandbox.webapi.arguments import read_arguments, token_of
from sandbox.webapi.noted import about, note
from sandbox.world import World

UNAVAILABLE, TOO_MANY = 503, 429
Answering = Callable[[World, Request], Awaitable[Response | None]]


async def disturbed(world: World, request: Request, what: str, answer: Answering) -> Response | None:
    """The answer to a call as it reaches the app; None if the connection breaks. Each `what` is counted by itself.

    Where a fault of its own was asked for, that one comes, as it was asked for.
    """
    if world.faults.expects(what):
        return await answer(world, request)
    strikes = world.switches.strikes
    if strikes(Name.OUTAGE, what):
        await _struck(world, request, what, "answered 503")
        return Response("upstream unavailable", UNAVAILABLE, media_type="text/html")
    if strikes(Name.BUSY, what):
        await _struck(world, request, what, "ratelimited")
        return _refused(world, world.switches.retry_after)
    if strikes(Name.DROPPED, what):
        await _struck(world, request, what, "connection dropped")
        return None
    lost, slow = strikes(Name.LOST, what), strikes(Name.SLOW, what)
    refusal = await _too_many(world, request, what) if world.switches.on(Name.LIMITS) else None
    response = refusal or await answer(world, request)
    if slow:
        await asyncio.sleep(world.switches.slowness)
    if lost:
        await _struck(world, request, what, "answer lost")
    return None if lost else response


async def _struck(world: World, request: Request, what: str, error: str) -> None:
    """The inspector tells of it; nothing that the app did is counted by it."""
    try:
        arguments = await read_arguments(request)
    except SlackError:
        arguments = {}
    token_of(request, arguments)  # which takes it out
    arguments.pop("client_secret", None)
    told = {"ok": False, "error": error}
    world.record.call(what, arguments, told, started=None, who=about(world, arguments))


async def _too_many(world: World, request: Request, method: str) -> Response | None:
    try:
        arguments = await read_arguments(request)
    except SlackError:
        return None
    token, channel = token_of(request, arguments), str(arguments.get("channel") or "")
    if channel.startswith(("U", "W")):  # a person: what counts is the conversation with them
        channel = "D" + channel[1:]
    seconds = world.limits.call(token, method, channel)
    if seconds is None:
        return None
    note(world, method, arguments, SlackError("ratelimited").body())
    return _refused(world, seconds)


def _refused(world: World, seconds: int) -> Response:
    headers = world.headers | {"Retry-After": str(seconds)}
    return JSONResponse(SlackError("ratelimited").body(), status_code=TOO_MANY, headers=headers)
