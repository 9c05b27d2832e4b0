"""Whatever their past, the statement and the specification agree on who may be asked, and when again."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.kit.database import Database
from models.base import FOREVER
from models.eligibility import obstacles
from tests.eligibility import oracle
from tests.eligibility.builder import CALL, NOW, QUOTE, Customers
from tests.eligibility.histories import companies, rules, set_rules, write


@pytest.fixture
async def one_database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = Database(sqlite_url)
    yield opened
    await opened.close()


# All examples share the database, each in a programme of its own: that they do not disturb each other is a rule too.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(past=companies, kind=st.sampled_from([CALL, CALL, QUOTE]), decided=rules)
async def test_the_statement_follows_the_rules(
    one_database: Database, past: Sequence[oracle.Company], kind: str, decided: oracle.Rules
) -> None:
    async with one_database.transaction() as session:
        here = await Customers.begin(session)
        set_rules(here, decided)
        expected: dict[str, dict[str, datetime]] = {here.ada.id: {}}
        for company in past:
            for advocate, person in zip(write(here, company, kind), company.people, strict=True):
                reasons = oracle.against(person, company, kind, decided)
                expected[advocate.id] = {
                    name: FOREVER if until == oracle.NEVER else NOW + timedelta(seconds=until)
                    for name, until in reasons.items()
                }
        need = here.need(kind)
        standings = await here.standings(need)
        found = await obstacles.obstacles(session, need, now=NOW)
        free = await obstacles.free_for(session, need, [need.activity_id], now=NOW)
    assert {standing.advocate_id: dict(standing.until) for standing in standings} == expected
    for standing in standings:
        assert standing.free_at == max(expected[standing.advocate_id].values(), default=None)
        assert standing.eligible == (not expected[standing.advocate_id])
    staying = [set(reasons) for reasons in expected.values() if "left" not in reasons]
    every = {name for reasons in staying for name in reasons}
    assert (found.advocates, found.free) == (len(staying), staying.count(set()))
    assert free.get(need.activity_id, 0) == found.free
    for name in found.excludes:
        assert found.excludes[name] == sum(name in reasons for reasons in staying)
        assert found.alone[name] == staying.count({name})
    assert every <= set(found.excludes)
    dated = [max(reasons.values()) for reasons in expected.values() if reasons and "left" not in reasons]
    assert found.free_at == min((moment for moment in dated if moment < FOREVER), default=None)
