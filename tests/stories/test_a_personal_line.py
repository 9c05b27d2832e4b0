"""The approver's own words: on the card for all who decide, and on the ask for the customer."""

from sqlalchemy import select

from models.ask import Ask, AskState
from sandbox.messages import Message
from tests.world import World

LINE = "Priya, nobody tells the month-end story like you."


async def opened(world: World) -> Message:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    await world.menu(world.anna, card, "Add a personal line")
    return card


async def kept(world: World) -> tuple[AskState, str]:
    async with world.rung.database.reading() as session:
        (ask,) = await session.scalars(select(Ask).where(Ask.stage.is_not(None)))
    return ask.state, ask.personal_line


async def test_approved_with_the_line(world: World) -> None:
    await opened(world)
    await world.anna.fill(line=f"  {LINE}  ")
    await world.anna.submit()
    assert world.anna.modal is None
    await world.see(world.priya, "Would you help")
    assert await kept(world) == (AskState.ASKED, LINE)


async def test_kept_for_whoever_approves(world: World) -> None:
    card = await opened(world)
    await world.anna.fill(line=LINE)
    await world.anna.press_modal("save_line")
    assert "Whoever approves this question sends your line with it." in world.modal(world.anna)
    await world.anna.close()
    shown = world.text(await world.see(world.anna, "own words to them"))
    assert LINE in shown
    assert "Approve" in shown
    await world.ben.press(card, "approve", stale=True)
    await world.see(world.priya, "Would you help")
    assert await kept(world) == (AskState.ASKED, LINE)


async def test_changed_and_taken_off_again(world: World) -> None:
    card = await opened(world)
    await world.anna.fill(line=LINE)
    await world.anna.press_modal("save_line")
    await world.anna.close()
    await world.quiet()
    await world.menu(world.anna, card, "Change the personal line")
    assert world.anna.modal is not None
    assert LINE in str(world.anna.modal["blocks"])
    await world.anna.fill(line="")
    await world.anna.press_modal("save_line")
    await world.quiet()
    assert await kept(world) == (AskState.APPROVING, "")


async def test_too_late_for_a_line(world: World) -> None:
    card = await opened(world)
    await world.ben.press(card, "refuse_now", stale=True)
    await world.anna.fill(line=LINE)
    await world.anna.press_modal("save_line")
    assert "settled in the meantime" in world.modal(world.anna)
    await world.anna.close()
    await world.anna.submit()
    assert "settled in the meantime" in world.modal(world.anna)
    await world.menu(world.anna, card, "Add a personal line", stale=True)
    assert "settled in the meantime" in world.anna.ephemerals[-1].text


async def test_a_line_of_301_characters_is_not_taken(world: World) -> None:
    """Slack keeps it back; whoever sends it past Slack reads a sentence."""
    await opened(world)
    await world.anna.fill(line=LINE)
    await world.anna.submit()
    body = next(b for b, _, _ in reversed(world.sandbox.payloads) if b.get("type") == "view_submission")
    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Cancel")
    body["view"]["state"]["values"]["line"]["line"]["value"] = "x" * 301
    await world.request(world.sofia, "Fjord")
    answer = await world.sandbox.delivery.send("interactive", body)
    assert answer.body is not None
    assert "settled in the meantime" in str(answer.body) or "300 characters" in str(answer.body)
