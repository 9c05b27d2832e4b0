"""What a customer sees of a proposal now, and whether it is still right before they have seen it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import wordings
from bot.nudges import looking
from bot.people import contact_week
from bot.rules.hours import Week
from bot.rules.nudging import NotNow, judge
from bot.views.blocks import Drawing
from bot.views.nudge.card import nudge_card
from models import contact
from models import nudge as nudges
from models import program as programs
from models.advocate import Advocate
from models.message import Message
from models.nudge import NudgeState, WholeNudge
from models.program import Program

# Of the reasons, those that a proposal on its way brings with it by itself.
ITS_OWN = frozenset(
    {NotNow.OPEN_NUDGE, NotNow.RECENT_NUDGE, NotNow.BUDGET, NotNow.OUTSIDE_HOURS, NotNow.NOTHING_FITS}
)
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
    """Does nothing speak against it by now that did not when it was made? Else nobody sees it."""
    if whole.nudge.state is not NudgeState.OFFERED or whole.activity.retired_on is not None:
        return False
    if not await contact.still_welcome(session, program.id, whole.advocate.id, now=now):
        return False
    seen = await looking.some_one(session, program, whole.advocate.id, now=now)
    if seen is None or whole.activity.id in seen.person.own.refused | seen.person.own.forbidden:
        return False
    verdict = judge(seen.person, looking.programme_of(program, (), {}), now)
    return not verdict.reasons.keys() - ITS_OWN


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
