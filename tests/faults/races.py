"""List 5: two presses of every button, twenty sellers after the same customers, answers and clocks in one instant."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from tests.databases import Maker, PostgresqlMaker, SqliteMaker, quick_place
from tests.faults import crowding, instants, presses, walks
from tests.faults.proof import Proof, Scale
from tests.faults.recorded import Press

TITLE = "Two at once: one outcome, and everybody is told the same"
SEED = 20_260_302
A_FEW = (
    "test_an_activity_is_retired::test_an_open_form_with_it_is_refused_and_a_need_for_it_goes_on",
    "test_it_did_not_happen::test_the_owner_finds_that_it_was_moved",
)
PRESSED, AT_ONCE, ROUNDS = (
    2,
    10,
    30,
)  # times each id is pressed twice, each set of acts is done; steps of two days


async def prove(url: str, scale: Scale) -> Proof:
    """`url`: of any database of the kind that is meant; on PostgreSQL others are made on its server."""
    with databases(url) as (maker, orders, place):
        stories = walks.STORIES if scale is Scale.FULL else A_FEW
        recorded = await walks.record(place, stories)
        return await judged(recorded, maker, orders, scale)


async def judged(recorded: list[Press], maker: Maker, orders: SqliteMaker, scale: Scale) -> Proof:
    """Raises AssertionError with all that came out differently."""
    full, random = scale is Scale.FULL, Random(SEED)  # noqa: S311
    named = {press.id: press for press in recorded}
    twice = await presses.twice(recorded, maker, times=PRESSED if full else 1, random=random)
    counts, faults = Counter(twice.counts), twice.faults
    for moment in (instants.with_customer(named["accept"]), instants.with_owner(named["approve"])):
        found = await instants.race(
            moment, maker, orders, sets=None if full else 2, times=AT_ONCE if full else 1, random=random
        )
        counts, faults = counts + found.counts, faults + found.faults
    crowd, more = await crowding.crowd(named["need"], maker, rounds=ROUNDS if full else 4, random=random)
    faults += more
    assert not faults, "\n".join(faults)
    return Proof(5, TITLE, dict(counts) | {f"in a crowd: {what}": number for what, number in crowd.items()})


@contextmanager
def databases(url: str) -> Iterator[tuple[Maker, SqliteMaker, Path]]:
    """Where databases are made of this kind, and where of SQLite."""
    with TemporaryDirectory(prefix="rung-races-", dir=quick_place()) as folder:
        place = Path(folder)
        lite = SqliteMaker(place)
        if make_url(url).get_backend_name() == "sqlite":
            yield lite, lite, place
            return
        maker = PostgresqlMaker(url, "rung_races")
        try:
            yield maker, lite, place
        finally:
            maker.close()
