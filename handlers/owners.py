"""What owners do beside yes and no: ask in person, pass on, approve ahead, hold back, be away."""

from bot.asks import decisions, passing, record
from bot.kit.errors import BotError
from bot.kit.ids import Action, Form, decode
from bot.managers import queue
from bot.owners import away, holding, lifting, standing
from bot.rules.hours import local_day, working
from bot.views.ask.approval import HOLD_BACK, LINE
from bot.views.manager.queue import QueueTab, queue_view
from bot.views.notice import said_in_a_window
from bot.views.owner.forms import ANY_ACTIVITY, hold_back_form, line_form, standing_form
from bot.views.owner.relay import answer_form
from handlers.answers import Answer, Change, Done, Open
from handlers.payloads import Kind, View, date_of, number_of, picked_day, text_of
from handlers.table import Route, Turn
from models.ask import Road

KEPT = "Kept. Whoever approves this question sends your line with it."


async def ask_in_person(turn: Turn) -> Answer:
    await decisions.approve(turn.session, turn.actor, turn.heard.value, now=turn.now, road=Road.IN_PERSON)
    return Done()


async def more(turn: Turn) -> Answer:
    which, ask_id = decode(turn.heard.value, 2)
    if which == LINE:
        return Open(line_form(await decisions.waiting(turn.session, turn.actor, ask_id)))
    if which == HOLD_BACK:
        return Open(hold_back_form(await decisions.waiting(turn.session, turn.actor, ask_id)))
    whole = await standing.may_give(turn.session, turn.actor, ask_id)
    return Open(standing_form(whole, today=local_day(working(turn.actor.zone, None), turn.now)))


async def approve_with_line(turn: Turn) -> Answer:
    view = _view(turn)
    line = text_of(view, "line") or ""
    await decisions.approve(turn.session, turn.actor, view.metadata, now=turn.now, line=line)
    return Done()


async def save_line(turn: Turn) -> Answer:
    line = text_of(turn.heard, "line") or ""
    await decisions.add_line(turn.session, turn.actor, turn.heard.value, line, now=turn.now)
    return Change(said_in_a_window(KEPT))


async def give_standing(turn: Turn) -> Answer:
    view = _view(turn)
    await standing.give(
        turn.session,
        turn.actor,
        view.metadata,
        number_of(view, "count") or 0,
        date_of(view, "until"),
        any_activity=text_of(view, "kind") == ANY_ACTIVITY,
        now=turn.now,
    )
    return Done()


async def withdraw_standing(turn: Turn) -> Answer:
    await standing.withdraw(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def lift(turn: Turn) -> Answer:
    await lifting.lift(turn.session, turn.actor, turn.heard.value, now=turn.now)
    view = turn.heard.view
    if view is None or view.callback != Form.QUEUE:
        return Done()
    found = await queue.page(turn.session, turn.actor, QueueTab.BLOCKS, 0, now=turn.now)
    return Change(queue_view(found, zone=turn.actor.zone, now=turn.now))


async def hold_back(turn: Turn) -> Answer:
    view = _view(turn)
    await holding.hold_back(turn.session, turn.actor, view.metadata, date_of(view, "until"), now=turn.now)
    return Done()


async def passed_on(turn: Turn) -> Answer:
    await passing.confirm(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def record_answer(turn: Turn) -> Answer:
    return Open(answer_form(await record.to_record(turn.session, turn.actor, turn.heard.value)))


async def submit_answer(turn: Turn) -> Answer:
    view = _view(turn)
    until = date_of(view, "until") if (view.values.get("until") or {}).get("selected_date") else None
    answer = text_of(view, "answer")
    await record.record(turn.session, turn.actor, view.metadata, answer, until, now=turn.now)
    return Done()


async def try_slack(turn: Turn) -> Answer:
    await record.try_slack(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def away_until(turn: Turn) -> Answer:
    day = picked_day(turn.heard)
    await away.leave(turn.session, turn.actor, day, now=turn.now)
    return Done()


async def back(turn: Turn) -> Answer:
    await away.come_back(turn.session, turn.actor, now=turn.now)
    return Done()


async def backup(turn: Turn) -> Answer:
    await away.choose_backup(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


def _view(turn: Turn) -> View:
    if turn.heard.view is None:
        raise BotError("That form is no longer open. Open it again from the card.")
    return turn.heard.view


ROUTES = (
    Route(Kind.ACTION, Action.ASK_IN_PERSON, ask_in_person),
    Route(Kind.ACTION, Action.MORE_ON_APPROVAL, more, writes=False),
    Route(Kind.SUBMISSION, Form.PERSONAL_LINE, approve_with_line),
    Route(Kind.ACTION, Action.SAVE_LINE, save_line),
    Route(Kind.SUBMISSION, Form.STANDING, give_standing),
    Route(Kind.ACTION, Action.WITHDRAW_STANDING, withdraw_standing),
    Route(Kind.ACTION, Action.LIFT, lift),
    Route(Kind.SUBMISSION, Form.HOLD_BACK, hold_back),
    Route(Kind.ACTION, Action.PASSED_ON, passed_on),
    Route(Kind.ACTION, Action.RECORD_ANSWER, record_answer, writes=False),
    Route(Kind.SUBMISSION, Form.RELAY_ANSWER, submit_answer),
    Route(Kind.ACTION, Action.TRY_SLACK, try_slack),
    Route(Kind.ACTION, Action.AWAY_UNTIL, away_until),
    Route(Kind.ACTION, Action.BACK, back),
    Route(Kind.ACTION, Action.BACKUP, backup),
)
