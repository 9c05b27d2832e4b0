"""What is counted of both arms is what somebody with all rows and much time would count."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select, update

from models import effect
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.base import new_id
from models.effect import Counts
from models.nudge import Nudge, NudgeState, is_held_out
from models.participation import HELD, Participation, ParticipationState
from tests.arms import acted, crowd, nudged
from tests.behind import rows
from tests.statements import counted
from tests.world import World

FIRSTS = [date(2025, month, 1) for month in (9, 10, 11, 12)] + [date(2026, 1, 1)]
JOINED = (date(2024, 1, 1), date(2025, 9, 1), date(2025, 9, 2), date(2025, 11, 30), date(2025, 12, 2), None)
LEFT = (None, None, None, date(2025, 8, 1), date(2025, 10, 10), date(2026, 1, 5))


async def lived(world: World, seed: int) -> None:
    """People come and go, do things on their own and for an ask, and some of it is taken back."""
    chance = random.Random(seed)  # noqa: S311
    nudgeable, control = await crowd(world, 300)
    async with world.rung.database.transaction() as session:
        for id_ in (*nudgeable, *control):
            values = {"joined_on": chance.choice(JOINED), "left_on": chance.choice(LEFT)}
            await session.execute(update(Advocate).where(Advocate.id == id_).values(**values))
    for id_ in chance.sample([*nudgeable, *control], 250):
        months = chance.choices([date(2025, 8, 1), *FIRSTS], k=chance.randint(1, 5))
        state = chance.choices([*ParticipationState], [1, 6, 1, 1])[0]
        await acted(world, [id_], months, state=state, source=f"life {seed}")
    async with world.rung.database.transaction() as session:
        done = (
            await session.scalars(select(Participation).where(Participation.source == f"life {seed}"))
        ).all()
        for row in chance.sample([*done], 60):
            again = chance.choice([ParticipationState.VOID, ParticipationState.CORRECTED])
            moved = row.done_on + timedelta(days=chance.choice((0, 40)))
            session.add(
                Participation(
                    program_id=row.program_id,
                    id=new_id(),
                    advocate_id=row.advocate_id,
                    account_id=row.account_id,
                    activity_id=row.activity_id,
                    state=again,
                    done_on=moved,
                    source="corrected",
                    supersedes_id=row.id,
                )
            )


def months_of(person: Advocate) -> list[date]:
    """The months in which somebody counts."""
    joined, left = person.joined_on, person.left_on
    if joined is None:
        return []
    months = [first for first in FIRSTS[:-1] if first >= joined]
    return months if months and (left is None or left > months[0]) else []


async def by_hand(world: World, *, held_out: bool) -> tuple[Counts, Counts]:
    people = [each for each in await rows(world, Advocate) if is_held_out(each.id) is held_out]
    done = await rows(world, Participation)
    superseded = {row.supersedes_id for row in done}
    pairs, gone = [], []
    for person in people:
        months = months_of(person)
        acts = {
            row.done_on.replace(day=1)
            for row in done
            if row.advocate_id == person.id
            and row.state in HELD
            and row.ask_id is None
            and row.id not in superseded
        }
        if months:
            pairs.append((len(months), len(acts & set(months))))
            gone.append((1, int(person.left_on is not None and person.left_on < FIRSTS[-1])))
    return summed(pairs), summed(gone)


def summed(pairs: Sequence[tuple[int, int]]) -> Counts:
    return Counts(
        len(pairs),
        sum(n for n, _ in pairs),
        sum(y for _, y in pairs),
        sum(n * n for n, _ in pairs),
        sum(y * y for _, y in pairs),
        sum(n * y for n, y in pairs),
    )


async def test_months_in_which_people_acted_and_who_left(world: World) -> None:
    for seed in range(2):
        await lived(world, seed)
    async with world.rung.database.reading() as session, counted(session) as seen:
        acts, left = await effect.acts(session, world.program_id, FIRSTS)
    assert len(seen) == 1
    for arm, held_out in enumerate((False, True)):
        assert (acts[arm], left[arm]) == await by_hand(world, held_out=held_out)
        assert acts[arm].hits > 5
        assert left[arm].hits > 3


async def test_what_an_ask_led_to_is_no_act_and_a_no_to_it_is_counted(world: World) -> None:
    await world.request(world.tom)
    nudgeable, control = await crowd(world, 60)
    async with world.rung.database.transaction() as session:
        (first, second, *_) = (await session.scalars(select(Ask).order_by(Ask.id))).all()
        for ask, id_, state in (
            (first, nudgeable[0], AskState.DECLINED),
            (second, control[0], AskState.SPARE),
        ):
            ask.advocate_id, ask.state = id_, state
            ask.answered_at = datetime(2025, 10, 3, tzinfo=UTC)
        first_id = first.id
    await acted(world, nudgeable[:1], FIRSTS[:1], ask_id=first_id)
    await acted(world, nudgeable[1:2], FIRSTS[:2])
    since, until = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (FIRSTS[0], FIRSTS[-1]))
    async with world.rung.database.reading() as session:
        (nudged_, _), _ = await effect.acts(session, world.program_id, FIRSTS)
        declined = await effect.declined(session, world.program_id, since=since, until=until)
    assert (nudged_.hits, nudged_.hits_squared) == (2, 4)
    assert declined == (Counts(1, 1, 1, 1, 1, 1), Counts(1, 1, 0, 1, 0, 0))


async def test_each_quarter_by_itself(world: World) -> None:
    people, _ = await crowd(world, 40)
    for state, ids in zip(NudgeState, (people[n::11] for n in range(11)), strict=False):
        await nudged(world, ids, state)
    today = world.clock.business()
    days = [today.date() - timedelta(days=20), today.date() - timedelta(days=10), today.date()]
    bounds = [datetime(day.year, day.month, day.day, tzinfo=UTC) for day in days]
    async with world.rung.database.reading() as session, counted(session) as seen:
        before, now = await effect.quarters(session, world.program_id, days=days, bounds=bounds)
    assert len(seen) == 3
    states = Counter(row.state for row in await rows(world, Nudge))
    answered = sum(states.values()) - sum(
        states[state] for state in (NudgeState.OFFERED, NudgeState.LAPSED, NudgeState.WITHDRAWN)
    )
    assert before == effect.Quarter(0, 0, 0, 0, asks=1, declined=0, filled=1)  # Marta's, of February
    assert now == effect.Quarter(0, answered, states[NudgeState.STOPPED], states[NudgeState.LATER], 0, 0, 0)
    assert now.stopped > 1
