"""Somebody looks at their Home."""

from bot import homes
from bot.kit.ids import Action, SlackEvent, decode, number
from handlers.answers import Answer, Done
from handlers.payloads import Kind
from handlers.table import Route, Turn


async def opened(turn: Turn) -> Answer:
    if turn.heard.event.get("tab", "home") == "home":
        await homes.opened(turn.session, turn.actor, now=turn.now, real=turn.real)
    return Done()


async def tab(turn: Turn) -> Answer:
    await homes.opened(turn.session, turn.actor, tab=turn.heard.value, now=turn.now, real=turn.real)
    return Done()


async def page(turn: Turn) -> Answer:
    tab, page = decode(turn.heard.value, 2)
    await homes.opened(
        turn.session, turn.actor, tab=tab, page=number(page) or 0, now=turn.now, real=turn.real
    )
    return Done()


ROUTES = (
    Route(Kind.EVENT, SlackEvent.HOME_OPENED, opened),
    Route(Kind.ACTION, Action.HOME_TAB, tab),
    Route(Kind.ACTION, Action.HOME_NEWER, page),
    Route(Kind.ACTION, Action.HOME_OLDER, page),
)
