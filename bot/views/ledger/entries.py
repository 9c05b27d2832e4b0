"""What somebody did, a row for each, as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.kit.ids import Action, Form, encode, variant
from bot.kit.text import foreign
from bot.rules.nudging import NotNow
from bot.views import dates
from bot.views.blocks import Block, actions, button, context, modal, overflow, section
from bot.views.manager.nudging import not_now
from models.participation import ParticipationState

SAID = {
    ParticipationState.CLAIMED: "not verified yet",
    ParticipationState.VERIFIED: "verified",
    ParticipationState.CORRECTED: "corrected",
    ParticipationState.VOID: "void",
}
CORRECT, VOID = "correct", "void"


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    activity: str
    done_on: date
    state: ParticipationState
    note: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """One page of a customer's record; `more`: there are older rows than it shows."""

    advocate_id: str
    name: str
    account: str
    entries: Sequence[Entry]
    page: int = 0
    more: bool = False
    not_now: Mapping[NotNow, datetime | None] = field(default_factory=dict)  # against a next step
    zone: str = "UTC"  # the reader's


def ledger_view(ledger: Ledger, *, now: datetime) -> dict[str, Any]:
    blocks: list[Block] = [section(f"*{foreign(ledger.name)}*, {foreign(ledger.account)}")]
    if not ledger.entries:
        blocks.append(section("Nothing is written down yet."))
    blocks += [_entry(entry, now) for entry in ledger.entries]
    turns = []
    if ledger.page > 0:
        turns.append(_turn("Newer", ledger, ledger.page - 1))
    if ledger.more:
        turns.append(_turn("Older", ledger, ledger.page + 1))
    if turns:
        blocks.append(actions(turns))
    blocks.append(not_now(ledger.not_now, zone=ledger.zone, now=now))
    blocks.append(context("Nothing is ever deleted: a correction stands beside what it corrects."))
    return modal(Form.LEDGER, "What they did", blocks)


def _entry(entry: Entry, now: datetime) -> Block:
    said = f"*{foreign(entry.activity, 100)}*, {dates.day(entry.done_on, now.date())} · {SAID[entry.state]}"
    note = f"\n{foreign(entry.note)}" if entry.note else ""
    choices = [("Correct", encode(CORRECT, entry.id)), ("Void", encode(VOID, entry.id))]
    return section(f"{said}{note}", overflow(Action.LEDGER_ENTRY, choices))


def _turn(label: str, ledger: Ledger, page: int) -> dict[str, Any]:
    return button(label, variant(Action.LEDGER_PAGE, label.lower()), encode(ledger.advocate_id, str(page)))
