"""Whatever their past, the statement and the specification agree on who may be asked, and when again."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.kit.database import Database
from models.base import FOREVER
from tests.eligibility import oracle
from tests.eligibility.builder import CALL, NOW, QUOTE, Customers
from tests.eligibility.histories import companies, write


@pytest.fixture
async def one_database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = Database(sqlite_url)
    yield opened
    await opened.close()


# All examples share the database, each in a programme of its own: that they do not disturb each other is a rule too.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(past=companies, kind=st.sampled_from([CALL, CALL, QUOTE]))
async def test_the_statement_follows_the_rules(
    one_database: Database, past: Sequence[oracle.Company], kind: str
) -> None:
    async with one_database.transaction() as session:
        here = await Customers.begin(session)
        expected: dict[str, dict[str, datetime]] = {here.ada.id: {}}
        for company in past:
            for advocate, person in zip(write(here, company, kind), company.people, strict=True):
                reasons = oracle.against(person, company, kind)
                expected[advocate.id] = {
                    name: FOREVER if until == oracle.NEVER else NOW + timedelta(seconds=until)
                    for name, until in reasons.items()
                }
        standings = await here.standings(here.need(kind))
    assert {standing.advocate_id: dict(standing.until) for standing in standings} == expected
    for standing in standings:
        assert standing.free_at == max(expected[standing.advocate_id].values(), default=None)
        assert standing.eligible == (not expected[standing.advocate_id])
