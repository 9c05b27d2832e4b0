"""Who pressed: one statement from a Slack team and user to a person with roles."""

from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Row, Select, and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.advocate import Advocate
from models.member import Actor, Member, Role
from models.workspace import Workspace


@cache
def _identity() -> Select[*tuple[Any, ...]]:
    """Asked on every turn, so built once: building it costs more than running it."""
    user: BindParameter[str] = bindparam("user")
    return (
        select(
            Workspace.program_id,
            Workspace.id.label("workspace_id"),
            Member.id.label("member_id"),
            Member.name,
            Member.zone,
            Member.is_seller,
            Member.is_owner,
            Member.is_manager,
            Advocate.id.label("advocate_id"),
            Advocate.name.label("advocate_name"),
            Advocate.zone.label("advocate_zone"),
        )
        .outerjoin(
            Member,
            and_(Member.program_id == Workspace.program_id, Member.slack_user_id == user, Member.active),
        )
        .outerjoin(
            Advocate, and_(Advocate.program_id == Workspace.program_id, Advocate.slack_user_id == user)
        )
        .where(Workspace.team_id == bindparam("team"))
    )


async def identify(session: AsyncSession, team_id: str, user_id: str) -> Actor | None:
    """The person behind a payload, with no roles if the programme does not know them.

    None: the workspace is not installed. Looks across programs: a payload finds its tenant here.
    """
    connection = await session.connection()  # plain columns: the session's own machinery would only cost time
    found = await connection.execute(_identity(), {"team": team_id, "user": user_id})
    row = found.one_or_none()
    return None if row is None else _actor(user_id, row)


def _actor(user_id: str, row: Row[Any]) -> Actor:
    held = {
        Role.SELLER: row.is_seller,
        Role.OWNER: row.is_owner,
        Role.MANAGER: row.is_manager,
        Role.ADVOCATE: row.advocate_id,
    }
    return Actor(
        program_id=row.program_id,
        workspace_id=row.workspace_id,
        user_id=user_id,
        name=row.name or row.advocate_name or "",
        zone=row.zone or row.advocate_zone or "UTC",
        roles=frozenset(role for role, holds in held.items() if holds),
        member_id=row.member_id,
        advocate_id=row.advocate_id,
    )
