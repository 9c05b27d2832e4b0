"""What managers say: `/rung`, and everything that is pressed in its windows."""

from collections.abc import Mapping
from functools import partial

from bot.kit.ids import Command
from bot.views.usage import RUNG as USAGE
from handlers import surveys
from handlers.answers import Answer, Say
from handlers.managers import ladder, log, owners, queue, roles, settings, texts, workspaces
from handlers.payloads import Kind
from handlers.table import Handler, Route, Turn

ROOMS: Mapping[str, Handler] = {
    "": queue.overview,
    "queue": queue.overview,
    "settings": settings.overview,
    "ladder": ladder.overview,
    "roles": roles.overview,
    "owners": owners.overview,
    "texts": texts.overview,
    "log": log.overview,
    "requirements": surveys.overview,
    "workspaces": workspaces.overview,
    **{f"workspaces {word}": partial(workspaces.link, kind=kind) for word, kind in workspaces.KINDS.items()},
}


async def command(turn: Turn) -> Answer:
    words = " ".join(turn.heard.text.lower().split())
    if words in ROOMS:
        return await ROOMS[words](turn)
    return Say(USAGE if words == "help" else f"Those words are not known here. {USAGE}")


ROUTES = (
    Route(Kind.COMMAND, Command.RUNG, command),
    *queue.ROUTES,
    *settings.ROUTES,
    *ladder.ROUTES,
    *roles.ROUTES,
    *owners.ROUTES,
    *texts.ROUTES,
    *log.ROUTES,
)
