"""What somebody did, a row for each, as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.kit.ids import Action, Form, encode, variant
from bot.kit.text import foreign, linked
from bot.rules.nudging import NotNow
from bot.views import dates
from bot.views.advocate.climb import Climbed
from bot.views.blocks import Block, actions, button, context, modal, overflow, section
from bot.views.giveback.words import KINDS, STATES
from bot.views.ladder.population import stands
from bot.views.ledger.told import proposed, surveyed
from bot.views.manager.nudging import not_now
from models.giveback import OPEN, Giveback
from models.nudge import WholeNudge
from models.participation import ParticipationState
from models.survey import Survey

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
    link: str = ""
    lasting: bool = False
    until: date | None = None  # of what is served for a time; None: still


@dataclass(frozen=True, slots=True)
class Ledger:
    """One page of a customer's record; `more`: there are older rows than it shows."""

    advocate_id: str
    name: str
    account: str
    entries: Sequence[Entry]
    page: int = 0
    more: bool = False
    account_id: str = ""
    gave: Sequence[Giveback] = ()  # offered, agreed or given, the newest first
    climb: Climbed | None = None  # on the first page: where they stand
    not_now: Mapping[NotNow, datetime | None] = field(default_factory=dict)  # against a next step
    zone: str = "UTC"  # the reader's
    survey: Survey | None = None  # on the first page, as the next: the newest of each
    nudge: WholeNudge | None = None


def ledger_view(ledger: Ledger, *, now: datetime) -> dict[str, Any]:
    blocks: list[Block] = [section(f"*{foreign(ledger.name)}*, {foreign(ledger.account)}")]
    blocks.append(actions(_ways(ledger)))
    if ledger.climb:
        blocks.append(section(stands(ledger.climb, today=now.date())))
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
    if ledger.gave:
        blocks += [section("*Given back*"), *(_gave(each, now) for each in ledger.gave)]
    if ledger.survey:
        blocks += surveyed(ledger.survey, zone=ledger.zone, now=now)
    if ledger.nudge:
        blocks.append(proposed(ledger.nudge, zone=ledger.zone, now=now))
    if not ledger.page:
        blocks.append(not_now(ledger.not_now, zone=ledger.zone, now=now))
    blocks.append(context("Nothing is ever deleted: a correction stands beside what it corrects."))
    return modal(Form.LEDGER, "What they did", blocks)


def _entry(entry: Entry, now: datetime) -> Block:
    name = linked(entry.link, entry.activity) if entry.link else foreign(entry.activity, 100)
    said = f"*{name}*, {dates.day(entry.done_on, now.date())} · {SAID[entry.state]}{_served(entry, now)}"
    note = f"\n{foreign(entry.note)}" if entry.note else ""
    choices = [("Correct", encode(CORRECT, entry.id)), ("Void", encode(VOID, entry.id))]
    return section(f"{said}{note}", overflow(Action.LEDGER_ENTRY, choices))


def _served(entry: Entry, now: datetime) -> str:
    if not entry.lasting:
        return ""
    today = now.date()
    ended = entry.until is not None and entry.until < today
    said = "served until" if ended else "serves until"
    return f" · {said} {dates.day(entry.until, today)}" if entry.until else " · still serving"


def _ways(ledger: Ledger) -> list[dict[str, Any]]:
    give = button("Give something back", Action.OPEN_GIVE, ledger.advocate_id)
    company = [button("Their company", Action.OPEN_COMPANY, ledger.account_id)] if ledger.account_id else []
    return [give, *company]


def _gave(row: Giveback, now: datetime) -> Block:
    """What was given, or is on its way: that can still be withdrawn."""
    day = dates.day(row.given_on or row.state_at.date(), now.date())
    said = f"{KINDS[row.kind]}, {day} · {STATES[row.state]}\n{foreign(row.text, 200)}"
    withdraw = button("Withdraw", Action.WITHDRAW_GIVEBACK, row.id)
    return section(said, withdraw if row.state in OPEN else None)


def _turn(label: str, ledger: Ledger, page: int) -> dict[str, Any]:
    return button(label, variant(Action.LEDGER_PAGE, label.lower()), encode(ledger.advocate_id, str(page)))
