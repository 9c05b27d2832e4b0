"""Each call is kept, with its answer, for tests and the inspector."""

from sandbox.changes import CALLS
from sandbox.errors import Json
from sandbox.world import World


def note(world: World, method: str, arguments: Json, response: Json, started: float | None = None) -> None:
    """`started`, of time.perf_counter(), says how long it took."""
    told = {name: value for name, value in arguments.items() if name != "client_secret"}
    world.calls.append((method, told, response))
    world.record.call(method, told, response, started=started, who=about(world, arguments))
    world.changes.note(CALLS)


def about(world: World, arguments: Json) -> str:
    """Whom a call is about: a person's id, or a channel as people name it; empty if it is about neither."""
    place = str(arguments.get("channel") or "")
    channel = next(
        (team.channels[place] for team in world.workspaces.values() if place in team.channels), None
    )
    named = (channel.user or f"#{channel.name}") if channel else place
    people = (arguments.get(name) for name in ("user", "user_id", "users"))
    return next((each for each in people if each and isinstance(each, str)), named)
