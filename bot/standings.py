"""Where customers stand on the ladder: computed from what they did, and from nothing else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.rules import weeks
from bot.rules.hours import zone_of
from bot.rules.standing import Act, Standing, standing
from bot.views.ladder.population import NOWHERE, Ladder
from models import advocate as advocates
from models import audit, climb, settled
from models import program as programs
from models import rung as rungs
from models.activity import CustomerRole
from models.climb import MoveWhy
from models.program import Program
from models.settled import Deed

BATCH = 1000  # people named in one statement


@dataclass(frozen=True, slots=True)
class Explanation:
    """`deeds`: what counts, the earliest first, and `rests_on` those that the standing rests on.

    `roles`: what they were by these deeds.
    """

    standing: Standing
    rests_on: tuple[Deed, ...] = ()
    deeds: tuple[Deed, ...] = ()
    roles: tuple[CustomerRole, ...] = ()


class Names(dict[int, str]):
    """The names of a programme's rungs by number; one that has none is called by its number."""

    def __missing__(self, number: int) -> str:
        return f"rung {number}"


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
    """Something that counts for somebody was written down, or changed: they may stand elsewhere now, and see it."""
    on = today(await programs.get(session, program_id), now)
    await recompute(session, program_id, on=on, why=MoveWhy.ACT, advocate_ids=[advocate_id])
    user_id = (await advocates.get(session, program_id, advocate_id)).slack_user_id
    await messages.changed(session, program_id, advocate_id, *([user_id] if user_id else []), now=now)


async def clock_ran_out(session: AsyncSession, program_id: str, _row: str, /, *, now: datetime) -> bool:
    """A day has begun: who stood somewhere by what is a year ago now moves. False: another replica was first."""
    program = await programs.get(session, program_id)
    on, first = today(program, now), program.standings_due_at is None
    tomorrow = weeks.midnight(program.zone, on + timedelta(days=1))
    if not await climb.claim(session, program_id, now=now, next_at=tomorrow):
        return False
    await recompute(session, program_id, on=on, why=MoveWhy.IMPORT if first else MoveWhy.TIME)
    audit.record(session, program_id, at=now, actor=audit.CLOCK, verb="standings", subject=program_id)
    return True


async def explain(
    session: AsyncSession, program_id: str, advocate_ids: Collection[str], *, on: date
) -> Mapping[str, Explanation]:
    """What each one's standing rests on; of whoever has done nothing, that they stand nowhere."""
    found: dict[str, list[Deed]] = {advocate_id: [] for advocate_id in advocate_ids}
    for deed in await settled.deeds(session, program_id, advocate_ids, on=on):
        found[deed.advocate_id].append(deed)
    return {advocate_id: _explained(deeds, on) for advocate_id, deeds in found.items()}


async def ladder(session: AsyncSession, program_id: str, since: date, until: date) -> Ladder | None:
    """Who stands where, and who moved from a day until before another; None where nobody has joined."""
    population = await climb.population(session, program_id)
    if not population:
        return None
    called = await names(session, program_id)
    called[0] = NOWHERE
    rungs = range(max([*population, *called]) + 1)
    up, down = await climb.moved(session, program_id, since, until)
    return Ladder([(rung, called[rung], population.get(rung, 0)) for rung in rungs], up, down)


async def last_days(session: AsyncSession, program_id: str, *, now: datetime) -> Ladder | None:
    """The same of the last seven days, today included."""
    tomorrow = today(await programs.get(session, program_id), now) + timedelta(days=1)
    return await ladder(session, program_id, tomorrow - weeks.WEEK, tomorrow)


async def names(session: AsyncSession, program_id: str) -> Names:
    return Names({rung.number: rung.name for rung in await rungs.all_of(session, program_id)})


def _explained(deeds: Sequence[Deed], on: date) -> Explanation:
    found = standing([_act(deed) for deed in deeds], on=on)
    by_id = {deed.id: deed for deed in deeds}
    roles = {deed.role for deed in deeds}
    return Explanation(
        found,
        tuple(by_id[act.id] for act in found.acts),
        tuple(deeds),
        tuple(role for role in CustomerRole if role in roles),
    )


def _act(deed: Deed) -> Act:
    return Act(deed.id, deed.rung, deed.done_on, deed.good, deed.lasting, deed.serves_until)
