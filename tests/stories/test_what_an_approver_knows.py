"""The card tells load, health and consent with their dates, and Home asks no more often for more cards."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import event, func, select, update

from bot import homes, messages
from models import activity as activities
from models import advocate as advocates
from models import ask as asks
from models.account import Account
from models.ask import Ask, AskState
from models.base import new_id
from models.block import Block, BlockKind
from models.participation import Participation, ParticipationState
from models.task import Task
from sandbox.person import Person
from tests.stories.test_a_relay import set_
from tests.world import World


async def statements(world: World, person: Person) -> int:
    """Those of drawing Home alone, on its own connection: the outbox polls beside it."""
    seen: list[str] = []

    def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    async with world.rung.database.reading() as session:
        connection = await session.connection()
        event.listen(connection.sync_connection, "before_cursor_execute", count)
        await homes.draw(session, world.team.id, person.id, page=0, now=world.clock.business())
    return len(seen)


async def test_load_and_health_stand_on_the_card_with_their_dates(world: World) -> None:
    async with world.rung.database.transaction() as session:
        priya = (await advocates.by_email(session, world.program_id))["priya@nordlicht.example"]
        survey = (await activities.by_key(session, world.program_id))["survey"]
        session.add(
            Participation(
                program_id=world.program_id,
                id=new_id(),
                advocate_id=priya.id,
                account_id=priya.account_id,
                activity_id=survey.id,
                state=ParticipationState.VERIFIED,
                done_on=date(2026, 1, 12),
                source="CRM",
            )
        )
    await world.request(world.tom)
    said = world.text(await world.see(world.anna, "May we ask Priya Raman")).splitlines()
    assert said[3:8] == [
        "Load: not asked through Rung yet.",
        "Favours: 1 in the past year, the last on 12 January.",
        "Consent: agreed to this on 14 May 2024 (invitation form).",
        "Health: green, as of 23 February, 7 days ago.",
        "NPS: 10 on 9 December 2025, 83 days ago. Renewal: 30 November.",
    ]


async def test_what_was_imported_is_told_as_what_it_was(world: World) -> None:
    """A past ask counts as an ask, a past favour as a favour; with neither nothing more is claimed than is known."""
    await world.shortlist(world.tom)
    async with world.rung.database.transaction() as session:
        people = await advocates.by_email(session, world.program_id)
        survey = (await activities.by_key(session, world.program_id))["survey"]
        lukas, marta = people["lukas@talerhaus.example"], people["marta@kontoria.example"]
        session.add(
            Participation(
                program_id=world.program_id,
                id=new_id(),
                advocate_id=lukas.id,
                account_id=lukas.account_id,
                activity_id=survey.id,
                state=ParticipationState.VERIFIED,
                done_on=date(2025, 11, 12),
                source="CRM",
            )
        )
        reading = await asks.carried(
            session, world.program_id, [marta.id, lukas.id], except_asks=[], now=world.clock.business()
        )
    # The one ask of the small world's past is Marta's.
    assert reading == {marta.id: (datetime(2026, 2, 17, 10, tzinfo=UTC), 1)}
    shown = await world.shortlist(world.tom)
    assert (
        "Talerhaus\nSame industry, same product and same use case\nNot asked through Rung yet; last helped on"
        in shown
    )
    assert "last helped on 12 November 2025" in shown
    assert "Edelgrat Finanz\nSame industry" in shown
    assert "Not asked through Rung yet\n" in shown  # Elena


async def test_an_incident_that_comes_up_meanwhile_is_on_the_card(world: World) -> None:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    assert ":warning:" not in world.text(card)
    async with world.rung.database.transaction() as session:
        priya = (await advocates.by_email(session, world.program_id))["priya@nordlicht.example"]
        session.add(
            Block(
                program_id=world.program_id,
                id=new_id(),
                account_id=priya.account_id,
                kind=BlockKind.INCIDENT,
                since=datetime(2026, 2, 27, tzinfo=UTC),
                known_at=datetime(2026, 2, 27, tzinfo=UTC),
                source="support desk",
            )
        )
        waiting = (await session.scalars(select(Ask.id).where(Ask.state == AskState.APPROVING))).one()
        await messages.changed(session, world.program_id, waiting, now=world.clock.business())
    world.rung.outbox.wake()
    told = world.text(await world.see(world.anna, "May we ask Priya Raman"))
    assert ":warning: Has a severe incident open (support desk, 27 February, 3 days ago)." in told
    await world.anna.press_label(card, "Approve")
    assert "They are no longer free" in world.text(await world.see(world.anna, "no longer free"))
    assert not world.priya.dm


async def test_more_cards_ask_no_more_statements(world: World) -> None:
    await world.until(datetime(2026, 3, 4, 9, 0, tzinfo=UTC))
    async with world.rung.database.transaction() as session:
        people = await advocates.by_email(session, world.program_id)
        nordlicht = await session.get_one(
            Account, (world.program_id, people["priya@nordlicht.example"].account_id)
        )
        await session.execute(update(Account).values(owner_id=nordlicht.owner_id))
    await world.request(world.tom)
    one = await statements(world, world.anna)
    for number in range(4):
        await world.request(world.tom, needed_on=f"2026-04-{10 + number}")
    assert sum("May we ask" in world.text(message) for message in world.anna.dm) == 5
    assert await statements(world, world.anna) == one


async def test_more_questions_to_pass_on_ask_no_more_statements(world: World) -> None:
    for email in ("priya@nordlicht", "lukas@talerhaus"):
        await set_(world, f"{email}.example", dm_error="cannot_dm_bot")
    await world.request(world.tom)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Approve")
    await world.see(world.anna, "pass this on to Priya Raman")
    one = await statements(world, world.anna)
    await world.request(world.sofia, "Fjord")
    await world.anna.press_label(await world.see(world.anna, "May we ask Lukas Brandt"), "Approve")
    await world.see(world.anna, "pass this on to Lukas Brandt")
    async with world.rung.database.reading() as session:
        assert (await session.scalars(select(func.count()).select_from(Task))).one() == 2
    assert await statements(world, world.anna) == one
