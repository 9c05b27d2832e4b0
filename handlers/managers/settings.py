"""A manager looks at the settings, and changes them."""

from dataclasses import dataclass
from typing import Any

from bot.kit.errors import BotError
from bot.kit.ids import Action, Form, named
from bot.managers import settings
from bot.rules.settings import NUMBERS, Section, whole_number, zone_named
from bot.views.manager.setting_form import NONE, settings_form
from bot.views.manager.settings import settings_view
from handlers.answers import Answer, Change
from handlers.payloads import Kind, View, channel_of, kept_in, options_of, text_of
from handlers.table import Route, Turn

TICKS = frozenset({"two_together", "asks_nps", "larger_first", "nudging"})
STALE = "That form is from an older version of Rung. Open /rung settings again."


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the form remembers: which settings stood in it, and how they were."""

    section: Section
    was: dict[str, Any]


async def overview(turn: Turn) -> Answer:
    return Change(settings_view(await settings.now_set(turn.session, turn.actor)))


async def change(turn: Turn) -> Answer:
    part = named(Section, turn.heard.value)
    return Change(settings_form(part, await settings.choices(turn.session, turn.actor)))


async def save(turn: Turn) -> Answer:
    view = turn.heard.view
    if view is None:
        raise BotError(STALE)
    drawn = kept_in(view, Drawn)
    part, was = drawn.section, drawn.was
    given = {name: _given(view, part, name) for name in was if _stands(view, name)}
    await settings.save(turn.session, turn.actor, part, given, was, now=turn.now)
    return Change(settings_view(await settings.now_set(turn.session, turn.actor), saved=True))


def _stands(view: View, name: str) -> bool:
    """A menu with nothing to offer is not in the form."""
    return name in view.values


def _given(view: View, part: Section, name: str) -> Any:
    if name in NUMBERS[part]:
        typed = text_of(view, name)
        number = whole_number(typed) if typed else None
        return typed if number is None else number
    if name in TICKS:
        return bool(options_of(view, name))
    if name == "waived_tiers":
        return sorted(options_of(view, name))
    if name == "stages":
        return [line.strip() for line in (text_of(view, name) or "").splitlines() if line.strip()]
    if name == "channel":
        return channel_of(view, name) or None if options_of(view, "use_channel") else None
    typed = (text_of(view, name) or "").strip()
    typed = typed.upper() if name == "country" else typed
    chosen = None if typed in {"", NONE} else typed
    return zone_named(typed) if name == "zone" else chosen


ROUTES = (
    Route(Kind.ACTION, Action.SETTING, change, writes=False),
    Route(Kind.SUBMISSION, Form.SETTING, save),
)
