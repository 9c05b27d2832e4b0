"""Who else follows a reference: the deal's channel, colleagues."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.kit.errors import BotError, FormError
from bot.references import said
from bot.references.ownership import GONE, own_reference
from models import audit
from models import reference as references
from models.member import Actor
from models.reference import Reference, ReferenceState

MOST_CHANNELS = 5
CHANGED = "Somebody changed this in the meantime. Open it again from its line."


async def to_change(session: AsyncSession, actor: Actor, reference_id: str) -> Reference:
    """The reference, held, where the actor may change it and it has left the form; raises BotError."""
    reference = await own_reference(session, actor, reference_id)
    if reference.state == ReferenceState.DRAFT:
        raise BotError(GONE)
    return reference


async def share(
    session: AsyncSession, actor: Actor, reference_id: str, channel: str, *, now: datetime
) -> None:
    """Show the line in a channel, without a customer's name; sharing again tries again."""
    reference = await to_change(session, actor, reference_id)
    if not channel.startswith(("C", "G")):
        raise FormError({"channel": "Choose a channel."})
    shared = [*reference.shared, *([] if channel in reference.shared else [channel])]
    if len(shared) > MOST_CHANNELS:
        raise FormError(
            {"channel": f"This is shared to {MOST_CHANNELS} channels already, which is the most."}
        )
    if shared != reference.shared:
        await _set(session, reference, shared=shared)
        audit.record(
            session, actor.program_id, at=now, actor=actor.user_id, verb="shared", subject=reference.id
        )
    await messages.try_line_again(session, reference, channel)
    await messages.show_line(session, reference, now=now)


async def inform(
    session: AsyncSession, actor: Actor, reference_id: str, users: Sequence[str], *, now: datetime
) -> None:
    """Keep exactly these colleagues informed; whoever is taken off reads so. Raises FormError for others."""
    reference = await to_change(session, actor, reference_id)
    await said.colleagues(session, actor, users)
    await keep_informed(session, actor, reference, users, now=now)


async def keep_informed(
    session: AsyncSession, actor: Actor, reference: Reference, users: Sequence[str], *, now: datetime
) -> None:
    seller = await messages.seller_of(session, reference)
    informed = [user for user in dict.fromkeys(users) if user != seller.slack_user_id]
    if set(informed) == set(reference.informed):
        return
    await _set(session, reference, informed=informed)
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb="informed", subject=reference.id
    )
    await messages.show_line(session, reference, now=now)
    await messages.changed(session, actor.program_id, reference.id, now=now)


async def _set(session: AsyncSession, reference: Reference, **values: object) -> None:
    if not await references.change(
        session, reference.program_id, reference.id, seen=reference.edition, **values
    ):
        raise BotError(CHANGED)
    await references.lock(session, reference.program_id, reference.id)
