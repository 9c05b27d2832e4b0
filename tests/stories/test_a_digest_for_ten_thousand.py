"""A programme of ten thousand customers has its Monday in a few statements, and soon."""

import time

from sqlalchemy import select, text

from benchmarks.grown import grown
from bot.digest import course, screens
from bot.digest.sections import DECISIONS, FIGURES
from models.deal import Deal
from models.digest import Digest
from models.member import Member
from models.message import Message, MessageKind
from tests.behind import rows as rows_of
from tests.monday import EIGHT
from tests.statements import counted
from tests.world import World

PEOPLE, PER_ACCOUNT = 10_000, 5
ASKS = 5_000
# Sixteen of them once: on this Monday a tenth begins to be held out from nudges, and no tick has computed standings.
MOST_STATEMENTS = 58
MOST_SECONDS = 2.0
SLOW_MACHINE = 5  # how much slower a shared machine may be than one that is measured (benchmarks/)


async def test_in_a_few_statements_and_soon(world: World) -> None:
    async with world.rung.database.transaction() as session:
        own = {"program_id": world.program_id}
        owner = (await session.scalars(select(Member).filter_by(**own).limit(1))).one()
        deal = (await session.scalars(select(Deal).filter_by(**own).limit(1))).one()
        await grown(session, owner, deal, at=EIGHT)
    async with world.rung.database.transaction() as session:
        if session.get_bind().dialect.name == "postgresql":
            await session.execute(text("ANALYZE"))  # as a server does by itself soon after an import
    world.rung.outbox.stop()
    async with world.rung.database.transaction() as session, counted(session) as seen:
        began = time.perf_counter()
        assert await course.clock_ran_out(session, world.program_id, world.program_id, now=EIGHT)
        statement = select(Message).where(Message.kind == MessageKind.DIGEST)
        (message,) = await session.scalars(statement)
        drawn = await screens.digest(session, message, now=EIGHT)
        seconds = time.perf_counter() - began
    (digest,) = await rows_of(world, Digest)
    assert drawn is not None
    assert "2500 questions wait for an approver" in drawn[0].text
    for section in (*DECISIONS, *FIGURES):
        assert section.name in digest.kept, section.name
    assert "customers are near what they may be asked for" in drawn[0].text
    assert len(seen) <= MOST_STATEMENTS + 1, "\n\n".join(seen)  # one of them is this test's own
    assert seconds < MOST_SECONDS * SLOW_MACHINE, seconds
    print(f"{len(seen) - 1} statements, {seconds:.2f} s")  # noqa: T201  (shown by pytest -s)
