"""A fact that keeps an account, or one of its people, from being asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Index, Select, String, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.base import Owned, beside, new_id, within_program
from models.inserting import insert_into
from models.member import Member


class BlockKind(StrEnum):
    INCIDENT = "incident"
    DISPUTE = "dispute"
    OVERDUE_INVOICE = "overdue_invoice"
    NOTICE_GIVEN = "notice_given"
    FORMER_CUSTOMER = "former_customer"
    CONTRACT_FORBIDS = "contract_forbids"
    HELD_BACK = "held_back"  # *Block account until …*
    NOT_HAPPY = "not_happy"  # one of its people said so: until the owner clears it
    COMPANY_FORBIDS = "company_forbids"  # for one activity
    CONFLICT = "conflict"  # with one company, named by its key


class Block(Owned):
    __tablename__ = "block"
    __table_args__ = (
        within_program("account_id", "account"),
        within_program("advocate_id", "advocate"),
        within_program("activity_id", "activity"),
        Index("ix_block_account", "program_id", "account_id"),
        # What another system tells twice, or late, is one fact; rows of our own have no reference.
        Index("ix_block_reference", "program_id", "account_id", "kind", "source", "reference", unique=True),
    )

    account_id: Mapped[str] = mapped_column(String(32))
    advocate_id: Mapped[str | None] = mapped_column(String(32))  # None: everybody at the account
    kind: Mapped[BlockKind]
    activity_id: Mapped[str | None] = mapped_column(String(32))  # None: every activity
    company_key: Mapped[str | None] = mapped_column(String(200))
    since: Mapped[datetime]
    until: Mapped[datetime | None]  # None: until somebody clears it
    known_at: Mapped[datetime]
    source: Mapped[str] = mapped_column(String(100))
    reference: Mapped[str | None] = mapped_column(String(100))  # the other system's own name for it


async def between(
    session: AsyncSession, program_id: str, one: Account, other: Account, *, now: datetime
) -> bool:
    """Does a conflict that one of two companies named stand against the other one, or its group?"""

    def against(account: Account, named: Account) -> ColumnElement[bool]:
        keys = [each for each in (named.key, named.group_key) if each]
        return and_(Block.account_id == account.id, Block.company_key.in_(keys))

    found = await session.scalars(
        select(Block.id)
        .where(
            Block.program_id == program_id,
            Block.kind == BlockKind.CONFLICT,
            or_(against(one, other), against(other, one)),
            Block.since <= now,
            or_(Block.until.is_(None), Block.until > now),
        )
        .limit(1)
    )
    return found.first() is not None


@dataclass(frozen=True, slots=True)
class WholeBlock:
    """A block with the company it is about, who looks after that, and whom and what it names."""

    block: Block
    account: Account
    owner: Member
    advocate: Advocate | None
    activity: Activity | None


def _whole(*conditions: ColumnElement[bool]) -> Select[Block, Account, Member, Advocate, Activity]:
    return (
        select(Block, Account, Member, Advocate, Activity)
        .join(Account, beside(Account, Block.account_id))
        .join(Member, beside(Member, Account.owner_id))
        .outerjoin(Advocate, beside(Advocate, Block.advocate_id))
        .outerjoin(Activity, beside(Activity, Block.activity_id))
        .where(*conditions)
        .execution_options(populate_existing=True)
    )


def _stands(now: datetime) -> ColumnElement[bool]:
    return or_(Block.until.is_(None), Block.until > now)


async def whole(session: AsyncSession, program_id: str, block_id: str) -> WholeBlock | None:
    row = (await session.execute(_whole(Block.program_id == program_id, Block.id == block_id))).one_or_none()
    return WholeBlock(*row) if row else None


async def listed(
    session: AsyncSession, program_id: str, member_id: str | None, *, now: datetime, most: int, skip: int = 0
) -> Sequence[WholeBlock]:
    """What has not ended at the accounts of a member and of those they stand in for, or at all with None.

    The newest first.
    """
    whose = [] if member_id is None else [or_(Member.id == member_id, Member.backup_id == member_id)]
    rows = await session.execute(
        _whole(Block.program_id == program_id, _stands(now), *whose)
        .order_by(Block.known_at.desc(), Block.id)
        .limit(most)
        .offset(skip),
    )
    return [WholeBlock(*row) for row in rows]


async def count(session: AsyncSession, program_id: str, *, now: datetime) -> int:
    """How many have not ended in the whole programme."""
    counted = await session.scalars(
        select(func.count()).select_from(Block).where(Block.program_id == program_id, _stands(now))
    )
    return counted.one()


async def standing(
    session: AsyncSession, program_id: str, account_ids: Sequence[str], *, now: datetime
) -> Sequence[Block]:
    """What stands against asking at these accounts now, of any kind and for anybody there; the oldest first."""
    return (
        await session.scalars(
            select(Block)
            .where(
                Block.program_id == program_id,
                Block.account_id.in_(account_ids),
                Block.since <= now,
                _stands(now),
            )
            .order_by(Block.known_at, Block.id),
        )
    ).all()


async def resting(
    session: AsyncSession, program_id: str, advocate_ids: Sequence[str], *, now: datetime
) -> dict[str, Block]:
    """By advocate, what keeps them, and not all of their company, free now: of several the longest."""
    found = await session.scalars(
        select(Block)
        .where(
            Block.program_id == program_id,
            Block.advocate_id.in_(advocate_ids),
            Block.kind == BlockKind.HELD_BACK,
            Block.since <= now,
            or_(Block.until.is_(None), Block.until > now),
        )
        .order_by(Block.until, Block.id)
        .execution_options(populate_existing=True)
    )
    return {block.advocate_id: block for block in found if block.advocate_id}


async def lift(session: AsyncSession, program_id: str, block_id: str, *, now: datetime) -> bool:
    """End a block now. False: it has ended already."""
    lifted = await session.execute(
        update(Block)
        .where(
            Block.program_id == program_id,
            Block.id == block_id,
            _stands(now),
        )
        .values(until=now)
        .returning(Block.id)
        .execution_options(synchronize_session=False),
    )
    return lifted.first() is not None


async def learn(
    session: AsyncSession,
    program_id: str,
    *,
    account_id: str,
    kind: BlockKind,
    source: str,
    reference: str,
    since: datetime | None,
    until: datetime | None,
    known_at: datetime,
) -> str | None:
    """Write what another system says of an account, once for each of its references; the row's id.

    Without `since` it begins when it became known, or when it was first said to. None: something newer is known of
    it, so that calls may arrive in any order.
    """
    told = {"until": until, "known_at": known_at} | ({"since": since} if since else {})
    fact = {"program_id": program_id, "account_id": account_id, "kind": kind}
    named = fact | {"source": source, "reference": reference}
    written = await session.execute(
        insert_into(session, Block)
        .values({"since": known_at} | named | told | {"id": new_id()})
        .on_conflict_do_update(index_elements=list(named), set_=told, where=Block.known_at <= known_at)
        .returning(Block.id),
    )
    return written.scalar_one_or_none()


async def at_accounts(session: AsyncSession, program_id: str, account_ids: Sequence[str]) -> Sequence[Block]:
    """Whatever stands or stood against asking at these accounts, the oldest first."""
    found = await session.scalars(
        select(Block)
        .where(Block.program_id == program_id, Block.account_id.in_(account_ids))
        .order_by(Block.since, Block.id)
    )
    return found.all()
