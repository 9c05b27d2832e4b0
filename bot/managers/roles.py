"""Who has which role: given and taken by hand, or as a Slack user group says."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.kit.errors import FormError
from bot.kit.text import plain
from bot.views.manager.roles import RoleOf, RolesNow
from models import audit
from models import group as groups
from models import member as members
from models import program as programs
from models import workspace as workspaces
from models.base import new_id
from models.member import COLLEAGUES, Actor, Member, Role
from models.program import Program

PAGE = 15
MOST_OFFERED = 50
LAST = "Somebody has to manage this programme, and they are the last one. Make somebody else a manager first."


async def overview(session: AsyncSession, actor: Actor, page: int) -> RolesNow:
    """The groups that roles follow, and a page of the people who have one."""
    program = await programs.get(session, actor.program_id)
    found = await members.with_roles(session, actor.program_id, most=PAGE + 1, skip=page * PAGE)
    followed = {role: group_id for role in COLLEAGUES if (group_id := group_of(program, role))}
    return RolesNow(
        followed=followed,
        groups=await groups.some(session, actor.program_id, list(followed.values())),
        members=found[:PAGE],
        page=page,
        more=len(found) > PAGE,
    )


async def of_person(session: AsyncSession, actor: Actor, user_id: str) -> RoleOf:
    """What somebody has now, and which roles a group decides."""
    program = await programs.get(session, actor.program_id)
    member = await members.by_user(session, actor.program_id, user_id)
    held = member.roles if member and member.active else frozenset[Role]()
    return RoleOf(user_id, held, frozenset(role for role in COLLEAGUES if group_of(program, role)))


def group_of(program: Program, role: Role) -> str | None:
    """The Slack user group that a role follows."""
    found: str | None = getattr(program, f"{role}_group")
    return found


async def give(
    session: AsyncSession,
    actor: Actor,
    user_id: str,
    wanted: Collection[Role],
    was: Collection[Role],
    *,
    now: datetime,
) -> None:
    """Give and take by hand what differs between the two; raises FormError for what can't be."""
    changed = {role for role in COLLEAGUES if (role in wanted) != (role in was)}
    program = await programs.lock(session, actor.program_id)
    if decided := [role for role in COLLEAGUES if role in changed and group_of(program, role)]:
        raise FormError({"roles": f"Who is a {decided[0]} follows a user group. Change the group in Slack."})
    if not changed:
        return
    member = await members.by_user(session, actor.program_id, user_id)
    if member is None:
        member = _named(session, program, actor.workspace_id, user_id)
    if Role.MANAGER in changed and Role.MANAGER not in wanted:
        staying = await members.lock_managers(session, actor.program_id)
        if not any(manager.id != member.id for manager in staying):
            raise FormError({"roles": LAST})
    held = member.roles if member.active else frozenset[Role]()
    if not member.active:
        member.active = member.unknown = True
        for role in sorted(member.roles.difference(wanted)):  # nobody has again, unasked, what they left with
            if not group_of(program, role):
                _set(session, member, role, held=False, by=actor.user_id, now=now)
    for role in sorted(each for each in changed if (each in wanted) != (each in held)):
        _set(session, member, role, held=role in wanted, by=actor.user_id, now=now)
    await messages.changed(session, actor.program_id, user_id, now=now)


def _named(session: AsyncSession, program: Program, workspace_id: str, user_id: str) -> Member:
    """A new colleague; Slack is asked who they are."""
    member = Member(
        program_id=program.id,
        id=new_id(),
        workspace_id=workspace_id,
        slack_user_id=user_id,
        name=user_id,
        zone=program.zone,
        active=True,
        unknown=True,
        is_seller=False,
        is_owner=False,
        is_manager=False,
    )
    session.add(member)
    return member


def _set(
    session: AsyncSession,
    member: Member,
    role: Role,
    *,
    held: bool,
    by: str,
    now: datetime,
) -> None:
    setattr(member, f"is_{role}", held)
    verb = f"{role}_given" if held else f"{role}_taken"
    audit.record(session, member.program_id, at=now, actor=by, verb=verb, subject=member.id)


async def offered_groups(session: AsyncSession, actor: Actor, typed: str) -> list[tuple[str, str]]:
    """Options as (label, value): the user groups that Slack told us of."""
    found = await groups.search(session, actor.program_id, words=typed.strip(), most=MOST_OFFERED)
    return [(plain(f"@{group.handle} · {group.name}", 75), group.slack_group_id) for group in found]


async def look_up_groups(session: AsyncSession, actor: Actor, *, now: datetime) -> None:
    """A manager is about to choose a group: Slack is asked which there are."""
    await workspaces.ask_for_groups(session, actor.program_id, at=now)


async def follow(
    session: AsyncSession, actor: Actor, role: Role, group_id: str | None, *, now: datetime
) -> None:
    """From now on the group alone decides who has the role; with None it is given by hand."""
    if group_id is not None and not await groups.some(session, actor.program_id, [group_id]):
        raise FormError({"group": "That group is no longer there. Choose another one."})
    program = await programs.lock(session, actor.program_id)
    if group_of(program, role) == group_id:
        return
    await programs.change(session, actor.program_id, {f"{role}_group": group_id})
    audit.record(
        session,
        actor.program_id,
        at=now,
        actor=actor.user_id,
        verb=f"set_{role}_group",
        subject=actor.program_id,
    )
    await workspaces.ask_for_groups(session, actor.program_id, at=now)


async def apply_group(
    session: AsyncSession,
    program_id: str,
    workspace_id: str,
    group_id: str,
    users: Sequence[str],
    *,
    now: datetime,
) -> None:
    """Slack says who is in a group: they have its roles, and nobody else has."""
    program = await programs.get(session, program_id)
    for role in COLLEAGUES:
        if group_of(program, role) == group_id:
            await _apply(session, program, workspace_id, role, set(users), now=now)


async def _apply(
    session: AsyncSession,
    program: Program,
    workspace_id: str,
    role: Role,
    users: set[str],
    *,
    now: datetime,
) -> None:
    if role is Role.MANAGER:
        await members.lock_managers(session, program.id)
    known = await members.named(session, program.id, sorted(users), or_holding=members.holds(role))
    strange = users - {member.slack_user_id for member in known}
    named = [_named(session, program, workspace_id, user) for user in sorted(strange)]
    inside = [member for member in known if member.slack_user_id in users and member.active]
    outside = [member for member in known if member.slack_user_id not in users]
    if role is Role.MANAGER and not any(not member.unknown for member in inside):
        outside = []  # nobody whom Slack has confirmed would be left to manage
    changed = [(member, True) for member in (*inside, *named) if role not in member.roles]
    changed += [(member, False) for member in outside]
    for member, held in changed:
        _set(session, member, role, held=held, by=audit.CLOCK, now=now)
    touched = [member.slack_user_id for member, _ in changed]
    await messages.changed(session, program.id, *touched, now=now)
