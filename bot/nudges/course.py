"""What time does to a proposal: it lapses without a word, and a step that was begun is asked after, once."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.views.nudge.tasks import said
from models import audit, correspondence
from models import nudge as nudges
from models.message import Message, MessageKind
from models.nudge import BEGUN, NudgeState, WholeNudge
from models.task import TaskKind

ASKED_AGAIN, LAPSED = "asked_again", "lapsed"


async def clock_ran_out(session: AsyncSession, program_id: str, nudge_id: str, /, *, now: datetime) -> bool:
    """Act for a nudge whose time is up. False: another replica, or an answer, was first."""
    whole = await nudges.whole(session, program_id, nudge_id)
    state = await nudges.claim_due(session, program_id, nudge_id, now=now)
    if whole is None or state is None:
        return False
    if state is NudgeState.OFFERED:
        seen = await correspondence.posted(session, program_id, MessageKind.NUDGE, nudge_id)
        await _end(session, whole, NudgeState.LAPSED if seen else NudgeState.WITHDRAWN, now=now)
    elif state is NudgeState.WITH_OWNER:
        await _end(session, whole, NudgeState.WITHDRAWN, now=now)
        await tasks.settle(session, program_id, TaskKind.PROPOSE, nudge_id, LAPSED, now=now)
    elif state in BEGUN:
        await _ask_after(session, whole, now=now)
    return True


async def unseen(session: AsyncSession, message: Message, *, now: datetime) -> None:
    """It was found wrong before anybody saw it, and nobody will: it counts as open no longer."""
    whole = await nudges.whole(session, message.program_id, message.subject)
    if whole is not None:
        await _end(session, whole, NudgeState.WITHDRAWN, now=now)


async def _end(session: AsyncSession, whole: WholeNudge, to: NudgeState, *, now: datetime) -> None:
    program_id, nudge_id = whole.nudge.program_id, whole.nudge.id
    waits = (NudgeState.OFFERED, NudgeState.WITH_OWNER)
    if await nudges.move(session, program_id, nudge_id, to, came_from=waits, now=now):
        audit.record(session, program_id, at=now, actor=audit.CLOCK, verb=f"nudge_{to}", subject=nudge_id)
        await messages.changed(session, program_id, nudge_id, now=now)


async def _ask_after(session: AsyncSession, whole: WholeNudge, *, now: datetime) -> None:
    """Nothing was heard for a month: the owner is asked, in place of what they had to do before."""
    program_id, nudge_id = whole.nudge.program_id, whole.nudge.id
    await tasks.settle(session, program_id, TaskKind.STARTED, nudge_id, ASKED_AGAIN, now=now)
    await tasks.open_(
        session,
        TaskKind.UNHEARD,
        member=whole.owner,
        account=whole.account,
        advocate=whole.advocate,
        subject=nudge_id,
        said=said(whole.activity.phrase, lasting=whole.activity.lasting),
        now=now,
    )
