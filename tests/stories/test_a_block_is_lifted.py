"""*Lift*: what keeps a company from being asked is ended by whoever it is for, once, and everywhere at once."""

from functools import partial

import pytest

from bot import homes
from bot.kit.errors import BotError
from bot.managers import queue
from bot.owners import lifting
from bot.views.manager.queue import QueueTab
from models import account as accounts
from models import activity as activities
from models import actor as actors
from models.base import new_id
from models.block import Block, BlockKind
from models.member import Actor
from models.task import Task
from sandbox.as_text import message_as_text
from sandbox.person import Person
from tests.behind import rows
from tests.managing import logged, press, statements
from tests.world import World

ENDED = "That block has ended in the meantime. Nothing was changed."


async def imported(world: World, kind: BlockKind, count: int = 1, **values: object) -> str:
    """Blocks of Nordlicht Pay, as an import writes them; the id of the last."""
    now = world.clock.business()
    async with world.rung.database.transaction() as session:
        account = (await accounts.by_key(session, world.program_id))["nordlicht pay"]
        row = {"program_id": world.program_id, "account_id": account.id, "kind": kind, "source": "CRM"}
        for _ in range(count):
            block_id = new_id()
            session.add(Block(**row | {"id": block_id, "since": now, "known_at": now} | values))
    return block_id


async def actor(world: World, person: Person) -> Actor:
    async with world.rung.database.reading() as session:
        found = await actors.identify(session, world.team.id, person.id)
    assert found is not None
    return found


async def customers(world: World, person: Person) -> str:
    """The tab *Customers* of their Home, as they read it now."""
    await person.open_home()
    await world.quiet()
    await person.press_home("home_tab:customers")
    await world.quiet()
    return home(person)


def home(person: Person) -> str:
    assert person.home is not None
    return "\n".join(message_as_text(person.home["blocks"], {}))


async def queued(world: World) -> str:
    await world.maya.command("/rung")
    await press(world.maya, "Blocks")
    return world.modal(world.maya)


async def said(world: World, why_not: str) -> Block:
    """Priya says no, and why."""
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Not this one")
    await world.priya.pick(await world.see(world.priya, "Noted"), "why_not", why_not)
    await world.quiet()
    (block,) = await rows(world, Block)
    return block


async def refused(world: World, person: Person, block_id: str) -> str:
    """What somebody is told who presses a button that was never drawn for them."""
    who = await actor(world, person)
    with pytest.raises(BotError) as told:
        async with world.rung.database.transaction() as session:
            await lifting.lift(session, who, block_id, now=world.clock.business())
    return told.value.user_message


async def test_an_owner_lifts_what_they_held_back(world: World) -> None:
    await world.request(world.tom)
    await world.menu(world.anna, await world.see(world.anna, "May we ask Priya"), "Block account until …")
    await world.anna.fill(until="2026-04-01")
    await world.anna.submit()
    shown = await customers(world, world.anna)
    assert "What stands against asking" in shown
    assert "Is kept free by their owner. Set by @U0ANNA, since 2 March, until 1 April." in shown
    assert "Nordlicht" not in (await world.shortlist(world.sofia, "Fjord")).split("Not now, and why")[0]
    (block,) = await rows(world, Block)
    await world.anna.press_home(f"lift_block:{block.id}")
    await world.quiet()
    assert "What stands against asking" not in home(world.anna)
    assert ("U0ANNA", "block_lifted") in await logged(world)
    assert "kept free by their owner" not in (await world.shortlist(world.sofia, "Fjord")).lower()


@pytest.mark.parametrize(
    "kind",
    [
        BlockKind.INCIDENT,
        BlockKind.DISPUTE,
        BlockKind.OVERDUE_INVOICE,
        BlockKind.NOTICE_GIVEN,
        BlockKind.FORMER_CUSTOMER,
    ],
)
async def test_what_was_imported_is_lifted_by_the_owner_or_a_manager(world: World, kind: BlockKind) -> None:
    await imported(world, kind)
    second = await imported(world, kind)
    assert "Known from CRM, since 2 March, with no end set." in await queued(world)
    await world.maya.press_modal(f"lift_block:{second}")
    assert "Blocks (1)" in world.modal(world.maya)
    assert (await customers(world, world.anna)).count("Known from CRM") == 1
    (first,) = await rows(world, Block, until=None)
    await world.anna.press_home(f"lift_block:{first.id}")
    await world.quiet()
    assert not await rows(world, Block, until=None)
    assert [who for who, verb in await logged(world) if verb == "block_lifted"] == ["U0MAYA", "U0ANNA"]
    assert "Nordlicht Pay" in (await world.shortlist(world.sofia, "Fjord")).split("Not now, and why")[0]


async def test_the_card_that_weighs_it_is_drawn_again(world: World) -> None:
    await world.request(world.tom)
    block_id = await imported(world, BlockKind.INCIDENT)
    card = await world.see(world.anna, "May we ask Priya Raman")
    await world.menu(world.anna, card, "Add a personal line")
    await world.anna.fill(line="You told it so well.")
    await world.anna.press_modal("save_line")
    assert "Has a severe incident open (CRM" in world.text(await world.see(world.anna, "May we ask Priya"))
    await queued(world)
    await world.maya.press_modal(f"lift_block:{block_id}")
    assert "Nothing keeps a whole company from being asked." in world.modal(world.maya)
    assert "incident" not in world.text(await world.see(world.anna, "May we ask Priya"))


async def test_what_the_customer_said_only_its_owner_or_their_backup_takes_back(world: World) -> None:
    block = await said(world, "not_happy")
    shown = await queued(world)
    assert "The customer said so, since 2 March, with no end set." in shown
    assert "only Anna Schmidt or their backup can lift it, once they were told otherwise." in shown
    assert "[Lift]" not in shown
    told = "Nordlicht Pay said this themselves, so only Anna Schmidt or their backup can lift it."
    assert await refused(world, world.maya, block.id) == told
    owned = "Anna Schmidt looks after this customer, so this is theirs to lift."
    assert await refused(world, world.sofia, block.id) == owned
    await customers(world, world.ben)
    assert world.ben.home is not None
    asked = next(b["accessory"] for b in world.ben.home["blocks"] if "Lift" in str(b.get("accessory")))
    assert asked["confirm"]["text"]["text"].startswith("They told me that they are happy with us again")
    await world.ben.press_home(f"lift_block:{block.id}")
    await world.quiet()
    await world.see(world.anna, "cleared, so that they can be asked again.")
    (task,) = await rows(world, Task)
    assert task.outcome == "cleared"
    assert ("U0BEN", "block_lifted") in await logged(world)


@pytest.mark.parametrize(
    ("why_not", "told"),
    [("conflict", "there is no conflict"), ("company_forbids", "their company allows this kind of help")],
)
async def test_a_conflict_and_a_companys_no_are_taken_back_by_the_owner(
    world: World, why_not: str, told: str
) -> None:
    block = await said(world, why_not)
    assert "said this themselves" in await refused(world, world.maya, block.id)
    await customers(world, world.anna)
    assert world.anna.home is not None
    assert f"They told me that {told}" in str(world.anna.home["blocks"])
    await world.anna.press_home(f"lift_block:{block.id}")
    await world.quiet()
    assert not await rows(world, Block, until=None)
    assert not await rows(world, Task, done_at=None)


async def test_a_conflict_known_from_elsewhere_is_no_word_of_theirs(world: World) -> None:
    block_id = await imported(world, BlockKind.CONFLICT, company_key="kestrel pay")
    assert "Has a conflict with this prospect: kestrel pay. Known from CRM" in await queued(world)
    await world.maya.press_modal(f"lift_block:{block_id}")
    assert not await rows(world, Block, until=None)


async def test_a_contract_is_for_managers(world: World) -> None:
    block_id = await imported(world, BlockKind.CONTRACT_FORBIDS)
    shown = await customers(world, world.anna)
    assert "Only a manager can lift what a contract says." in shown
    assert "[Lift]" not in shown
    assert "only a manager of the programme can lift it" in await refused(world, world.anna, block_id)
    await queued(world)
    await world.maya.press_modal(f"lift_block:{block_id}")
    assert not await rows(world, Block, until=None)


async def test_who_comes_second_is_told(world: World) -> None:
    block_id = await imported(world, BlockKind.DISPUTE)
    await queued(world)
    await customers(world, world.anna)
    await world.anna.press_home(f"lift_block:{block_id}")
    await world.maya.press_modal(f"lift_block:{block_id}")
    assert ENDED in world.modal(world.maya)
    assert await refused(world, world.maya, "gone") == ENDED
    looks_after = "Anna Schmidt looks after this customer, so this is theirs to lift."
    assert await refused(world, world.tom, block_id) == looks_after
    assert [verb for _, verb in await logged(world)].count("block_lifted") == 1


async def test_what_ends_by_itself_is_not_listed(world: World) -> None:
    block_id = await imported(world, BlockKind.DISPUTE, until=world.clock.business())
    assert "Blocks (0)" in await queued(world)
    assert "What stands against asking" not in await customers(world, world.anna)
    assert await refused(world, world.maya, block_id) == ENDED


async def test_the_lists_come_in_pages_and_ask_no_more_of_the_database_for_them(world: World) -> None:
    maya, now = await actor(world, world.maya), world.clock.business()
    async with world.rung.database.reading() as session:
        call = (await activities.by_key(session, world.program_id))["reference_call"]
    in_queue = partial(queue.page, actor=maya, tab=QueueTab.BLOCKS, number=0, now=now)
    at_home = partial(homes.draw, team_id=world.team.id, user_id="U0ANNA", tab="customers", page=0, now=now)
    counts = []
    for more in (1, 29):
        await imported(world, BlockKind.COMPANY_FORBIDS, more, activity_id=call.id)
        counts.append((await statements(world, in_queue), await statements(world, at_home)))
    assert counts[0] == counts[1]
    assert (await queued(world)).count("Known from CRM") == queue.PAGE
    for _ in range(3):
        await press(world.maya, "More")
    assert world.modal(world.maya).count("Known from CRM") == 30 - 3 * queue.PAGE
    assert (await customers(world, world.anna)).count("Known from CRM") == homes.BLOCKS
    await world.anna.press_home("home_older")
    await world.quiet()
    assert home(world.anna).count("Known from CRM") == homes.BLOCKS
