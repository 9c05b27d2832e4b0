"""A manager writes what customers read."""

from dataclasses import dataclass, field, replace

from bot.kit.errors import BotError
from bot.kit.ids import Action, Form, decode, number
from bot.managers import texts
from bot.rules.wording_groups import Group
from bot.views.manager.texts import Place, text_form, texts_view
from handlers.answers import Answer, Change
from handlers.payloads import Kind, kept_in, text_of
from handlers.table import Route, Turn


@dataclass(frozen=True, slots=True)
class Looking:
    """What the list remembers."""

    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Edited:
    """What the form of one text remembers; `seen`: the words that were shown as customers would read them."""

    language: str
    key: str
    seen: str | None = None


async def overview(turn: Turn) -> Answer:
    return await _shown(turn, Place())


async def language(turn: Turn) -> Answer:
    return await _shown(turn, replace(_place(turn), language=turn.heard.value, page=0))


async def group(turn: Turn) -> Answer:
    chosen = turn.heard.value if turn.heard.value in set(Group) else ""
    return await _shown(turn, replace(_place(turn), group=chosen, page=0))


async def search(turn: Turn) -> Answer:
    return await _shown(turn, replace(_place(turn), page=0))


async def page(turn: Turn) -> Answer:
    return await _shown(turn, replace(_place(turn), page=number(turn.heard.value) or 0))


async def edit(turn: Turn) -> Answer:
    chosen, key = decode(turn.heard.value, 2)
    return Change(text_form(await texts.one(turn.session, turn.actor, chosen, key, _place(turn))))


async def submit(turn: Turn) -> Answer:
    """The first time it is shown as customers would read it; sent again unchanged, it is saved."""
    view = turn.heard.view
    if view is None:
        raise BotError(texts.GONE)
    kept = kept_in(view, Edited)
    typed, chosen, key = text_of(view, "text") or "", kept.language, kept.key
    texts.check(key, typed)
    if typed != kept.seen:
        now = await texts.one(turn.session, turn.actor, chosen, key, _place(turn))
        return Change(text_form(now, typed=typed))
    await texts.write(turn.session, turn.actor, chosen, key, typed, now=turn.now)
    return await _shown(turn, replace(_place(turn), language=chosen))


async def back_to_own(turn: Turn) -> Answer:
    chosen, key = decode(turn.heard.value, 2)
    await texts.back_to_rungs_own(turn.session, turn.actor, chosen, key, now=turn.now)
    return await _shown(turn, replace(_place(turn), language=chosen))


def _place(turn: Turn) -> Place:
    """Which texts they were looking at, with the words that stand in the list by now."""
    view = turn.heard.view
    place = kept_in(view, Looking).place if view and view.metadata else Place()
    return replace(place, words=text_of(view, "search") or "") if view and "search" in view.values else place


async def _shown(turn: Turn, place: Place) -> Answer:
    return Change(texts_view(await texts.overview(turn.session, turn.actor, place)))


ROUTES = (
    Route(Kind.ACTION, Action.TEXTS_LANGUAGE, language, writes=False),
    Route(Kind.ACTION, Action.TEXTS_PAGE, page, writes=False),
    Route(Kind.ACTION, Action.TEXTS_GROUP, group, writes=False),
    Route(Kind.SUBMISSION, Form.TEXTS, search, writes=False),
    Route(Kind.ACTION, Action.TEXT, edit, writes=False),
    Route(Kind.SUBMISSION, Form.TEXT, submit),
    Route(Kind.ACTION, Action.OWN_TEXT, back_to_own),
)
