"""The record of what customers did: a message logged, rows looked at, corrected, void."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot import ledger
from bot.kit.errors import BotError, FormError
from bot.kit.ids import Action, Form, Search, Shortcut, decode, number
from bot.ledger import LogForm
from bot.rules.hours import local_day, working
from bot.views.ledger.entries import CORRECT, ledger_view
from bot.views.ledger.forms import correction_form, log_form, logged, void_form
from handlers.answers import Answer, Change, Offer, Open
from handlers.payloads import Kind, Said, View, date_of, day_of, text_of
from handlers.table import Route, Turn


async def shortcut(turn: Turn) -> Answer:
    message, today = turn.heard.message, local_day(working(turn.actor.zone, None), turn.now)
    kinds = await ledger.kinds(turn.session, turn.actor.program_id)
    day = min(_said_on(message, turn), today) if message else today
    return Open(log_form(kinds, said=message.text if message else "", day=day))


async def search(turn: Turn) -> Answer:
    return Offer(await ledger.offered(turn.session, turn.actor, turn.heard.text))


async def log(turn: Turn) -> Answer:
    view = _view(turn)
    form = LogForm(
        advocate_id=_chosen(view, "advocate", "Choose who did it."),
        activity=_chosen(view, "activity", "Choose an activity."),
        done_on=date_of(view, "done_on"),
        note=text_of(view, "note") or "",
        link=(text_of(view, "link") or "").strip() or None,
        serves_until=day_of(view, "serves_until"),
    )
    person = await ledger.log(turn.session, turn.actor, form, form_key=view.id, now=turn.now)
    return Change(logged(person.name, person.id))


async def open_ledger(turn: Turn) -> Answer:
    found = await ledger.of(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return _shown(turn, ledger_view(found, now=turn.now))


async def page(turn: Turn) -> Answer:
    advocate_id, page = decode(turn.heard.value, 2)
    found = await ledger.of(turn.session, turn.actor, advocate_id, page=number(page) or 0, now=turn.now)
    return Change(ledger_view(found, now=turn.now))


async def entry(turn: Turn) -> Answer:
    how, entry_id = decode(turn.heard.value, 2)
    found, activity = await ledger.entry(turn.session, turn.actor, entry_id)
    about: dict[str, Any] = {"entry_id": entry_id, "done_on": found.done_on}
    if how == CORRECT:
        kinds = await ledger.kinds(turn.session, turn.actor.program_id, also=activity)
        return Change(correction_form(kinds, activity=activity.key, serves_until=found.serves_until, **about))
    return Change(void_form(activity=activity.name, now=turn.now, **about))


async def correct(turn: Turn) -> Answer:
    view = _view(turn)
    advocate_id = await ledger.correct(
        turn.session,
        turn.actor,
        view.metadata,
        activity=_chosen(view, "activity", "Choose an activity."),
        done_on=date_of(view, "done_on"),
        reason=text_of(view, "reason") or "",
        serves_until=day_of(view, "serves_until"),
        now=turn.now,
    )
    found = await ledger.of(turn.session, turn.actor, advocate_id, now=turn.now)
    return Change(ledger_view(found, now=turn.now))


async def void(turn: Turn) -> Answer:
    view = _view(turn)
    advocate_id = await ledger.void(
        turn.session, turn.actor, view.metadata, reason=text_of(view, "reason") or "", now=turn.now
    )
    found = await ledger.of(turn.session, turn.actor, advocate_id, now=turn.now)
    return Change(ledger_view(found, now=turn.now))


def _shown(turn: Turn, view: dict[str, Any]) -> Answer:
    """In the modal where the button stands, or in one of its own."""
    in_modal = turn.heard.view is not None and bool(turn.heard.view.callback)
    return Change(view) if in_modal else Open(view)


def _said_on(message: Said, turn: Turn) -> date:
    """The day of a message where its reader is; today where Slack's stamp is none."""
    try:
        age = turn.real - datetime.fromtimestamp(float(message.ts), UTC)
    except (ValueError, OverflowError, OSError):
        age = timedelta()
    return local_day(working(turn.actor.zone, None), turn.now - age)


def _chosen(view: View, name: str, otherwise: str) -> str:
    chosen = text_of(view, name)
    if chosen is None:
        raise FormError({name: otherwise})
    return chosen


def _view(turn: Turn) -> View:
    if turn.heard.view is None:
        raise BotError("That form is no longer open. Start again.")
    return turn.heard.view


ROUTES = (
    Route(Kind.SHORTCUT, Shortcut.LOG, shortcut, writes=False),
    Route(Kind.OPTIONS, Search.WHO_DID_IT, search, writes=False),
    Route(Kind.SUBMISSION, Form.LOGGED, log),
    Route(Kind.ACTION, Action.OPEN_LEDGER, open_ledger, writes=False),
    Route(Kind.ACTION, Action.LEDGER_PAGE, page, writes=False),
    Route(Kind.ACTION, Action.LEDGER_ENTRY, entry, writes=False),
    Route(Kind.SUBMISSION, Form.CORRECTION, correct),
    Route(Kind.SUBMISSION, Form.VOIDING, void),
)
