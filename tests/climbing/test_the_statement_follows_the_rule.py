"""Whatever people did, the statement for everybody and the rule for one say the same."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import standings
from bot.kit.database import Database
from bot.rules.standing import Act, standing
from models import climb, settled
from models.climb import MoveWhy
from tests.climbing.histories import RUNGS, SEATS, Past, people, write
from tests.eligibility.builder import Customers

DAYS = st.sampled_from([date(2026, 3, 2), date(2028, 2, 29), date(2028, 3, 1), date(2025, 2, 28)])


# All examples share the database, each in a programme of its own: that they do not disturb each other is a rule too.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(past=people, on=DAYS)
async def test_for_any_past(database: Database, past: Sequence[Sequence[Past]], on: date) -> None:
    async with database.transaction() as session:
        here = await Customers.begin(session)
        for key in (*RUNGS.values(), *SEATS.values()):
            here.kinds[key].lasting = key in SEATS.values()  # whatever the shipped ladder says of them
        expected: dict[str, int] = {}
        for history in past:
            person = here.advocate(here.acme)
            acts = [act for each in history if (act := write(here, person, each, on)) is not None]
            expected[person.id] = standing(acts, on=on).rung
        await here.save()
        above = {person: rung for person, rung in expected.items() if rung}
        program_id = here.program.id
        assert await settled.standings(session, program_id, on=on) == above
        some = sorted(expected)[:1]
        assert await settled.standings(session, program_id, on=on, advocate_ids=some) == {
            person: rung for person, rung in above.items() if person in some
        }
        explained = await standings.explain(session, program_id, list(expected), on=on)
        assert {person: each.standing.rung for person, each in explained.items()} == expected
        rows, total = await climb.differences(session, program_id, on=on, most=50)
        assert {row.advocate_id: row.to for row in rows} == above
        assert total == len(above)
        moved = await standings.recompute(session, program_id, on=on, why=MoveWhy.ACT)
        assert moved == len(above)
        assert await climb.differences(session, program_id, on=on, most=50) == ([], 0)
        assert await standings.recompute(session, program_id, on=on, why=MoveWhy.TIME) == 0


ACTS = st.lists(
    st.builds(
        Act,
        id=st.uuids().map(str),
        rung=st.integers(1, 6),
        done_on=st.dates(date(2024, 1, 1), date(2026, 3, 2)),
        good=st.booleans(),
        lasting=st.booleans(),
        serves_until=st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2028, 1, 1))),
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(acts=ACTS)
def test_it_lasts_to_the_day_until_which_it_says(acts: Sequence[Act]) -> None:
    on = date(2026, 3, 2)
    found = standing(acts, on=on)
    if found.until is None:
        assert not found.rung or standing(acts, on=date(2090, 1, 1)).rung == found.rung
        return
    assert standing(acts, on=found.until).rung == found.rung
    assert standing(acts, on=found.until + timedelta(days=1)).rung < found.rung
    assert set(found.acts) <= set(acts)


@settings(max_examples=300, deadline=None)
@given(acts=ACTS, rung=st.integers(1, 6))
def test_another_good_thing_never_costs_anybody_their_place(acts: Sequence[Act], rung: int) -> None:
    on = date(2026, 3, 2)
    more = [*acts, Act("z", rung, on)]
    assert standing(more, on=on).rung >= standing(acts, on=on).rung
