"""Colleagues follow a seller's line, join later, and are taken off."""

from bot import screens
from models.message import Message as Row
from models.message import MessageKind
from sandbox.messages import Message
from tests.stories.test_a_need_changes import reference_of
from tests.world import World


async def keep(world: World, line: Message, users: list[str]) -> None:
    await world.tom.pick(line, "line_more", f"colleagues|{reference_of(line)}")
    await world.tom.fill(informed=users)
    await world.tom.submit()
    await world.quiet()


async def test_a_colleague_joins_later_and_gets_the_line_as_it_stands(world: World) -> None:
    line = await world.request(world.tom)
    await world.ask(world.anna, world.priya)
    await keep(world, line, ["U0SOFIA", "U0TOM"])
    followed = await world.see(world.sofia, "asked, an answer is due by")
    assert "[" not in world.text(followed)
    assert len(world.tom.dm) == 1
    await world.tom.press_label(line, "Cancel")
    await world.see(world.sofia, "Cancelled.")
    assert len(world.sofia.dm) == 1


async def test_whoever_is_taken_off_reads_so_and_may_come_back(world: World) -> None:
    line = await world.request(world.tom)
    await keep(world, line, ["U0SOFIA", "U0BEN"])
    await keep(world, line, ["U0BEN"])
    told = await world.see(world.sofia, "You are no longer kept informed.")
    assert "Nordlicht" not in world.text(told)
    await world.ask(world.anna, world.priya)
    assert "You are no longer kept informed." in await world.only(world.sofia)
    await world.see(world.ben, "asked, an answer is due by")

    await keep(world, line, ["U0SOFIA"])
    assert "asked, an answer is due by" in await world.only(world.sofia)


async def test_only_colleagues_who_use_rung(world: World) -> None:
    line = await world.request(world.tom)
    await keep(world, line, ["U0SOFIA", "U0PRIYA"])
    assert "Only colleagues who use Rung" in world.tom.errors["informed"]
    assert not world.sofia.dm


async def test_a_manager_who_follows_it_may_act_on_it(world: World) -> None:
    line = await world.request(world.tom)
    await keep(world, line, ["U0MAYA"])
    await world.maya.press_label(await world.see(world.maya, "Kestrel"), "Cancel")
    assert "Cancelled." in world.text(await world.see(world.tom, "Kestrel"))


async def test_changing_only_colleagues_is_no_new_edition(world: World) -> None:
    line = await world.request(world.tom)
    await world.tom.press_label(line, "Change")
    assert world.tom.modal is not None
    before = world.tom.modal["private_metadata"]
    await world.tom.fill(informed=["U0SOFIA"])
    await world.tom.submit()
    await world.see(world.sofia, "waiting for Anna Schmidt")
    await world.tom.press_label(line, "Change")
    assert world.tom.modal["private_metadata"] == before


async def test_a_line_for_nobody_or_about_nothing_is_never_posted(world: World) -> None:
    line, now = reference_of(await world.request(world.tom)), world.clock.business()
    for subject, recipient in ((line, "U0STRANGER"), (line, "U0SOFIA"), ("nothing", "U0TOM")):
        unposted = Row(
            program_id=world.program_id,
            workspace_id=world.rung.workspace.id,
            kind=MessageKind.LINE,
            subject=subject,
            recipient=recipient,
            due_at=now,
        )
        async with world.rung.database.reading() as session:
            assert await screens.draw(session, unposted, now=now) is None
