"""Whatever people do, in whatever order: no cap is broken, nobody is asked who must not be, and no mask slips.

A short run is part of the suite; `RUNG_HISTORIES=500 pytest tests/histories` plays as many histories.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from bot.kit.database import Database
from tests.databases import Maker, numbers
from tests.histories import crowd
from tests.histories.known import Known, known
from tests.histories.life import Life
from tests.histories.masks import Masks
from tests.histories.moves import MOVES, OFTEN
from tests.histories.onlooker import ENDED, Onlooker

EXAMPLES = int(os.environ.get("RUNG_HISTORIES", "8"))
NAMES = numbers()
moves = st.lists(
    st.tuples(
        st.sampled_from([*MOVES, *OFTEN * 6]),
        st.integers(min_value=0, max_value=40),
        st.integers(min_value=0, max_value=60),
    ),
    min_size=30,
    max_size=60,
)


class Watch:
    """Compares what happened with the rules, move by move."""

    def __init__(self, life: Life, known: Known) -> None:
        self.life, self.known = life, known
        self.ended: dict[str, datetime] = {}
        self.masks = Masks(life)
        self.asked = {ask.id for ask in known.asks.values() if ask.asked_at is not None}

    @classmethod
    async def begin(cls, life: Life) -> "Watch":
        return cls(life, await known(life))

    async def look(self) -> None:
        """After each move: what it changed."""
        before, self.known = self.known, await known(self.life)
        for ask in self.known.asks.values():
            if ask.state in ENDED:
                self.ended.setdefault(ask.id, ask.state_at)
        self.masks.note(self.known)
        onlooker = Onlooker(before, self.known, self.ended)
        for ask in self.known.asks.values():
            if ask.asked_at is not None and ask.id not in self.asked:
                self.asked.add(ask.id)
                assert onlooker.problems(ask) == []


@pytest.fixture
def maker(sqlite_maker: Maker) -> Maker:
    return sqlite_maker


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(played=moves, rules=crowd.rules)
@pytest.mark.timeout(600 + 60 * EXAMPLES)  # a machine may be busy
async def test_no_rule_is_ever_broken(
    maker: Maker, played: Sequence[tuple[str, int, int]], rules: Mapping[str, object]
) -> None:
    url = maker.fresh(f"life{next(NAMES)}")
    database = Database(url)
    try:
        life = await Life.begin(database, rules)
        watch = await Watch.begin(life)
        for name, a, b in played:
            await MOVES[name](life, a, b)
            await watch.look()
        await watch.masks.check(watch.known)
        event(f"asked {min(len(watch.asked) // 5 * 5, 30)} or more")
    finally:
        await database.close()
        maker.drop(url)
