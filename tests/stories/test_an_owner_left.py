"""An owner's customers, with everything that waits there, pass to somebody else at once."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from sqlalchemy import select, update

from bot import tasks as doing
from bot.managers import owners
from bot.views.task import CARDS
from models import activity as activities
from models import actor as actors
from models import deal as deals
from models import member as members
from models.account import Account
from models.advocate import Advocate
from models.ask import Ask, AskState, Stage
from models.base import new_id
from models.member import Member
from models.reference import Reference, ReferenceState
from models.task import TaskKind
from tests.managing import choose, counted, logged, plain_card, press, set_up, statements
from tests.world import World


@pytest.fixture(autouse=True)
def card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CARDS, TaskKind.CHECK_IN, plain_card)


async def hand_over(world: World, to: str, *, account: str = "") -> None:
    await world.maya.command("/rung", "owners")
    await choose(world.maya, "Anna Schmidt", "Hand over")
    if account:
        (found,) = await world.maya.search("account_to_hand", account)
        await world.maya.fill(account=found["value"])
    await world.maya.fill(to=to)
    await world.maya.submit()


async def left(world: World, user: str) -> None:
    async with world.rung.database.transaction() as session:
        found = await members.by_user(session, world.program_id, user)
        assert found is not None
        found.active = False


async def owned(world: World, user: str) -> set[str]:
    async with world.rung.database.reading() as session:
        rows = await session.scalars(
            select(Account.name)
            .join(Member, Member.id == Account.owner_id)
            .where(Member.slack_user_id == user)
        )
        return set(rows)


async def test_everything_goes_along(world: World) -> None:
    await world.request(world.tom)
    await world.see(world.anna, "May we ask Priya Raman")
    async with world.rung.database.transaction() as session:
        anna = await members.by_user(session, world.program_id, "U0ANNA")
        account = (await session.scalars(select(Account).where(Account.name == "Kontoria"))).one()
        assert anna is not None
        await doing.open_(
            session,
            TaskKind.CHECK_IN,
            member=anna,
            account=account,
            advocate=None,
            said="Marta has gone quiet.",
            now=world.clock.business(),
        )
    await left(world, "U0ANNA")
    await world.maya.command("/rung", "owners")
    shown = world.modal(world.maya)
    assert "Anna Schmidt, no longer with us\n3 customers; 1 approval and 1 task waiting." in shown
    assert shown.index("Anna Schmidt") < shown.index("Ben Okafor")
    await hand_over(world, "U0BEN")
    assert "Handed over. The cards are on their way." in world.modal(world.maya)
    assert await owned(world, "U0BEN") == {
        "Nordlicht Pay",
        "Talerhaus",
        "Kontoria",
        "Edelgrat Finanz",
        "Hoshi Denki",
    }
    card = await world.see(world.ben, "May we ask Priya Raman")
    await world.see(world.ben, "To do: Marta has gone quiet.")
    assert "waiting for Ben Okafor to agree; a reminder follows today 11:30" in world.text(
        await world.see(world.tom, "Kestrel")
    )
    await world.anna.press_label(world.anna.dm[0], "Approve", stale=True)
    await world.ben.press_label(card, "Approve")
    assert "Ben Okafor, your contact at Brightwell" in await world.only(world.priya)
    log = await logged(world)
    assert log.count(("U0MAYA", "account_handed")) == 3
    assert log.count(("U0MAYA", "approval_handed")) == 1
    assert log.count(("U0MAYA", "task_handed")) == 1


async def test_the_cards_of_before_say_who_decides_now(world: World) -> None:
    await world.request(world.tom)
    await world.see(world.anna, "May we ask Priya Raman")
    await world.pass_time(hours=2, minutes=1)
    await hand_over(world, "U0SOFIA")
    await world.quiet()
    for message in world.anna.dm:
        assert "Sofia Lindqvist decides now. There is nothing left to do." in world.text(message)
    assert "Sofia Lindqvist" in world.text(await world.see(world.tom, "Kestrel"))
    await world.sofia.press_label(await world.see(world.sofia, "May we ask Priya Raman"), "Not now")
    assert ("U0MAYA", "owner_given") in await logged(world)


async def test_a_customer_who_was_asked_reads_the_new_contacts_name(world: World) -> None:
    await world.request(world.tom)
    await world.ask(world.anna, world.priya)
    assert "Anna Schmidt, your contact at Brightwell, thought of you" in await world.only(world.priya)
    await hand_over(world, "U0BEN")
    await world.see(world.priya, "for Ben Okafor, your contact at Brightwell")


async def test_one_customer_alone(world: World) -> None:
    await world.request(world.tom)
    await hand_over(world, "U0BEN", account="Kontor")
    assert await owned(world, "U0ANNA") == {"Nordlicht Pay", "Talerhaus"}
    assert "Kontoria" in await owned(world, "U0BEN")
    await world.quiet()
    assert not world.ben.dm
    await world.maya.command("/rung", "owners")
    await choose(world.maya, "Anna Schmidt", "Hand over")
    found = await world.maya.search("account_to_hand", "%")
    assert found == []
    found = await world.maya.search("account_to_hand", "")
    assert [each["text"]["text"] for each in found] == ["Nordlicht Pay", "Talerhaus"]


async def test_a_name_is_found_by_small_letters_that_are_not_plain_ones(world: World) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Account).where(Account.name == "Nordlicht Pay").values(name="Österlicht AG")
        )
    await world.maya.command("/rung", "owners")
    await choose(world.maya, "Anna Schmidt", "Hand over")
    for words in ("öst", "ÖST", "Österlicht ag"):
        assert [each["text"]["text"] for each in await world.maya.search("account_to_hand", words)] == [
            "Österlicht AG"
        ]


async def test_who_can_not_take_them(world: World) -> None:
    await world.maya.command("/rung", "owners")
    await choose(world.maya, "Anna Schmidt", "Hand over")
    async with world.rung.database.transaction() as session:
        ben = await members.by_user(session, world.program_id, "U0BEN")
        assert ben is not None
        ben.away_until = datetime(2026, 3, 9, tzinfo=UTC)
    await left(world, "U0SOFIA")
    await set_up(world, owner_group="S0OWNERS")
    for user, why in (
        ("U0ANNA", "has them already"),
        ("U0BEN", "is away right now"),
        ("U0SOFIA", "Choose a colleague who uses Rung"),
        ("U0PRIYA", "Choose a colleague who uses Rung"),
        ("U0TOM", "Owners follow a user group, and Tom Reyes is not in it"),
    ):
        await world.maya.fill(to=user)
        await world.maya.submit()
        assert why in world.maya.errors["to"]
    await world.maya.fill(to="U0MAYA")
    await world.maya.submit()
    assert len(await owned(world, "U0MAYA")) == 3


async def test_the_second_of_two_finds_nothing_left(world: World) -> None:
    await world.maya.command("/rung", "owners")
    view = world.maya.modal
    await choose(world.maya, "Anna Schmidt", "Hand over")
    form = world.maya.modal
    await world.maya.fill(to="U0BEN")
    await world.maya.submit()
    assert view is not None
    assert form is not None
    world.team.stacks[world.maya.id].open(form)
    await world.maya.fill(to="U0SOFIA")
    await world.maya.submit()
    assert "They own no customers any more" in world.modal(world.maya)
    world.team.stacks[world.maya.id].open(view)
    await choose(world.maya, "Anna Schmidt", "Hand over")
    assert "They own no customers any more" in world.modal(world.maya)


async def customers(world: World, count: int) -> None:
    """More of Anna's customers, each with a question that waits for her and something to do."""
    program_id, now = world.program_id, world.clock.business()
    async with world.rung.database.transaction() as session:
        own = await members.by_email(session, program_id)
        anna = own["anna@brightwell.example"]
        call = (await activities.by_key(session, program_id))["reference_call"]
        deal = (await deals.by_key(session, program_id))["D-1"]
        for _ in range(count):
            key = new_id()
            account = Account(program_id=program_id, id=key, name=f"N {key}", key=key, owner_id=anna.id)
            session.add(account)
            await session.flush()
            who = Advocate(
                program_id=program_id,
                id=new_id(),
                account_id=key,
                email=f"{key}@x.example",
                name="Somebody",
                title="Head",
                zone="UTC",
            )
            reference = Reference(
                program_id=program_id,
                id=new_id(),
                seller_id=own["tom@brightwell.example"].id,
                deal_id=deal.id,
                activity_id=call.id,
                needed_on=date(2026, 3, 20),
                state=ReferenceState.LOOKING,
                form_key=key,
                created_at=now,
            )
            session.add_all([who, reference])
            await session.flush()
            session.add(
                Ask(
                    program_id=program_id,
                    id=new_id(),
                    reference_id=reference.id,
                    advocate_id=who.id,
                    account_id=key,
                    deal_id=deal.id,
                    activity_id=call.id,
                    position=0,
                    state=AskState.APPROVING,
                    state_at=now,
                    stage=Stage.BACKUP,
                    due_at=now,
                )
            )
            await doing.open_(
                session,
                TaskKind.CHECK_IN,
                member=anna,
                account=account,
                advocate=who,
                subject=key,
                now=now,
            )


async def test_forty_customers_take_no_more_statements_than_one(world: World) -> None:
    async with world.rung.database.reading() as session:
        maya = await actors.identify(session, world.team.id, "U0MAYA")
        anna = await members.by_user(session, world.program_id, "U0ANNA")
        ben = await members.by_user(session, world.program_id, "U0BEN")
    assert maya is not None
    assert anna is not None
    assert ben is not None
    give = partial(owners.hand_over, actor=maya, account_id=None, now=world.clock.business())
    counts = []
    for more in (1, 39):
        await customers(world, more)
        async with counted(world) as (session, seen):
            await give(session, owner_id=anna.id, user_id="U0BEN")
            await session.flush()
        counts.append(len(seen))
        async with world.rung.database.transaction() as session:
            await give(session, owner_id=ben.id, user_id="U0ANNA")
    assert counts[0] == counts[1] <= 20
    async with world.rung.database.reading() as session:
        stages = (await session.scalars(select(Ask.stage).where(Ask.state == AskState.APPROVING))).all()
    assert stages == [Stage.OWNER] * 40


async def test_many_owners_come_in_pages_with_the_same_statements(world: World) -> None:
    async with world.rung.database.reading() as session:
        maya = await actors.identify(session, world.team.id, "U0MAYA")
    assert maya is not None
    few = await statements(world, lambda session: owners.overview(session, maya, 0))
    async with world.rung.database.transaction() as session:
        for number in range(30):
            key = f"{number:02}"
            who = Member(
                program_id=world.program_id,
                id=new_id(),
                workspace_id=world.rung.workspace.id,
                slack_user_id=f"U1{key}",
                name=f"Owner {key}",
                zone="UTC",
            )
            session.add(who)
            await session.flush()
            session.add(Account(program_id=world.program_id, id=new_id(), name=key, key=key, owner_id=who.id))
    assert await statements(world, lambda session: owners.overview(session, maya, 0)) == few
    await world.maya.command("/rung", "owners")
    assert world.modal(world.maya).count("waiting.") == owners.PAGE
    await press(world.maya, "More")
    await press(world.maya, "More")
    assert world.modal(world.maya).count("waiting.") == 32 - 2 * owners.PAGE
    await press(world.maya, "Before")
    assert world.modal(world.maya).count("waiting.") == owners.PAGE
