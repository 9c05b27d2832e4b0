"""A manager may pass the programme's own caps with a written reason; nobody passes the customer's words."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from models import advocate as advocates
from models.account import Account
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.base import new_id
from models.block import Block, BlockKind
from models.member import Member
from models.reference import Reference, ReferenceState
from tests.managing import choose, logged, press, set_up
from tests.world import World

WHY = "They offered it themselves at dinner."


async def rested(world: World, *but: str) -> None:
    """Nobody but those of these e-mail addresses can ever be asked: the others have left."""
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Advocate).where(Advocate.email.not_in(but)).values(left_on=world.clock.business().date())
        )


async def unfilled(world: World) -> None:
    """Marta, who was asked two weeks ago, is the only one left, so that nobody was found."""
    await world.request(world.tom)
    await rested(world, "marta@kontoria.example")
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Not now")
    assert "Nobody we asked can help" in world.text(await world.see(world.tom, "Kestrel"))


async def open_form(world: World) -> str:
    await world.maya.command("/rung")
    await press(world.maya, "References")
    await choose(world.maya, "Kestrel", "Make an exception")
    return world.modal(world.maya)


async def offered(world: World) -> list[dict[str, Any]]:
    assert world.maya.modal is not None
    found: list[dict[str, Any]] = next(
        block["element"]["options"]
        for block in world.maya.modal["blocks"]
        if block.get("block_id") == "customer"
    )
    return found


async def test_the_reference_goes_on_with_whom_the_manager_chose(world: World) -> None:
    await unfilled(world)
    assert "Only the programme's own caps keep these customers" in await open_form(world)
    (marta,) = await offered(world)
    assert marta["text"]["text"] == "Head of Accounting, Kontoria"
    assert "free on" in marta["description"]["text"]
    await world.maya.fill(customer=marta["value"], reason=WHY)
    await world.maya.submit()
    assert "Kept, with your reason. They are tried next" in world.modal(world.maya)
    assert "Still looking for a customer." in world.modal(world.maya)
    assert ("U0MAYA", "exception") in await logged(world)
    assert "waiting for Anna Schmidt to agree" in world.text(await world.see(world.tom, "Kestrel"))
    await world.marta.press_label(await world.ask(world.anna, world.marta), "Yes")
    assert "Marta Keller" in world.text(await world.see(world.tom, "Found."))
    async with world.rung.database.reading() as session:
        ask = (await session.scalars(select(Ask).where(Ask.exception.is_not(None)))).one()
        maya = (await session.scalars(select(Member).where(Member.slack_user_id == "U0MAYA"))).one()
    assert (ask.exception, ask.exception_by) == (WHY, maya.id)


async def test_while_somebody_is_asked_the_exception_waits_its_turn(world: World) -> None:
    await world.request(world.tom)
    await world.see(world.anna, "May we ask Priya Raman")
    await open_form(world)
    marta = next(each for each in await offered(world) if "Kontoria" in each["text"]["text"])
    await world.maya.fill(customer=marta["value"], reason=WHY)
    await world.maya.submit()
    await world.quiet()
    assert len(world.anna.dm) == 1
    await world.anna.press_label(world.anna.dm[0], "Not now")
    await world.see(world.anna, "May we ask Marta Keller")


async def test_a_candidate_for_whom_a_cap_came_up_is_asked_after_all(world: World) -> None:
    await world.request(world.tom)
    await rested(world, "priya@nordlicht.example", "lukas@talerhaus.example")
    await set_up(world, account_asks_in_30_days=0)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Approve")
    assert "Nordlicht Pay: no longer free" in world.text(await world.see(world.tom, "Kestrel"))
    await set_up(world, account_asks_in_30_days=3, accepted_in_90_days=0)
    await open_form(world)
    priya = next(each for each in await offered(world) if "Nordlicht" in each["text"]["text"])
    await world.maya.fill(customer=priya["value"], reason=WHY)
    await world.maya.submit()
    assert not world.maya.errors
    await world.ask(world.anna, world.priya)


async def test_a_reason_is_needed(world: World) -> None:
    await unfilled(world)
    await open_form(world)
    (marta,) = await offered(world)
    await world.maya.fill(customer=marta["value"], reason=" because    ")
    await world.maya.submit()
    assert "Say why, in 10 to 500 characters" in world.maya.errors["reason"]
    assert ("U0MAYA", "exception") not in await logged(world)


async def test_what_is_no_cap_is_not_offered_and_refused_if_forged(world: World) -> None:
    await unfilled(world)
    await open_form(world)
    (marta,) = await offered(world)
    forms = world.maya.modal
    assert forms is not None
    now = world.clock.business()
    async with world.rung.database.transaction() as session:
        people = await advocates.by_email(session, world.program_id)
        who = people["marta@kontoria.example"]
        account = await session.get_one(Account, (world.program_id, who.account_id))
        account.group_key = "kestrel pay"
    for cleared in ("the prospect's own group", "a pause of their own", "a contract"):
        world.team.stacks[world.maya.id].open(forms)
        await world.maya.fill(customer=marta["value"], reason=WHY)
        await world.maya.submit()
        assert "Nobody can make an exception for this customer" in world.maya.errors["customer"], cleared
        assert "kept from this by the programme's own caps alone" in await open_form(world), cleared
        async with world.rung.database.transaction() as session:
            account = await session.get_one(Account, (world.program_id, who.account_id))
            account.group_key = None
            who = await session.get_one(Advocate, (world.program_id, who.id))
            if cleared == "the prospect's own group":
                who.paused_until = now + timedelta(days=9)
            else:
                who.paused_until = None
                session.add(
                    Block(
                        program_id=world.program_id,
                        id=new_id(),
                        account_id=account.id,
                        kind=BlockKind.CONTRACT_FORBIDS,
                        since=now,
                        known_at=now,
                        source="import",
                    )
                )
    assert ("U0MAYA", "exception") not in await logged(world)


async def test_what_the_owner_refused_stays_refused(world: World) -> None:
    await world.request(world.tom)
    await set_up(world, accepted_in_90_days=0)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Not now")
    await world.quiet()
    await open_form(world)
    assert not [each for each in await offered(world) if "Head of Finance" in each["text"]["text"]]
    async with world.rung.database.reading() as session:
        ask = (await session.scalars(select(Ask).where(Ask.state == AskState.REFUSED))).one()
    assert ask.exception is None


async def test_what_was_cancelled_or_is_past_is_left_alone(world: World) -> None:
    await unfilled(world)
    await open_form(world)
    (marta,) = await offered(world)
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Reference)
            .where(Reference.state == ReferenceState.UNFILLED)
            .values(state=ReferenceState.CANCELLED)
        )
    await world.maya.fill(customer=marta["value"], reason=WHY)
    await world.maya.submit()
    assert "closed in the meantime" in world.modal(world.maya)
