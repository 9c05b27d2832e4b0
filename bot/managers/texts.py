"""What customers read, in the programme's own words: by language, with a preview, effective at once."""

import re
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.errors import BotError, FormError
from bot.rules.wording import ENGLISH, defaults, problem
from bot.rules.wording_groups import group_of, holds
from bot.views.manager.texts import Place, TextNow, TextsNow
from models import advocate as advocates
from models import audit, correspondence
from models import program as programs
from models import wording as own_texts
from models.member import Actor

PAGE = 10
LANGUAGE = re.compile(r"[A-Za-z0-9_-]{1,16}")
GONE = "That text belongs to an older version of Rung. Open /rung texts again."


async def overview(session: AsyncSession, actor: Actor, place: Place) -> TextsNow:
    """A page of the texts that are looked for, and in which languages the programme's customers read."""
    _check_language(place.language)
    own = await own_texts.of(session, actor.program_id, place.language)
    known = await advocates.languages(session, actor.program_id)
    found = [
        (key, text, own.get(key))
        for key, text in defaults().items()
        if place.group in {"", group_of(key)} and holds(place.words, key, text, own.get(key))
    ]
    page = min(place.page, max(len(found) - 1, 0) // PAGE)
    return TextsNow(
        place=replace(place, page=page),
        languages=sorted({ENGLISH, place.language, *known}),
        texts=found[page * PAGE : (page + 1) * PAGE],
        foreign=sum(key not in own for key in defaults()),
        found=len(found),
        more=len(found) > (page + 1) * PAGE,
    )


async def one(session: AsyncSession, actor: Actor, language: str, key: str, place: Place) -> TextNow:
    """One text as it stands, with the names that it may use and what they may look like."""
    _check_language(language)
    if key not in defaults():
        raise BotError(GONE)
    own = await own_texts.of(session, actor.program_id, language)
    program = await programs.get(session, actor.program_id)
    text = defaults()[key]
    return TextNow(language, key, text, own.get(key), company=program.name, place=place)


async def write(
    session: AsyncSession, actor: Actor, language: str, key: str, written: str, *, now: datetime
) -> None:
    """Put a text in place; raises FormError where a customer could not read it so."""
    _check_language(language)
    check(key, written)
    if await own_texts.write(
        session, actor.program_id, language, key, written.strip(), by=actor.member_id or "", now=now
    ):
        await _said(session, actor, f"text_{key}", now=now)


def _check_language(language: str) -> None:
    """Raises BotError for what can't be a language's short name."""
    if not LANGUAGE.fullmatch(language):
        raise BotError(GONE)


def check(key: str, written: str) -> None:
    if key not in defaults():
        raise BotError(GONE)
    wrong = problem(key, written)
    if wrong is not None:
        raise FormError({"text": wrong})


async def back_to_rungs_own(
    session: AsyncSession, actor: Actor, language: str, key: str, *, now: datetime
) -> None:
    if await own_texts.forget(session, actor.program_id, language, key):
        await _said(session, actor, f"untext_{key}", now=now)


async def _said(session: AsyncSession, actor: Actor, verb: str, *, now: datetime) -> None:
    program_id = actor.program_id
    audit.record(session, program_id, at=now, actor=actor.user_id, verb=verb[:50], subject=program_id)
    await correspondence.reworded(session, program_id, now=now)
