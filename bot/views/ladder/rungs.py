"""The ladder in windows: all rungs, one rung, what is retired, what was changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.kit.ids import Action, Form, variant
from bot.kit.text import duration, foreign, plural, sentence
from bot.rules.ladder import Step
from bot.rules.ladder.changes import STARTS
from bot.views import dates
from bot.views.blocks import Block, Element, actions, button, context, modal, section
from bot.views.ladder.values import History, LadderNow
from models.audit import CLOCK, OPERATOR
from models.ladder_version import LadderVersion

MOST_NAMED, MOST_CHANGES, LONGEST_CHANGE = 20, 10, 280
RETIRED_PAGE = 20
SAVED = "Saved. It holds from now on."
CREDIT = {
    "full": "full credit for a deal that it brings",
    "partial": "partial credit for a deal that it helps",
    "none": "no credit",
}


def ladder_view(shown: LadderNow, *, note: str = "") -> dict[str, Any]:
    """All rungs, the lowest first, each with what stands on it."""
    blocks: list[Block] = [context(note)] if note else []
    for number, name in enumerate(shown.ladder.names, start=1):
        open_ = button("Open", variant(Action.LADDER_RUNG, str(number)), str(number))
        blocks.append(section(f"*{number} · {foreign(name, 100)}*\n{_named(shown.ladder.on(number))}", open_))
    buttons = [button("What was changed", Action.LADDER_HISTORY, "0")]
    if shown.retired:
        label = f"No longer on it ({len(shown.retired)})"
        buttons.append(button(label, variant(Action.LADDER_RETIRED, "list"), "0"))
    hint = "`rung ladder export` and `rung ladder import` hold all of it in one file."
    return modal(Form.LADDER, "The ladder", [*blocks, actions(buttons), context(hint)])


def _named(steps: Sequence[Step]) -> str:
    names = [foreign(step.name, 100) for step in steps[:MOST_NAMED]]
    more = len(steps) - len(names)
    return " · ".join([*names, *([f"and {more} more"] if more else [])])


def rung_view(shown: LadderNow, number: int, *, note: str = "") -> dict[str, Any]:
    """One rung, with everything that is set for what stands on it."""
    rename = button("Rename", Action.LADDER_RENAME, str(number))
    blocks: list[Block] = [context(note)] if note else []
    blocks.append(section(f"*Rung {number} · {foreign(shown.ladder.names[number - 1], 100)}*", rename))
    blocks += [
        section(_said(step), button("Change", variant(Action.LADDER_CHANGE, step.key), step.key))
        for step in shown.ladder.on(number)
    ]
    blocks.append(actions([button("Add an activity", Action.LADDER_ADD, str(number)), _back()]))
    return modal(Form.LADDER, "The ladder", blocks)


def _said(step: Step) -> str:
    ticked = [
        *(["for deals"] if step.for_deals else []),
        *(["spoken"] if step.spoken else []),
        *(["served for a time"] if step.lasting else []),
    ]
    rest = f"{plural(step.rest_days, 'day')} of rest" if step.rest_days else "no rest"
    return "\n".join([
        f"*{foreign(step.name, 100)}* · {duration(step.minutes)} · {rest}",
        f"{sentence(' · '.join([*ticked, CREDIT[step.credit], step.role]))} · {STARTS[step.start]}",
        f"_{foreign(step.consent_text, 300)}_",
    ])  # fmt: skip


def retired_view(shown: LadderNow, page: int) -> dict[str, Any]:
    """What nobody is asked for any more."""
    pages = max(len(shown.retired) - 1, 0) // RETIRED_PAGE
    page = min(page, pages)
    blocks: list[Block] = [
        section(
            "*No longer on the ladder*\nNobody is asked for these. What was done of them counts as before."
        )
    ]
    for step in shown.retired[page * RETIRED_PAGE : (page + 1) * RETIRED_PAGE]:
        back = button("Bring back", variant(Action.LADDER_BRING_BACK, step.key), step.key)
        blocks.append(section(f"*{foreign(step.name, 100)}* · rung {step.rung}", back))
    return modal(
        Form.LADDER,
        "The ladder",
        [*blocks, actions([*_turns(Action.LADDER_RETIRED, page, more=page < pages), _back()])],
    )


def history_view(shown: History, *, now: datetime) -> dict[str, Any]:
    """The newest first."""
    blocks = [_version(version, shown.zone, now) for version in shown.versions]
    blocks = blocks or [section("Nothing was changed yet.")]
    turns = _turns(Action.LADDER_HISTORY, shown.page, more=shown.more)
    return modal(Form.LADDER, "What was changed", [*blocks, actions([*turns, _back()])])


def _version(version: LadderVersion, zone: str, now: datetime) -> Block:
    who = {CLOCK: "Rung", OPERATOR: "the command line"}.get(version.by, f"<@{version.by}>")
    at = dates.when(version.at, zone=zone, now=now)
    return section(f"*Version {version.number}* · {at} · {who}\n{bullets(version.changes)}")


def bullets(changes: Sequence[str]) -> str:
    """The first of them, a line each."""
    lines = [f"• {foreign(each, LONGEST_CHANGE)}" for each in changes[:MOST_CHANGES]]
    more = len(changes) - len(lines)
    return "\n".join([*lines, *([f"• and {plural(more, 'more change')}"] if more else [])])


def _turns(action: Action, page: int, *, more: bool) -> list[Element]:
    return [
        *([button("Before", variant(action, "before"), str(page - 1))] if page else []),
        *([button("More", variant(action, "more"), str(page + 1))] if more else []),
    ]


def _back() -> Element:
    return button("All rungs", Action.OPEN_LADDER, "all")
