"""Questions of before Rung, as rows of the tables that hold today's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.imports.plan import Plan, differs
from bot.imports.row import Row
from bot.imports.run import Run, begins
from bot.kit.text import key
from models.activity import Activity
from models.advocate import Advocate
from models.ask import Ask, AskState, Declined
from models.base import new_id
from models.deal import Deal, Status
from models.reference import Reference, ReferenceState

BEFORE = "before rung"  # the key of the deal of questions whose deal nobody wrote down
BEFORE_NAME = "Before Rung"
HELD_WITHIN = timedelta(days=14)
ASKED_AT = timedelta(hours=10)  # a day's questions of the past count from its morning
STATES = {
    "done": AskState.ACCEPTED,
    "accepted": AskState.ACCEPTED,
    "declined": AskState.DECLINED,
    "no_answer": AskState.SILENT,
    "passed_on": AskState.PASSED_ON,
}


@dataclass(frozen=True, slots=True)
class Question:
    """Whom a row is about, what, and for which deal; `key` is what the question is known by."""

    person: Advocate
    activity: Activity
    deal: Deal | None
    key: str


def before(run: Run, found: Plan, pipeline: Mapping[str, Deal]) -> Deal | None:
    """The deal of all questions that name none: made once, and in the hands of a manager."""
    if BEFORE in pipeline:
        return pipeline[BEFORE]
    planned = next((row for row in found.inserts.get(Deal, []) if row["key"] == BEFORE), None)
    manager = run.colleagues.fallback(run.actor)
    if manager is None:
        return None
    if planned is None:
        planned = {
            "id": new_id(),
            "key": BEFORE,
            "name": BEFORE_NAME,
            "prospect": BEFORE_NAME,
            "prospect_key": key(BEFORE_NAME),
            "status": Status.UNKNOWN,
            "seller_id": manager.id,
        }
        found.insert(Deal, **planned)
    return Deal(program_id=run.program_id, **planned)


def one(
    found: Plan, row: Row, question: Question, existing: tuple[Ask, Reference] | None
) -> tuple[str | None, set[str]]:
    """The question's id, and whether it is new, updated or the same; no id where nobody was asked."""
    asked_at, deal = begins(row.get("asked_on")), question.deal
    if asked_at is None or deal is None:
        return None, set()
    if existing is not None:
        return existing[0].id, {_update(found, row, question, *existing)}
    reference_id, ask_id, said = new_id(), new_id(), _said(row)
    found.insert(
        Reference,
        id=reference_id,
        seller_id=deal.seller_id,
        deal_id=deal.id,
        activity_id=question.activity.id,
        needed_on=(asked_at + HELD_WITHIN).date(),
        state=_closed(said["state"]),
        form_key=question.key,
        created_at=asked_at,
    )
    found.insert(
        Ask,
        id=ask_id,
        reference_id=reference_id,
        advocate_id=question.person.id,
        account_id=question.person.account_id,
        deal_id=deal.id,
        activity_id=question.activity.id,
        position=0,
        asked_at=asked_at + ASKED_AT,
        **said,
    )
    return ask_id, {"new"}


def _said(row: Row) -> dict[str, Any]:
    state = STATES[row.cells["outcome"]]
    asked, answered = begins(row.cells["asked_on"]), begins(row.get("answered_on"))
    return {
        "state": state,
        "state_at": (answered or asked) + ASKED_AT,  # type: ignore[operator]  # a question has its day
        "answered_at": answered + ASKED_AT if answered else None,
        "declined": Declined.NOT_THIS if state is AskState.DECLINED else None,
        "held_on": row.get("done_on"),
    }


def _closed(state: AskState) -> ReferenceState:
    return ReferenceState.FOUND if state is AskState.ACCEPTED else ReferenceState.UNFILLED


def _update(found: Plan, row: Row, question: Question, ask: Ask, reference: Reference) -> str:
    """What was not known is added. What was done stays done, and what Rung learnt since stays as it is."""
    said = _said(row)
    settled = ask.held_on is not None or ask.state not in STATES.values()
    if settled:
        said["state"], said["declined"] = ask.state, ask.declined
        said["held_on"] = ask.held_on
    if ask.answered_at is not None and said["answered_at"] is None:
        said["answered_at"], said["state_at"] = ask.answered_at, ask.state_at
    deal = question.deal if row.get("deal_key") else None
    said["deal_id"] = deal.id if deal else ask.deal_id
    if settled and not differs(ask, {"answered_at": said["answered_at"]}):
        said["state_at"] = ask.state_at
    if not differs(ask, said):
        return "same"
    found.update(Ask, id=ask.id, **said)
    seller_id = deal.seller_id if deal else reference.seller_id
    closed = reference.state if settled else _closed(said["state"])
    found.update(Reference, id=reference.id, deal_id=said["deal_id"], seller_id=seller_id, state=closed)
    return "updated"
