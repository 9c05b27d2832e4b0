"""The forms of the ladder: an activity, the name of a rung, and what a change would do before it is made."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.kit.ids import Action, Form
from bot.kit.text import foreign, plural
from bot.rules.ladder.fields import LONGEST_CONSENT, LONGEST_LINK, LONGEST_NAME, MOST_REST
from bot.rules.ladder.proposal import TICKS, Do, Proposal, number_of
from bot.views.blocks import (
    Block,
    Element,
    actions,
    button,
    confirm,
    context,
    field,
    modal,
    option,
    section,
    select,
)
from bot.views.ladder.rungs import bullets
from bot.views.ladder.values import LadderNow, Moving, Preview

CREDIT = [
    ("Full: it brings a deal", "full"),
    ("Partial: it helps a deal", "partial"),
    ("None", "none"),
]
ROLE = [("Advocate", "advocate"), ("Influencer", "influencer"), ("Contributor", "contributor")]
START = [
    ("Their contact gets in touch", "owner"),
    ("They write it in a form", "form"),
    ("They go to a page", "link"),
]
TICK = {
    "for_deals": "Sellers may ask for it",
    "spoken": "Somebody talks with them",
    "lasting": "It is served for a time, like a seat",
}
PHRASE = "It fits into: “Would you help with …?” Without “your” and “our”."


def kept(proposal: Proposal) -> str:
    """What a window remembers of it."""
    return json.dumps(asdict(proposal), ensure_ascii=False)


def _own(blocks: list[Block], proposal: Proposal) -> list[Block]:
    """Inputs of this form alone: Slack keeps what was typed where the next form of a window has the same ids."""
    for block in blocks:
        block["element"]["action_id"] = f"{block['block_id']}:{proposal.target}:{proposal.version}"
    return blocks


def activity_form(shown: LadderNow, proposal: Proposal) -> dict[str, Any]:
    """What stands in it is what the proposal says."""
    values = proposal.values
    inputs = [
        _line("name", "Name", values, LONGEST_NAME, hint="As colleagues read it."),
        _line("phrase", "As customers read it", values, LONGEST_NAME, hint=PHRASE),
        _menu("rung", "Rung", _rungs(shown), values),
        _line("effort", "Their time, in all", values, 20, hint="Like 30 minutes or 1.5 hours."),
        _line("rest", "Days of rest afterwards", values, 10, hint=f"0 to {MOST_REST}."),
        _line("consent", "What a yes allows", values, LONGEST_CONSENT, multiline=True),
        _menu("credit", "Credit for deals", CREDIT, values),
        _menu("role", "Whoever does it is", ROLE, values),
        _menu("start", "A yes leads on so", START, values),
        _line("link", "That page", values, LONGEST_LINK, optional=True, hint="Only where they go to a page."),
        field("ticks", "Also", _ticks(values), optional=True),
    ]
    blocks = _own(inputs, proposal)
    if proposal.do is Do.CHANGE:
        blocks.append(actions([_retire(proposal)]))
    return modal(
        Form.LADDER_ACTIVITY,
        "Add an activity" if proposal.do is Do.ADD else "Change an activity",
        blocks,
        submit="Preview",
        close="Cancel",
        metadata=kept(Proposal(proposal.version, proposal.do, proposal.target)),
    )


def _line(
    name: str,
    label: str,
    values: Mapping[str, str],
    most: int,
    *,
    multiline: bool = False,
    optional: bool = False,
    hint: str | None = None,
) -> Block:
    typed: Element = {"type": "plain_text_input", "max_length": most, "multiline": multiline}
    if values.get(name):
        typed["initial_value"] = values[name]
    return field(name, label, typed, optional=optional, hint=hint)


def _menu(name: str, label: str, offered: Sequence[tuple[str, str]], values: Mapping[str, str]) -> Block:
    menu = select("Choose", offered)
    chosen = next((each for each in offered if each[1] == values.get(name)), None)
    return field(name, label, menu | ({"initial_option": option(*chosen)} if chosen else {}))


def _rungs(shown: LadderNow) -> list[tuple[str, str]]:
    return [(f"{n} · {name}", str(n)) for n, name in enumerate(shown.ladder.names, start=1)]


def _ticks(values: Mapping[str, str]) -> Element:
    ticks: Element = {"type": "checkboxes", "options": [option(TICK[name], name) for name in TICKS]}
    ticked = [option(TICK[name], name) for name in TICKS if values.get(name) == "yes"]
    return ticks | ({"initial_options": ticked} if ticked else {})


def _retire(proposal: Proposal) -> Element:
    asked = confirm(
        "Retire it?",
        "Nobody is asked for it any more. What was done of it stays. You see who would move before it holds.",
        "Go on",
        "Keep it",
        danger=True,
    )
    return button("Retire", Action.LADDER_RETIRE, proposal.target, style="danger", confirm=asked)


def name_form(shown: LadderNow, proposal: Proposal) -> dict[str, Any]:
    name = shown.ladder.names[number_of(shown.ladder, proposal.target) - 1]
    typed = {"name": proposal.values.get("name", name)}
    return modal(
        Form.LADDER_NAME,
        "Rename a rung",
        _own([_line("name", f"Name of rung {proposal.target}", typed, LONGEST_NAME)], proposal),
        submit="Preview",
        close="Cancel",
        metadata=kept(Proposal(proposal.version, proposal.do, proposal.target)),
    )


def preview_view(shown: Preview, proposal: Proposal) -> dict[str, Any]:
    """What changes and who would move; nothing is written before *Apply*."""
    blocks: list[Block] = [
        section(f"*What changes*\n{bullets(shown.changes)}"),
        section(f"*Who would move*\n{_moves(shown)}"),
    ]
    if proposal.do is Do.RETIRE:
        blocks.append(
            context("What was done of it stays in the record and counts. What is under way goes on.")
        )
    if proposal.do in {Do.CHANGE, Do.ADD, Do.RENAME}:
        blocks.append(actions([button("Back to the form", Action.LADDER_EDIT, "form")]))
    return modal(
        Form.LADDER_PREVIEW,
        "Before it holds",
        blocks,
        submit="Apply",
        close="Cancel",
        metadata=kept(proposal),
    )


def _moves(shown: Preview) -> str:
    if not shown.total:
        return "Nobody: every customer stays on their rung."
    count = plural(shown.total, "customer")
    lines = [f"{count} would stand on another rung:", *(_move(each, shown) for each in shown.moving)]
    more = shown.total - len(shown.moving)
    return "\n".join([*lines, *([f"• and {more} more"] if more else [])])


def _move(moving: Moving, shown: Preview) -> str:
    came_from, to = (_rung(number, shown) for number in (moving.came_from, moving.to))
    comma = "," if moving.came_from else ""
    return f"• {foreign(moving.name, 80)}, {foreign(moving.account, 80)}: from {came_from}{comma} to {to}"


def _rung(number: int, shown: Preview) -> str:
    return foreign(shown.ladder.called(number), 60) if number else "no rung"
