"""Somebody whom a customer suggested asks what is kept on them, or to be forgotten, and was never a customer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.privacy import suppression
from bot.views.advocate.cards import nominated
from models import audit
from models.base import new_id
from models.privacy import suggested as rows
from models.privacy.suppression import KnownBy


@dataclass(frozen=True, slots=True)
class Suggested:
    """Whoever has this address, by the name that a customer gave them."""

    email: str
    name: str


async def by_address(session: AsyncSession, program_id: str, email: str) -> Suggested | None:
    """None where nobody suggested them."""
    written = email.strip().casefold()
    found = await rows.of(session, program_id, written)
    return Suggested(written, nominated(found[0].said)[0]) if found else None


async def exported(
    session: AsyncSession, program_id: str, person: Suggested, *, by: str, now: datetime
) -> Sequence[Mapping[str, str]]:
    """Each suggestion of them as data that can be written as JSON; the log says that it was taken out."""
    found = await rows.of(session, program_id, person.email)
    for each in found:
        audit.record(session, program_id, at=now, actor=by, verb="exported", subject=each.id)
    return [
        dict(zip(("Name", "E-mail", "Role"), nominated(each.said), strict=True))
        | {"Suggested": each.made_at.isoformat()}
        for each in found
    ]


async def erase(session: AsyncSession, program_id: str, person: Suggested, *, by: str, now: datetime) -> None:
    """Forget them, and let nothing bring them back. The log has an id that leads to nobody."""
    of = new_id()
    await suppression.remember(session, program_id, of, [(KnownBy.EMAIL, person.email)], now=now)
    tasks = await rows.forget(session, program_id, person.email, now=now)
    audit.record(session, program_id, at=now, actor=by, verb="erased", subject=of)
    await messages.changed(session, program_id, *tasks, now=now)
