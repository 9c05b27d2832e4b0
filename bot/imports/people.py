"""Colleagues, accounts and advocates from their files."""

from collections.abc import Iterable, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports.rows import Row
from bot.kit.text import key
from bot.rules.matching import seniority_level, size_band
from models import account as accounts
from models import member as members
from models.account import Account, AccountTag, Health, TagKind
from models.advocate import Advocate
from models.base import new_id
from models.member import Member, Role
from models.workspace import Workspace

TAGS = {
    "products": TagKind.PRODUCT,
    "use_cases": TagKind.USE_CASE,
    "tech": TagKind.TECH,
    "replaced": TagKind.REPLACED,
}


async def load_members(
    session: AsyncSession, workspace: Workspace, rows: Iterable[Row], users: Mapping[str, str]
) -> None:
    """`users` maps e-mail addresses to Slack user ids; who is not in Slack is left out."""
    backups: dict[str, str] = {}
    for row in rows:
        email = row.text("email").lower()
        if email not in users:
            continue
        roles = row.text("roles").split()
        session.add(
            Member(
                program_id=workspace.program_id,
                id=new_id(),
                workspace_id=workspace.id,
                slack_user_id=users[email],
                email=email,
                name=row.text("name"),
                zone=row.text("zone"),
                country=row.optional("country"),
                is_seller=Role.SELLER in roles,
                is_owner=Role.OWNER in roles,
                is_manager=Role.MANAGER in roles,
                away_until=row.moment("away_until"),
            ),
        )
        if backup := row.optional("backup_email"):
            backups[email] = backup.lower()
    await session.flush()
    known = await members.by_email(session, workspace.program_id)
    for email, backup in backups.items():
        known[email].backup_id = known[backup].id if backup in known else None
    await session.flush()


async def load_accounts(session: AsyncSession, program_id: str, rows: Iterable[Row]) -> None:
    owners = await members.by_email(session, program_id)
    for row in rows:
        owner = owners.get(row.text("owner_email").lower())
        if owner is None:
            raise row.wrong("owner_email", "is nobody of ours")
        account = _account(program_id, row, owner.id)
        session.add(account)
        session.add_all(
            AccountTag(program_id=program_id, account_id=account.id, kind=kind, value=value)
            for column, kind in TAGS.items()
            for value in dict.fromkeys(row.words(column))
        )
    await session.flush()


def _account(program_id: str, row: Row, owner_id: str) -> Account:
    health, group = row.optional("health"), row.optional("company_group")
    return Account(
        program_id=program_id,
        id=new_id(),
        name=row.text("name"),
        key=key(row.text("name")),
        group_key=key(group) if group else None,
        domain=row.optional("domain"),
        industry=row.optional("industry"),
        region=row.optional("region"),
        country=row.optional("country"),
        size_band=size_band(row.optional("size")),
        tier=row.optional("tier"),
        owner_id=owner_id,
        health=Health(health) if health else None,
        health_as_of=row.day("health_as_of"),
        live_since=row.day("live_since"),
        renewal_on=row.day("renewal_on"),
        term_months=row.number("term_months"),
        renewal_signed=row.optional("renewal_signed") == "yes",
    )


async def load_advocates(
    session: AsyncSession, workspace: Workspace, rows: Iterable[Row], users: Mapping[str, str]
) -> None:
    known = await accounts.by_key(session, workspace.program_id)
    for row in rows:
        account = known.get(key(row.text("account")))
        if account is None:
            raise row.wrong("account", "is not among the accounts")
        email = row.text("email").lower()
        session.add(
            Advocate(
                program_id=workspace.program_id,
                id=new_id(),
                account_id=account.id,
                workspace_id=workspace.id if email in users else None,
                slack_user_id=users.get(email),
                email=email,
                name=row.text("name"),
                title=row.text("title"),
                seniority=seniority_level(row.optional("seniority")),
                language=row.optional("language"),
                zone=row.text("zone"),
                country=row.optional("country"),
                joined_on=row.day("joined_on"),
                left_on=row.day("left_on"),
                paused_until=row.moment("paused_until"),
                nps=row.number("nps"),
                nps_as_of=row.day("nps_as_of"),
                days_between_asks=row.number("min_days_between_asks"),
                asks_in_year=row.number("asks_per_year"),
            ),
        )
    await session.flush()
