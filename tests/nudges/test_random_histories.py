"""Whatever happens: nobody is nudged at night, beyond the budget, in an incident, after *Stop*, or in the holdout."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.kit.database import Database
from models import contact
from models.base import new_id
from models.contact import Contact, ContactKind
from models.nudge import Nudge, NudgeState
from tests.eligibility.builder import NOW
from tests.nudges.life import HELD_OUT, Event, Life

OFTEN = ("sweep",) * 6 + ("lapse",) * 3 + ("given",) * 2
RARELY = (
    *("nps", "survey", "recap", "incident", "did", "claimed", "asked"),
    *("stop", "pause", "leave", "stay", "snooze"),
)
HOURS = st.sampled_from([1, 5, 11, 24 * 3, 24 * 7, 24 * 14, 24 * 20, 24 * 31]) | st.integers(0, 24 * 30)
EVENTS = st.lists(
    st.builds(Event, hours=HOURS, what=st.sampled_from(OFTEN + RARELY), who=st.integers(0, 5)),
    min_size=1,
    max_size=10,
)
# What would go wrong first, always tried: a sweep at night, then each thing before it is morning.
BEFORE_MORNING = [
    [Event(13, "sweep", 0), Event(1, what, place % 2), Event(60, "given", 0)]
    for place, what in enumerate(RARELY)
]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


async def lived(database: Database, events: Sequence[Event]) -> Life:
    async with database.transaction() as session:
        life = await Life.begin(session)
        life.here.program.holdout_since = NOW
        await life.live([Event(0, "sweep", 0), *events, Event(24 * 5, "sweep", 0), Event(24 * 5, "given", 0)])
        await _holds(life)
        return life


async def _holds(life: Life) -> None:
    people = {each.id: each for each in life.people}
    blocks = await life.incidents()
    for advocate_id, moment in life.posted:
        person = people[advocate_id]
        _by_day(moment.astimezone(ZoneInfo(person.zone)))
        assert not advocate_id.endswith(HELD_OUT)
        assert person.seniority != 2
        assert person.stopped_on is None or moment.date() <= person.stopped_on
        assert person.left_on is None or moment.date() <= person.left_on
        ours = [block for block in blocks if block.account_id == person.account_id]
        assert not [b for b in ours if b.since < moment and (b.until is None or moment < b.until)]
    contacts = (
        await life.session.scalars(select(Contact).where(Contact.program_id == life.here.program.id))
    ).all()
    for each in contacts:
        within = Counter(
            other.advocate_id for other in contacts if each.at - timedelta(days=60) < other.at <= each.at
        )
        assert within[each.advocate_id] <= 2
    nudges = (await life.session.scalars(select(Nudge).where(Nudge.program_id == life.here.program.id))).all()
    opened = Counter(each.advocate_id for each in nudges if each.state is NudgeState.OFFERED)
    assert all(count == 1 for count in opened.values())
    made = sorted((each.advocate_id, each.made_at) for each in nudges)
    for (one, earlier), (other, later) in pairwise(made):
        assert one != other or later - earlier >= timedelta(days=14)


def _by_day(local: datetime) -> None:
    assert local.weekday() < 5
    assert 9 <= local.hour < (14 if local.weekday() == 4 else 16)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
async def test_nobody_is_nudged_when_they_should_not_be(database: Database, events: Sequence[Event]) -> None:
    await lived(database, events)


async def test_what_comes_up_overnight_keeps_the_morning_quiet(database: Database) -> None:
    for events in BEFORE_MORNING:
        await lived(database, events)


async def test_a_quiet_life_brings_proposals(database: Database) -> None:
    """So that the others do not hold because nothing ever happens."""
    life = await lived(database, [Event(24 * 15, "lapse", 0), Event(1, "sweep", 0)])
    posted = Counter(advocate_id for advocate_id, _ in life.posted)
    assert posted == {life.people[0].id: 2, **{life.people[each].id: 1 for each in (1, 2, 3)}}


async def test_of_many_contacts_at_once_two_are_made(database: Database) -> None:
    async with database.transaction() as session:
        life = await Life.begin(session)
    program_id, who = life.here.program.id, life.people[0].id

    async def one(kind: ContactKind) -> int:
        async with database.transaction() as session:
            return len(await contact.spend(session, program_id, kind, {who: new_id()}, now=NOW))

    got = await asyncio.gather(*(one(kind) for kind in [*ContactKind] * 3))
    assert sum(got) == 2
