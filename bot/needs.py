"""How customers stand to what a reference needs, now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.rules.matching import WEIGHTS
from bot.rules.protection import OVERRIDABLE, Reason
from bot.views.reference.help import Help
from models import activity as activities
from models.activity import Activity
from models.ask import WholeAsk
from models.deal import Deal
from models.eligibility import obstacles, statement
from models.eligibility.needs import Need, Standing
from models.reference import Reference

LOOKED_AT = 12  # enough to pick three from different accounts


async def standings(
    session: AsyncSession, reference: Reference, deal: Deal, activity: Activity, *, now: datetime
) -> Sequence[Standing]:
    """The best who may be asked, then the best who may not, each group best first."""
    need = _need(reference, deal, activity)
    return await statement.ask(session, need, weights=WEIGHTS, now=now, most=LOOKED_AT)


async def standing_of(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> Standing:
    """The same for the one customer of an ask, not counting that ask itself, and as a manager's exception leaves it."""
    need = _need(whole.reference, whole.deal, whole.activity)
    (standing,) = await statement.ask(
        session,
        need,
        weights=WEIGHTS,
        now=now,
        most=1,
        advocate_id=whole.ask.advocate_id,
        except_ask=whole.ask.id,
    )
    return _excepted(standing) if whole.ask.exception else standing


def _excepted(standing: Standing) -> Standing:
    """What is left against them where a manager has passed the programme's own caps."""
    until = {name: ends for name, ends in standing.until.items() if name not in OVERRIDABLE}
    return replace(standing, until=until, free_at=max(until.values(), default=None))


async def help_for(
    session: AsyncSession, reference: Reference, deal: Deal, activity: Activity, *, now: datetime
) -> Help:
    """What would help where too few may be asked."""
    need = _need(reference, deal, activity)
    found = await obstacles.obstacles(session, need, now=now)
    return Help(
        advocates=found.advocates,
        most_common=_most(found.excludes),
        would_free=_most(found.alone),
        lighter=await lighter(session, reference, deal, activity, now=now),
        free_at=found.free_at,
    )


async def lighter(
    session: AsyncSession, reference: Reference, deal: Deal, activity: Activity, *, now: datetime
) -> tuple[Activity, int] | None:
    """The smallest step down, in rung or minutes, for which somebody may be asked now, and how many may."""
    offered = await activities.for_deals(session, reference.program_id)
    below = [each for each in offered if (each.rung, each.minutes) < (activity.rung, activity.minutes)]
    need = _need(reference, deal, activity)
    free = await obstacles.free_for(session, need, [each.id for each in below], now=now)
    return next(((each, free[each.id]) for each in reversed(below) if free.get(each.id)), None)


def _most(counts: Mapping[str, int]) -> tuple[Reason, int] | None:
    """The reason with the highest count; of equals the gravest."""
    count = max(counts.values(), default=0)
    if not count:
        return None
    return next(reason for reason in Reason if counts.get(reason) == count), count


async def colleagues(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> Sequence[Standing]:
    """The same for everybody at the account of an ask, the best who may be asked first."""
    need = _need(whole.reference, whole.deal, whole.activity)
    return await statement.ask(
        session, need, weights=WEIGHTS, now=now, most=LOOKED_AT, account_id=whole.account.id
    )


def _need(reference: Reference, deal: Deal, activity: Activity) -> Need:
    return Need(
        program_id=reference.program_id,
        deal_id=deal.id,
        prospect_key=deal.prospect_key,
        group_key=deal.group_key,
        activity_id=activity.id,
        amount=deal.amount,
        product=reference.product,
        use_case=reference.use_case,
        industry=reference.industry,
        region=reference.region,
        language=reference.language,
        size_band=reference.size_band,
        seniority=reference.seniority,
        competitor=reference.competitor,
        tech=reference.tech,
    )
