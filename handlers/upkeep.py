"""Messages that could not be shown, and what a manager does about them."""

from bot import homes, upkeep
from bot.kit.ids import Action
from handlers.answers import Answer, Done
from handlers.payloads import Kind
from handlers.table import Route, Turn


async def try_again(turn: Turn) -> Answer:
    ids, by = [turn.heard.value], turn.actor.user_id
    await upkeep.try_again(turn.session, turn.actor.program_id, ids, by=by, now=turn.now)
    await homes.opened(turn.session, turn.actor, now=turn.now, real=turn.real)
    return Done()


async def let_go(turn: Turn) -> Answer:
    ids, by = [turn.heard.value], turn.actor.user_id
    await upkeep.let_go(turn.session, turn.actor.program_id, ids, by=by, now=turn.now)
    await homes.opened(turn.session, turn.actor, now=turn.now, real=turn.real)
    return Done()


ROUTES = (
    Route(Kind.ACTION, Action.TRY_MESSAGE, try_again),
    Route(Kind.ACTION, Action.LET_MESSAGE_GO, let_go),
)
