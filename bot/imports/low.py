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
from models import member as members
from models import task as tasks
from models.account import Account
from models.audit import Audit
from models.base import new_id
from models.member import Member
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
    lows = {
        customer.advocate.id: (customer.account, _low(fresh[customer.advocate.id]))
        for customer in await joining.some(session, run.program_id, list(fresh))
        if customer.advocate.left_on is None
    }
    await tell_of(session, run, found, lows)


def _low(row: Row) -> Low:
    return Low(row.cells["score"], row.cells["answered_on"], row.get("comment") or "")


async def tell_of(
    session: AsyncSession, run: Run, found: Plan, lows: Mapping[str, tuple[Account, Low]]
) -> None:
    """The same by advocate, who may be new, with their company; what is neither low nor fresh is left out."""
    fresh = {id_: each for id_, each in lows.items() if _is_fresh(run, each[1])}
    if not fresh:
        return
    open_ = await tasks.about(session, run.program_id, TaskKind.DETRACTOR, list(fresh))
    owner_ids = sorted({account.owner_id for account, _ in fresh.values()})
    owners = {each.id: each for each in await members.some(session, run.program_id, owner_ids)}
    for advocate_id, (account, said) in fresh.items():
        before = open_.get(advocate_id)
        run.count(TOLD)
        if before is not None and before.task.done_at is None:
            found.update(Task, id=before.task.id, said=said.written())
            found.touched.append(before.task.id)
        else:
            owner = owners[account.owner_id]
            _open(run, found, advocate_id, account, owner=owner, said=said.written())


def _is_fresh(run: Run, low: Low) -> bool:
    return is_low(low.score) and low.day >= run.today - FRESH


def _open(run: Run, found: Plan, advocate_id: str, account: Account, *, owner: Member, said: str) -> None:
    task_id = new_id()
    found.insert(
        Task,
        id=task_id,
        kind=TaskKind.DETRACTOR,
        subject=advocate_id,
        member_id=owner.id,
        account_id=account.id,
        advocate_id=advocate_id,
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
