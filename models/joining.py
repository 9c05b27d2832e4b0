"""How customers come into the programme and leave it: changes settled by the database, and the lists of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.account import Account
from models.advocate import Advocate
from models.base import beside, microseconds, new_id
from models.inserting import insert_into
from models.kept import hold, once
from models.member import Member
from models.place import Place

NOT_JOINED = and_(Advocate.joined_on.is_(None), Advocate.left_on.is_(None))


@dataclass(frozen=True, slots=True)
class Customer:
    """An advocate with their company, who looks after it, and who invited them."""

    advocate: Advocate
    account: Account
    owner: Member
    inviter: Member | None


def _whole(*conditions: ColumnElement[bool]) -> Select[Advocate, Account, Member, Member]:
    return _all().where(*conditions)


@cache
def _all() -> Select[Advocate, Account, Member, Member]:
    owner, inviter = aliased(Member), aliased(Member)

    return (
        select(Advocate, Account, owner, inviter)
        .join(Account, beside(Account, Advocate.account_id))
        .join(owner, beside(owner, Account.owner_id))
        .outerjoin(inviter, beside(inviter, Advocate.invited_by))
        .execution_options(populate_existing=True)
    )


async def find(session: AsyncSession, program_id: str, advocate_id: str) -> Customer | None:
    """One customer as they stand now."""

    async def read() -> Customer | None:
        found = await session.execute(_whole(Advocate.program_id == program_id, Advocate.id == advocate_id))
        row = found.one_or_none()
        return Customer(*row) if row else None

    return await once(session, ("customer", program_id, advocate_id), read)


async def read_ahead(session: AsyncSession, program_id: str, advocate_ids: Sequence[str]) -> None:
    """Read these together, and keep them in this session."""
    for each in await some(session, program_id, advocate_ids):
        hold(session, ("customer", program_id, each.advocate.id), each)


async def some(session: AsyncSession, program_id: str, advocate_ids: Sequence[str]) -> Sequence[Customer]:
    """These customers, in the order of their ids."""
    rows = await session.execute(
        _whole(Advocate.program_id == program_id, Advocate.id.in_(advocate_ids)).order_by(Advocate.id)
    )
    return [Customer(*row) for row in rows]


async def known_as(
    session: AsyncSession, program_id: str, *, user_id: str | None, email: str | None
) -> Sequence[Customer]:
    """Whoever is known by this Slack user or this e-mail address: nobody, one, or two different people."""
    further = select(Place.advocate_id).where(Place.program_id == program_id, Place.slack_user_id == user_id)
    rows = await session.execute(
        _whole(
            Advocate.program_id == program_id,
            or_(
                and_(Advocate.slack_user_id == user_id, Advocate.slack_user_id.is_not(None)),
                Advocate.id.in_(further),
                Advocate.email == email,
            ),
        ).order_by(Advocate.id),
    )
    return [Customer(*row) for row in rows]


async def colleague(
    session: AsyncSession, program_id: str, *, user_id: str | None, email: str | None
) -> Member | None:
    """The active member with this Slack user or e-mail address."""
    return (
        await session.scalars(
            select(Member)
            .where(
                Member.program_id == program_id,
                Member.active,
                or_(Member.slack_user_id == user_id, Member.email == email),
            )
            .limit(1),
        )
    ).one_or_none()


async def listed(
    session: AsyncSession, program_id: str, member_id: str | None, *, most: int, skip: int = 0
) -> Sequence[Customer]:
    """The customers of one owner, or of everybody with None, by company and name."""
    whose = [] if member_id is None else [Account.owner_id == member_id]
    rows = await session.execute(
        _whole(Advocate.program_id == program_id, Advocate.erased_at.is_(None), *whose)
        .order_by(Account.key, Advocate.name, Advocate.id)
        .limit(most)
        .offset(skip),
    )
    return [Customer(*row) for row in rows]


async def accounts(
    session: AsyncSession, program_id: str, member_id: str | None, *, words: str, most: int
) -> Sequence[Account]:
    """Accounts of one owner and of those they stand in for, or all with None, whose name holds the words."""
    covered = select(Member.id).where(Member.program_id == program_id, Member.backup_id == member_id)
    whose = or_(Account.owner_id == member_id, Account.owner_id.in_(covered))
    found = await session.scalars(
        select(Account)
        .where(
            Account.program_id == program_id,
            *([] if member_id is None else [whose]),
            Account.key.contains(words, autoescape=True),
        )
        .order_by(Account.key)
        .limit(most),
    )
    return found.all()


async def add(session: AsyncSession, program_id: str, **values: Any) -> str | None:
    """A new customer; their id, or None where somebody is known by the same address or Slack user already."""
    advocate_id = new_id()
    added = await session.scalars(
        insert_into(session, Advocate)
        .values(program_id=program_id, id=advocate_id, **values)
        .on_conflict_do_nothing()
        .returning(Advocate.id),
    )
    return added.one_or_none()


async def invite(session: AsyncSession, program_id: str, advocate_id: str, **values: Any) -> bool:
    """Note the invitation. False: they were invited, joined, left or said no before."""
    unasked = [NOT_JOINED, Advocate.invited_at.is_(None), Advocate.refused_on.is_(None)]
    return await _change(session, program_id, advocate_id, *unasked, values=values)


async def join(session: AsyncSession, program_id: str, advocate_id: str, **values: Any) -> bool:
    """They join, with `joined_on` and what they set. False: they had joined, said no or left before."""
    open_ = [NOT_JOINED, Advocate.invited_at.is_not(None), Advocate.refused_on.is_(None)]
    return await _change(session, program_id, advocate_id, *open_, values=values)


async def come_back(session: AsyncSession, program_id: str, advocate_id: str, *, joined_on: date) -> bool:
    """They join after all, having left or said no. False: there was nothing to come back from."""
    gone = or_(Advocate.left_on.is_not(None), Advocate.refused_on.is_not(None))
    values = {"joined_on": joined_on, "left_on": None, "refused_on": None}
    return await _change(session, program_id, advocate_id, gone, values=values)


async def refuse(session: AsyncSession, program_id: str, advocate_id: str, *, refused_on: date) -> bool:
    """They say no to the invitation. False: they had answered it before."""
    values = {"refused_on": refused_on}
    return await _change(
        session, program_id, advocate_id, NOT_JOINED, Advocate.refused_on.is_(None), values=values
    )


async def leave(session: AsyncSession, program_id: str, advocate_id: str, *, left_on: date) -> bool:
    """They leave. False: they had left before."""
    still = or_(Advocate.left_on.is_(None), Advocate.left_on > left_on)
    return await _change(session, program_id, advocate_id, still, values={"left_on": left_on})


async def pause(session: AsyncSession, program_id: str, advocate_id: str, **values: Any) -> None:
    """Set or end a pause."""
    await _change(session, program_id, advocate_id, values=values)


async def set_limit(session: AsyncSession, program_id: str, advocate_id: str, name: str, value: Any) -> None:
    """One of their own limits, or how they like to be reached, by the name of its column."""
    await _change(session, program_id, advocate_id, values={name: value})


async def lock(session: AsyncSession, program_id: str, advocate_id: str) -> None:
    """Hold the advocate, as they are by now, until the transaction ends: what is counted for them stays so."""
    await session.execute(
        select(Advocate)
        .where(Advocate.program_id == program_id, Advocate.id == advocate_id)
        .with_for_update()
        .execution_options(populate_existing=True),
    )


async def _change(
    session: AsyncSession,
    program_id: str,
    advocate_id: str,
    *conditions: ColumnElement[bool],
    values: dict[str, Any],
) -> bool:
    changed = await session.execute(
        update(Advocate)
        .where(Advocate.program_id == program_id, Advocate.id == advocate_id, *conditions)
        .values(**values)
        .returning(Advocate.id)
        .execution_options(synchronize_session=False),
    )
    return changed.first() is not None


async def left(
    session: AsyncSession, program_id: str, user_ids: Collection[str], *, now: datetime
) -> set[str]:
    """Of these Slack users, the customers who have left the programme, and are no colleagues besides."""
    if not user_ids:
        return set()
    member = select(Member.id).where(
        Member.program_id == program_id, Member.slack_user_id == Advocate.slack_user_id, Member.active
    )
    found = await session.scalars(
        select(Advocate.slack_user_id).where(
            Advocate.program_id == program_id,
            Advocate.slack_user_id.in_(user_ids),
            Advocate.left_on <= microseconds(now),
            ~member.exists(),
        ),
    )
    return {user_id for user_id in found if user_id}
