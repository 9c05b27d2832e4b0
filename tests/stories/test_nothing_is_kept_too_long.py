"""Time passes: whoever left long ago is erased as if they wished it, and rows that nobody needs any more go."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.privacy import erasing
from bot.privacy import retention as retention_of
from models import audit, joining
from models.audit import Audit
from models.base import new_id
from models.contact import Contact, ContactKind
from models.message import Message, MessageKind
from models.privacy import retention, suggested
from models.privacy.register import kept_for
from models.task import Task, TaskKind
from models.upload import Upload, UploadState
from sandbox.person import Person
from tests import customers
from tests.house.test_programs import listening
from tests.stories.test_an_erased_customer import GONE, NAME, PRIYA, USER, left_of, person
from tests.world import World, small_world

DAY = timedelta(days=1)
THEO = "theo@talerhaus.example"


async def later(world: World, days: float) -> None:
    """So many days pass, and what is kept no longer is let go."""
    world.clock.move(timedelta(days=days))
    await world._tick()
    for _ in range(2):  # an hour later the rows of what says nothing any more go, too
        await world.rung.ticks.forget()
        await world.quiet()


async def count(world: World, entity: Any, *where: Any) -> int:
    async with world.rung.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(entity).where(*where)) or 0


async def test_who_left_is_erased_when_their_time_is_over(world: World) -> None:
    kept = await person(world)
    await world.priya.command("/advocate", "leave")
    await later(world, kept_for("person").days)
    assert (await person(world)).email == PRIYA
    await later(world, 1)
    assert left_of(world, kept.name, PRIYA, USER) == []
    note = world.text(await world.see(world.anna, "left, or said no, long ago"))
    assert "Nordlicht Pay" in note
    assert "Priya" not in note
    async with world.rung.database.reading() as session:
        done = (await session.execute(select(Audit.actor, Audit.subject).where(Audit.verb == "erased"))).all()
    assert [tuple(row) for row in done] == [(audit.CLOCK, kept.id)]
    wrong = await customers.invite(
        world, world.anna, "Nordlicht", name=NAME, email=PRIYA, title="CFO", line=""
    )
    assert GONE in str(wrong)


async def test_who_said_no_is_erased_too_and_who_came_back_is_not(world: World) -> None:
    jonas, card = await customers.invited(world)
    await jonas.press_label(card, "No, thank you")
    await world.quiet()
    await world.priya.command("/advocate", "leave")
    await world.priya.command("/advocate", "limits")
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("join_again")
    await world.quiet()
    await later(world, kept_for("person").days + 1)
    assert left_of(world, "jonas@talerhaus.example", jonas.id) == []
    back = await person(world)
    assert (back.email, back.left_on) == (PRIYA, None)
    assert back.joined_on is not None


async def test_who_comes_back_at_the_last_moment_stays(world: World) -> None:
    """They were found to be due, and joined again before their turn came."""
    kept = await person(world)
    async with world.rung.database.transaction() as session:
        customer = await joining.find(session, world.program_id, kept.id)
        assert customer is not None
        now, real = world.clock.business(), world.clock.real()
        done = await erasing.erase(
            session, customer, by=audit.CLOCK, now=now, real=real, left_before=now.date()
        )
    assert not done
    assert (await person(world)).email == PRIYA


@pytest.mark.parametrize("decided", [False, True])
async def test_who_was_suggested_is_forgotten_when_their_time_is_over(world: World, *, decided: bool) -> None:
    await world.lukas.command("/advocate", "nominate")
    await world.lukas.fill(nominate_name="Theo Winter", nominate_email=THEO, nominate_role="Head of Tax")
    await world.lukas.submit()
    await world.quiet()
    owner = next(each for each in (world.anna, world.ben) if "Theo Winter" in world.text(each.dm[-1]))
    if decided:
        await owner.press_label(owner.dm[-1], "Not now")
        await world.quiet()
    await later(world, kept_for("suggested").days - 1)
    assert left_of(world, THEO)
    await later(world, 2)
    assert left_of(world, THEO, "Theo Winter") == []
    assert "Theo" not in "".join(world.text(each) for each in owner.dm)
    assert await count(world, Task, Task.kind == TaskKind.NOMINATED, Task.done_at.is_(None)) == 0
    async with world.rung.database.transaction() as session:
        now = world.clock.business()
        (task,) = (await session.scalars(select(Task).where(Task.kind == TaskKind.NOMINATED))).all()
        assert task.outcome == ("not_now" if decided else "erased")
        assert not await retention_of.forget_suggestion(session, task.program_id, task.id, now=now)
    async with world.rung.database.reading() as session:
        assert await retention_of.suggestions_due(session, now=now, most=1) == []


async def rows_of(world: World, at: datetime) -> None:
    """A contact and a dropped file of that moment."""
    kept = await person(world)
    async with world.rung.database.transaction() as session:
        anna = await joining.find(session, world.program_id, kept.id)
        assert anna is not None
        same = {"program_id": world.program_id}
        session.add(
            Contact(**same, advocate_id=kept.id, kind=ContactKind.RECAP, subject=new_id(), at=at),
        )
        session.add(
            Upload(
                **same,
                workspace_id=world.rung.workspace.id,
                slack_file_id=new_id(),
                channel="D0",
                member_id=anna.owner.id,
                name="people of Nordlicht.csv",
                state=UploadState.CHECKED,
                made_at=at,
            )
        )


async def test_contacts_and_dropped_files_go_when_their_time_is_over(world: World) -> None:
    now = world.clock.business()
    for days in (-1, 1):
        await rows_of(world, now - kept_for("contacts") - days * timedelta(hours=1))
        await rows_of(world, now - kept_for("contacts") - days * timedelta(hours=1))
    assert kept_for("contacts") == kept_for("uploads")
    await world.rung.ticks.forget()
    over = now - kept_for("contacts")
    for entity, at in ((Contact, Contact.at), (Upload, Upload.made_at)):
        assert await count(world, entity, at < over) == 0
        assert await count(world, entity, at >= over) == 2


async def test_a_batch_is_bounded_and_a_file_at_work_stays(world: World) -> None:
    now = world.clock.business()
    for _ in range(3):
        await rows_of(world, now - timedelta(days=800))
    async with world.rung.database.transaction() as session:
        newest = select(func.max(Upload.id)).scalar_subquery()
        await session.execute(update(Upload).where(Upload.id == newest).values(state=UploadState.IMPORTING))
        for let_go, told in ((retention.contacts, [2, 1, 0]), (retention.uploads, [2, 0, 0])):
            found = [await let_go(session, before=now, most=2) for _ in range(3)]
            assert found == told


async def test_messages_of_the_moment_go_and_what_tells_of_a_customer_can_still_be_taken_back(
    world: World,
) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    for each in (world.tom, world.priya):
        await each.open_home()
        await each.say("Hello?")
    await world.quiet()
    long_ago = world.clock.business() - kept_for("messages") - DAY
    async with world.rung.database.transaction() as session:
        await session.execute(update(Message).values(due_at=long_ago))
    await world.rung.ticks.forget()
    kinds = {MessageKind.HOME, MessageKind.GREETING}
    assert await count(world, Message, Message.kind.in_(kinds), Message.recipient == "U0TOM") == 0
    assert await count(world, Message, Message.kind.in_(kinds), Message.recipient == USER) > 0
    assert await count(world, Message, Message.kind == MessageKind.LINE) > 0
    await gone(world, world.priya)
    shown = world.team.message(card.channel, card.ts)
    assert shown is not None
    assert "erased" in world.text(shown)
    await world.tom.open_home()
    await world.quiet()
    assert await count(world, Message, Message.kind == MessageKind.HOME, Message.recipient == "U0TOM") == 1


async def gone(world: World, customer: Person) -> None:
    await customer.command("/advocate", "erase")
    await customer.press_modal("erase")
    await world.quiet()


async def test_what_looks_through_all_programs_has_an_index(sqlite_url: str) -> None:
    async with small_world(sqlite_url) as world, world.rung.database.transaction() as session:
        now = world.clock.business()
        with listening(world.rung.database) as heard:
            await retention.gone(session, before=now.date(), most=1)
            await suggested.due(session, before=now, most=1)
            for each in (retention.contacts, retention.uploads, retention.messages):
                await each(session, before=now - timedelta(days=999), most=1)
        connection = await session.connection()
        wanted = (
            "ix_advocate_gone",
            "ix_task_suggested",
            "ix_contact_at",
            "ix_upload_made",
            "ix_message_fleeting",
        )
        for (statement, values), index in zip(heard.seen, wanted, strict=True):
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            assert index in str(plan.all())
