"""A colleague with a role: seller, owner of customer relationships, manager."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Index, String, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, only_where, within_program
from models.kept import once


class Role(StrEnum):
    SELLER = "seller"
    OWNER = "owner"
    MANAGER = "manager"
    ADVOCATE = "advocate"


COLLEAGUES = (Role.SELLER, Role.OWNER, Role.MANAGER)  # what one of our own can be


class Member(Owned):
    __tablename__ = "member"
    __table_args__ = (
        within_program("workspace_id", "workspace"),
        within_program("backup_id", "member"),
        Index("ix_member_user", "program_id", "slack_user_id", unique=True),
        Index("ix_member_email", "program_id", "email", unique=True),
        Index(
            "ix_member_unknown",
            "program_id",
            "id",
            info=only_where("unknown"),
        ),
    )

    workspace_id: Mapped[str] = mapped_column(String(32))
    slack_user_id: Mapped[str] = mapped_column(String(32))
    email: Mapped[str | None] = mapped_column(String(320))  # None until Slack has told it
    name: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str] = mapped_column(String(64))
    country: Mapped[str | None] = mapped_column(String(2))
    is_seller: Mapped[bool] = mapped_column(default=False)
    is_owner: Mapped[bool] = mapped_column(default=False)
    is_manager: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    backup_id: Mapped[str | None] = mapped_column(String(32))
    away_until: Mapped[datetime | None]
    unknown: Mapped[bool] = mapped_column(default=False)  # named by a manager; Slack is to be asked who it is
    described_at: Mapped[datetime | None]  # real time, Slack's: of the newest that it said of them

    @property
    def roles(self) -> frozenset[Role]:
        held = {Role.SELLER: self.is_seller, Role.OWNER: self.is_owner, Role.MANAGER: self.is_manager}
        return frozenset(role for role, holds in held.items() if holds)

    @property
    def works_here(self) -> bool:
        """Are they here still, with a role in the programme? Nobody else is told of a customer by name."""
        return self.active and bool(self.roles)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something in Slack: one person of one program, with the roles they hold now.

    `written_to`: the Slack user to whom Rung writes, of an advocate; `elsewhere`: they act in another workspace.
    """

    program_id: str
    workspace_id: str
    user_id: str
    name: str
    zone: str
    roles: frozenset[Role]
    member_id: str | None = None
    advocate_id: str | None = None
    written_to: str | None = None
    elsewhere: bool = False

    @property
    def is_manager(self) -> bool:
        return Role.MANAGER in self.roles


async def get(session: AsyncSession, program_id: str, member_id: str) -> Member:
    return await session.get_one(Member, (program_id, member_id))


async def lock(session: AsyncSession, program_id: str, member_id: str) -> Member:
    """A member as they are, held until the transaction ends."""
    return await session.get_one(
        Member, (program_id, member_id), with_for_update=True, populate_existing=True
    )


async def some(session: AsyncSession, program_id: str, member_ids: Sequence[str]) -> Sequence[Member]:
    return (
        await session.scalars(
            select(Member).where(Member.program_id == program_id, Member.id.in_(member_ids)),
        )
    ).all()


async def by_user(session: AsyncSession, program_id: str, user_id: str) -> Member | None:
    async def read() -> Member | None:
        found = select(Member).where(Member.program_id == program_id, Member.slack_user_id == user_id)
        return (await session.scalars(found)).one_or_none()

    return await once(session, ("member", program_id, user_id), read)


async def by_users(session: AsyncSession, program_id: str, user_ids: Sequence[str]) -> Sequence[Member]:
    """Active members among these Slack users."""
    return (
        await session.scalars(
            select(Member).where(
                Member.program_id == program_id, Member.slack_user_id.in_(user_ids), Member.active
            ),
        )
    ).all()


async def managers(session: AsyncSession, program_id: str) -> Sequence[Member]:
    """All active managers, in a stable order."""
    return (
        await session.scalars(
            select(Member)
            .where(Member.program_id == program_id, Member.is_manager, Member.active)
            .order_by(Member.id),
        )
    ).all()


async def sellers(session: AsyncSession, program_id: str) -> Sequence[Member]:
    """All active sellers, in a stable order."""
    return (
        await session.scalars(
            select(Member)
            .where(Member.program_id == program_id, Member.is_seller, Member.active)
            .order_by(Member.id),
        )
    ).all()


async def by_email(session: AsyncSession, program_id: str) -> dict[str, Member]:
    found = await session.scalars(select(Member).where(Member.program_id == program_id))
    return {member.email: member for member in found if member.email}


async def lock_managers(session: AsyncSession, program_id: str) -> Sequence[Member]:
    """The active managers that Slack knows, held until the transaction ends: nobody takes the last one away."""
    return (
        await session.scalars(
            select(Member)
            .where(
                Member.program_id == program_id, Member.is_manager, Member.active, Member.unknown.is_(False)
            )
            .order_by(Member.id)
            .with_for_update()
            .execution_options(populate_existing=True),
        )
    ).all()


async def unknown(session: AsyncSession, *, most: int) -> Sequence[Member]:
    """Those whom Slack is to be asked about, in all programs."""
    return (
        await session.scalars(
            select(Member).where(Member.unknown, Member.active).order_by(Member.id).limit(most),
        )
    ).all()


async def named(
    session: AsyncSession, program_id: str, user_ids: Sequence[str], *, or_holding: ColumnElement[bool]
) -> Sequence[Member]:
    """The members among these Slack users, and those of whom the condition is true."""
    return (
        await session.scalars(
            select(Member)
            .where(Member.program_id == program_id, or_(Member.slack_user_id.in_(user_ids), or_holding))
            .order_by(Member.id)
            .execution_options(populate_existing=True),
        )
    ).all()


def holds(role: Role) -> ColumnElement[bool]:
    """Has this role, which is one of a colleague's."""
    columns = {Role.SELLER: Member.is_seller, Role.OWNER: Member.is_owner, Role.MANAGER: Member.is_manager}
    return columns[role].is_(True)


async def with_roles(session: AsyncSession, program_id: str, *, most: int, skip: int = 0) -> Sequence[Member]:
    """Active members who have a role, by name."""
    some_role = or_(*(holds(role) for role in COLLEAGUES))
    return (
        await session.scalars(
            select(Member)
            .where(Member.program_id == program_id, Member.active, some_role)
            .order_by(Member.name, Member.id)
            .limit(most)
            .offset(skip),
        )
    ).all()


async def by_address(session: AsyncSession, program_id: str, email: str) -> Member | None:
    return (
        await session.scalars(select(Member).where(Member.program_id == program_id, Member.email == email))
    ).one_or_none()


async def all_of(session: AsyncSession, program_id: str) -> Sequence[Member]:
    """Everybody of ours, also who has left, the longest known first."""
    found = await session.scalars(select(Member).where(Member.program_id == program_id).order_by(Member.id))
    return found.all()
