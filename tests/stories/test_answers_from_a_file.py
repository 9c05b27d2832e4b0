"""Answers to “would you recommend us” from a file: each is kept, a fresh low one reaches its owner."""

from datetime import date

from sqlalchemy import select

from bot.rules.importing.kinds import Kind
from models.advocate import Advocate
from models.nps import NpsAnswer
from models.task import TaskKind
from tests.asking import tasks_of
from tests.importing import Office, file_of
from tests.world import World

HEAD = "email,score,answered_on,comment\n"


def office(world: World) -> Office:
    return Office(world.rung.database, world.program_id, now=world.clock.business())


async def test_only_fresh_low_answers_reach_their_owner(world: World) -> None:
    content = HEAD + (
        "priya@nordlicht.example,3,2026-02-20,Support is slow\n"
        "lukas@talerhaus.example,2,2026-01-30,\n"  # 31 days ago
        "elena@edelgrat.example,6,2026-02-28,\n"
        "elena@edelgrat.example,1,2026-02-10,\n"
        "petra@nordlicht.example,9,2026-02-28,\n"
        "marta@kontoria.example,0,2019-01-01,\n"
    )
    desk = office(world)
    report = await desk.take(Kind.NPS, file_of(content))
    said = "2 rows with 6 or less, at most 30 days old, went to whoever looks after the customer."
    assert said in report.notes
    assert (report.new, report.updated, report.unchanged) == (6, 0, 0)
    world.rung.outbox.wake()
    card = await world.see(world.anna, "would not recommend us: 3 of 10 on 20 February")
    assert "> Support is slow" in world.text(card)
    await world.see(world.ben, "would not recommend us: 6 of 10 on 28 February")
    assert len(await tasks_of(world, TaskKind.DETRACTOR)) == 2
    assert not any("Talerhaus" in world.text(each) for each in world.anna.dm)

    again = await desk.take(Kind.NPS, file_of(content))
    assert (again.new, again.updated, again.unchanged, again.notes) == (0, 0, 6, [])
    newer = HEAD + "priya@nordlicht.example,4,2026-03-01,Still slow\n"
    await desk.take(Kind.NPS, file_of(newer))
    world.rung.outbox.wake()
    await world.see(world.anna, "would not recommend us: 4 of 10 on 1 March")
    assert len(await tasks_of(world, TaskKind.DETRACTOR)) == 2
    async with world.rung.database.reading() as session:
        priya = (await session.scalars(select(Advocate).filter_by(email="priya@nordlicht.example"))).one()
        kept = await session.scalars(select(NpsAnswer).filter_by(advocate_id=priya.id))
        assert sorted(each.score for each in kept) == [3, 4, 10]
        assert (priya.nps, priya.nps_as_of) == (4, date(2026, 3, 1))


async def test_low_answers_that_come_with_people_reach_their_owner_too(world: World) -> None:
    content = (
        "email,name,account,nps,nps_as_of\n"
        "priya@nordlicht.example,Priya Raman,Nordlicht Pay,4,2026-02-25\n"
        "new@edelgrat.example,Nora Neu,Edelgrat Finanz,2,2026-02-26\n"
        "old@edelgrat.example,Otto Alt,Edelgrat Finanz,2,2026-01-10\n"
    )
    desk = office(world)
    report = await desk.take(Kind.ADVOCATES, file_of(content))
    assert "2 rows with 6 or less, at most 30 days old" in " ".join(report.notes)
    world.rung.outbox.wake()
    await world.see(world.anna, "would not recommend us: 4 of 10 on 25 February")
    await world.see(world.ben, "would not recommend us: 2 of 10 on 26 February")
    again = await desk.take(Kind.ADVOCATES, file_of(content))
    assert (again.unchanged, again.notes) == (3, [])
    assert len(await tasks_of(world, TaskKind.DETRACTOR)) == 2


async def test_numbers_that_are_none_are_named_with_line_and_column(world: World) -> None:
    content = HEAD + (
        "priya@nordlicht.example,11,2026-02-20,\n"
        "priya@nordlicht.example,-1,2026-02-21,\n"
        "priya@nordlicht.example,7.5,2026-02-22,\n"
        "priya@nordlicht.example,,2026-02-23,\n"
        "priya@nordlicht.example,nine,2026-02-24,\n"
        "priya@nordlicht.example,9,2026-02-25,\n"
        "priya@nordlicht.example,8,2026-02-25,\n"
        "nobody@nordlicht.example,8,2026-02-25,\n"
        "priya@nordlicht.example,8,2027-02-25,\n"
    )
    desk = office(world)
    await desk.check(Kind.NPS, file_of(content))
    found = [(fault.line, fault.column) for fault in desk.faults]
    assert found == [
        *((2, "score"), (3, "score"), (4, "score"), (5, "score"), (6, "score")),
        *((8, "answered_on"), (9, "email"), (10, "answered_on")),
    ]
