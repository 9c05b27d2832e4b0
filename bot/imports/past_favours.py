"""What was done before Rung, as rows of the ledger. It is only ever added to: a later row supersedes an earlier one."""

from collections.abc import Sequence
from typing import Any

from bot.imports import known
from bot.imports.past_asks import Question
from bot.imports.plan import Plan
from bot.imports.row import Row
from bot.imports.run import Run
from models.base import new_id
from models.participation import Participation, ParticipationState

KEPT = (
    *("advocate_id", "account_id", "activity_id", "deal_id", "ask_id", "nudge_id"),
    *("done_on", "serves_until", "source", "link", "note"),
)


class Favours:
    """The ledgers of a batch's people."""

    def __init__(self, rows: Sequence[tuple[Participation, bool]]) -> None:
        self._by_key = {row.form_key: (row, stands) for row, stands in rows if row.form_key}
        last = [row for row, stands in rows if stands and row.state is not ParticipationState.VOID]
        self._last = {(row.advocate_id, row.activity_id, row.done_on): row for row in last}
        self._asked = {row.ask_id for row, stands in rows if stands and row.ask_id}

    def one(
        self, run: Run, found: Plan, row: Row, question: Question, *, done_key: str, ask_id: str | None
    ) -> str:
        """Whether the favour is new, updated by the row, or the same."""
        if ask_id in self._asked:
            return "same"
        person, activity, deal = question.person, question.activity, question.deal
        named = deal.id if deal is not None and row.get("deal_key") else None
        earlier, stands = self._by_key.get(done_key, (None, False))
        existing = earlier if stands else self._last.get((person.id, activity.id, row.cells["done_on"]))
        if existing is not None:
            more = _more(existing, row, named, ask_id)
            same = existing.state is ParticipationState.VOID or all(
                getattr(existing, name) == value for name, value in more.items()
            )
            return "same" if same else self._supersede(run, found, existing, more)
        if earlier is not None:
            return "same"  # corrected in Rung
        found.insert(
            Participation,
            id=new_id(),
            advocate_id=person.id,
            account_id=person.account_id,
            activity_id=activity.id,
            deal_id=named,
            ask_id=ask_id,
            state=ParticipationState.VERIFIED,
            done_on=row.cells["done_on"],
            source=row.get("source") or known.FROM_A_FILE,
            form_key=done_key,
            supersedes_id=None,
            recorded_at=None,
            recorded_by=None,
            link=None,
            note="",
            nudge_id=None,
            serves_until=row.get("until"),
        )
        return "new"

    def _supersede(self, run: Run, found: Plan, earlier: Participation, more: dict[str, Any]) -> str:
        kept = {name: getattr(earlier, name) for name in KEPT}
        found.insert(
            Participation,
            id=new_id(),
            **kept | more,
            state=ParticipationState.CORRECTED,
            form_key=None,
            supersedes_id=earlier.id,
            recorded_at=run.now,
            recorded_by=run.actor,
        )
        return "updated"


def _more(existing: Participation, row: Row, deal_id: str | None, ask_id: str | None) -> dict[str, Any]:
    """What the row may add to what is known."""
    return {
        "deal_id": deal_id or existing.deal_id,
        "ask_id": ask_id or existing.ask_id,
        "serves_until": existing.serves_until or row.get("until"),
    }
