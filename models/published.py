"""What stands in public under a company's approval, as far as Rung knows."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.company_approval import ApprovalOf, CompanyApproval
from models.giveback import Giveback, GivebackState
from models.story import Story


async def under(
    session: AsyncSession, program_id: str, approval: CompanyApproval, *, most: int
) -> Sequence[str]:
    """Public lines that were published under it, and with a naming the stories since, drafts that became one too."""
    lines = await session.scalars(
        select(Giveback.text)
        .where(
            Giveback.program_id == program_id,
            Giveback.approval_id == approval.id,
            Giveback.state == GivebackState.GIVEN,
        )
        .order_by(Giveback.id)
        .limit(most)
    )
    found = list(lines)
    if approval.what is ApprovalOf.NAMING:
        stories = await session.execute(
            select(Story.title, Story.url)
            .where(
                Story.program_id == program_id,
                Story.account_id == approval.account_id,
                Story.published_on >= approval.since,
                Story.anonymous.is_(False),
            )
            .order_by(Story.published_on.desc(), Story.id)
            .limit(most)
        )
        found += [f"{title}: {url}" for title, url in stories]
    return found[:most]
