"""What people would change: requirements for whoever builds the product, listed for managers and exported."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.views.survey.wishes import Wish, Wishes
from models import survey as surveys
from models.member import Actor

PAGE = 10


async def listed(session: AsyncSession, actor: Actor, page: int, *, now: datetime) -> Wishes:
    """The newest first, each with the company and the role of whoever said it."""
    found = await surveys.wishes(session, actor.program_id, most=PAGE + 1, skip=page * PAGE)
    rows = [
        Wish(survey.to_change or "", advocate.title, account.name, survey.said_at or survey.asked_at)
        for survey, advocate, account in found[:PAGE]
    ]
    return Wishes(rows, page, more=len(found) > PAGE, zone=actor.zone, now=now)
