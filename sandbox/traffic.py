"""What the switched faults and limits do to events on their way to the app."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sandbox.delivery import Answer
from sandbox.errors import Json
from sandbox.switches import Name
from sandbox.workspace import APP_ID
from sandbox.world import World

RECONNECTED_WITHIN = 30.0  # real seconds; an SDK may need two of its pings to see that it is alone
EVENT = "event"
Delivering = Callable[[World, Json], Awaitable[Answer]]


async def bring(world: World, payload: Json, deliver: Delivering) -> Answer | None:
    """Delivers an event, or keeps it until the next one has overtaken it. None: it was one too many for Slack."""
    team_id = str(payload["team_id"])
    if world.switches.on(Name.LIMITS) and not world.limits.event(team_id):
        if world.limits.warning(team_id):
            await world.delivery.send("events_api", _rate_limited(world, team_id))
        return None
    if world.switches.on(Name.SHUFFLED) and not world.held:
        world.held.hold(lambda: deliver(world, payload), world.switches.patience)
        return Answer(0)
    answer = await deliver(world, payload)
    await world.held.release()
    return answer


async def send(world: World, payload: Json) -> Answer:
    """One delivery of a fresh event, as the switches have it: cut off before its acknowledgement, or repeated."""
    if world.switches.strikes(Name.DROPPED, EVENT):
        return await _cut_off(world, payload)
    if world.switches.strikes(Name.TWICE, EVENT):
        copies = (world.delivery.send("events_api", payload) for _ in range(world.switches.copies))
        answers = await asyncio.gather(*copies)
        return next((each for each in answers if each.error), answers[0])
    return await world.delivery.send("events_api", payload)


async def _cut_off(world: World, payload: Json) -> Answer:
    sockets = world.delivery.sockets
    sockets.cut_next = bool(sockets.connected)
    await world.delivery.send("events_api", payload)
    with suppress(TimeoutError):
        if sockets.enabled and not world.delivery.over_http:
            await world.changes.until(lambda: sockets.connected, RECONNECTED_WITHIN)
    return Answer(0, None, "dispatch_failed")


def _rate_limited(world: World, team_id: str) -> Json:
    minute = int(world.clock.real().timestamp()) // 60 * 60
    return {
        "token": "sandbox-verification",
        "type": "app_rate_limited",
        "team_id": team_id,
        "minute_rate_limited": minute,
        "api_app_id": APP_ID,
    }
