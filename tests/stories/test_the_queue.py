"""Managers see what waits for a decision in the whole programme, and can step in."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from sqlalchemy import update

from bot import tasks as doing
from bot import workspaces as pauses
from bot.managers import queue
from bot.views.manager.queue import QueueTab
from bot.views.task import CARDS
from models import account as accounts
from models import activity as activities
from models import actor as actors
from models import advocate as advocates
from models import deal as deals
from models import member as members
from models.ask import Ask, AskState, Stage
from models.audit import Audit
from models.base import new_id
from models.member import Actor
from models.message import Message, MessageState
from models.reference import Reference, ReferenceState
from models.task import TaskKind
from tests.managing import choose, logged, plain_card, press, statements
from tests.world import World


async def open_queue(world: World) -> str:
    await world.maya.command("/rung")
    return world.modal(world.maya)


async def to_do(world: World, said: str = "They sound tired.") -> None:
    async with world.rung.database.transaction() as session:
        own = await members.by_email(session, world.program_id)
        who = (await advocates.by_email(session, world.program_id))["priya@nordlicht.example"]
        await doing.open_(
            session,
            TaskKind.CHECK_IN,
            member=own["anna@brightwell.example"],
            account=await accounts.get(session, world.program_id, who.account_id),
            advocate=who,
            subject=who.id,
            said=said,
            now=world.clock.business(),
        )


@pytest.fixture(autouse=True)
def card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CARDS, TaskKind.CHECK_IN, plain_card)


async def test_it_is_for_managers_and_explains_itself(world: World) -> None:
    await world.tom.command("/rung")
    assert "Running the programme is for its managers" in world.tom.ephemerals[-1].text
    assert world.tom.modal is None
    await world.nobody.command("/rung", "settings")
    assert "Running the programme is for its managers" in world.nobody.ephemerals[-1].text
    await world.maya.command("/rung", "help")
    assert world.maya.ephemerals[-1].text.startswith("`/rung` or `/rung queue` shows")
    await world.maya.command("/rung", "Make coffee")
    assert world.maya.ephemerals[-1].text.startswith("Those words are not known here. `/rung`")
    assert world.maya.modal is None
    await world.maya.command("/rung", " Queue ")
    assert "No question waits for an approver." in world.modal(world.maya)


async def test_what_waits_says_for_whom_and_since_when(world: World) -> None:
    await world.request(world.tom)
    await world.pass_time(hours=2, minutes=1)
    shown = await open_queue(world)
    assert "Approvals (1)" in shown
    assert "Head of Finance Operations, Nordlicht Pay for Kestrel Pay: Ledger rollout" in shown
    assert "Owner: Anna Schmidt. Waiting since today 08:30 for Anna Schmidt" in shown  # Maya lives in London
    assert "Priya" not in shown


async def test_a_manager_decides_there(world: World) -> None:
    await world.request(world.tom)
    await open_queue(world)
    await choose(world.maya, "Nordlicht Pay", "Decide")
    assert "May we ask Priya Raman" in world.modal(world.maya)
    await world.maya.fill(decision="approve")
    await world.maya.submit()
    assert "No question waits for an approver." in world.modal(world.maya)
    assert "Maya Patel, for Anna Schmidt, your contact at Brightwell" in await world.only(world.priya)
    assert "Maya Patel approved" in world.text(await world.see(world.anna, "May we ask Priya Raman"))


async def test_a_managers_no_moves_on_to_the_next(world: World) -> None:
    await world.request(world.tom)
    await open_queue(world)
    await choose(world.maya, "Nordlicht Pay", "Decide")
    await world.maya.fill(decision="not_this_deal")
    await world.maya.submit()
    assert "Director Accounting, Talerhaus" in world.modal(world.maya)
    assert not world.priya.dm


async def test_what_is_taken_over_becomes_the_managers(world: World) -> None:
    await world.request(world.tom)
    await world.see(world.anna, "May we ask Priya Raman")
    await open_queue(world)
    await choose(world.maya, "Nordlicht Pay", "Take over")
    assert "for Maya Patel;" in world.modal(world.maya)
    await world.pass_time(minutes=31)  # then it is nine in London
    card = await world.see(world.maya, "May we ask Priya Raman")
    assert "Nordlicht Pay: Maya Patel decides now" in world.text(world.anna.dm[0])
    assert "waiting for Maya Patel to agree" in world.text(await world.see(world.tom, "Kestrel"))
    assert ("U0MAYA", "approval_handed") in await logged(world)
    await world.maya.press_label(card, "Approve")
    assert "Maya Patel, for Anna Schmidt" in await world.only(world.priya)


async def test_what_is_handed_over_follows_the_chain_from_there(world: World) -> None:
    await world.request(world.tom)
    await open_queue(world)
    await choose(world.maya, "Nordlicht Pay", "Hand to somebody else")
    for wrong, why in (
        ("U0TOM", "They asked for this themselves"),
        ("U0NOBODY", "Choose a colleague who uses Rung"),
        ("U0PRIYA", "Choose a colleague who uses Rung"),
    ):
        await world.maya.fill(to=wrong)
        await world.maya.submit()
        assert why in world.maya.errors["to"]
    await world.maya.fill(to="U0BEN")
    await world.maya.submit()
    await world.see(world.ben, "May we ask Priya Raman")
    await world.pass_time(hours=2, minutes=1)
    await world.see(world.ben, "A reminder: Tom Reyes is waiting for your decision about Priya Raman")
    assert "decides now" in world.text(world.anna.dm[0])
    assert len(world.anna.dm) == 1


async def test_who_is_away_takes_nothing_over(world: World) -> None:
    async with world.rung.database.transaction() as session:
        ben = (await members.by_email(session, world.program_id))["ben@brightwell.example"]
        ben.away_until = datetime(2026, 3, 9, tzinfo=UTC)
    await world.request(world.tom)
    await open_queue(world)
    await choose(world.maya, "Nordlicht Pay", "Hand to somebody else")
    await world.maya.fill(to="U0BEN")
    await world.maya.submit()
    assert "Ben Okafor is away right now" in world.maya.errors["to"]


async def test_what_was_settled_meanwhile_is_said(world: World) -> None:
    await world.request(world.tom)
    await open_queue(world)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Approve")
    await choose(world.maya, "Nordlicht Pay", "Take over")
    assert "settled in the meantime" in world.modal(world.maya)


async def test_tasks_can_be_taken_over_and_handed_on(world: World) -> None:
    await to_do(world)
    await world.see(world.anna, "To do: They sound tired.")
    await open_queue(world)
    await press(world.maya, "Tasks (1)")
    assert "Check in after two silences. With Anna Schmidt since" in world.modal(world.maya)
    await choose(world.maya, "Nordlicht Pay", "Take over")
    assert "With Maya Patel since" in world.modal(world.maya)
    await world.pass_time(minutes=31)  # then it is nine in London
    await world.see(world.maya, "To do: They sound tired.")
    assert "Maya Patel decides now" in world.text(world.anna.dm[0])
    await choose(world.maya, "Nordlicht Pay", "Take over")
    assert "theirs already" in world.modal(world.maya)
    await world.maya.close()
    await choose(world.maya, "Nordlicht Pay", "Hand to somebody else")
    await world.maya.fill(to="U0ANNA")
    await world.maya.submit()
    assert "With Anna Schmidt since" in world.modal(world.maya)
    await world.quiet()
    assert "To do: They sound tired." in world.text(world.anna.dm[0])
    assert "Anna Schmidt decides now" in world.text(world.maya.dm[0])
    assert (await logged(world)).count(("U0MAYA", "task_handed")) == 2


async def test_references_without_a_customer_stand_there_for_two_weeks(world: World) -> None:
    await world.request(world.sofia, "Fjord")
    await open_queue(world)
    await press(world.maya, "References (1)")
    assert "Still looking for a customer. Sofia Lindqvist needs it by" in world.modal(world.maya)
    for email in ("anna", "ben", "maya"):
        async with world.rung.database.transaction() as session:
            own = await members.by_email(session, world.program_id)
            own[f"{email}@brightwell.example"].away_until = datetime(2026, 3, 5, tzinfo=UTC)
    await world.pass_time(days=2)
    await open_queue(world)
    await press(world.maya, "References (1)")
    assert "Nobody was found. Sofia Lindqvist needs it by 20 March" in world.modal(world.maya)
    await world.pass_time(days=15)
    assert "References (0)" in await open_queue(world)


async def test_trouble_with_sending_is_said(world: World) -> None:
    await world.request(world.tom)
    await world.quiet()
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Message).where(Message.kind == "approval").values(state=MessageState.STUCK)
        )
    assert "1 message could not be sent" in await open_queue(world)
    async with world.rung.database.transaction() as session:
        where, now = world.rung.workspace.id, world.clock.business()
        await pauses.pause(session, world.program_id, where, "token_revoked", now=now)
    await world.quiet()
    assert "Sending to Brightwell rests: its key was withdrawn." in await open_queue(world)


async def many(world: World, count: int) -> None:
    """More of everything that the queue shows."""
    program_id, now = world.program_id, world.clock.business()
    async with world.rung.database.transaction() as session:
        own = await members.by_email(session, program_id)
        who = (await advocates.by_email(session, program_id))["priya@nordlicht.example"]
        account = await accounts.get(session, program_id, who.account_id)
        call = (await activities.by_key(session, program_id))["reference_call"]
        deal = (await deals.by_key(session, program_id))["D-1"]
        for _ in range(count):
            reference = Reference(
                program_id=program_id,
                id=new_id(),
                seller_id=own["tom@brightwell.example"].id,
                deal_id=deal.id,
                activity_id=call.id,
                needed_on=date(2026, 3, 20),
                state=ReferenceState.UNFILLED,
                form_key=new_id(),
                created_at=now,
            )
            session.add(reference)
            await session.flush()
            ask = Ask(
                program_id=program_id,
                id=new_id(),
                reference_id=reference.id,
                advocate_id=who.id,
                account_id=account.id,
                deal_id=deal.id,
                activity_id=call.id,
                position=0,
                state=AskState.APPROVING,
                state_at=now,
                stage=Stage.MANAGERS,
                due_at=now,
            )
            session.add(ask)
            for verb, subject in (("approving", ask.id), ("unfilled", reference.id)):
                session.add(Audit(program_id=program_id, at=now, actor="rung", verb=verb, subject=subject))
            member = own["anna@brightwell.example"]
            await doing.open_(
                session,
                TaskKind.CHECK_IN,
                member=member,
                account=account,
                advocate=who,
                subject=new_id(),
                now=now,
            )


async def manager(world: World) -> Actor:
    async with world.rung.database.reading() as session:
        found = await actors.identify(session, world.team.id, "U0MAYA")
    assert found is not None
    return found


async def test_it_comes_in_pages_and_asks_no_more_of_the_database_for_them(world: World) -> None:
    maya = await manager(world)
    counts: dict[QueueTab, list[int]] = {tab: [] for tab in QueueTab}
    for more in (1, 29):
        await many(world, more)
        for tab, found in counts.items():
            look = partial(queue.page, actor=maya, tab=tab, number=0, now=world.clock.business())
            found.append(await statements(world, look))
    assert all(one == thirty for one, thirty in counts.values())
    shown = await open_queue(world)
    assert shown.count("Nordlicht Pay for") == queue.PAGE
    for _ in range(3):
        await press(world.maya, "More")
    assert world.modal(world.maya).count("Nordlicht Pay for") == 30 - 3 * queue.PAGE
    await press(world.maya, "Before")
    assert world.modal(world.maya).count("Nordlicht Pay for") == queue.PAGE
