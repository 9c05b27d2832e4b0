"""Asks that pass from one approver to another: by a manager's word, or because somebody left."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.ask.states import RUNNING, AskState, Stage
from models.ask.table import Ask
from models.base import Instant
from models.member import Member
from models.reference import Reference


async def open_at(
    session: AsyncSession, program_id: str, account_ids: Sequence[str]
) -> Sequence[tuple[Ask, Reference]]:
    """The running asks of these accounts with their references, held until the transaction ends."""
    rows = await session.execute(
        select(Ask, Reference)
        .join(Reference, and_(Reference.program_id == Ask.program_id, Reference.id == Ask.reference_id))
        .where(Ask.program_id == program_id, Ask.account_id.in_(account_ids), Ask.state.in_(RUNNING))
        .order_by(Ask.id)
        .with_for_update(of=Ask)
        .execution_options(populate_existing=True),
    )
    return [(ask, reference) for ask, reference in rows]


async def hand_over(
    session: AsyncSession,
    program_id: str,
    due: Mapping[str, datetime],
    *,
    approver_id: str | None,
    now: datetime,
) -> None:
    """Begin the chain of these asks anew, each with its own end of the first step, in one statement.

    `approver_id` decides in the owner's place; None: the owner does.
    """
    if not due:
        return
    connection = await session.connection()
    await connection.execute(
        update(Ask.__table__)  # type: ignore[arg-type]
        .where(
            Ask.__table__.c.program_id == program_id,
            Ask.__table__.c.id == bindparam("ask_id"),
            Ask.__table__.c.state == AskState.APPROVING,
        )
        .values(
            stage=Stage.OWNER,
            approver_id=approver_id,
            state_at=now,
            due_at=bindparam("ends", type_=Instant()),
        ),
        [{"ask_id": ask_id, "ends": ends} for ask_id, ends in due.items()],
    )


async def skip_absent(
    session: AsyncSession, program_id: str, member_id: str, *, now: datetime
) -> Sequence[str]:
    """The clock of whatever waits for this member alone runs out now; the ids of those asks."""
    owned = select(Account.id).where(Account.program_id == program_id, Account.owner_id == member_id)
    backed = (
        select(Account.id)
        .join(Member, and_(Member.program_id == Account.program_id, Member.id == Account.owner_id))
        .where(Account.program_id == program_id, Member.backup_id == member_id)
    )
    first = Ask.stage.in_([Stage.OWNER, Stage.REMINDED])
    waiting = or_(
        and_(first, Ask.approver_id == member_id),
        and_(first, Ask.approver_id.is_(None), Ask.account_id.in_(owned)),
        and_(Ask.stage == Stage.BACKUP, Ask.account_id.in_(backed)),
    )
    skipped = await session.scalars(
        update(Ask)
        .where(Ask.program_id == program_id, Ask.state == AskState.APPROVING, waiting)
        .values(due_at=now)
        .returning(Ask.id)
        .execution_options(synchronize_session=False),
    )
    return skipped.all()
