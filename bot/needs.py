"""How customers stand to what a reference needs, now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.rules.matching import WEIGHTS
from models.activity import Activity
from models.ask import WholeAsk
from models.deal import Deal
from models.eligibility import statement
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
    """The same for the one customer of an ask, not counting that ask itself."""
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
    return standing


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
        rung=activity.rung,
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
