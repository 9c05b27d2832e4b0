"""A manager looks at the ladder and changes it, one thing at a time."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.errors import BotError
from bot.ladder import applying, present, preview
from bot.rules.ladder import Ladder
from bot.rules.ladder.proposal import GONE, Do, Proposal, proposed, values_of
from bot.views.ladder.values import History, LadderNow, Preview
from models import ladder_version
from models.member import Actor

PAGE = 5


async def now_standing(session: AsyncSession, actor: Actor) -> LadderNow:
    program_id = actor.program_id
    return LadderNow(
        ladder=await present.of(session, program_id),
        version=await ladder_version.newest(session, program_id),
        retired=await present.retired(session, program_id),
    )


async def drafted(session: AsyncSession, actor: Actor, do: Do, target: str) -> tuple[LadderNow, Proposal]:
    """A proposal that changes nothing yet, for a form to begin with."""
    shown = await now_standing(session, actor)
    if do is Do.CHANGE:
        step = shown.ladder.step(target)
        if step is None:
            raise BotError(GONE)
        return shown, Proposal(shown.version, do, target, values_of(step))
    if do is Do.ADD:
        return shown, Proposal(shown.version, do, "", {"rung": target})
    return shown, Proposal(shown.version, do, target)


async def look(session: AsyncSession, actor: Actor, proposal: Proposal, *, now: datetime) -> Preview:
    """What the proposal would do. Raises FormError for what can't be taken, BotError where it comes too late."""
    await applying.refuse_stale(session, actor.program_id, proposal.version)
    wanted = await _wanted(session, actor, proposal)
    return await preview.of(session, actor.program_id, wanted, seen=proposal.version, now=now)


async def apply(
    session: AsyncSession, actor: Actor, proposal: Proposal, *, form_key: str, now: datetime
) -> None:
    """Once, whatever is sent again."""
    program_id, seen = actor.program_id, proposal.version
    if await ladder_version.applied(session, program_id, seen + 1, form_key):
        return
    await applying.refuse_stale(session, program_id, seen)
    wanted = await _wanted(session, actor, proposal)
    await applying.apply(session, program_id, wanted, seen=seen, by=actor.user_id, now=now, form_key=form_key)


async def _wanted(session: AsyncSession, actor: Actor, proposal: Proposal) -> Ladder:
    ladder = await present.of(session, actor.program_id)
    return proposed(ladder, await present.retired(session, actor.program_id), proposal)


async def history(session: AsyncSession, actor: Actor, page: int) -> History:
    found = await ladder_version.page(session, actor.program_id, most=PAGE + 1, skip=page * PAGE)
    return History(found[:PAGE], page=page, more=len(found) > PAGE, zone=actor.zone)
