"""*Yes, if no conflict*: the prospect is named to who would help, and confirming or withdrawing is left to them."""

from models.block import Block, BlockKind
from sandbox.messages import Message
from tests.behind import rows, set_open_references
from tests.world import World


async def named(world: World) -> Message:
    """The customer's card of a reference whose seller lets the prospect be named."""
    await world.request(world.tom)
    await set_open_references(world, named=True)
    return await world.ask(world.anna, world.priya)


async def checking(world: World) -> Message:
    card = await named(world)
    assert "Kestrel" not in world.text(card)
    await world.priya.press_label(card, "Yes, if no conflict")
    return await world.see(world.priya, "for Kestrel Pay.")


async def test_the_name_is_seen_and_the_yes_confirmed(world: World) -> None:
    card = await checking(world)
    assert "They said yes, if there is no conflict" in world.text(await world.see(world.anna, "Priya Raman"))
    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "is no conflict; an answer is due by Tuesday 10:30" in line

    await world.priya.press_label(card, "Confirm")
    thanks = await world.only(world.priya)
    assert "It is for Kestrel Pay." in thanks
    assert "Meet Tom Reyes (@Tom Reyes)" in thanks
    assert "Priya Raman" in world.text(await world.see(world.tom, "Found."))


async def test_who_withdraws_is_kept_apart_from_that_company_and_no_other(world: World) -> None:
    card = await checking(world)
    await world.priya.press_label(card, "Withdraw")
    said = await world.only(world.priya)
    assert "Nobody will ask you or a colleague about this one again" in said
    assert "Kestrel" not in said
    assert "Why" not in said
    assert "Nordlicht Pay: said no" in world.text(await world.see(world.tom, "Kestrel"))
    await world.see(world.anna, "May we ask Lukas Brandt")
    (block,) = await rows(world, Block)
    assert (block.kind, block.company_key, block.advocate_id) == (BlockKind.CONFLICT, "kestrel pay", None)

    await world.pass_time(days=40)
    fjord = await world.shortlist(world.sofia, "Fjord", needed_on="2026-05-29")
    assert "Head of Finance Operations, Nordlicht Pay" in fjord.split("Not now, and why")[0]


async def test_withdrawn_twice_and_confirmed_afterwards_change_nothing(world: World) -> None:
    card = await checking(world)
    await world.priya.press_label(card, "Withdraw")
    for action in ("withdraw_yes", "confirm_yes"):
        await world.priya.press(card, action, stale=True)
        assert "You have answered this already" in world.priya.ephemerals[-1].text
    assert len(await rows(world, Block)) == 1
    assert "Nobody will ask you" in await world.only(world.priya)


async def test_somebody_else_can_neither_confirm_nor_withdraw(world: World) -> None:
    card = await checking(world)
    for person in (world.petra, world.tom):
        for action in ("confirm_yes", "withdraw_yes"):
            await person.press(card, action, stale=True)
            assert "asked of somebody else" in person.ephemerals[-1].text
    await world.see(world.priya, "for Kestrel Pay.")


async def test_silence_before_confirming_moves_on(world: World) -> None:
    await checking(world)
    await world.pass_time(days=1, minutes=59)
    assert "Confirm" in await world.only(world.priya)
    await world.pass_time(minutes=2)
    assert "This one has moved on" in await world.only(world.priya)
    assert "Nordlicht Pay: did not answer" in world.text(await world.see(world.tom, "Kestrel"))


async def test_after_a_plain_yes_the_thanks_name_the_prospect_where_it_may_be(world: World) -> None:
    card = await named(world)
    await world.priya.press_label(card, "Yes")
    assert "It is for Kestrel Pay." in await world.only(world.priya)


async def test_where_the_seller_does_not_allow_it_nobody_learns_the_name(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    assert "Yes, if no conflict" not in world.text(card)
    await world.priya.press_label(card, "Yes")
    assert "Kestrel" not in await world.only(world.priya)


async def test_a_name_taken_back_meanwhile_is_not_shown(world: World) -> None:
    card = await named(world)
    await set_open_references(world, named=False)
    await world.priya.press(card, "accept_if_no_conflict")
    assert "This has changed since. Look at it again." in world.priya.ephemerals[-1].text
    assert "Kestrel" not in await world.only(world.priya)


async def test_a_plain_yes_on_a_screen_of_before_waits_for_the_confirmation(world: World) -> None:
    card = await named(world)
    await world.priya.press_label(card, "Yes, if no conflict")
    await world.priya.press(card, "accept", stale=True)
    assert "This has changed since" in world.priya.ephemerals[-1].text
    await world.see(world.priya, "for Kestrel Pay.")


async def test_a_no_on_a_screen_of_before_is_heard(world: World) -> None:
    card = await named(world)
    await world.priya.press_label(card, "Yes, if no conflict")
    await world.priya.press(card, "not_this", stale=True)
    assert "Nobody will ask you or a colleague about this one again" in await world.only(world.priya)
    assert not await rows(world, Block)


async def test_nobody_agrees_to_an_older_edition_of_the_question(world: World) -> None:
    card = await named(world)
    await world.pass_time(minutes=5)
    await set_open_references(world, edition=2, changed_at=world.clock.business())
    for action in ("accept", "accept_if_no_conflict"):
        await world.priya.press(card, action, stale=True)
        assert "This has changed since. Look at it again." in world.priya.ephemerals[-1].text
    again = await world.see(world.priya, "This was changed on 2 March.")
    await world.priya.press_label(again, "Yes")
    assert "Thank you for saying yes" in await world.only(world.priya)


async def test_an_answer_counts_although_the_question_has_changed_since(world: World) -> None:
    card = await named(world)
    await world.priya.press_label(card, "Not this one")
    await world.quiet()
    await set_open_references(world, edition=2)
    await world.priya.press(card, "accept", stale=True)
    assert "You have answered this already" in world.priya.ephemerals[-1].text


async def test_a_second_answer_after_the_name_was_taken_back_is_told_so(world: World) -> None:
    card = await named(world)
    await world.priya.press_label(card, "Not this one")
    await world.quiet()
    await set_open_references(world, named=False)
    await world.priya.press(card, "accept_if_no_conflict", stale=True)
    assert "You have answered this already" in world.priya.ephemerals[-1].text
