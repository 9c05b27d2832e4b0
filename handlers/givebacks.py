"""Something is given back: offered by a colleague, answered by a customer, done by their owner."""

from typing import Any

from bot import ledger
from bot.givebacks import answers, course, offering
from bot.givebacks.guards import Wanted
from bot.kit.errors import BotError
from bot.kit.ids import SEPARATOR, Action, Form, Search, decode
from bot.views.giveback.form import NO_COMPETITORS, give_form, offered, word_form
from bot.views.giveback.tasks import Do, parts_of
from bot.views.ledger.entries import ledger_view
from handlers.answers import Answer, Change, Done, Offer, Open
from handlers.payloads import Kind, View, options_of, text_of
from handlers.table import Route, Turn
from models.giveback import GivebackKind


async def open_(turn: Turn) -> Answer:
    view = await form(turn, turn.heard.value)
    in_modal = turn.heard.view is not None and bool(turn.heard.view.callback)
    return Change(view) if in_modal else Open(view)


async def form(turn: Turn, value: str) -> dict[str, Any]:
    """The form for a customer; the value of a button may say what they asked for."""
    advocate_id, _, kind = value.partition(SEPARATOR)
    found = await offering.prepare(turn.session, turn.actor, advocate_id)
    chosen = GivebackKind(kind) if kind in set(GivebackKind) else None
    return give_form(advocate_id, name=found.advocate.name, company=found.account.name, kind=chosen)


async def search(turn: Turn) -> Answer:
    return Offer(await ledger.offered(turn.session, turn.actor, turn.heard.text))


async def offer(turn: Turn) -> Answer:
    view = _view(turn)
    wanted = Wanted(
        advocate_id=view.metadata,
        kind=text_of(view, "kind") or "",
        text=text_of(view, "text") or "",
        peer_id=text_of(view, "peer"),
        no_competitors=NO_COMPETITORS in options_of(view, NO_COMPETITORS),
    )
    said = await offering.offer(turn.session, turn.actor, wanted, form_key=view.id, now=turn.now)
    return Change(offered(said))


async def withdraw(turn: Turn) -> Answer:
    advocate_id = await offering.withdraw(turn.session, turn.actor, turn.heard.value, now=turn.now)
    found = await ledger.of(turn.session, turn.actor, advocate_id, now=turn.now)
    return Change(ledger_view(found, now=turn.now))


async def agree(turn: Turn) -> Answer:
    await answers.agree(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def decline(turn: Turn) -> Answer:
    await answers.decline(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def take_back(turn: Turn) -> Answer:
    await answers.take_back(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def task(turn: Turn) -> Answer:
    task_id, chosen = decode(turn.heard.value, 2)
    if chosen not in set(Do):
        raise BotError("That can't be decided here any more.")
    if chosen == Do.SAY_WHY:
        whole = await course.to_answer(turn.session, turn.actor, task_id)
        return Open(word_form(task_id, asked=parts_of(whole.task.said)[2]))
    await course.decide(turn.session, turn.actor, task_id, Do(chosen), now=turn.now)
    return Done()


async def say_why(turn: Turn) -> Answer:
    view = _view(turn)
    word = text_of(view, "word") or ""
    await course.decide(turn.session, turn.actor, view.metadata, Do.NOT_POSSIBLE, word=word, now=turn.now)
    return Done()


def _view(turn: Turn) -> View:
    if turn.heard.view is None:
        raise BotError("That form is no longer open. Start again.")
    return turn.heard.view


ROUTES = (
    Route(Kind.ACTION, Action.OPEN_GIVE, open_, writes=False),
    Route(Kind.OPTIONS, Search.PEER, search, writes=False),
    Route(Kind.SUBMISSION, Form.GIVE, offer),
    Route(Kind.ACTION, Action.WITHDRAW_GIVEBACK, withdraw),
    Route(Kind.ACTION, Action.GIVEBACK_YES, agree),
    Route(Kind.ACTION, Action.GIVEBACK_NO, decline),
    Route(Kind.ACTION, Action.TAKE_GIVEBACK_BACK, take_back),
    Route(Kind.ACTION, Action.GIVEBACK_TASK, task),
    Route(Kind.SUBMISSION, Form.GIVEBACK_WORD, say_why),
)
