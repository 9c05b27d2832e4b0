"""A manager looks through the log, and says of whom and of what kind."""

from bot.kit.ids import Action, Form, Search, decode, named
from bot.managers import log
from bot.views.manager.log import ANY, Wanted, log_view
from bot.views.manager.log_words import LogKind
from handlers.answers import Answer, Change, Offer
from handlers.payloads import Kind, text_of
from handlers.table import Route, Turn


async def overview(turn: Turn) -> Answer:
    return await _shown(turn, Wanted())


async def turned(turn: Turn) -> Answer:
    before, kind, person = (None if part == ANY else part for part in decode(turn.heard.value, 3))
    return await _shown(turn, Wanted(named(LogKind, kind) if kind else None, person, before))


async def looked_for(turn: Turn) -> Answer:
    view = turn.heard.view
    kind, person = (text_of(view, name) if view else None for name in ("kind", "person"))
    return await _shown(turn, Wanted(named(LogKind, kind) if kind else None, person))


async def search_people(turn: Turn) -> Answer:
    return Offer(await log.offered(turn.session, turn.actor, turn.heard.text))


async def _shown(turn: Turn, wanted: Wanted) -> Answer:
    found = await log.page(turn.session, turn.actor, wanted)
    return Change(log_view(found, zone=turn.actor.zone, now=turn.now))


ROUTES = (
    Route(Kind.ACTION, Action.LOG_PAGE, turned, writes=False),
    Route(Kind.SUBMISSION, Form.LOG, looked_for, writes=False),
    Route(Kind.OPTIONS, Search.IN_LOG, search_people, writes=False),
)
