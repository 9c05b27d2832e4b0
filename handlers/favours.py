"""What is said after the yes: how it went, what the owner found out, what came of it."""

from bot.favours import answers, decisions, outcome
from bot.kit.errors import BotError, FormError
from bot.kit.ids import Action, Form, decode, number
from bot.references import draft
from bot.views.favour.not_held import moved_form
from bot.views.favour.overdue import NOT_HELD, overdue_form
from bot.views.reference.form import need_form
from handlers.answers import Answer, Change, Done, Open
from handlers.payloads import Filled, Kind, date_of, text_of
from handlers.table import Route, Turn


async def useful(turn: Turn) -> Answer:
    ask_id, score = decode(turn.heard.value, 2)
    await answers.seller_says(turn.session, turn.actor, ask_id, score=_score(score), now=turn.now)
    return Done()


async def did_not_happen(turn: Turn) -> Answer:
    await answers.seller_says(turn.session, turn.actor, turn.heard.value, score=None, now=turn.now)
    return Done()


async def experience(turn: Turn) -> Answer:
    ask_id, score = decode(turn.heard.value, 2)
    await answers.customer_says(turn.session, turn.actor, ask_id, score=_score(score), now=turn.now)
    return Done()


async def not_happened(turn: Turn) -> Answer:
    await answers.customer_says(turn.session, turn.actor, turn.heard.value, score=None, now=turn.now)
    return Done()


async def catch_up(turn: Turn) -> Answer:
    """What was owed is said; then the next of it, or the form that was wanted in the first place."""
    said = {ask_id: _said(turn.heard, ask_id) for ask_id in turn.heard.values}
    await answers.catch_up(turn.session, turn.actor, said, now=turn.now)
    owed = await answers.owed(turn.session, turn.actor)
    if owed:
        return Change(overdue_form(owed, now=turn.now))
    return Change(need_form(await draft.choices(turn.session, turn.actor), detailed=False))


async def it_was_held(turn: Turn) -> Answer:
    await decisions.it_was_held(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def it_was_not_held(turn: Turn) -> Answer:
    await decisions.it_was_not_held(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def it_was_moved(turn: Turn) -> Answer:
    await decisions.may_decide(turn.session, turn.actor, turn.heard.value)
    return Open(moved_form(turn.heard.value))


async def moved(turn: Turn) -> Answer:
    day, task_id = date_of(turn.heard, "moved_to"), turn.heard.view.metadata if turn.heard.view else ""
    await decisions.it_was_moved(turn.session, turn.actor, task_id, day, now=turn.now)
    return Done()


async def tell_outcome(turn: Turn) -> Answer:
    await outcome.tell(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


def _score(drawn: str) -> int:
    """Raises BotError for a number that no button has."""
    score = number(drawn)
    if score is None or score not in answers.SCORES:
        raise BotError("Choose one of the buttons.")
    return score


def _said(form: Filled, ask_id: str) -> int | None:
    chosen = text_of(form, ask_id)
    if chosen is None:
        raise FormError({ask_id: "Choose one."})
    return None if chosen == NOT_HELD else _score(chosen)


ROUTES = (
    Route(Kind.ACTION, Action.USEFUL, useful),
    Route(Kind.ACTION, Action.DID_NOT_HAPPEN, did_not_happen),
    Route(Kind.ACTION, Action.EXPERIENCE, experience),
    Route(Kind.ACTION, Action.NOT_HAPPENED, not_happened),
    Route(Kind.SUBMISSION, Form.OVERDUE, catch_up),
    Route(Kind.ACTION, Action.IT_WAS_HELD, it_was_held),
    Route(Kind.ACTION, Action.IT_WAS_NOT_HELD, it_was_not_held),
    Route(Kind.ACTION, Action.IT_WAS_MOVED, it_was_moved, writes=False),
    Route(Kind.SUBMISSION, Form.MOVED, moved),
    Route(Kind.ACTION, Action.TELL_OUTCOME, tell_outcome),
)
