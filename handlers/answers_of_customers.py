"""What customers answer: all by buttons, menus and pickers of a message, so that it works from any company."""

from collections.abc import Mapping

from bot.asks import answers, backing_out, handing_on, reasons, reveal
from bot.asks.reveal import Agreed
from bot.kit.errors import BotError
from bot.kit.ids import SEPARATOR, Action, number
from bot.views.ask.question import SomethingElse
from handlers.answers import Answer, Done, Say
from handlers.payloads import Kind, picked_day
from handlers.table import Handler, Route, Turn
from models.ask import Declined, WhyNot


async def accept(turn: Turn) -> Answer:
    return await _agree(turn, Agreed.YES)


async def accept_if_no_conflict(turn: Turn) -> Answer:
    return await _agree(turn, Agreed.IF_NO_CONFLICT)


async def confirm(turn: Turn) -> Answer:
    return await _agree(turn, Agreed.CONFIRMED)


async def _agree(turn: Turn, how: Agreed) -> Answer:
    """The button carries the edition of the question that was read; that of an older version of Rung is the first."""
    ask_id, _, edition = turn.heard.value.partition(SEPARATOR)
    read = number(edition) or 1
    said = await reveal.agree(turn.session, turn.actor, ask_id, how, edition=read, now=turn.now)
    return Say(said) if said else Done()


async def withdraw(turn: Turn) -> Answer:
    await reveal.withdraw(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def not_this(turn: Turn) -> Answer:
    await answers.decline(turn.session, turn.actor, turn.heard.value, Declined.NOT_THIS, now=turn.now)
    return Done()


async def something_else(turn: Turn) -> Answer:
    answer = RARER.get(turn.heard.value)
    if answer is None:
        raise BotError("Choose one of the answers.")
    return await answer(turn)


async def never_this_kind(turn: Turn) -> Answer:
    ask_id = turn.heard.block_id
    await answers.decline(turn.session, turn.actor, ask_id, Declined.NEVER_THIS_KIND, now=turn.now)
    return Done()


async def not_now_until(turn: Turn) -> Answer:
    await answers.pause_until(
        turn.session, turn.actor, turn.heard.block_id, picked_day(turn.heard), now=turn.now
    )
    return Done()


async def ask_colleague(turn: Turn) -> Answer:
    await handing_on.to_colleague(turn.session, turn.actor, turn.heard.block_id, now=turn.now)
    return Done()


async def to_assistant(turn: Turn) -> Answer:
    await handing_on.to_assistant(turn.session, turn.actor, turn.heard.block_id, now=turn.now)
    return Done()


async def back_out(turn: Turn) -> Answer:
    await backing_out.back_out(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def why_not(turn: Turn) -> Answer:
    if turn.heard.value not in set(WhyNot):
        raise BotError("Choose one of the reasons, or leave it.")
    await reasons.give(turn.session, turn.actor, turn.heard.block_id, WhyNot(turn.heard.value), now=turn.now)
    return Done()


async def rest_month(turn: Turn) -> Answer:
    await reasons.rest(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def rest_until(turn: Turn) -> Answer:
    await reasons.rest(
        turn.session, turn.actor, turn.heard.block_id, now=turn.now, day=picked_day(turn.heard)
    )
    return Done()


RARER: Mapping[str, Handler] = {
    SomethingElse.NEVER_THIS_KIND: never_this_kind,
    SomethingElse.ASK_COLLEAGUE: ask_colleague,
    SomethingElse.ASSISTANT: to_assistant,
}

ROUTES = (
    Route(Kind.ACTION, Action.ACCEPT, accept),
    Route(Kind.ACTION, Action.ACCEPT_IF, accept_if_no_conflict),
    Route(Kind.ACTION, Action.CONFIRM, confirm),
    Route(Kind.ACTION, Action.WITHDRAW, withdraw),
    Route(Kind.ACTION, Action.NOT_THIS, not_this),
    Route(Kind.ACTION, Action.SOMETHING_ELSE, something_else),
    Route(Kind.ACTION, Action.NOT_NOW_UNTIL, not_now_until),
    Route(Kind.ACTION, Action.BACK_OUT, back_out),
    Route(Kind.ACTION, Action.WHY_NOT, why_not),
    Route(Kind.ACTION, Action.REST_MONTH, rest_month),
    Route(Kind.ACTION, Action.REST_UNTIL, rest_until),
)
