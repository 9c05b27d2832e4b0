"""An owner's customers pass to somebody else, with everything that waits there."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.kit.errors import BotError, FormError
from bot.kit.text import foreign, plain
from bot.managers.handing import TO, colleague
from bot.managers.roles import group_of
from bot.people import clocks, working_week
from bot.rules import deadlines
from bot.views.manager.owners import OwnersNow
from models import account as accounts
from models import ask as asks
from models import audit, correspondence, ownership
from models import program as programs
from models import task as tasks
from models.ask import Ask, AskState
from models.member import Actor, Member, Role
from models.message import MessageKind
from models.ownership import Ownership
from models.reference import Reference

PAGE = 15
MOST_OFFERED = 50
NONE_LEFT = "They own no customers any more. Look at /rung owners again."


async def overview(session: AsyncSession, actor: Actor, page: int) -> OwnersNow:
    found = await ownership.of_all(session, actor.program_id, most=PAGE + 1, skip=page * PAGE)
    return OwnersNow(owners=found[:PAGE], page=page, more=len(found) > PAGE)


async def one(session: AsyncSession, actor: Actor, member_id: str) -> Ownership:
    """What an owner has in hand; raises BotError where that is nothing."""
    found = await ownership.of_one(session, actor.program_id, member_id)
    if found is None:
        raise BotError(NONE_LEFT)
    return found


async def offered_accounts(
    session: AsyncSession, actor: Actor, owner_id: str, typed: str
) -> list[tuple[str, str]]:
    """Options as (label, value): the owner's customers."""
    found = await accounts.of_owner(
        session, actor.program_id, owner_id, words=typed.strip(), most=MOST_OFFERED
    )
    return [(plain(account.name, 75), account.id) for account in found]


async def hand_over(
    session: AsyncSession,
    actor: Actor,
    owner_id: str,
    user_id: str | None,
    *,
    account_id: str | None,
    now: datetime,
) -> None:
    """Give all of an owner's customers, or one, to an active colleague.

    What is being decided there, and what is to be done, is theirs from now on; the number of statements does
    not grow with it. Raises FormError where the colleague can't take them.
    """
    to = await colleague(session, actor, user_id, now=now)
    if to.id == owner_id:
        raise FormError({TO: f"{foreign(to.name)} has them already. Choose somebody else."})
    program_id = actor.program_id
    await _make_owner(session, actor, to, now=now)
    moved = await accounts.hand_over(session, program_id, owner_id=owner_id, to=to.id, account_id=account_id)
    if not moved:
        raise BotError(NONE_LEFT)
    running = await asks.open_at(session, program_id, moved)
    waiting = [(ask, reference) for ask, reference in running if ask.state is AskState.APPROVING]
    await _begin_anew(session, to, waiting, now=now)
    done = await tasks.reassign(session, program_id, account_ids=moved, of=owner_id, to=to.id)
    for verb, subjects in (
        ("account_handed", moved),
        ("approval_handed", [ask.id for ask, _ in waiting]),
        ("task_handed", done),
    ):
        for subject in subjects:
            audit.record(session, program_id, at=now, actor=actor.user_id, verb=verb, subject=subject)
    shown = [(MessageKind.APPROVAL, ask.id) for ask, _ in waiting]
    shown += [(MessageKind.TASK, task_id) for task_id in done]
    await correspondence.want_all(session, program_id, to.workspace_id, to.slack_user_id, shown, now=now)
    told = {subject for ask, reference in running for subject in (ask.id, reference.id)}
    await messages.changed(session, program_id, *sorted(told), *done, now=now)


async def _begin_anew(
    session: AsyncSession, to: Member, waiting: Sequence[tuple[Ask, Reference]], *, now: datetime
) -> None:
    """The chain of each ask begins again, so that the new owner has their time."""
    lasts = clocks(await programs.get(session, to.program_id)).remind
    week = working_week(to)
    ends = {ask.id: deadlines.step_by(week, now, reference.needed_on, lasts) for ask, reference in waiting}
    await asks.hand_over(session, to.program_id, ends, approver_id=None, now=now)


async def _make_owner(session: AsyncSession, actor: Actor, to: Member, *, now: datetime) -> None:
    """Whoever owns customers is an owner; where a group decides that, they have to be in it."""
    if to.is_owner or to.is_manager:
        return
    if group_of(await programs.get(session, actor.program_id), Role.OWNER):
        name = foreign(to.name)
        raise FormError({TO: f"Owners follow a user group, and {name} is not in it. Add them there first."})
    to.is_owner = True
    await session.flush()
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb="owner_given", subject=to.id)
