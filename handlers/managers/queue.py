"""A manager looks through what waits, decides it, takes it over, or hands it to somebody else."""

from bot.asks import decisions
from bot.kit.errors import BotError
from bot.kit.ids import Action, Form, decode, named, number
from bot.managers import exceptions, handing, queue
from bot.views.manager.exception import exception_form
from bot.views.manager.queue import Do, QueueTab, decide_form, hand_form, queue_view
from handlers.answers import Answer, Change
from handlers.payloads import Kind, View, text_of, user_of
from handlers.table import Route, Turn
from models.ask import Refused

STALE = "That form is from an older version of Rung. Open /rung again."
EXCEPTED = "Kept, with your reason. They are tried next, and their owner is asked first."


async def overview(turn: Turn) -> Answer:
    return await _shown(turn, QueueTab.APPROVALS)


async def turned(turn: Turn) -> Answer:
    tab, page = decode(turn.heard.value, 2)
    return await _shown(turn, named(QueueTab, tab), number(page) or 0)


async def item(turn: Turn) -> Answer:
    way, subject = decode(turn.heard.value, 2)
    session, actor, now = turn.session, turn.actor, turn.now
    if way == Do.TAKE_ASK:
        await handing.take_over_ask(session, actor, subject, now=now)
    elif way == Do.TAKE_TASK:
        await handing.take_over_task(session, actor, subject, now=now)
        return await _shown(turn, QueueTab.TASKS)
    elif way == Do.DECIDE:
        whole, carried = await queue.to_decide(session, actor, subject, now=now)
        return Change(decide_form(whole, carried, zone=actor.zone, now=now))
    elif way == Do.EXCEPTION:
        return Change(exception_form(await exceptions.offered(session, actor, subject, now=now), now=now))
    else:
        return Change(hand_form(named(Do, way), subject))
    return await _shown(turn, QueueTab.APPROVALS)


async def decide(turn: Turn) -> Answer:
    view = _view(turn)
    how = text_of(view, "decision")
    if how == "approve":
        await decisions.approve(turn.session, turn.actor, view.metadata, now=turn.now)
    else:
        await decisions.refuse(
            turn.session, turn.actor, view.metadata, named(Refused, how or ""), now=turn.now
        )
    return await _shown(turn, QueueTab.APPROVALS)


async def hand(turn: Turn) -> Answer:
    view = _view(turn)
    way, subject = decode(view.metadata, 2)
    chosen = user_of(view, "to")
    to = await handing.colleague(turn.session, turn.actor, chosen, now=turn.now)
    if way == Do.HAND_TASK:
        await handing.hand_task(turn.session, turn.actor, subject, to, now=turn.now)
        return await _shown(turn, QueueTab.TASKS)
    await handing.hand_ask(turn.session, turn.actor, subject, to, now=turn.now)
    return await _shown(turn, QueueTab.APPROVALS)


async def make_exception(turn: Turn) -> Answer:
    view = _view(turn)
    chosen, why = text_of(view, "customer"), text_of(view, "reason") or ""
    await exceptions.make(turn.session, turn.actor, view.metadata, chosen or "", why, now=turn.now)
    return await _shown(turn, QueueTab.REFERENCES, said=EXCEPTED)


async def _shown(turn: Turn, tab: QueueTab, page: int = 0, *, said: str = "") -> Answer:
    found = await queue.page(turn.session, turn.actor, tab, page, now=turn.now)
    return Change(queue_view(found, zone=turn.actor.zone, now=turn.now, said=said))


def _view(turn: Turn) -> View:
    if turn.heard.view is None:
        raise BotError(STALE)
    return turn.heard.view


ROUTES = (
    Route(Kind.ACTION, Action.QUEUE, turned, writes=False),
    Route(Kind.ACTION, Action.QUEUE_ITEM, item),
    Route(Kind.SUBMISSION, Form.DECIDE, decide),
    Route(Kind.SUBMISSION, Form.HAND, hand),
    Route(Kind.SUBMISSION, Form.EXCEPTION, make_exception),
)
