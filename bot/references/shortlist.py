"""Who fits a draft: three to ask, those who are free again soon, and stories usable at once."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import needs
from bot.kit.errors import BotError
from bot.people import clocks, contact_week, working_week
from bot.references.ownership import GONE, own_reference
from bot.rules import deadlines
from bot.rules.deadlines import Expected
from bot.views.reference.shortlist import Candidate, Shortlist
from models import activity as activities
from models import ask as asks
from models import deal as deals
from models import program as programs
from models import story as stories
from models.ask import AskState, WholeAsk
from models.base import FOREVER
from models.member import Actor
from models.reference import ReferenceState

NEAR_MISSES = 3
STORIES = 2


async def of(session: AsyncSession, actor: Actor, reference_id: str, *, now: datetime) -> Shortlist:
    """The draft's list as it stands now, with near misses and stories."""
    reference = await own_reference(session, actor, reference_id)
    if reference.state != ReferenceState.DRAFT:
        raise BotError(
            "This reference is on its way already. Its line in your messages shows where it stands."
        )
    deal = await deals.find(session, actor.program_id, reference.deal_id)
    activity = await activities.get(session, actor.program_id, reference.activity_id)
    if deal is None:
        raise BotError(GONE)
    own = await asks.of_references(session, actor.program_id, [reference_id])
    listed = [whole for whole in own if whole.ask.state == AskState.LISTED]
    standings = await needs.standings(session, reference, deal, activity, now=now)
    by_advocate = {standing.advocate_id: standing for standing in standings}
    candidates = []
    for whole in listed:
        standing = by_advocate.get(whole.ask.advocate_id) or await needs.standing_of(session, whole, now=now)
        candidates.append(Candidate(whole.ask.id, standing))
    near = [standing for standing in standings if standing.free_at and standing.free_at < FOREVER]
    return Shortlist(
        reference=reference,
        deal=deal,
        activity=activity,
        candidates=candidates,
        near_misses=near[:NEAR_MISSES],
        stories=await stories.matching(
            session,
            actor.program_id,
            product=reference.product,
            industry=reference.industry,
            region=reference.region,
            most=STORIES,
        ),
        expected=await _expected(session, listed[0], now=now) if listed else None,
        emptied=bool(own) and not listed,
    )


async def _expected(session: AsyncSession, first: WholeAsk, *, now: datetime) -> Expected:
    program = await programs.get(session, first.ask.program_id)
    return deadlines.expected(
        working_week(first.owner),
        working_week(first.advocate),
        contact_week(program, first.advocate),
        now,
        first.reference.needed_on,
        clocks=clocks(program),
    )


async def arrange(session: AsyncSession, actor: Actor, ask_id: str, how: str, *, now: datetime) -> Shortlist:
    """Move a candidate up by one (`how` "up"), or take it off the list ("drop")."""
    whole = await asks.whole(session, actor.program_id, ask_id)
    if whole is None:
        raise BotError(GONE)
    reference = await own_reference(session, actor, whole.reference.id)
    if reference.state == ReferenceState.DRAFT:
        own = await asks.of_references(session, actor.program_id, [reference.id])
        listed = [other.ask for other in own if other.ask.state == AskState.LISTED]
        place = next((i for i, ask in enumerate(listed) if ask.id == ask_id), 0)
        if how == "drop":
            await asks.move(
                session,
                actor.program_id,
                ask_id,
                came_from=frozenset({AskState.LISTED}),
                to=AskState.DROPPED,
                now=now,
            )
        elif place > 0:
            await asks.place(session, actor.program_id, ask_id, listed[place - 1].position)
            await asks.place(session, actor.program_id, listed[place - 1].id, listed[place].position)
    return await of(session, actor, reference.id, now=now)
