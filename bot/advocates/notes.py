"""What customers write to their owner: a colleague they suggest, and what is wrong about what is kept on them."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from bot import tasks
from bot.advocates import standing
from bot.advocates.invitations import is_address
from bot.advocates.standing import Own
from bot.kit.text import plain
from bot.privacy import suppression
from models import task as task_rows
from models.member import Actor
from models.privacy.suppression import KnownBy
from models.task import TaskKind

MOST_OPEN = 5  # of a kind, from one customer
LONGEST_NAME, LONGEST_NOTE, LONGEST_SUBJECT = 150, 1000, 32


async def nominate(
    session: AsyncSession,
    actor: Actor,
    *,
    name: str | None,
    email: str | None,
    title: str | None,
    now: datetime,
) -> None:
    """Suggest a colleague to one's owner; nobody writes to that colleague."""
    own = await standing.inside(session, actor)
    if not name or not name.strip():
        raise own.refuse("nominate_no_name")
    found = (email or "").strip().lower()
    if not is_address(found):
        raise own.refuse("nominate_no_email")
    if await suppression.erased(session, actor.program_id, KnownBy.EMAIL, [found]):
        raise own.refuse("nominate_erased")
    said = [plain(name, LONGEST_NAME), found, plain(title, LONGEST_NAME) if title else ""]
    refusals = ("nominate_many", "nominate_twice")
    await _hand_over(
        session, own, TaskKind.NOMINATED, same=found, said="\n".join(said), refusals=refusals, now=now
    )


async def object_to(session: AsyncSession, actor: Actor, what: str | None, *, now: datetime) -> None:
    """*That's wrong*: the owner puts it right, or says why it stays."""
    own = await standing.inside(session, actor)
    if not what or not what.strip():
        raise own.refuse("object_nothing")
    said = what.strip()[:LONGEST_NOTE]
    refusals = ("object_many", "object_many")
    await _hand_over(session, own, TaskKind.OBJECTION, same=said, said=said, refusals=refusals, now=now)


async def _hand_over(
    session: AsyncSession,
    own: Own,
    kind: TaskKind,
    *,
    same: str,
    said: str,
    refusals: tuple[str, str],
    now: datetime,
) -> None:
    """Open a task for the owner, once for the same thing and only so many."""
    advocate = own.advocate
    many, twice = refusals
    subject = sha256(f"{advocate.id}|{same}".encode()).hexdigest()[:LONGEST_SUBJECT]
    found = await task_rows.of_advocate(session, advocate.program_id, advocate.id, kind, most=50)
    waiting = [task for task in found if task.done_at is None]
    if any(task.subject == subject for task in waiting):
        raise own.refuse(twice)
    if len(waiting) >= MOST_OPEN:
        raise own.refuse(many)
    await tasks.open_(
        session,
        kind,
        member=own.customer.owner,
        account=own.customer.account,
        advocate=advocate,
        subject=subject,
        said=said,
        now=now,
    )
    await standing.changed(session, own.customer, now=now)
