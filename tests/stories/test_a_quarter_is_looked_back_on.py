"""Once a quarter, whoever something happened for reads of it; whoever nothing happened for reads nothing."""

from datetime import date
from typing import Any

from inline_snapshot import snapshot
from sqlalchemy import func, select, update

from bot import participations, recaps
from models import program as programs
from models.activity import Activity
from models.advocate import Advocate, Reach
from models.base import new_id
from models.block import Block, BlockKind
from models.contact import Contact, ContactKind
from models.giveback import Giveback, GivebackKind, GivebackState
from models.message import Message, MessageKind
from models.participation import Participation, ParticipationState
from sandbox.messages import Message as Posted
from sandbox.person import Person
from tests import customers
from tests.climbing.acts import log, named
from tests.favours import agreed, moment, won
from tests.statements import counted
from tests.world import World

PRIYA, MARTA = "priya@nordlicht.example", "marta@kontoria.example"
FIRST_OF_APRIL = moment("2026-04-01", 9)  # a Wednesday
LAST_OF_MARCH = moment("2026-03-31", 12)
ENDORSE = 2


async def recaps_of(world: World, person: Person) -> list[Posted]:
    await world.quiet()
    return [message for message in person.dm if message.text.startswith("Your last three months")]


async def change(world: World, email: str, **values: Any) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Advocate).where(Advocate.email == email).values(**values))


async def give(world: World, email: str, **values: Any) -> None:
    async with world.rung.database.transaction() as session:
        person = (await session.scalars(select(Advocate).where(Advocate.email == email))).one()
        usual = {
            "kind": GivebackKind.EARLY_LOOK,
            "state": GivebackState.GIVEN,
            "given_on": date(2026, 3, 20),
            "state_at": world.clock.business(),
            "state_by": "U0ANNA",
            "made_at": world.clock.business(),
            "made_by": "U0ANNA",
        }
        row = {"program_id": person.program_id, "advocate_id": person.id, "account_id": person.account_id}
        session.add(Giveback(id=new_id(), **row, **usual | values))


async def begun(world: World) -> None:
    """The programme's first recap is planned, and the quarter is about to end."""
    await named(world)
    await world.until(LAST_OF_MARCH)


async def test_of_a_call_a_deal_and_a_thank_you(world: World) -> None:
    await named(world)
    await agreed(world, "2026-03-12")
    for each in (moment("2026-03-11", 10), moment("2026-03-12", 18), moment("2026-03-13", 10)):
        await world.until(each)
    await world.priya.press_label(await world.see(world.priya, "How was it"), "Gladly again")
    await world.until(moment("2026-03-18", 10))
    await won(world)
    await world.tom.open_home()
    await world.quiet()
    await world.tom.press_home("tell_outcome")
    await world.see(world.priya, "It helped")
    await give(world, PRIYA)
    await world.until(FIRST_OF_APRIL)
    (recap,) = await recaps_of(world, world.priya)
    assert world.text(recap) == snapshot("""\
Your last three months with Brightwell, in short
You gave: Reference call
What came of it: one deal signed after your help
You got: an early look (March)
You moved up to Tell.
Thank you, also from Anna Schmidt. Nothing has to follow from it.
[Open my page]  [No more of these]\
""")
    await world.until(moment("2026-04-30", 9))
    assert len(await recaps_of(world, world.priya)) == 1


async def test_it_keeps_what_it_said_whatever_comes_later(world: World) -> None:
    await begun(world)
    await log(world, world.anna, "Priya", "quote", "2026-03-20")
    await log(world, world.anna, "Priya", "review", "2026-03-21")
    await give(world, PRIYA)
    await world.until(FIRST_OF_APRIL)
    (recap,) = await recaps_of(world, world.priya)
    said = world.text(recap)
    assert "You gave: Quote, Review or rating" in said
    assert "You moved up to Endorse." in said
    await world.until(moment("2026-04-20", 10))
    await log(world, world.anna, "Priya", "talk", "2026-04-20")
    await log(world, world.anna, "Priya", "quote", "2026-03-25")
    async with world.rung.database.transaction() as session:
        quote = (
            await session.scalars(
                select(Participation)
                .join(Activity, Activity.id == Participation.activity_id)
                .where(Activity.key == "quote", Participation.done_on == date(2026, 3, 20))
            )
        ).one()
        void = ParticipationState.VOID
        await participations.supersede(session, quote, void, by="U0ANNA", now=world.clock.business())
    await give(world, PRIYA, given_on=date(2026, 3, 30))
    await world.priya.press_label(recap, "No more of these")
    after = world.text((await recaps_of(world, world.priya))[0])
    assert "Noted: nothing comes any more" in after
    assert after.splitlines()[:4] == said.splitlines()[:4]
    assert (await customers.advocate(world, PRIYA)).rung > ENDORSE


async def test_a_recap_for_nothing_is_never_sent(world: World) -> None:
    await begun(world)
    await world.until(FIRST_OF_APRIL)
    for person in (world.priya, world.petra, world.lukas, world.elena, world.kenji):
        assert not await recaps_of(world, person)
    assert len(await recaps_of(world, world.marta)) == 1  # whose call in February came with the past
    await world.until(moment("2026-07-01", 9))
    assert len(await recaps_of(world, world.marta)) == 1


async def test_what_was_void_before_it_is_read_is_nothing(world: World) -> None:
    await begun(world)
    world.rung.outbox.stop()
    world.clock.set_business(FIRST_OF_APRIL)
    await world.rung.ticks.tick()
    async with world.rung.database.transaction() as session:
        (message,) = await session.scalars(select(Message).where(Message.kind == MessageKind.RECAP))
        assert await recaps.drawn(session, message, now=FIRST_OF_APRIL) is not None
        await session.execute(
            update(Advocate).where(Advocate.email == MARTA).values(stopped_on=date(2026, 4, 1))
        )
        assert await recaps.drawn(session, message, now=FIRST_OF_APRIL) is None


async def test_nobody_reads_it_who_wants_none_or_is_to_be_left_in_peace(world: World) -> None:
    await begun(world)
    people: dict[str, dict[str, Any]] = {
        PRIYA: {"stopped_on": date(2026, 3, 1)},
        "petra@nordlicht.example": {"reach": Reach.OWNER},
        "lukas@talerhaus.example": {"paused_until": moment("2026-06-01", 9)},
        MARTA: {"left_on": date(2026, 3, 30)},
        "kenji@hoshi.example": {
            "contacted_at": moment("2026-03-20", 9),
            "contacted_before_at": moment("2026-03-10", 9),
        },
    }
    for email, values in people.items():
        await give(world, email)
        await change(world, email, **values)
    await give(world, "elena@edelgrat.example")
    async with world.rung.database.transaction() as session:
        elena = (await session.scalars(select(Advocate).where(Advocate.name == "Elena Fischer"))).one()
        session.add(
            Block(
                program_id=elena.program_id,
                id=new_id(),
                account_id=elena.account_id,
                kind=BlockKind.INCIDENT,
                since=LAST_OF_MARCH,
                known_at=LAST_OF_MARCH,
                source="status page",
            )
        )
    await world.until(FIRST_OF_APRIL)
    await world.until(moment("2026-04-20", 9))
    everybody = (world.priya, world.petra, world.lukas, world.marta, world.kenji, world.elena)
    assert [await recaps_of(world, person) for person in everybody] == [[]] * 6


async def test_it_comes_in_their_own_hours(world: World) -> None:
    await begun(world)
    await change(world, MARTA, zone="America/New_York", country="US")
    await world.until(moment("2026-04-01", 14))
    assert not await recaps_of(world, world.marta)
    await world.until(moment("2026-04-01", 15, 1))  # nine in New York
    assert len(await recaps_of(world, world.marta)) == 1


async def test_no_more_of_these_and_again(world: World) -> None:
    await begun(world)
    await world.until(FIRST_OF_APRIL)
    (recap,) = await recaps_of(world, world.marta)
    await world.marta.press_label(recap, "No more of these")
    await world.marta.press_label(recap, "No more of these", stale=True)  # twice is once
    assert "Noted: nothing comes any more" in world.text((await recaps_of(world, world.marta))[0])
    assert (await customers.advocate(world, MARTA)).stopped_on == date(2026, 4, 1)
    await give(world, MARTA, given_on=date(2026, 5, 4))
    await world.until(moment("2026-07-01", 9))
    assert len(await recaps_of(world, world.marta)) == 1

    await world.marta.press_label(recap, "Open my page")
    await customers.turn(world, world.marta, "My limits")
    page = await customers.turn(world, world.marta, "Allow again")
    assert "Now and then a proposal, a question or a look back" in world.text(page)
    assert (await customers.advocate(world, MARTA)).stopped_on is None
    await give(world, MARTA, given_on=date(2026, 8, 4))
    await world.until(moment("2026-10-01", 9))
    assert len(await recaps_of(world, world.marta)) == 2


async def test_from_their_limits_they_can_stop_it_too(world: World) -> None:
    await customers.open_tab(world, world.marta, "about_me")
    await world.marta.press_home("own_page:1")
    await world.quiet()
    await world.marta.press_home("stop_unasked")
    await world.quiet()
    assert "Nothing: no proposals, no questions, no surveys, no looks back." in customers.home(
        world, world.marta
    )


async def test_of_several_quarters_that_were_missed_only_the_latest_is_told(world: World) -> None:
    await begun(world)
    await give(world, MARTA, given_on=date(2026, 8, 4))
    await world.until(moment("2026-10-05", 10))
    (recap,) = await recaps_of(world, world.marta)
    assert "You gave" not in world.text(recap)
    assert "an early look (August)" in world.text(recap)


async def test_a_thousand_at_a_time_and_once_for_each(world: World) -> None:
    await begun(world)
    await grown(world, 30)
    world.rung.outbox.stop()
    few = {await sweep(world, most) for most in (2, 5, 10)}
    rest = await sweep(world, 1000)
    assert max(few) == rest  # of whom something is to be told; it takes fewer where there is nobody
    async with world.rung.database.reading() as session:
        wanted = await session.scalars(
            select(func.count(Message.id)).where(Message.kind == MessageKind.RECAP, Message.part == "2026Q1")
        )
        assert wanted.one() == 31  # and Marta
        spent = select(func.count(Contact.id)).where(Contact.kind == ContactKind.RECAP)
        assert (await session.scalars(spent)).one() == 31
        program = await programs.get(session, world.program_id)
        assert program.recap_after is not None
    assert await sweep(world, 1000) < rest  # nobody is left: the next quarter's is planned
    async with world.rung.database.reading() as session:
        program = await programs.get(session, world.program_id)
        assert (program.recap_after, program.recap_due_at) == (None, moment("2026-07-01", 9))


async def sweep(world: World, most: int) -> int:
    """One step of it, of so many people at most; how many statements that took."""
    own = world.program_id
    async with world.rung.database.transaction() as session, counted(session) as seen:
        assert await recaps.clock_ran_out(session, own, own, now=FIRST_OF_APRIL, most=most)
        await session.flush()
    return len(seen)


async def grown(world: World, people: int) -> None:
    """More customers, each of whom was given something in the quarter."""
    async with world.rung.database.transaction() as session:
        like = (await session.scalars(select(Advocate).where(Advocate.email == PRIYA))).one()
        for number in range(people):
            person = Advocate(
                program_id=like.program_id,
                id=new_id(),
                account_id=like.account_id,
                workspace_id=like.workspace_id,
                slack_user_id=f"U9{number}",
                email=f"n{number}@nordlicht.example",
                name=f"Number {number}",
                title="Clerk",
                zone="Europe/Berlin",
                joined_on=date(2025, 1, 1),
            )
            session.add(person)
    for number in range(people):
        await give(world, f"n{number}@nordlicht.example")
