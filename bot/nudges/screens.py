"""What a customer sees of a proposal now, and whether it is still right before they have seen it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import wordings
from bot.nudges import looking
from bot.people import contact_week
from bot.rules.hours import Week
from bot.views.blocks import Drawing
from bot.views.nudge.card import nudge_card
from models import nudge as nudges
from models import program as programs
from models.advocate import Advocate
from models.message import Message
from models.nudge import NudgeState, WholeNudge
from models.program import Program

BEFORE_THEM = (NudgeState.OFFERED, NudgeState.YES)


async def nudge(session: AsyncSession, message: Message, *, now: datetime) -> tuple[Drawing, Week] | None:
    whole = await nudges.whole(session, message.program_id, message.subject)
    if whole is None:
        return None
    program = await programs.get(session, message.program_id)
    if message.ts is None and not await still_right(session, program, whole, now=now):
        return None
    wording = await wordings.for_advocate(session, whole.advocate)
    card = nudge_card(whole, wording, company=program.name, now=now)
    return card, contact_week(program, whole.advocate)


async def still_right(session: AsyncSession, program: Program, whole: WholeNudge, *, now: datetime) -> bool:
    """Else nobody sees it. An executive's way leads through their owner, whatever they were when it was made."""
    direct = whole.nudge.state is NudgeState.OFFERED and whole.advocate.seniority != looking.EXECUTIVE
    return direct and await looking.still_fits(session, program, whole, now=now)


async def open_of(
    session: AsyncSession, program: Program, advocate: Advocate, *, now: datetime
) -> Sequence[WholeNudge]:
    """What is open to one customer, for their Home: the newest."""
    if advocate.stopped_on is not None or advocate.left_on is not None:
        return []
    found = await nudges.before(session, program.id, advocate.id, BEFORE_THEM, most=1)
    return [
        whole
        for whole in found
        if whole.nudge.state is NudgeState.YES or await still_right(session, program, whole, now=now)
    ]
