"""Low numbers of a file that are fresh enough for somebody to talk about: a task for each customer's owner."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports.plan import Plan
from bot.imports.row import Row
from bot.imports.run import Run
from bot.rules.nps import is_low
from bot.views.nps.detractor import Low
from models import audit, joining
from models import task as tasks
from models.audit import Audit
from models.base import new_id
from models.joining import Customer
from models.message import Message, MessageKind
from models.task import Task, TaskKind

FRESH = timedelta(days=30)
TOLD = "{rows} with 6 or less, at most 30 days old, went to whoever looks after the customer."


async def tell(session: AsyncSession, run: Run, found: Plan, rows: Mapping[str, Row]) -> None:
    """`rows` by advocate: what counts of each from now on. A number of statements that does not grow with them."""
    fresh = {
        advocate_id: row
        for advocate_id, row in rows.items()
        if is_low(row.cells["score"]) and row.cells["answered_on"] >= run.today - FRESH
    }
    if not fresh:
        return
    open_ = await tasks.about(session, run.program_id, TaskKind.DETRACTOR, list(fresh))
    for customer in await joining.some(session, run.program_id, list(fresh)):
        row = fresh[customer.advocate.id]
        said = Low(row.cells["score"], row.cells["answered_on"], row.get("comment") or "").written()
        before = open_.get(customer.advocate.id)
        if customer.advocate.left_on is not None:
            continue
        run.count(TOLD)
        if before is not None and before.task.done_at is None:
            found.update(Task, id=before.task.id, said=said)
            found.touched.append(before.task.id)
        else:
            _open(run, found, customer, said)


def _open(run: Run, found: Plan, customer: Customer, said: str) -> None:
    task_id, owner = new_id(), customer.owner
    found.insert(
        Task,
        id=task_id,
        kind=TaskKind.DETRACTOR,
        subject=customer.advocate.id,
        member_id=owner.id,
        account_id=customer.account.id,
        advocate_id=customer.advocate.id,
        said=said,
        made_at=run.now,
    )
    found.insert(
        Message,
        id=new_id(),
        workspace_id=owner.workspace_id,
        kind=MessageKind.TASK,
        subject=task_id,
        recipient=owner.slack_user_id,
        due_at=run.now,
    )
    verb = f"task_{TaskKind.DETRACTOR}"
    found.insert(Audit, id=new_id(), at=run.now, actor=audit.CLOCK, verb=verb, subject=task_id)
