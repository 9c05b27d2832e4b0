"""Would you recommend us: the number, the reason, and what an owner does about it."""

from bot.kit.ids import Action, decode
from bot.nps import answers, detractors, promoters
from bot.views.advocate.invite_form import invite_form
from bot.views.nps.question import COMMENT
from handlers.answers import Answer, Done, Open
from handlers.payloads import Kind, picked_day, text_of
from handlers.table import Route, Turn


async def give(turn: Turn) -> Answer:
    question_id, score = decode(turn.heard.value, 2)
    await answers.give(turn.session, turn.actor, question_id, score, now=turn.now)
    return Done()


async def say(turn: Turn) -> Answer:
    typed = text_of(turn.heard, COMMENT) or ""
    await answers.say(turn.session, turn.actor, turn.heard.value, typed, now=turn.now)
    return Done()


async def skip(turn: Turn) -> Answer:
    await answers.say(turn.session, turn.actor, turn.heard.value, None, now=turn.now)
    return Done()


async def talked(turn: Turn) -> Answer:
    await detractors.talked(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def block_until(turn: Turn) -> Answer:
    day = picked_day(turn.heard)
    await detractors.block_until(turn.session, turn.actor, turn.heard.block_id, day, now=turn.now)
    return Done()


async def first_step(turn: Turn) -> Answer:
    task_id, outcome = decode(turn.heard.value, 2)
    await promoters.decide(turn.session, turn.actor, task_id, outcome, now=turn.now)
    return Done()


async def invite(turn: Turn) -> Answer:
    return Open(invite_form(await promoters.to_invite(turn.session, turn.actor, turn.heard.value)))


ROUTES = (
    Route(Kind.ACTION, Action.NPS_SCORE, give),
    Route(Kind.ACTION, Action.NPS_SAY, say),
    Route(Kind.ACTION, Action.NPS_SKIP, skip),
    Route(Kind.ACTION, Action.TALKED, talked),
    Route(Kind.ACTION, Action.BLOCK_UNTIL, block_until),
    Route(Kind.ACTION, Action.FIRST_STEP, first_step),
    Route(Kind.ACTION, Action.INVITE_PROMOTER, invite, writes=False),
)
