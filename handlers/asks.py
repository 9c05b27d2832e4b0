"""What approvers and customers answer."""

from datetime import date

from bot.asks import answers, decisions
from bot.kit.errors import BotError
from bot.kit.ids import Action
from handlers.answers import Answer, Done
from handlers.payloads import Kind
from handlers.table import Route, Turn
from models.ask import Declined, Refused


async def approve(turn: Turn) -> Answer:
    await decisions.approve(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def refuse_now(turn: Turn) -> Answer:
    await decisions.refuse(turn.session, turn.actor, turn.heard.value, Refused.NOT_NOW, now=turn.now)
    return Done()


async def refuse_deal(turn: Turn) -> Answer:
    await decisions.refuse(turn.session, turn.actor, turn.heard.value, Refused.NOT_THIS_DEAL, now=turn.now)
    return Done()


async def accept(turn: Turn) -> Answer:
    await answers.accept(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def not_this(turn: Turn) -> Answer:
    await answers.decline(turn.session, turn.actor, turn.heard.value, Declined.NOT_THIS, now=turn.now)
    return Done()


async def never_this_kind(turn: Turn) -> Answer:
    await answers.decline(turn.session, turn.actor, turn.heard.value, Declined.NEVER_THIS_KIND, now=turn.now)
    return Done()


async def not_now_until(turn: Turn) -> Answer:
    try:
        day = date.fromisoformat(turn.heard.value)
    except ValueError:
        raise BotError("Choose a day.") from None
    await answers.pause_until(turn.session, turn.actor, turn.heard.block_id, day, now=turn.now)
    return Done()


ROUTES = (
    Route(Kind.ACTION, Action.APPROVE, approve),
    Route(Kind.ACTION, Action.REFUSE_NOW, refuse_now),
    Route(Kind.ACTION, Action.REFUSE_DEAL, refuse_deal),
    Route(Kind.ACTION, Action.ACCEPT, accept),
    Route(Kind.ACTION, Action.NOT_THIS, not_this),
    Route(Kind.ACTION, Action.NEVER_THIS_KIND, never_this_kind),
    Route(Kind.ACTION, Action.NOT_NOW_UNTIL, not_now_until),
)
