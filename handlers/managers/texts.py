"""A manager writes what customers read."""

import json

from bot.kit.errors import BotError
from bot.kit.ids import Action, Form, decode
from bot.managers import texts
from bot.rules.wording import ENGLISH
from bot.views.manager.texts import text_form, texts_view
from handlers.answers import Answer, Change
from handlers.payloads import Kind, text_of
from handlers.table import Route, Turn


async def overview(turn: Turn) -> Answer:
    return await _shown(turn, ENGLISH, 0)


async def language(turn: Turn) -> Answer:
    return await _shown(turn, turn.heard.value, 0)


async def page(turn: Turn) -> Answer:
    chosen, number = decode(turn.heard.value, 2)
    return await _shown(turn, chosen, int(number) if number.isdecimal() else 0)


async def edit(turn: Turn) -> Answer:
    chosen, key = decode(turn.heard.value, 2)
    return Change(text_form(await texts.one(turn.session, turn.actor, chosen, key)))


async def submit(turn: Turn) -> Answer:
    """The first time it is shown as customers would read it; sent again unchanged, it is saved."""
    view = turn.heard.view
    if view is None:
        raise BotError(texts.GONE)
    kept = json.loads(view.metadata)
    typed, chosen, key = text_of(view, "text") or "", kept["language"], kept["key"]
    texts.check(key, typed)
    if typed != kept["seen"]:
        return Change(text_form(await texts.one(turn.session, turn.actor, chosen, key), typed=typed))
    await texts.write(turn.session, turn.actor, chosen, key, typed, now=turn.now)
    return await _shown(turn, chosen, 0)


async def back_to_own(turn: Turn) -> Answer:
    chosen, key = decode(turn.heard.value, 2)
    await texts.back_to_rungs_own(turn.session, turn.actor, chosen, key, now=turn.now)
    return await _shown(turn, chosen, 0)


async def _shown(turn: Turn, chosen: str, number: int) -> Answer:
    return Change(texts_view(await texts.overview(turn.session, turn.actor, chosen, number)))


ROUTES = (
    Route(Kind.ACTION, Action.TEXTS_LANGUAGE, language, writes=False),
    Route(Kind.ACTION, Action.TEXTS_PAGE, page, writes=False),
    Route(Kind.ACTION, Action.TEXT, edit, writes=False),
    Route(Kind.SUBMISSION, Form.TEXT, submit),
    Route(Kind.ACTION, Action.OWN_TEXT, back_to_own),
)
