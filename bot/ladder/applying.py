"""A changed ladder takes the place of the one before, and both are remembered."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import standings
from bot.kit.errors import BotError
from bot.ladder import present
from bot.rules.hours import zone_of
from bot.rules.ladder import Ladder, written
from bot.rules.ladder.changes import changes
from models import audit, correspondence, ladder_version
from models import program as programs
from models.climb import MoveWhy

STALE = "The ladder was changed in the meantime. Open /rung ladder again: it shows how it is now."
BEGAN = "The ladder as Rung ships it."


async def begin(session: AsyncSession, program_id: str, ladder: Ladder, *, now: datetime) -> bool:
    """The first line of the history; False where it stands there already."""
    version_id = await ladder_version.add(
        session, program_id, 1, at=now, by=audit.CLOCK, changes=[BEGAN], file=written(ladder)
    )
    if version_id is not None:
        audit.record(session, program_id, at=now, actor=audit.CLOCK, verb="ladder_began", subject=version_id)
    return version_id is not None


async def difference(session: AsyncSession, program_id: str, wanted: Ladder) -> list[str]:
    """What would change, in sentences; nothing where it is the same."""
    once = {step.key for step in await present.retired(session, program_id)}
    return changes(await present.of(session, program_id), wanted, once)


async def today(session: AsyncSession, program_id: str, now: datetime) -> date:
    program = await programs.get(session, program_id)
    return now.astimezone(zone_of(program.zone)).date()


async def refuse_stale(session: AsyncSession, program_id: str, seen: int) -> None:
    if await ladder_version.newest(session, program_id) != seen:
        raise BotError(STALE)


async def apply(
    session: AsyncSession,
    program_id: str,
    wanted: Ladder,
    *,
    seen: int,
    by: str,
    now: datetime,
    form_key: str | None = None,
) -> list[str]:
    """What changed, in sentences; nothing is written where nothing does.

    `seen`: the version that was looked at. Raises BotError where it is no longer the newest.
    """
    await refuse_stale(session, program_id, seen)
    changed = await difference(session, program_id, wanted)
    if not changed:
        return []
    version_id = await ladder_version.add(
        session,
        program_id,
        seen + 1,
        at=now,
        by=by,
        changes=changed,
        file=written(wanted),
        form_key=form_key,
    )
    if version_id is None:
        raise BotError(STALE)
    on = await today(session, program_id, now)
    await present.write(session, program_id, wanted, on=on)
    audit.record(session, program_id, at=now, actor=by, verb="ladder_changed", subject=version_id)
    await standings.recompute(session, program_id, on=on, why=MoveWhy.LADDER)
    await correspondence.reworded(session, program_id, now=now)
    return changed
