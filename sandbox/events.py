"""Events: sent if the manifest subscribes to them, and sent again when they are not acknowledged."""

from sandbox import payloads, traffic
from sandbox.delivery import Answer, Overdue
from sandbox.errors import Json
from sandbox.workspace import Workspace
from sandbox.world import World

ATTEMPTS = 3


async def send_event(world: World, team: Workspace, event: Json) -> Answer | None:
    """Delivers an event, again at once if that failed. None if the bot does not subscribe to it."""
    if _subscription(event) not in world.events:
        return None
    payload = payloads.event_callback(team, event, shared=_foreign(team, event))
    return await traffic.bring(world, payload, _deliver)


async def retry_events(world: World) -> None:
    """What Slack does one and five minutes later: each event that failed so far is sent once more."""
    overdue, world.overdue = world.overdue, []
    for each in overdue:
        await _again(world, each)


async def _deliver(world: World, payload: Json) -> Answer:
    answer = await traffic.send(world, payload)
    return await _again(world, Overdue(payload, 0, _reason(answer))) if answer.error else answer


async def _again(world: World, overdue: Overdue) -> Answer:
    attempt = overdue.attempt + 1
    answer = await world.delivery.send("events_api", overdue.payload, attempt=attempt, reason=overdue.reason)
    if answer.error and attempt < ATTEMPTS:
        world.overdue.append(Overdue(overdue.payload, attempt, _reason(answer)))
    return answer


def _reason(answer: Answer) -> str:
    return "http_timeout" if answer.error == "operation_timeout" else "http_error"


def _subscription(event: Json) -> str:
    """The name in the manifest: messages are subscribed to by kind of conversation."""
    if event["type"] == "message":
        return "message.im" if event.get("channel_type") == "im" else "message.channels"
    return str(event["type"])


def _foreign(team: Workspace, event: Json) -> bool:
    user = team.users.get(str(event.get("user")))
    return user is not None and user.foreign
