"""What stands in public under a company's approval, as far as Rung knows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activity import Activity
from models.company_approval import ApprovalOf, CompanyApproval
from models.giveback import Giveback, GivebackState
from models.participation import HELD, Participation, stands
from models.story import Story

LOGO = "logo"  # the key of the one activity that needs the company's approval of its logo


async def under(
    session: AsyncSession, program_id: str, approval: CompanyApproval, *, on: date, most: int
) -> Sequence[str]:
    """Of a naming the lines that were published under it, and the stories since; of a logo where it was shown.

    What began under an earlier one that went over into this one stood under this one since; of one that was withdrawn
    it came down then.
    """
    over = [
        CompanyApproval.program_id == program_id,
        CompanyApproval.account_id == approval.account_id,
        CompanyApproval.what == approval.what,
        or_(
            CompanyApproval.id == approval.id,
            and_(CompanyApproval.withdrawn_at.is_(None), CompanyApproval.until < on),
        ),
    ]
    since = select(func.min(CompanyApproval.since)).where(*over).scalar_subquery()
    if approval.what is ApprovalOf.LOGO:
        return await _logos(session, program_id, approval.account_id, since, most)
    lines = await session.scalars(
        select(Giveback.text)
        .where(
            Giveback.program_id == program_id,
            Giveback.approval_id.in_(select(CompanyApproval.id).where(*over)),
            Giveback.state == GivebackState.GIVEN,
        )
        .order_by(Giveback.id)
        .limit(most)
    )
    return [*lines, *await _stories(session, program_id, approval.account_id, since, most)][:most]


async def _stories(
    session: AsyncSession, program_id: str, account_id: str, since: Any, most: int
) -> Sequence[str]:
    """What names it."""
    rows = await session.execute(
        select(Story.title, Story.url)
        .where(
            Story.program_id == program_id,
            Story.account_id == account_id,
            Story.published_on >= since,
            Story.anonymous.is_(False),
        )
        .order_by(Story.published_on.desc(), Story.id)
        .limit(most)
    )
    return [f"{title}: {url}" for title, url in rows]


async def _logos(
    session: AsyncSession, program_id: str, account_id: str, since: Any, most: int
) -> Sequence[str]:
    """Where it was shown, as somebody wrote it down."""
    rows = await session.execute(
        select(Activity.name, Participation.link, Participation.note)
        .join(
            Activity,
            and_(Activity.program_id == Participation.program_id, Activity.id == Participation.activity_id),
        )
        .where(
            Participation.program_id == program_id,
            Participation.account_id == account_id,
            Participation.state.in_(HELD),
            Participation.done_on >= since,
            Activity.key == LOGO,
            stands(),
        )
        .order_by(Participation.done_on.desc(), Participation.id)
        .limit(most)
    )
    return [f"{name}: {where}" if (where := link or note) else name for name, link, note in rows]
