"""Customers who are ready for a next step, and the week in which it is proposed to them."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from models import activity as activities
from models import advocate as advocates
from models.activity import Activity
from models.advocate import Advocate
from models.base import new_id
from models.giveback import Giveback, GivebackKind, GivebackState
from models.nudge import Nudge
from models.participation import Participation, ParticipationState
from models.program import Program
from sandbox.messages import Message
from sandbox.person import Person
from tests import customers
from tests.world import World

BERLIN = ZoneInfo("Europe/Berlin")
PRIYA, ELENA = "priya@nordlicht.example", "elena@edelgrat.example"
TUESDAY = datetime(2026, 3, 3, 9, 5, tzinfo=BERLIN)
BEFORE, DID_ON, GIVEN_ON = date(2025, 7, 1), date(2025, 11, 3), date(2025, 11, 10)


async def ready(world: World, email: str = PRIYA, *, did: str = "review", **values: Any) -> None:
    """Somebody settled on a rung by what they did twice last year, and something was given back for it."""
    async with world.rung.database.transaction() as session:
        ladder = await activities.by_key(session, world.program_id)
        person = (await advocates.by_email(session, world.program_id))[email]
        own = {"program_id": world.program_id, "advocate_id": person.id, "account_id": person.account_id}
        session.add_all(
            Participation(
                **own,
                activity_id=ladder[did].id,
                state=ParticipationState.VERIFIED,
                done_on=day,
                source="import",
            )
            for day in (BEFORE, DID_ON)
        )
        session.add(
            Giveback(
                **own,
                id=new_id(),
                kind=GivebackKind.PEER,
                state=GivebackState.GIVEN,
                state_at=world.clock.business(),
                state_by="U0ANNA",
                given_on=GIVEN_ON,
                made_at=world.clock.business(),
                made_by="U0ANNA",
            )
        )
        for name, value in ({"rung": ladder[did].rung} | values).items():
            setattr(person, name, value)


async def set_activity(world: World, key: str, **values: Any) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Activity)
            .where(Activity.program_id == world.program_id, Activity.key == key)
            .values(**values)
        )


async def only(world: World, *keys: str, **values: Any) -> None:
    """Nothing but these activities is on the ladder."""
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Activity)
            .where(Activity.program_id == world.program_id, Activity.key.not_in(keys))
            .values(retired_on=date(2026, 1, 1))
        )
    for key in keys if values else ():
        await set_activity(world, key, **values)


async def set_program(world: World, **values: Any) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Program).where(Program.id == world.program_id).values(**values))


async def sweep(world: World, at: datetime = TUESDAY) -> None:
    """The first tick plans the look, the next Tuesday takes it."""
    await world.pass_time(minutes=1)
    await world.until(at)


async def proposed(world: World) -> Message:
    """Priya, ready for a case study: her card."""
    await ready(world)
    await only(world, "case_study")
    await sweep(world)
    return await world.see(world.priya, "Would a case study be something for you?")


async def nudges(world: World) -> list[Nudge]:
    async with world.rung.database.reading() as session:
        found = await session.scalars(
            select(Nudge).where(Nudge.program_id == world.program_id).order_by(Nudge.made_at, Nudge.id)
        )
        return list(found)


async def person(world: World, email: str = PRIYA) -> Advocate:
    async with world.rung.database.reading() as session:
        return (await advocates.by_email(session, world.program_id))[email]


async def change(world: World, email: str = PRIYA, **values: Any) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Advocate)
            .where(Advocate.program_id == world.program_id, Advocate.email == email)
            .values(**values)
        )


async def held_out_one(world: World) -> Person:
    """Somebody whose id ends as a tenth of all do, ready for a next step."""
    jonas = customers.newcomer(world)
    async with world.rung.database.transaction() as session:
        priya = (await advocates.by_email(session, world.program_id))[PRIYA]
        own = {
            "program_id": world.program_id,
            "account_id": priya.account_id,
            "workspace_id": priya.workspace_id,
        }
        session.add(
            Advocate(
                **own,
                id="0" * 32,
                slack_user_id=jonas.id,
                email="jonas@talerhaus.example",
                name="Jonas Weber",
                title="Controller",
                zone="Europe/Berlin",
                joined_on=date(2025, 1, 7),
            )
        )
    await ready(world, "jonas@talerhaus.example")
    return jonas


async def stepping(world: World) -> None:
    """Steps proposed to a customer and to an executive's owner, answered, begun, asked after, ended, stopped."""
    await ready(world, ELENA, seniority=2)
    card = await proposed(world)
    await world.priya.press_label(card, "Yes, tell me more")
    await world.see(world.anna, "would like to hear more")
    await world.ben.press_label(await world.see(world.ben, "may be ready for"), "Ask them myself")
    await world.until(TUESDAY + timedelta(days=35))
    await world.anna.press_label(await world.see(world.anna, "a month ago"), "It is done")
    await world.see(world.priya, "Thank you for a case study.")
    await world.maya.command("/rung", "queue")
    await world.maya.press_modal("queue_page:nudges")
    await ready(world, "lukas@talerhaus.example")
    await sweep(world, TUESDAY + timedelta(days=42))
    await world.lukas.press_label(await world.see(world.lukas, "has an idea for you"), "Stop")
    await customers.open_tab(world, world.lukas, "about_me")
    await world.lukas.press_home("own_page:1")
    await world.quiet()
    await world.lukas.press_home("allow_again")
    await world.pass_time(days=30)
