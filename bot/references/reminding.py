"""*Remind once*: the seller has those reminded who are waited for on our side. Customers are never reminded."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks import approval
from bot.kit.errors import BotError
from bot.kit.text import foreign, listed
from bot.references.ownership import own_reference
from bot.views.ask.chain import may_be_reminded
from models import ask as asks
from models import audit
from models.ask import Stage, WholeAsk
from models.member import Actor, Member

NOBODY = "There is nobody to remind right now: whoever is waited for was reminded already, or has answered."


async def remind(session: AsyncSession, actor: Actor, reference_id: str, *, now: datetime) -> str:
    """Remind all who can decide now; who they are, in words. Each person gets one reminder of an ask at most."""
    await own_reference(session, actor, reference_id)
    own = await asks.of_references(session, actor.program_id, [reference_id])
    deciders = await approval.present_deciders(session, actor.program_id, own, now=now)
    reminded: dict[str, Member] = {}
    for whole in own:
        waited_for = deciders.get(whole.ask.id, [])
        if waited_for and may_be_reminded(whole) and await _nudge(session, actor, whole, waited_for, now=now):
            reminded |= {member.id: member for member in waited_for}
    if not reminded:
        raise BotError(NOBODY)
    return listed([foreign(member.name) for member in reminded.values()])


async def _nudge(
    session: AsyncSession, actor: Actor, whole: WholeAsk, waited_for: list[Member], *, now: datetime
) -> bool:
    ask = whole.ask
    if not await asks.nudge(session, ask.program_id, ask.id, now=now):
        return False
    audit.record(session, ask.program_id, at=now, actor=actor.user_id, verb="reminded", subject=ask.id)
    for member in waited_for:
        await messages.show_approval(session, whole, member, now=now, reminder=True)
    if whole.ask.stage is Stage.OWNER:  # the reminder that the clock would have sent
        await approval.next_stage(session, whole, now=now)
    await messages.changed(session, ask.program_id, ask.id, whole.reference.id, now=now)
    return True
