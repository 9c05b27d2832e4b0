"""Who pressed: one statement from a Slack team and user to a person with roles.

A Slack id counts only where it belongs: in another workspace it may be somebody else's.
"""

from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.advocate import Advocate
from models.member import Actor, Member, Role
from models.place import Place
from models.workspace import Workspace


def _at_home(own_team: BindParameter[str]) -> ColumnElement[bool]:
    """Is it the member's own workspace, or do they come from there?"""
    home = aliased(Workspace)
    theirs = select(home.id).where(
        home.program_id == Member.program_id, home.id == Member.workspace_id, home.team_id == own_team
    )
    return or_(Member.workspace_id == Workspace.id, theirs.exists())


def _advocate(user: BindParameter[str]) -> ColumnElement[str]:
    """The id of the customer whose first place this is, or one of their further places."""
    first = select(Advocate.id).where(
        Advocate.program_id == Workspace.program_id,
        Advocate.slack_user_id == user,
        Advocate.workspace_id == Workspace.id,
    )
    further = select(Place.advocate_id).where(
        Place.program_id == Workspace.program_id,
        Place.workspace_id == Workspace.id,
        Place.slack_user_id == user,
    )
    return func.coalesce(*(each.correlate(Workspace).scalar_subquery() for each in (first, further)))


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
            Advocate.slack_user_id.label("written_to"),
            Advocate.workspace_id.label("written_to_in"),
        )
        .select_from(Workspace)
        .outerjoin(
            Member,
            and_(
                Member.program_id == Workspace.program_id,
                Member.slack_user_id == user,
                Member.active,
                _at_home(bindparam("own_team")),
            ),
        )
        .outerjoin(
            Advocate, and_(Advocate.program_id == Workspace.program_id, Advocate.id == _advocate(user))
        )
        .where(Workspace.team_id == bindparam("team"))
    )


async def identify(session: AsyncSession, team_id: str, user_id: str, *, own_team: str = "") -> Actor | None:
    """The person behind a payload, with no roles if the programme does not know them.

    `team_id`: of the workspace that Rung is installed in; `own_team`: of theirs, where Slack names it. Somebody of
    a connected workspace of the same programme is there who they are at home.

    None: the workspace is not installed. Looks across programs: a payload finds its tenant here.
    """
    connection = await session.connection()  # plain columns: the session's own machinery would only cost time
    found = await connection.execute(_identity(), {"team": team_id, "user": user_id, "own_team": own_team})
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
        written_to=row.written_to,
        elsewhere=row.advocate_id is not None and row.written_to_in != row.workspace_id,
    )
