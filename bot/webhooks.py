"""What other systems tell of customers: incidents, disputes, unpaid invoices, health."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_bytes

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.kit.errors import BotError
from bot.kit.text import key, plain
from bot.kit.vault import Vault
from models import account as accounts
from models import ask as asks
from models import audit, block
from models import event as events
from models import webhook as webhooks
from models.account import Account, Health
from models.base import new_id
from models.block import BlockKind
from models.webhook import Webhook

SECRET_BYTES = 32
LONGEST_NAME = 100
BOTH_ARE_GOOD = timedelta(days=7)  # after a rotation
UNKNOWN = "There is no such webhook, or it was retired already. `rung webhook list` shows all."


class Took(StrEnum):
    """What became of a call."""

    NEW = "taken"
    REPEATED = "heard before"
    OLDER = "something newer is known"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that another system knows of a customer. A block, or with `health` how the account is."""

    account: str  # its name, or
    domain: str  # its web address without www
    known_at: datetime
    kind: BlockKind | None = None
    reference: str = ""
    since: datetime | None = None
    until: datetime | None = None
    health: Health | None = None


async def add(
    session: AsyncSession, vault: Vault, program_id: str, name: str, *, by: str, now: datetime
) -> tuple[Webhook, str]:
    """A webhook and its secret in the form of the Standard Webhooks specification, which is shown this once."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise BotError(f"A webhook needs a name of {LONGEST_NAME} characters at most, such as “status page”.")
    secret = _secret()
    webhook = Webhook(
        program_id=program_id, id=new_id(), name=plain(name), secret=vault.seal(secret), created_at=now
    )
    session.add(webhook)
    audit.record(session, program_id, at=now, actor=by, verb="webhook_added", subject=webhook.id)
    await session.flush()
    return webhook, secret


async def rotate(
    session: AsyncSession,
    vault: Vault,
    program_id: str,
    webhook_id: str,
    *,
    by: str,
    now: datetime,
    real: datetime,
) -> tuple[str, datetime]:
    """A new secret, and until when the one before it is good as well. The one before that is good no more."""
    secret, until = _secret(), real + BOTH_ARE_GOOD
    sealed = vault.seal(secret)
    if not await webhooks.rotate(session, program_id, webhook_id, secret=sealed, former_until=until):
        raise BotError(UNKNOWN)
    audit.record(session, program_id, at=now, actor=by, verb="webhook_rotated", subject=webhook_id)
    return secret, until


def secrets_of(webhook: Webhook, vault: Vault, *, real: datetime) -> list[str]:
    """What a call may be signed with now, the newest first."""
    sealed = [webhook.secret]
    if webhook.former_secret is not None and webhook.former_until is not None and real < webhook.former_until:
        sealed.append(webhook.former_secret)
    return [vault.open(each) for each in sealed]


def _secret() -> str:
    return "whsec_" + b64encode(token_bytes(SECRET_BYTES)).decode()


async def retire(session: AsyncSession, program_id: str, webhook_id: str, *, by: str, now: datetime) -> None:
    """Refuse what is signed with it from now on."""
    if not await webhooks.retire(session, program_id, webhook_id, now=now):
        raise BotError(UNKNOWN)
    audit.record(session, program_id, at=now, actor=by, verb="webhook_retired", subject=webhook_id)


async def hear(
    session: AsyncSession, webhook: Webhook, message_id: str, fact: Fact, *, now: datetime, real: datetime
) -> Took:
    """Keep a fact, once however often it is delivered; raises BotError where no account fits it."""
    call = hashlib.sha256(f"{webhook.id} {message_id}".encode()).hexdigest()
    if not await events.first_time(session, webhook.program_id, call, real=real):
        return Took.REPEATED
    account = await _account(session, webhook.program_id, fact)
    if not await _learn(session, webhook, account, fact):
        return Took.OLDER
    verb = f"{fact.kind or 'health'}_told"
    audit.record(session, webhook.program_id, at=now, actor=webhook.id, verb=verb, subject=account.id)
    await _redraw(session, account, now=now)
    return Took.NEW


async def _account(session: AsyncSession, program_id: str, fact: Fact) -> Account:
    found = await accounts.named(
        session, program_id, key=key(fact.account), domain=fact.domain.strip().lower()
    )
    if len(found) != 1:
        said = plain(fact.account or fact.domain)
        many = f"{len(found)} accounts have the domain {said}. Send the account's name."
        raise BotError(many if found else f"There is no account {said}. Import it first, or send its domain.")
    return found[0]


async def _learn(session: AsyncSession, webhook: Webhook, account: Account, fact: Fact) -> bool:
    if fact.kind is None:
        if fact.health is None:
            raise ValueError("a fact is a block or a state of health")
        as_of = fact.known_at.date()
        return await accounts.learn_health(session, account.program_id, account.id, fact.health, as_of)
    learnt = await block.learn(
        session,
        account.program_id,
        account_id=account.id,
        kind=fact.kind,
        source=webhook.name,
        reference=fact.reference,
        since=fact.since,
        until=fact.until,
        known_at=fact.known_at,
    )
    return learnt is not None


async def _redraw(session: AsyncSession, account: Account, *, now: datetime) -> None:
    """The cards of whoever decides about this account now say it too."""
    running = await asks.open_at(session, account.program_id, [account.id])
    subjects = [ask.id for ask, _ in running]
    await messages.changed(session, account.program_id, account.id, *subjects, now=now)
