"""Where customers stand on the ladder: computed from what they did, and from nothing else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.rules.hours import zone_of
from bot.rules.standing import Act, Standing, standing
from models import climb, settled
from models import program as programs
from models.activity import CustomerRole
from models.climb import MoveWhy
from models.program import Program
from models.settled import Deed

BATCH = 1000  # people named in one statement


@dataclass(frozen=True, slots=True)
class Explanation:
    """`deeds`: what the standing rests on, the earliest first; `roles`: what they were in twelve months."""

    standing: Standing
    deeds: tuple[Deed, ...]
    roles: tuple[CustomerRole, ...]


NOWHERE = Explanation(Standing(), (), ())


def today(program: Program, now: datetime) -> date:
    """The day that it is for the programme."""
    return now.astimezone(zone_of(program.zone)).date()


async def recompute(
    session: AsyncSession,
    program_id: str,
    *,
    on: date,
    why: MoveWhy,
    advocate_ids: Collection[str] | None = None,
) -> int:
    """Where everybody, or each of these people, stands on a day; how many moved. The moves are written down."""
    some: list[Sequence[str] | None] = [None]
    if advocate_ids is not None:
        ordered = sorted(advocate_ids)
        some = [ordered[n : n + BATCH] for n in range(0, len(ordered), BATCH)]
    moved = 0
    for each in some:
        await climb.hold(session, program_id, on=on, advocate_ids=each)
        moved += await climb.move(session, program_id, on=on, why=why, advocate_ids=each)
    return moved


async def after_an_act(session: AsyncSession, program_id: str, advocate_id: str, *, now: datetime) -> None:
    """Something that counts for somebody was written down, or changed: they may stand elsewhere now."""
    on = today(await programs.get(session, program_id), now)
    if await recompute(session, program_id, on=on, why=MoveWhy.ACT, advocate_ids=[advocate_id]):
        await messages.changed(session, program_id, advocate_id, now=now)


async def explain(
    session: AsyncSession, program_id: str, advocate_ids: Collection[str], *, on: date
) -> Mapping[str, Explanation]:
    """What each one's standing rests on; of whoever has done nothing, that they stand nowhere."""
    found: dict[str, list[Deed]] = {advocate_id: [] for advocate_id in advocate_ids}
    for deed in await settled.deeds(session, program_id, advocate_ids, on=on):
        found[deed.advocate_id].append(deed)
    return {advocate_id: _explained(deeds, on) for advocate_id, deeds in found.items()}


def _explained(deeds: Sequence[Deed], on: date) -> Explanation:
    if not deeds:
        return NOWHERE
    found = standing([act_of(deed) for deed in deeds], on=on)
    by_id = {deed.id: deed for deed in deeds}
    roles = {deed.role for deed in deeds}
    return Explanation(
        found,
        tuple(by_id[act.id] for act in found.acts),
        tuple(role for role in CustomerRole if role in roles),
    )


def act_of(deed: Deed) -> Act:
    return Act(deed.id, deed.rung, deed.done_on, deed.good, deed.lasting, deed.serves_until)
