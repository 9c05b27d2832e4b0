"""Who pressed: one statement from a Slack team and user to a person with roles."""

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.advocate import Advocate
from models.member import Actor, Member, Role
from models.workspace import Workspace


async def identify(session: AsyncSession, team_id: str, user_id: str) -> Actor | None:
    """The person behind a payload, with no roles if the programme does not know them.

    None: the workspace is not installed. Looks across programs: a payload finds its tenant here.
    """
    row = (
        await session.execute(
            select(
                Workspace.program_id,
                Workspace.id,
                Member.id,
                Member.name,
                Member.zone,
                Member.is_seller,
                Member.is_owner,
                Member.is_manager,
                Advocate.id,
                Advocate.name,
                Advocate.zone,
            )
            .outerjoin(
                Member,
                and_(
                    Member.program_id == Workspace.program_id,
                    Member.slack_user_id == user_id,
                    Member.active,
                ),
            )
            .outerjoin(
                Advocate,
                and_(Advocate.program_id == Workspace.program_id, Advocate.slack_user_id == user_id),
            )
            .where(Workspace.team_id == team_id),
        )
    ).one_or_none()
    if row is None:
        return None
    program, workspace, member, m_name, m_zone, seller, owner, manager, advocate, a_name, a_zone = row
    held = {Role.SELLER: seller, Role.OWNER: owner, Role.MANAGER: manager, Role.ADVOCATE: advocate}
    return Actor(
        program_id=program,
        workspace_id=workspace,
        user_id=user_id,
        name=m_name or a_name or "",
        zone=m_zone or a_zone or "UTC",
        roles=frozenset(role for role, holds in held.items() if holds),
        member_id=member,
        advocate_id=advocate,
    )
