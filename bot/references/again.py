"""*Look again*: a new need that begins with what the old one said."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.errors import BotError
from bot.references import draft
from bot.references.ownership import GONE, own_reference
from bot.rules import hours
from bot.views.reference.fields import Filled
from bot.views.reference.form import NeedChoices
from models import activity as activities
from models import deal as deals
from models.activity import Activity
from models.deal import Status
from models.member import Actor
from models.reference import Reference

SAME_NAME = ("product", "use_case", "industry", "region", "language", "tech", "questions", "off_limits")


async def prefilled(
    session: AsyncSession, actor: Actor, reference_id: str, *, now: datetime
) -> tuple[NeedChoices, Filled]:
    """The form's menus, and what stands in it; a day that has passed is left to be chosen."""
    reference = await own_reference(session, actor, reference_id)
    deal = await deals.find(session, actor.program_id, reference.deal_id)
    if deal is None:
        raise BotError(GONE)
    activity = await activities.get(session, actor.program_id, reference.activity_id)
    values = _values(reference, activity)
    if reference.needed_on > hours.local_day(hours.working(actor.zone, None), now):
        values["needed_on"] = reference.needed_on.isoformat()
    is_open = deal.status == Status.OPEN
    filled = Filled(
        values,
        deal=(deal.name, deal.id) if is_open else None,
        named=reference.named,
        informed=reference.informed,
    )
    return await draft.choices(session, actor, deal.id if is_open else None), filled


def _values(reference: Reference, activity: Activity) -> dict[str, str]:
    known = {name: getattr(reference, name) for name in SAME_NAME} | {
        "activity": activity.key,
        "replaced": reference.competitor,
        "size_band": reference.size_band,
        "seniority": reference.seniority,
        "wanted": reference.wanted,
    }
    return {name: str(value) for name, value in known.items() if value is not None}
