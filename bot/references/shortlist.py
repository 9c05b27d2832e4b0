"""Who fits a draft: three to ask, those who are free again soon, and stories usable at once."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import needs
from bot.kit.errors import BotError
from bot.people import clocks, contact_week, working_week
from bot.references import listing
from bot.references.ownership import GONE, own_reference
from bot.rules import deadlines
from bot.rules.deadlines import Expected
from bot.views.reference.shortlist import Candidate, Shortlist
from models import activity as activities
from models import ask as asks
from models import deal as deals
from models import program as programs
from models import reference as references
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
    near = [each for each in standings if each.free_at and each.free_at < FOREVER][:NEAR_MISSES]
    beside = [each.standing for each in candidates] + near
    return Shortlist(
        reference=reference,
        deal=deal,
        activity=activity,
        candidates=candidates,
        near_misses=near,
        stories=await stories.matching(
            session,
            actor.program_id,
            product=reference.product,
            industry=reference.industry,
            region=reference.region,
            shown=[each.advocate_id for each in beside],
            most=STORIES,
        ),
        expected=await _expected(session, listed[0], now=now) if listed else None,
        emptied=bool(own) and not listed,
        help=None if own else await needs.help_for(session, reference, deal, activity, now=now),
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
    """Move a candidate up by one (`how` "up"), or take it off the list ("drop"): the next best moves up."""
    whole = await asks.whole(session, actor.program_id, ask_id)
    if whole is None:
        raise BotError(GONE)
    reference = await own_reference(session, actor, whole.reference.id)
    if reference.state == ReferenceState.DRAFT and how == "drop":
        listed, dropped = frozenset({AskState.LISTED}), AskState.DROPPED
        if await asks.move(session, actor.program_id, ask_id, came_from=listed, to=dropped, now=now):
            await listing.fill(session, reference, whole.deal, whole.activity, now=now)
    elif reference.state == ReferenceState.DRAFT:
        own = await asks.of_references(session, actor.program_id, [reference.id])
        in_order = [other.ask for other in own if other.ask.state == AskState.LISTED]
        place = next((i for i, ask in enumerate(in_order) if ask.id == ask_id), 0)
        if place > 0:
            await asks.place(session, actor.program_id, ask_id, in_order[place - 1].position)
            await asks.place(session, actor.program_id, in_order[place - 1].id, in_order[place].position)
    return await of(session, actor, reference.id, now=now)


async def bring_back(session: AsyncSession, actor: Actor, reference_id: str, *, now: datetime) -> Shortlist:
    """Undo: whoever was taken off an emptied list stands on it again."""
    reference = await own_reference(session, actor, reference_id)
    if reference.state == ReferenceState.DRAFT:
        await listing.bring_back(session, actor.program_id, reference_id, AskState.DROPPED, now=now)
    return await of(session, actor, reference_id, now=now)


async def ask_for_less(
    session: AsyncSession, actor: Actor, reference_id: str, activity_key: str, *, now: datetime
) -> Shortlist:
    """The same need with a smaller activity, while nobody is on its list."""
    reference = await own_reference(session, actor, reference_id)
    activity = (await activities.by_key(session, actor.program_id)).get(activity_key)
    deal = await deals.find(session, actor.program_id, reference.deal_id)
    if activity is None or not activity.for_deals or deal is None:
        raise BotError("That activity is no longer offered. Start again with /reference.")
    own = await asks.of_references(session, actor.program_id, [reference_id])
    if reference.state == ReferenceState.DRAFT and not own:
        await references.change(
            session, actor.program_id, reference_id, seen=reference.edition, activity_id=activity.id
        )
        reference = await own_reference(session, actor, reference_id)
        await listing.fill(session, reference, deal, activity, now=now)
    return await of(session, actor, reference_id, now=now)
