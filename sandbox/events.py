"""Events: sent if the manifest subscribes to them, and sent again when they are not acknowledged."""

import asyncio

from sandbox import payloads, traffic
from sandbox.delivery import Answer, Overdue
from sandbox.errors import Json
from sandbox.workspace import Workspace
from sandbox.world import World

ATTEMPTS = 3
LAST_WORDS = frozenset(["app_uninstalled", "tokens_revoked"])  # heard although the app is gone


async def send_event(world: World, team: Workspace, event: Json) -> Answer | None:
    """Delivers an event, again at once if that failed. None if the bot does not subscribe to it, or is gone."""
    if _subscription(event) not in world.events or not (team.installed or event["type"] in LAST_WORDS):
        return None
    payload = payloads.event_callback(team, event, shared=_foreign(team, event))
    return await traffic.bring(world, payload, _deliver)


async def uninstall(world: World, team: Workspace) -> None:
    """The app goes from a workspace: its token is refused from now on, and it hears so in two events."""
    world.installations.end(team)
    await farewell(world, team)


async def farewell(world: World, team: Workspace) -> None:
    """The last two events of an installation."""
    gone: Json = {"type": "app_uninstalled"}
    revoked: Json = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [team.bot_user_id]}}
    for event in (revoked, gone) if world.installations.tokens_first else (gone, revoked):
        await send_event(world, team, event)


async def retry_events(world: World) -> None:
    """What Slack does one and five minutes later, now: each event that failed so far is sent once more."""
    overdue, world.overdue = world.overdue, []
    for each in overdue:
        await _again(world, each)


async def _deliver(world: World, payload: Json) -> Answer:
    answer = await traffic.send(world, payload)
    again = answer.error and not answer.final
    return await _again(world, Overdue(payload, 0, answer.reason)) if again else answer


async def _again(world: World, overdue: Overdue) -> Answer:
    attempt = overdue.attempt + 1
    answer = await world.delivery.send("events_api", overdue.payload, attempt=attempt, reason=overdue.reason)
    if answer.error and not answer.final and attempt < ATTEMPTS:
        following = Overdue(overdue.payload, attempt, answer.reason)
        world.overdue.append(following)
        world.delivery.later(_when_due(world, following))
    return answer


async def _when_due(world: World, overdue: Overdue) -> None:
    await asyncio.sleep(world.delivery.retry_waits[overdue.attempt])
    if any(each is overdue for each in world.overdue):
        world.overdue = [each for each in world.overdue if each is not overdue]
        await _again(world, overdue)


def _subscription(event: Json) -> str:
    """The name in the manifest: messages are subscribed to by kind of conversation."""
    if event["type"] == "message":
        kind = str(event.get("channel_type"))
        return "message." + {"channel": "channels", "group": "groups"}.get(kind, kind)
    return str(event["type"])


def _foreign(team: Workspace, event: Json) -> bool:
    user = team.users.get(str(event.get("user")))
    return user is not None and user.foreign
