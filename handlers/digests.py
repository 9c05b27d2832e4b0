"""A manager decides from the digest, or from the note of what is overdue; others read along."""

from collections.abc import Awaitable, Callable, Mapping

from bot import approvals as company_approvals
from bot.asks import customer_tasks
from bot.asks import decisions as approvals
from bot.digest import decisions
from bot.kit.errors import BotError
from bot.kit.ids import Action, decode
from bot.managers import handing, queue
from bot.nps import promoters
from bot.views.ask.customer_task import Decided
from bot.views.company.window import company_view
from bot.views.digest.part import Do
from bot.views.manager.queue import decide_form
from handlers import givebacks as giving
from handlers.answers import Answer, Done, Open
from handlers.payloads import Kind
from handlers.table import Route, Turn
from models.ask import Refused

OLD = "That button is from an older version of Rung. The next digest has a new one."


async def act(turn: Turn) -> Answer:
    way, subject = decode(turn.heard.value, 2)
    if way == Do.LOOK:
        whole, carried = await queue.to_decide(turn.session, turn.actor, subject, now=turn.now)
        return Open(decide_form(whole, carried, zone=turn.actor.zone, now=turn.now))
    if way == Do.GIVE:
        return Open(await giving.form(turn, subject))
    if way == Do.COMPANY:
        found = await company_approvals.company(turn.session, turn.actor, subject, now=turn.now)
        return Open(company_view(found))
    if way not in DOING:
        raise BotError(OLD)
    await DOING[Do(way)](turn, subject)
    return Done()


async def _approve(turn: Turn, ask_id: str) -> None:
    await approvals.approve(turn.session, turn.actor, ask_id, now=turn.now)


async def _stop(turn: Turn, ask_id: str) -> None:
    await approvals.refuse(turn.session, turn.actor, ask_id, Refused.NOT_NOW, now=turn.now)


async def _rest(turn: Turn, advocate_id: str) -> None:
    await decisions.rest(turn.session, turn.actor, advocate_id, now=turn.now)


async def _end_rest(turn: Turn, advocate_id: str) -> None:
    await decisions.end_rest(turn.session, turn.actor, advocate_id, now=turn.now)


async def _clear(turn: Turn, task_id: str) -> None:
    await customer_tasks.decide(turn.session, turn.actor, task_id, Decided.CLEARED, now=turn.now)


async def _fine(turn: Turn, task_id: str) -> None:
    await customer_tasks.decide(turn.session, turn.actor, task_id, Decided.FINE, now=turn.now)


async def _take(turn: Turn, task_id: str) -> None:
    await handing.take_over_task(turn.session, turn.actor, task_id, now=turn.now)


async def _chase(turn: Turn, ask_id: str) -> None:
    await decisions.chase(turn.session, turn.actor, ask_id, now=turn.now)


async def _suggest(turn: Turn, advocate_id: str) -> None:
    await promoters.suggest(turn.session, turn.actor, advocate_id, now=turn.now)


DOING: Mapping[Do, Callable[[Turn, str], Awaitable[None]]] = {
    Do.APPROVE: _approve,
    Do.STOP: _stop,
    Do.REST: _rest,
    Do.END_REST: _end_rest,
    Do.CLEAR: _clear,
    Do.FINE: _fine,
    Do.TAKE: _take,
    Do.CHASE: _chase,
    Do.SUGGEST: _suggest,
}
ROUTES = (Route(Kind.ACTION, Action.DIGEST, act),)
