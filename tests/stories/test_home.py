"""Home shows each person what is theirs, at once when opened and fresh while they look."""

from datetime import timedelta
from typing import Any

from sqlalchemy import event, update

from bot import homes
from models.message import Message
from sandbox.as_text import message_as_text
from sandbox.person import Person
from tests.world import World


async def cancelled(world: World, count: int) -> None:
    """References that leave the customers free for the next one."""
    for day in range(count):
        line = await world.request(world.tom, needed_on=f"2026-04-{10 + day}")
        await world.tom.press_label(line, "Cancel")


async def home(world: World, person: Person) -> str:
    await person.open_home()
    await world.quiet()
    return shown(world, person)


def shown(world: World, person: Person) -> str:
    assert person.home is not None
    names = {user.id: user.real_name for user in world.team.users.values()}
    return "\n".join(message_as_text(person.home["blocks"], names))


async def test_each_role_sees_what_is_theirs(world: World) -> None:
    await world.request(world.tom)
    assert "Kestrel Pay: Ledger rollout, needed by Friday 20 March" in await home(world, world.tom)
    assert "May we ask Priya Raman" in await home(world, world.anna)
    assert "Nothing is waiting for you." in await home(world, world.maya)
    assert "Nothing is waiting for you." in await home(world, world.ben)
    assert "None yet." in await home(world, world.sofia)
    assert "Nothing is open." in await home(world, world.priya)
    assert "You have no role here yet" in await home(world, world.nobody)


async def test_buttons_on_home_do_their_work_and_home_follows(world: World) -> None:
    await world.request(world.tom)
    await home(world, world.tom)
    await home(world, world.anna)
    await home(world, world.priya)
    await world.anna.press_home("approve")
    await world.quiet()
    assert "Nothing is waiting for you." in shown(world, world.anna)
    assert "asked, an answer is due" in shown(world, world.tom)

    assert "Would you help" in await home(world, world.priya)
    await world.priya.press_home("accept")
    await world.quiet()
    assert "Found." in shown(world, world.tom)
    assert "Meet Tom Reyes (@Tom Reyes)" in shown(world, world.priya)


async def test_a_refusal_on_home_opens_a_window(world: World) -> None:
    line = await world.request(world.tom)
    await home(world, world.tom)
    stale = world.tom.home
    await world.tom.press_label(line, "Cancel")
    assert stale is not None
    world.team.homes[world.tom.id] = stale
    await world.tom.press_home("cancel_reference")
    assert "closed already" in world.modal(world.tom)


async def test_home_asks_for_a_reference_too(world: World) -> None:
    await home(world, world.tom)
    await world.tom.press_home("open_need")
    assert world.tom.modal is not None
    assert world.tom.modal["callback_id"] == "need"


async def test_home_opens_where_somebody_was_and_at_first_at_the_first_tab(world: World) -> None:
    assert "Waiting for your decision" in await home(world, world.maya)
    await world.maya.press_home("home_tab:customers")
    await world.quiet()
    assert "Your customers" in await home(world, world.maya)
    await world.maya.press_home("home_tab:references")
    await world.quiet()
    assert "Your references" in await home(world, world.maya)


async def test_a_tab_that_is_no_longer_theirs_gives_way_to_the_first(world: World) -> None:
    await home(world, world.maya)
    await world.maya.press_home("home_tab:customers")
    await world.quiet()
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Message)
            .where(Message.recipient == world.maya.id, Message.kind == "home")
            .values(tab="gone")
        )
    assert "Waiting for your decision" in await home(world, world.maya)


async def test_a_list_is_opened_again_at_its_newest(world: World) -> None:
    await cancelled(world, 7)
    await home(world, world.tom)
    await world.tom.press_home("home_older")
    await world.quiet()
    assert "Thursday 16 April" not in shown(world, world.tom)
    assert "Thursday 16 April" in await home(world, world.tom)


async def test_many_references_come_in_pages(world: World) -> None:
    await cancelled(world, 7)
    first = await home(world, world.tom)
    assert first.count("needed by") == 5
    assert "Thursday 16 April" in first
    await world.tom.press_home("home_older")
    await world.quiet()
    assert shown(world, world.tom).count("needed by") == 3  # the oldest is the small world's past
    await world.tom.press_home("home_newer")
    await world.quiet()
    assert shown(world, world.tom).count("needed by") == 5


async def test_the_number_of_statements_does_not_grow_with_the_list(world: World) -> None:
    async def statements() -> int:
        """Those of drawing Home alone, on its own connection: the outbox polls beside it."""
        seen: list[str] = []

        def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        async with world.rung.database.reading() as session:
            connection = await session.connection()
            event.listen(connection.sync_connection, "before_cursor_execute", count)
            await homes.draw(session, world.team.id, world.tom.id, page=0, now=world.clock.business())
        return len(seen)

    await cancelled(world, 1)
    one = await statements()
    await cancelled(world, 4)
    assert await statements() == one


async def test_only_who_looked_lately_is_redrawn(world: World) -> None:
    await world.request(world.tom)
    before = await home(world, world.anna)
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Message)
            .where(Message.kind == "home")
            .values(looked_at=world.clock.real() - timedelta(minutes=11)),
        )
    await world.anna.press_label(await world.see(world.anna, "May we ask"), "Approve")
    await world.quiet()
    assert shown(world, world.anna) == before
    assert "Nothing is waiting for you." in await home(world, world.anna)
