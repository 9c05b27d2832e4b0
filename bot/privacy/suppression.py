"""Who was erased is known again by a hash alone, so that no file, invitation or suggestion brings them back.

The hash is an HMAC with a key of the programme's own, which is kept sealed: whoever has the database, and not
`RUNG_SECRET_KEYS`, can try no addresses against it. The key itself survives a change of those.
"""

import hashlib
import hmac
from collections.abc import Collection, Sequence
from datetime import datetime
from secrets import token_hex

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.database import VAULT
from bot.kit.errors import BotError
from bot.kit.vault import Vault
from models import audit
from models.advocate import Advocate
from models.base import new_id
from models.privacy import suppression
from models.privacy.suppression import KnownBy

ERASED = "This person had everything erased that was kept on them, so nothing here brings them back."
ADMIT = f"{ERASED} If they ask for it themselves, whoever runs Rung can admit them: rung person admit."
NEVER = "Nobody with this address was erased, so nothing keeps them away."


async def suppress(
    session: AsyncSession, advocate: Advocate, users: Collection[str], *, now: datetime
) -> None:
    """Remember what somebody was known by, as hashes; `users`: who they are in Slack."""
    known = [(KnownBy.EMAIL, advocate.email), *((KnownBy.SLACK, user) for user in users)]
    await remember(session, advocate.program_id, new_id(), known, now=now)


async def remember(
    session: AsyncSession, program_id: str, of: str, known: Sequence[tuple[KnownBy, str]], *, now: datetime
) -> None:
    """The same for whoever is known by these; `of`: an id of the programme's for them."""
    key = await _key(session, program_id, make=True)
    for kind, value in known:
        await suppression.add(session, program_id, of, _hash(key, kind, value), kind, now=now)


async def erased(
    session: AsyncSession, program_id: str, kind: KnownBy, values: Collection[str | None]
) -> set[str]:
    """Those of these addresses, or Slack users, that belong to somebody who was erased."""
    given = {value for value in values if value}
    if not given or await suppression.key(session, program_id) is None:
        return set()
    key = await _key(session, program_id)
    by_hash = {_hash(key, kind, value): value for value in given}
    return {by_hash[found] for found in await suppression.among(session, program_id, by_hash.keys())}


async def is_erased(
    session: AsyncSession, program_id: str, *, email: str | None, user_id: str | None
) -> bool:
    """Is either of the two somebody who was erased?"""
    known = {KnownBy.EMAIL: email, KnownBy.SLACK: user_id}
    return any([await erased(session, program_id, kind, [value]) for kind, value in known.items()])


async def admit(session: AsyncSession, program_id: str, email: str, *, by: str, now: datetime) -> None:
    """Nothing keeps whoever has this address away any more, nor their Slack user; raises BotError where nothing did."""
    if await suppression.key(session, program_id) is None:
        raise BotError(NEVER)
    hash_ = _hash(await _key(session, program_id), KnownBy.EMAIL, email)
    lifted = await suppression.lift(session, program_id, hash_)
    if lifted is None:
        raise BotError(NEVER)
    audit.record(session, program_id, at=now, actor=by, verb="admitted", subject=lifted)


def _hash(key: bytes, kind: KnownBy, value: str) -> str:
    return hmac.new(key, f"{kind}:{value.strip().casefold()}".encode(), hashlib.sha256).hexdigest()


async def _key(session: AsyncSession, program_id: str, *, make: bool = False) -> bytes:
    """The programme's key, opened; with `make` there is one afterwards, sealed with the newest secret."""
    vault: Vault | None = session.info.get(VAULT)
    if vault is None:
        raise RuntimeError("this database was opened without the secret keys")
    sealed = await suppression.key(session, program_id)
    if sealed is None and make:
        made = token_hex()
        if await suppression.keep_key(session, program_id, vault.seal(made), instead_of=None):
            return made.encode()
        sealed = await suppression.key(session, program_id)
    if sealed is None:
        raise RuntimeError("nobody was erased, so there is no key")
    return vault.open(sealed).encode()
