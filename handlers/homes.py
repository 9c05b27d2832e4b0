"""Somebody looks at their Home."""

from bot import homes
from bot.kit.ids import Action, SlackEvent
from handlers.answers import Answer, Done
from handlers.payloads import Kind
from handlers.table import Route, Turn


async def opened(turn: Turn) -> Answer:
    if turn.heard.event.get("tab", "home") == "home":
        await homes.opened(turn.session, turn.actor, page=0, now=turn.now, real=turn.real)
    return Done()


async def page(turn: Turn) -> Answer:
    number = int(turn.heard.value) if turn.heard.value.isdecimal() else 0
    await homes.opened(turn.session, turn.actor, page=number, now=turn.now, real=turn.real)
    return Done()


ROUTES = (
    Route(Kind.EVENT, SlackEvent.HOME_OPENED, opened),
    Route(Kind.ACTION, Action.HOME_NEWER, page),
    Route(Kind.ACTION, Action.HOME_OLDER, page),
)
