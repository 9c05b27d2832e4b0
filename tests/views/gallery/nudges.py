"""A next step, to a customer in each of its states and to their owner; what the limits and the managers say of it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.nudges.offering import LAPSES_AFTER
from bot.rules.nudging import NotNow
from bot.rules.wording import Wording
from bot.views.advocate.page import own_page_message
from bot.views.advocate.values import OwnPage, Part
from bot.views.blocks import Drawing
from bot.views.manager.nudging import Steps, not_now, steps
from bot.views.nudge.card import nudge_card
from bot.views.nudge.tasks import CARDS, OUTCOMES, said
from bot.views.task import task_card
from models.activity import Activity, Start
from models.joining import Customer
from models.nudge import Nudge, NudgeState, WholeNudge
from models.sweep import Sweep
from models.task import TaskKind
from tests.views import people
from tests.views.gallery.programs import program
from tests.views.gallery.surface import Surface, message
from tests.views.people import BERLIN, NOW, PROGRAM, Names, at

WORDING = Wording()
WHY: dict[str, Any] = {"did": "a quote", "did_on": "2025-11-03", "needed": 2, "first": True}


def activity(names: Names, start: Start = Start.OWNER) -> Activity:
    row = {"program_id": PROGRAM, "id": "act-1", "rung": 3, "key": "case_study", "name": names.word}
    told = {"consent_text": names.quote, "start_link": "https://www.brightwell.example/go", "minutes": 240}
    return Activity(**row, **told, phrase=names.word, start=start)


def nudge(
    names: Names, state: NudgeState = NudgeState.OFFERED, *, start: Start = Start.OWNER, **values: Any
) -> WholeNudge:
    row = {"program_id": PROGRAM, "id": "nudge-1", "state": state, "made_at": NOW, "why": WHY}
    return WholeNudge(
        Nudge(**row | {"answered_at": NOW} | values),
        people.advocate(names),
        people.account(names),
        activity(names, start),
        people.member(names.owner, "U0ANNA"),
    )


def card(whole: WholeNudge, names: Names) -> Drawing:
    return nudge_card(whole, WORDING, company=names.company, now=NOW)


def surfaces(names: Names) -> Iterator[Surface]:
    for state in NudgeState:
        for start in Start:
            yield message(f"nudge: {state}, {start}", card(nudge(names, state, start=start), names))
    for start in Start:
        served = nudge(names, NudgeState.YES, start=start)
        served.activity.lasting = True
        yield message(f"nudge: served for a time, {start}", card(served, names))
    agreed = WHY | {"first": False, "needed": 0, "did": "", "did_on": None}
    yield message("nudge: agreed to before", card(nudge(names, why=agreed), names))
    for kind in CARDS:
        for touched in ("", "2026-03-01"):
            task = people.task(kind, names, subject="nudge-1", said=said(names.word, touched))
            yield message(f"nudge task: {kind} {touched}", task_card(task, zone=BERLIN, now=NOW))
    for kind, outcome in OUTCOMES:
        task = people.task(TaskKind(kind), names, subject="nudge-1", done_at=NOW, outcome=outcome)
        yield message(f"nudge task: {kind} {outcome}", task_card(task, zone=BERLIN, now=NOW))
    for name in ("stopped_on", "stays_since", "snoozed_until"):
        value = at(20, 9) if name == "snoozed_until" else date(2026, 3, 1)
        advocate = people.advocate(names, joined_on=date(2025, 1, 1), **{name: value})
        owner = people.member(names.owner, "U0ANNA")
        page = OwnPage(Customer(advocate, people.account(names), owner, None), program(names), Part.LIMITS)
        yield message(f"limits: {name}", own_page_message(page, WORDING, now=NOW))


def looked(names: Names, **values: Any) -> Steps:
    """A week in which much was weighed."""
    sweep = Sweep(
        begun_at=NOW,
        due_at=NOW + LAPSES_AFTER,
        looked_at=12_345,
        proposed=12,
        reasons={str(reason): 9 - place for place, reason in enumerate(list(NotNow)[:7])} | {"gone": 3},
    )
    return Steps(program(names, **values), sweep, [nudge(names, state) for state in NudgeState])


def said_of(names: Names) -> list[dict[str, Any]]:
    """All that managers read, for whoever looks at the words."""
    reasons = {NotNow.RESTING: at(20, 9), NotNow.NOTHING_GIVEN: None}
    why = [not_now(reasons, zone=BERLIN, now=NOW), not_now({}, zone=BERLIN, now=NOW)]
    return [*steps(looked(names), zone=BERLIN, now=NOW), *why]
