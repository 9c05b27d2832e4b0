"""The survey after a delivery, the draft that its author approves, and what colleagues do with both."""

from bot.kit.errors import BotError
from bot.kit.ids import Action, Form, decode, number
from bot.rules.survey import FIELDS
from bot.surveys import answering, drafts, publishing, wishes
from bot.surveys.answering import Typed, move_of
from bot.surveys.publishing import Published
from bot.views.survey.card import survey_form
from bot.views.survey.draft import TEXT
from bot.views.survey.questions import block_of
from bot.views.survey.tasks import publish_form
from bot.views.survey.wishes import wishes_view
from handlers.answers import Answer, Change, Done, Open
from handlers.payloads import Filled, Kind, View, options_of, text_of
from handlers.table import Route, Turn


async def step(turn: Turn) -> Answer:
    survey_id, move, at = decode(turn.heard.value, 3)
    where, typed = number(at), _typed(turn.heard)
    await answering.press(
        turn.session,
        turn.actor,
        survey_id,
        move_of(move),
        -1 if where is None else where,
        typed=typed,
        now=turn.now,
    )
    return Done()


async def open_form(turn: Turn) -> Answer:
    own, survey = await answering.theirs(turn.session, turn.actor, turn.heard.value, now=turn.now)
    steps = await answering.ladder(turn.session, own.program.id, own.advocate.id)
    return Open(survey_form(survey, steps, own.wording))


async def fill(turn: Turn) -> Answer:
    view = _view(turn)
    await answering.fill(turn.session, turn.actor, view.metadata, _typed(view), now=turn.now)
    return Done()


def _typed(filled: Filled) -> Typed:
    """What stands in the inputs that are there."""
    names = [name for names in FIELDS.values() for name in names if block_of(name) in filled.values]
    return {
        name: options_of(filled, block_of(name)) if name == "open_to" else text_of(filled, block_of(name))
        for name in names
    }


async def draft(turn: Turn) -> Answer:
    draft_id, move = decode(turn.heard.value, 2)
    typed = text_of(turn.heard, TEXT)
    await drafts.press(turn.session, turn.actor, draft_id, move, typed, now=turn.now)
    return Done()


async def open_publish(turn: Turn) -> Answer:
    whole = await publishing.to_publish(turn.session, turn.actor, turn.heard.value)
    return Open(publish_form(whole.task.id, publishing.prefilled(whole)))


async def publish(turn: Turn) -> Answer:
    view = _view(turn)
    form = Published(title=text_of(view, "title") or "", link=text_of(view, "link") or "")
    await publishing.publish(turn.session, turn.actor, view.metadata, form, now=turn.now)
    return Done()


async def draft_task(turn: Turn) -> Answer:
    task_id, outcome = decode(turn.heard.value, 2)
    await publishing.decide(turn.session, turn.actor, task_id, outcome, now=turn.now)
    return Done()


async def overview(turn: Turn) -> Answer:
    return Change(wishes_view(await wishes.listed(turn.session, turn.actor, 0, now=turn.now)))


async def turn_page(turn: Turn) -> Answer:
    page = number(turn.heard.value) or 0
    return Change(wishes_view(await wishes.listed(turn.session, turn.actor, page, now=turn.now)))


def _view(turn: Turn) -> View:
    if turn.heard.view is None:
        raise BotError("That form is no longer open. Start again from the message.")
    return turn.heard.view


ROUTES = (
    Route(Kind.ACTION, Action.SURVEY, step),
    Route(Kind.ACTION, Action.OPEN_SURVEY, open_form, writes=False),
    Route(Kind.SUBMISSION, Form.SURVEY, fill),
    Route(Kind.ACTION, Action.DRAFT, draft),
    Route(Kind.ACTION, Action.OPEN_PUBLISH, open_publish, writes=False),
    Route(Kind.SUBMISSION, Form.PUBLISH, publish),
    Route(Kind.ACTION, Action.DRAFT_TASK, draft_task),
    Route(Kind.ACTION, Action.WISHES_PAGE, turn_page, writes=False),
)
