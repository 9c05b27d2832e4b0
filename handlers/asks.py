"""What approvers answer, and what owners decide about their customers."""

from bot.asks import customer_tasks, decisions
from bot.kit.errors import BotError
from bot.kit.ids import Action, decode
from bot.views.ask.customer_task import Decided
from handlers.answers import Answer, Done
from handlers.payloads import Kind
from handlers.table import Route, Turn
from models.ask import Refused


async def approve(turn: Turn) -> Answer:
    await decisions.approve(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def refuse_now(turn: Turn) -> Answer:
    await decisions.refuse(turn.session, turn.actor, turn.heard.value, Refused.NOT_NOW, now=turn.now)
    return Done()


async def refuse_deal(turn: Turn) -> Answer:
    await decisions.refuse(turn.session, turn.actor, turn.heard.value, Refused.NOT_THIS_DEAL, now=turn.now)
    return Done()


async def customer_task(turn: Turn) -> Answer:
    task_id, chosen = decode(turn.heard.value, 2)
    if chosen not in set(Decided):
        raise BotError("That can't be decided here any more.")
    await customer_tasks.decide(turn.session, turn.actor, task_id, Decided(chosen), now=turn.now)
    return Done()


ROUTES = (
    Route(Kind.ACTION, Action.APPROVE, approve),
    Route(Kind.ACTION, Action.REFUSE_NOW, refuse_now),
    Route(Kind.ACTION, Action.REFUSE_DEAL, refuse_deal),
    Route(Kind.ACTION, Action.CUSTOMER_TASK, customer_task),
)
