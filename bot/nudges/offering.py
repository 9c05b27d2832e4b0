"""Up to a thousand people looked at, and a next step proposed to whom it suits, in one transaction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.nudges import looking
from bot.nudges.looking import Seen
from bot.rules.next_step import Chosen, Step
from bot.rules.nudging import Programme, judge
from bot.views.nudge.tasks import said
from models import activity as activities
from models import audit, bulk, contact, correspondence
from models import member as members
from models.activity import Activity
from models.audit import Audit
from models.base import new_id
from models.contact import ContactKind
from models.message import MessageKind
from models.next_step import Rows, Weight
from models.nudge import Nudge, NudgeState
from models.program import Program
from models.task import Task, TaskKind

LAPSES_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of a batch: how many were looked at and proposed something, and how many each reason keeps."""

    people: int
    proposed: int
    reasons: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A step for somebody, as it is written down."""

    nudge_id: str
    seen: Seen
    chosen: Chosen

    @property
    def by_owner(self) -> bool:
        return self.seen.person.executive


async def offer(
    session: AsyncSession, program: Program, people: Rows, weights: Mapping[str, Weight], *, now: datetime
) -> Looked:
    """Propose a step to each of these people whom the rule allows one and the contact budget has room for."""
    ladder = {each.id: each for each in await activities.all_of(session, program.id)}
    programme = looking.programme_of(program, ladder.values(), weights)
    seen = await looking.persons(session, program, people, now=now)
    proposals, reasons = _judged(seen, programme, now)
    direct = {each.seen.row.id: each.nudge_id for each in proposals if not each.by_owner}
    spent = await contact.spend(session, program.id, ContactKind.NUDGE, direct, now=now) if direct else ()
    made = [each for each in proposals if each.by_owner or each.seen.row.id in spent]
    await _write(session, program, made, now=now)
    await _show(session, program, made, ladder, now=now)
    return Looked(len(people), len(made), reasons)


def _judged(
    people: Sequence[Seen], programme: Programme, now: datetime
) -> tuple[list[Proposal], Counter[str]]:
    proposals, reasons = list[Proposal](), Counter[str]()
    for seen in people:
        verdict = judge(seen.person, programme, now)
        if verdict.chosen is not None:
            proposals.append(Proposal(new_id(), seen, verdict.chosen))
        else:
            reasons[next(iter(verdict.reasons))] += 1  # the gravest
    return proposals, reasons


async def _write(session: AsyncSession, program: Program, made: Sequence[Proposal], *, now: datetime) -> None:
    rows = [
        {
            "id": each.nudge_id,
            "advocate_id": each.seen.row.id,
            "account_id": each.seen.row.account_id,
            "activity_id": each.chosen.step.id,
            "state": NudgeState.WITH_OWNER if each.by_owner else NudgeState.OFFERED,
            "state_at": now,
            "made_at": now,
            "due_at": now + LAPSES_AFTER,
            "why": _why(each),
        }
        for each in made
    ]
    await bulk.insert_rows(session, program.id, Nudge, rows)
    logged = {"at": now, "actor": audit.CLOCK, "verb": "nudged"}
    entries = [logged | {"id": new_id(), "subject": row["id"]} for row in rows]
    await bulk.insert_rows(session, program.id, Audit, entries)


def _why(proposal: Proposal) -> dict[str, Any]:
    """All that was weighed, so that the proposal explains itself."""
    person, step = proposal.seen.person, proposal.chosen.step
    return {
        "did": proposal.seen.did,
        "did_on": person.last.on.isoformat() if person.last else None,
        "rung": person.own.rung,
        "needed": step.needed,
        "first": step.id not in person.own.agreed,
        "weighed": [_weighed(each) for each in proposal.chosen.weighed],
    }


def _weighed(step: Step) -> dict[str, Any]:
    return {
        "activity": step.id,
        "needed": step.needed,
        "yes": step.yes,
        "asked": step.asked,
        "minutes": step.minutes,
    }


async def _show(
    session: AsyncSession,
    program: Program,
    made: Sequence[Proposal],
    ladder: Mapping[str, Activity],
    *,
    now: datetime,
) -> None:
    """To the customers themselves; an executive's owner is given it to decide."""
    rows = [(each.nudge_id, each.seen.row) for each in made if not each.by_owner]
    shown = [(row.workspace_id, row.slack_user_id, nudge_id) for nudge_id, row in rows]
    await correspondence.want_each(session, program.id, MessageKind.NUDGE, shown, now=now)
    tasks = [
        {
            "id": new_id(),
            "kind": TaskKind.PROPOSE,
            "subject": each.nudge_id,
            "member_id": each.seen.row.owner_id,
            "account_id": each.seen.row.account_id,
            "advocate_id": each.seen.row.id,
            "said": said(ladder[each.chosen.step.id].phrase),
            "made_at": now,
        }
        for each in made
        if each.by_owner
    ]
    if tasks:
        await bulk.insert_rows(session, program.id, Task, tasks)
        found = await members.some(session, program.id, sorted({str(task["member_id"]) for task in tasks}))
        owners = {each.id: each for each in found}
        about = [(owners[str(task["member_id"])], str(task["id"])) for task in tasks]
        cards = [(owner.workspace_id, owner.slack_user_id, task_id) for owner, task_id in about]
        await correspondence.want_each(session, program.id, MessageKind.TASK, cards, now=now)
