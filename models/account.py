"""A customer company, what it is like, and what is known of its health."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import Index, String, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, within_program


class Health(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class TagKind(StrEnum):
    PRODUCT = "product"
    USE_CASE = "use_case"
    TECH = "tech"
    REPLACED = "replaced"  # a competitor that this customer left for us


class Account(Owned):
    __tablename__ = "account"
    __table_args__ = (
        within_program("owner_id", "member"),
        Index("ix_account_key", "program_id", "key", unique=True),
        Index("ix_account_owner", "program_id", "owner_id"),
    )

    name: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(200))  # the name folded for comparison, see bot/kit/text.py
    group_key: Mapped[str | None] = mapped_column(String(200))
    domain: Mapped[str | None] = mapped_column(String(200))
    industry: Mapped[str | None] = mapped_column(String(100))
    region: Mapped[str | None] = mapped_column(String(100))
    country: Mapped[str | None] = mapped_column(String(2))
    size_band: Mapped[int | None]  # 0–3, small to large, see bot/rules/matching.py
    tier: Mapped[str | None] = mapped_column(String(50))
    owner_id: Mapped[str] = mapped_column(String(32))
    health: Mapped[Health | None]
    health_as_of: Mapped[date | None]
    live_since: Mapped[date | None]
    renewal_on: Mapped[date | None]
    term_months: Mapped[int | None]
    renewal_signed: Mapped[bool] = mapped_column(default=False)
    public_sector: Mapped[bool] = mapped_column(default=False)  # nothing at all is given back to its people
    # The account's own caps; None leaves the programme's.
    asks_in_30_days: Mapped[int | None]
    accepted_in_90_days: Mapped[int | None]


class AccountTag(Owned):
    """One thing that is true of an account: a product it uses, a technology it runs."""

    __tablename__ = "account_tag"
    __table_args__ = (
        within_program("account_id", "account"),
        Index("ix_account_tag", "program_id", "account_id", "kind", "value", unique=True),
    )

    account_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[TagKind]
    value: Mapped[str] = mapped_column(String(100))


async def get(session: AsyncSession, program_id: str, account_id: str) -> Account:
    return await session.get_one(Account, (program_id, account_id))


async def find(session: AsyncSession, program_id: str, account_id: str) -> Account | None:
    return await session.get(Account, (program_id, account_id))


async def by_key(session: AsyncSession, program_id: str) -> dict[str, Account]:
    found = await session.scalars(select(Account).where(Account.program_id == program_id))
    return {account.key: account for account in found}


async def named(session: AsyncSession, program_id: str, *, key: str, domain: str) -> Sequence[Account]:
    """The account of this folded name; where `key` is empty, those of this domain in small letters."""
    same = Account.key == key if key else func.lower(Account.domain) == domain
    return (
        await session.scalars(
            select(Account).where(Account.program_id == program_id, same).order_by(Account.id)
        )
    ).all()


async def learn_health(
    session: AsyncSession, program_id: str, account_id: str, health: Health, as_of: date
) -> bool:
    """Keep how an account is. False: something newer is known."""
    learnt = await session.execute(
        update(Account)
        .where(
            Account.program_id == program_id,
            Account.id == account_id,
            or_(Account.health_as_of.is_(None), Account.health_as_of <= as_of),
        )
        .values(health=health, health_as_of=as_of)
        .returning(Account.id)
        .execution_options(synchronize_session=False),
    )
    return learnt.first() is not None


async def set_public_sector(session: AsyncSession, program_id: str, account_id: str, *, public: bool) -> bool:
    """False: it was so before."""
    changed = await session.execute(
        update(Account)
        .where(
            Account.program_id == program_id, Account.id == account_id, Account.public_sector.is_(not public)
        )
        .values(public_sector=public)
        .returning(Account.id)
        .execution_options(synchronize_session=False),
    )
    return changed.first() is not None


async def vocabulary(session: AsyncSession, program_id: str) -> dict[str, list[str]]:
    """The programme's own words, sorted: what its accounts' industries, regions and tags say."""
    words: dict[str, list[str]] = {}
    for name, column in (("industry", Account.industry), ("region", Account.region)):
        found = await session.scalars(
            select(column)
            .where(Account.program_id == program_id, column.is_not(None))
            .distinct()
            .order_by(column),
        )
        words[name] = [word for word in found if word]
    tags = await session.execute(
        select(AccountTag.kind, AccountTag.value)
        .where(AccountTag.program_id == program_id)
        .distinct()
        .order_by(AccountTag.kind, AccountTag.value),
    )
    for kind, value in tags:
        words.setdefault(kind, []).append(value)
    return words


async def lock(session: AsyncSession, program_id: str, account_ids: Collection[str]) -> None:
    """Hold accounts until the transaction ends: what is counted for their caps cannot change meanwhile.

    Always in the order of their ids: two who hold several never wait for each other. Rows that refer to them may
    be written meanwhile.
    """
    await session.execute(
        select(Account.id)
        .where(Account.program_id == program_id, Account.id.in_(account_ids))
        .order_by(Account.id)
        .with_for_update(key_share=True),
    )


async def tiers(session: AsyncSession, program_id: str) -> Sequence[str]:
    """The tiers that the programme's accounts have, sorted."""
    found = await session.scalars(
        select(Account.tier)
        .where(Account.program_id == program_id, Account.tier.is_not(None))
        .distinct()
        .order_by(Account.tier),
    )
    return [tier for tier in found if tier]


async def of_owner(
    session: AsyncSession, program_id: str, owner_id: str, *, words: str, most: int
) -> Sequence[Account]:
    """The owner's accounts whose name holds the words, by name."""
    return (
        await session.scalars(
            select(Account)
            .where(
                Account.program_id == program_id,
                Account.owner_id == owner_id,
                Account.name.icontains(words, autoescape=True),
            )
            .order_by(Account.name, Account.id)
            .limit(most),
        )
    ).all()


async def hand_over(
    session: AsyncSession, program_id: str, *, owner_id: str, to: str, account_id: str | None
) -> Sequence[str]:
    """Give an owner's accounts, or the one of them, to another member; their ids."""
    only = [] if account_id is None else [Account.id == account_id]
    theirs = await session.scalars(
        select(Account.id).where(Account.program_id == program_id, Account.owner_id == owner_id, *only)
    )
    await lock(session, program_id, theirs.all())
    moved = await session.scalars(
        update(Account)
        .where(Account.program_id == program_id, Account.owner_id == owner_id, *only)
        .values(owner_id=to)
        .returning(Account.id)
        .execution_options(synchronize_session=False),
    )
    return moved.all()


async def keyed(session: AsyncSession, program_id: str, keys: Sequence[str]) -> dict[str, Account]:
    """Those of the accounts whose folded names these are."""
    found = await session.scalars(
        select(Account).where(Account.program_id == program_id, Account.key.in_(keys))
    )
    return {account.key: account for account in found}


async def tags_of(
    session: AsyncSession, program_id: str, account_ids: Sequence[str]
) -> dict[str, list[AccountTag]]:
    """What is true of these accounts, by account."""
    found: dict[str, list[AccountTag]] = {}
    tags = await session.scalars(
        select(AccountTag).where(AccountTag.program_id == program_id, AccountTag.account_id.in_(account_ids))
    )
    for tag in tags:
        found.setdefault(tag.account_id, []).append(tag)
    return found
