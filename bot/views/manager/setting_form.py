"""The form of one part of the programme's settings, and what its menus offer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.kit.ids import Form
from bot.kit.text import plain
from bot.rules.settings import FIELDS, LONGEST_NUMBER, MOST_AMOUNT, NUMBERS, Number, Section
from bot.views.blocks import Block, Element, context, field, modal, option, select, words
from bot.views.manager import nudging
from bot.views.manager.settings import TITLES
from models.program import Program

NONE = "-"  # the option for "no matter which": Slack offers no way back to an empty menu
HOLIDAYS = "Two letters, like DE. On a holiday the Monday digest comes on the next working day."


@dataclass(frozen=True, slots=True)
class Choices:
    """The settings as they are, with what the menus offer."""

    program: Program
    tiers: Sequence[str]
    stages: Sequence[str]


def settings_form(part: Section, offered: Choices) -> dict[str, Any]:
    """The form of one part. It remembers what stood in it, so that only what is changed is written."""
    program = offered.program
    numbers = [_number(name, number, getattr(program, name)) for name, number in NUMBERS[part].items()]
    others = OTHERS[part](offered) if part in OTHERS else []
    was = {name: nudging.shown(program, name) for name in FIELDS[part]}
    return modal(
        Form.SETTING,
        TITLES[part],
        [*numbers, *others] if part is not Section.PROTECTION else [*others, *numbers],
        submit="Save",
        close="Cancel",
        metadata=json.dumps({"section": part, "was": was}, ensure_ascii=False),
    )


def _number(name: str, number: Number, value: int | None) -> Block:
    """Slack's own input for numbers takes no separators, so that amounts are typed as text."""
    amount = number.most == MOST_AMOUNT
    element: Element = {"type": "number_input", "is_decimal_allowed": False}
    if amount:
        element = {"type": "plain_text_input", "max_length": LONGEST_NUMBER}
    if value is not None:
        element["initial_value"] = f"{value:,}" if amount else str(value)
    return field(name, number.label, element, optional=number.optional, hint=number.hint or None)


def _tick(name: str, label: str, said: str, *, ticked: bool) -> Block:
    ticks = [option(said, "yes")]
    element: Element = {"type": "checkboxes", "options": ticks}
    return field(name, label, element | ({"initial_options": ticks} if ticked else {}), optional=True)


def _menu(placeholder: str, nothing: str, known: Sequence[str], chosen: str | None) -> Element:
    options = [(nothing, NONE), *((word, word) for word in known)]
    first = next((each for each in options if each[1] == chosen), options[0])
    return select(placeholder, options) | {"initial_option": option(*first)}


def _together(offered: Choices) -> list[Block]:
    said = "Ask two together when fewer than three working days are left"
    return [_tick("two_together", "Short of time", said, ticked=offered.program.two_together)]


def _asking(offered: Choices) -> list[Block]:
    said = "Ask, at most twice a year, never in an incident"
    return [_tick("asks_nps", "Would you recommend us, from 0 to 10", said, ticked=offered.program.asks_nps)]


def _stages(offered: Choices) -> list[Block]:
    typed: Element = {"type": "plain_text_input", "multiline": True, "max_length": 1500}
    if offered.stages:
        typed["initial_value"] = "\n".join(plain(stage, 50) for stage in offered.stages)
    chosen = _menu(
        "Any stage", "Any stage", offered.program.stages or offered.stages, offered.program.gate_stage
    )
    return [
        field(
            "stages", "Stages of a deal", typed, optional=True, hint="One on each line, the earliest first."
        ),
        field("gate_stage", "Earliest stage", chosen, optional=True),
    ]


def _tiers(offered: Choices) -> list[Block]:
    program = offered.program
    larger = _tick(
        "larger_first", "Two deals, one customer", "The larger deal goes first", ticked=program.larger_first
    )
    if not offered.tiers:
        return [context("Your accounts have no tiers yet. They come with the import."), larger]
    waived: Element = {
        "type": "multi_static_select",
        "placeholder": words("Nobody", 150),
        "options": [option(tier, tier) for tier in offered.tiers],
    }
    if program.waived_tiers:
        waived["initial_options"] = [option(tier, tier) for tier in program.waived_tiers]
    kept = _menu("Nobody", "Nobody", offered.tiers, program.reserve_tier)
    return [
        larger,
        field("waived_tiers", "Asked without their owner's consent", waived, optional=True),
        field("reserve_tier", "Kept for large deals", kept, optional=True),
    ]


def _where(offered: Choices) -> list[Block]:
    chosen: Element = {
        "type": "conversations_select",
        "placeholder": words("Choose a channel", 150),
        "filter": {
            "include": ["public", "private"],
            "exclude_bot_users": True,
            "exclude_external_shared_channels": True,
        },
    }
    if offered.program.channel:
        chosen["initial_conversation"] = offered.program.channel
    zone: Element = {
        "type": "plain_text_input",
        "max_length": 64,
        "initial_value": plain(offered.program.zone, 64),
    }
    return [
        field("channel", "Channel for decisions", chosen, optional=True, hint="Invite Rung to it first."),
        _tick("use_channel", "Decisions", "Post them in that channel, not to each manager", ticked=True),
        field("zone", "Time zone", zone, hint="Like Europe/Berlin."),
        field("country", "Country of its holidays", _country(offered.program), optional=True, hint=HOLIDAYS),
    ]


def _steps(offered: Choices) -> list[Block]:
    on = bool(nudging.shown(offered.program, "nudging"))
    tick = _tick("nudging", "Next steps", "Propose next steps to customers", ticked=on)
    return [*nudging.paused(offered.program), tick]


def _country(program: Program) -> Element:
    typed: Element = {"type": "plain_text_input", "max_length": 2}
    return typed | ({"initial_value": program.country} if program.country else {})


OTHERS = {
    Section.HOURS: _together,
    Section.GATE: _stages,
    Section.OWN_ACCORD: _asking,
    Section.PROTECTION: _tiers,
    Section.NUDGES: _steps,
    Section.PLACES: _where,
}
