"""What becomes overdue reaches the managers the same day, once, all of a day in one message to each."""

from inline_snapshot import snapshot

from models.digest import Mention
from sandbox.messages import Message
from sandbox.person import Person
from tests.behind import rows
from tests.favours import moment
from tests.monday import unanswered, with_channel
from tests.stories.test_the_channel_takes_no_digest import two_managers
from tests.world import World


def notes(world: World, person: Person) -> list[Message]:
    return [each for each in person.dm if "became overdue" in world.text(each)]


async def not_happy(world: World) -> None:
    """Priya has said so: a task of Anna's, on Monday morning."""
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Not this one")
    await world.priya.pick(await world.see(world.priya, "Noted"), "why_not", "not_happy")
    await world.quiet()


async def test_a_task_that_is_older_than_its_time(world: World) -> None:
    await with_channel(world)
    await not_happy(world)
    await world.until(moment("2026-03-04", 9, 29))
    assert not notes(world, world.maya)
    await world.until(moment("2026-03-04", 11))
    (note,) = notes(world, world.maya)
    assert world.text(note) == snapshot("""\
1 thing became overdue: Wednesday 4 March
Head of Finance Operations, Nordlicht Pay
Nobody there is asked until somebody has talked with them. With Anna Schmidt since 2 March.
[Clear it]\
""")
    for hour in (12, 13, 16):
        await world.until(moment("2026-03-04", hour))
    await world.until(moment("2026-03-05", 12))
    assert len([1 for each in notes(world, world.maya) if "Wednesday 4 March" in world.text(each)]) == 1

    await world.maya.press_label(note, "Clear it")
    await world.quiet()
    assert "Done (Maya Patel, 5 March)." in world.text(notes(world, world.maya)[0])
    await world.maya.press_label(note, "Clear it", stale=True)
    assert "taken care of this in the meantime" in world.maya.ephemerals[-1].text


async def test_a_favour_nobody_said_anything_about(world: World) -> None:
    await two_managers(world)
    await unanswered(world)
    assert len(notes(world, world.maya)) == 1  # on Tuesday at 16:02, in London
    assert not notes(world, world.ben)  # where it is 17:02
    await world.until(moment("2026-03-18", 9))
    for manager in (world.maya, world.ben):
        (note,) = notes(world, manager)
        assert "1 thing became overdue: Tuesday 17 March" in world.text(note)
        assert "Tom Reyes on the reference call with Head of Finance Operations" in world.text(note)
    await world.maya.press_label(notes(world, world.maya)[0], "Remind Tom")
    await world.see(world.tom, "managers would like to know")
    assert "Reminded on 18 March" in world.text(notes(world, world.ben)[0])
    await world.until(moment("2026-03-19", 11))
    assert len(notes(world, world.ben)) == 1


async def test_an_approval_past_its_clock(world: World) -> None:
    await world.request(world.tom)
    for day, hour in (("2026-03-02", 12), ("2026-03-02", 15), ("2026-03-03", 12)):
        await world.until(moment(day, hour, 30))
    await world.until(moment("2026-03-03", 16, 45))  # the last wait began a moment after 12:30
    (note,) = notes(world, world.maya)
    assert world.text(note) == snapshot("""\
1 thing became overdue: Tuesday 3 March
Head of Finance Operations, Nordlicht Pay for Kestrel Pay: Ledger rollout
Nobody decided in time, so the next customer was tried.\
""")


async def test_all_of_a_day_stands_in_one_message(world: World) -> None:
    await not_happy(world)
    await world.until(moment("2026-03-02", 11))
    await world.priya.command("/advocate", "nominate")
    await world.priya.fill(nominate_name="Ada", nominate_email="ada@nordlicht.example")
    await world.priya.submit()
    await world.until(moment("2026-03-04", 10))
    (note,) = notes(world, world.maya)
    assert "1 thing became overdue" in world.text(note)
    await world.until(moment("2026-03-04", 12))
    (again,) = notes(world, world.maya)
    assert again.ts == note.ts
    assert "2 things became overdue: Wednesday 4 March" in world.text(again)


async def test_each_thing_is_told_once_and_kept_once(world: World) -> None:
    await not_happy(world)
    for hour in (11, 12, 13):
        await world.until(moment("2026-03-04", hour))
    named = [each.subject for each in await rows(world, Mention) if each.section == "overdue_tasks"]
    assert len(named) == len(set(named)) == 1


async def test_what_was_done_before_anybody_was_told_is_not_told(world: World) -> None:
    await not_happy(world)
    await world.until(moment("2026-03-04", 9, 59))
    await world.rung.ticks.tick()
    await world.anna.press_label(await world.see(world.anna, "is not happy"), "Clear it")
    await world.until(moment("2026-03-04", 12))
    assert not notes(world, world.maya)
