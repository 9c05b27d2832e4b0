"""A next step that was proposed: the customer's answers, all by buttons, menus and inputs, and their owner's."""

from bot.kit.ids import Action, decode, named, number
from bot.nudges import answers, by_owner
from bot.views.nudge.tasks import Decided, until_field
from handlers.answers import Answer, Done
from handlers.payloads import Kind, day_of, text_of
from handlers.table import Route, Turn


async def accept(turn: Turn) -> Answer:
    await answers.accept(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def later(turn: Turn) -> Answer:
    nudge_id, days = decode(turn.heard.value, 2)
    await answers.later(turn.session, turn.actor, nudge_id, number(days) or 0, now=turn.now)
    return Done()


async def stay(turn: Turn) -> Answer:
    await answers.stay(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def stop(turn: Turn) -> Answer:
    await answers.stop(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def never(turn: Turn) -> Answer:
    await answers.never(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def hand_in(turn: Turn) -> Answer:
    words, link = text_of(turn.heard, "nudge_words"), text_of(turn.heard, "nudge_link")
    until = day_of(turn.heard, "nudge_until")
    await answers.hand_in(turn.session, turn.actor, turn.heard.value, words, link, until=until, now=turn.now)
    return Done()


async def decide(turn: Turn) -> Answer:
    task_id, decided = decode(turn.heard.value, 2)
    until = day_of(turn.heard, until_field(task_id))
    await by_owner.decide(
        turn.session, turn.actor, task_id, named(Decided, decided), until=until, now=turn.now
    )
    return Done()


ROUTES = (
    Route(Kind.ACTION, Action.NUDGE_YES, accept),
    Route(Kind.ACTION, Action.NUDGE_LATER, later),
    Route(Kind.ACTION, Action.NUDGE_STAY, stay),
    Route(Kind.ACTION, Action.NUDGE_STOP, stop),
    Route(Kind.ACTION, Action.NUDGE_NEVER, never),
    Route(Kind.ACTION, Action.NUDGE_HAND_IN, hand_in),
    Route(Kind.ACTION, Action.NUDGE_TASK, decide),
)
