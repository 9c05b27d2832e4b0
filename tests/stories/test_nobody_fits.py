"""Where nobody fits, the seller reads why, what would help, and takes it with one press."""

from datetime import datetime

from sqlalchemy import select, update

from models import activity as activities
from models.advocate import Advocate
from models.consent import Consent, Consented
from tests.views.people import at
from tests.world import World


async def nobody_wants_calls(world: World) -> None:
    async with world.rung.database.transaction() as session:
        call = (await activities.by_key(session, world.program_id))["reference_call"].id
        agreed = {c.advocate_id: c for c in await session.scalars(select(Consent))}
        for advocate in await session.scalars(select(Advocate)):
            kept = agreed.get(advocate.id) or Consent(
                program_id=world.program_id, advocate_id=advocate.id, activity_id=call, source="test"
            )
            kept.state, kept.since, kept.until = Consented.NO, world.clock.business(), None
            session.add(kept)


async def paused(world: World, until: datetime, *emails: str) -> None:
    async with world.rung.database.transaction() as session:
        chosen = [Advocate.email.in_(emails)] if emails else []
        await session.execute(update(Advocate).where(*chosen).values(paused_until=until))


async def test_a_smaller_thing_that_works_now_is_one_press_away(world: World) -> None:
    await nobody_wants_calls(world)
    shown = await world.shortlist(world.tom)
    assert "Nobody can be asked for this right now." in shown
    assert "What keeps most away, 6 of 6: does not want to be asked for this kind." in shown
    assert "5 customers can be asked right now for a few answers in writing." in shown
    assert "How Talerhaus closes in four days" in shown

    await world.tom.press_modal("smaller_activity")
    shown = world.modal(world.tom)
    assert "Reference Q&A in writing for Kestrel Pay" in shown
    assert "1  Head of Finance Operations, Nordlicht Pay" in shown
    await world.tom.submit()
    await world.see(world.tom, "Reference Q&A in writing")
    assert "Would you help with a few answers in writing?" in world.text(
        await world.ask(world.anna, world.priya)
    )


async def test_the_day_on_which_somebody_is_free_is_told(world: World) -> None:
    await paused(world, at(20, 9))
    await paused(world, at(16, 9), "kenji@hoshi.example")
    shown = await world.shortlist(world.tom)
    assert "What keeps most away, 6 of 6: asked for a pause." in shown
    assert "From 16 March somebody is free." in shown
    assert "can be asked right now" not in shown


async def test_a_list_made_meanwhile_is_not_made_anew(world: World) -> None:
    """The same press twice, as from a slow phone."""
    await nobody_wants_calls(world)
    await world.shortlist(world.tom)
    assert world.tom.modal is not None
    (button,) = [
        block["accessory"]
        for block in world.tom.modal["blocks"]
        if block.get("accessory", {}).get("action_id") == "smaller_activity"
    ]
    await world.tom.press_modal("smaller_activity")
    shown = world.modal(world.tom)
    press = next(body for body, _, _ in reversed(world.sandbox.payloads) if body["type"] == "block_actions")
    assert press["actions"][0]["value"] == button["value"]
    await world.sandbox.delivery.send("interactive", press)
    assert world.modal(world.tom) == shown
    await world.tom.submit()
    await world.see(world.anna, "May we ask Priya Raman")
    assert len(world.anna.dm) == 1
