"""Away and back: whoever is not there is skipped, not waited for, and their backup stands in."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks import course
from bot.asks.approval import next_stage, present_deciders
from bot.kit.errors import BotError
from bot.owners import days
from bot.people import present
from models import ask as asks
from models import audit
from models import member as members
from models.ask import AskState, Stage, WholeAsk
from models.member import Actor, Member

MOST = 1000  # questions that wait for one person at once
WITH_BACKUP = frozenset({Stage.BACKUP, Stage.MANAGERS})


async def leave(session: AsyncSession, actor: Actor, day: date, *, now: datetime) -> None:
    """*Away until …*: what waits for this person alone goes on to who is there, at once."""
    member, until = await _member(session, actor), days.begins(day, actor.zone, now=now)
    if until == member.away_until:
        return
    member.away_until = until
    await session.flush()
    _note(session, actor, "away", now=now)
    waiting = await _waiting(session, actor)
    there = await present_deciders(session, actor.program_id, waiting, now=now)
    alone = [whole for whole in waiting if not there[whole.ask.id]]
    await course.hold(session, actor.program_id, [whole.reference.id for whole in alone])
    for whole in alone:
        await _go_on(session, whole, now=now)
    await _redraw(session, actor, waiting, now=now)


async def come_back(session: AsyncSession, actor: Actor, *, now: datetime) -> None:
    """*I'm back*: whatever still waits is theirs to decide again."""
    member = await _member(session, actor)
    if member.away_until is None:
        return
    member.away_until = None
    await session.flush()
    _note(session, actor, "back", now=now)
    waiting = await _waiting(session, actor)
    for whole in waiting:
        await messages.show_approval(session, whole, member, now=now)
    await _redraw(session, actor, waiting, now=now)


async def choose_backup(session: AsyncSession, actor: Actor, user_id: str, *, now: datetime) -> None:
    """Who decides while this person is silent or away. They may have a backup of their own."""
    member = await _member(session, actor)
    backup = await members.by_user(session, actor.program_id, user_id)
    if backup is None or not backup.active:
        raise BotError("Only a colleague who uses Rung can stand in for you. Choose somebody else.")
    if backup.id == member.id:
        raise BotError("You can't stand in for yourself. Choose a colleague.")
    if member.backup_id == backup.id:
        return
    member.backup_id = backup.id
    await session.flush()
    _note(session, actor, "backup", now=now)
    waiting = await _waiting(session, actor)
    for whole in waiting:
        joins = whole.owner.id == member.id and whole.ask.stage in WITH_BACKUP
        if joins and whole.seller.id != backup.id and present([backup], now):
            await messages.show_approval(session, whole, backup, now=now)
    await _redraw(session, actor, waiting, now=now)


async def _member(session: AsyncSession, actor: Actor) -> Member:
    if actor.member_id is None:
        raise BotError("This is for colleagues who look after customers.")
    return await members.lock(session, actor.program_id, actor.member_id)


def _note(session: AsyncSession, actor: Actor, verb: str, *, now: datetime) -> None:
    subject = actor.member_id or actor.user_id
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb=verb, subject=subject)


async def _waiting(session: AsyncSession, actor: Actor) -> list[WholeAsk]:
    """What waits for this person."""
    found = await asks.before_approver(
        session, actor.program_id, actor.member_id or "", manager=actor.is_manager, most=MOST
    )
    return list(found)


async def _go_on(session: AsyncSession, seen: WholeAsk, *, now: datetime) -> None:
    """The next stage, unless the clock or an answer was first."""
    whole = await course.locked(session, seen.ask.program_id, seen.ask.id)
    if whole is None or whole.ask.state is not AskState.APPROVING:
        return
    if not await next_stage(session, whole, now=now):
        await course.go_on(session, whole.ask.program_id, whole.reference.id, now=now)


async def _redraw(session: AsyncSession, actor: Actor, waiting: Sequence[WholeAsk], *, now: datetime) -> None:
    """Their Home, and every card and line that says who is waited for."""
    about = [id_ for whole in waiting for id_ in (whole.ask.id, whole.reference.id)]
    await messages.changed(session, actor.program_id, actor.user_id, *about, now=now)
