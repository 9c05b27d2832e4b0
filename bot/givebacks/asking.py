"""What customers ask for on their own page: help with something, or somebody like them to talk to."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.advocates import standing
from bot.givebacks import showing
from bot.views.giveback.tasks import said_of
from models import audit, joining
from models import giveback as givebacks
from models.giveback import OPEN, GivebackKind, GivebackState
from models.member import Actor
from models.task import TaskKind

MOST_OPEN, MOST_LOOKED_AT = 3, 20
LONGEST = 600
KINDS = frozenset({GivebackKind.HELP, GivebackKind.PEER})


async def ask(
    session: AsyncSession, actor: Actor, kind: str | None, written: str | None, *, now: datetime
) -> None:
    """Their owner gets it to do. Nothing is asked back: what they wish for is weighed against nothing."""
    own = await standing.inside(session, actor)
    if own.customer.account.public_sector:
        raise own.refuse("giveback_public")
    if kind not in KINDS:
        raise own.refuse("giveback_ask_which")
    text = (written or "").strip()[:LONGEST]
    if not text:
        raise own.refuse("giveback_ask_nothing")
    program_id, advocate = actor.program_id, own.advocate
    by = advocate.slack_user_id or actor.user_id  # also where they act in another workspace
    await joining.lock(session, program_id, advocate.id)
    asked = await givebacks.asked_for(session, program_id, advocate, most=MOST_LOOKED_AT)
    waiting = [each for each in asked if each.state in OPEN]
    if len(waiting) >= MOST_OPEN or any(each.text == text for each in waiting):
        raise own.refuse("giveback_ask_many")
    giveback_id = await givebacks.add(
        session,
        program_id,
        advocate_id=advocate.id,
        account_id=own.customer.account.id,
        kind=GivebackKind(kind),
        state=GivebackState.AGREED,
        state_at=now,
        state_by=by,
        text=text,
        made_at=now,
        made_by=by,
    )
    if giveback_id is None:
        raise own.refuse("giveback_ask_many")
    audit.record(
        session, program_id, at=now, actor=actor.user_id, verb="giveback_asked_for", subject=giveback_id
    )
    said = said_of(GivebackKind(kind), text, asked=True)
    await showing.give_to_owner(session, own.customer, TaskKind.GIVE, giveback_id, said=said, now=now)
    await showing.changed(session, own.customer, giveback_id, now=now)
