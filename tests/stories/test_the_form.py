"""What the seller may say in the form, and who is kept informed."""

from sqlalchemy import select

from models import deal as deals
from models.reference import Reference
from tests.world import World


async def test_a_new_prospect_needs_no_deal_in_the_pipeline(world: World) -> None:
    await world.tom.command("/reference")
    options = await world.tom.search("deal", "Quite New Ltd")
    assert [option["text"]["text"] for option in options] == ["New prospect “Quite New Ltd”"]
    await world.tom.fill(deal=options[0]["value"], activity="reference_call", needed_on="2026-03-20")
    await world.tom.submit()
    assert "This prospect is new" in world.tom.errors["deal"]
    await world.tom.press_modal("more_details")
    await world.tom.fill(product="Ledger")
    await world.tom.submit()
    assert "Reference call for Quite New Ltd" in world.modal(world.tom)
    assert "Same product" in world.modal(world.tom)


async def test_what_is_said_of_a_new_prospect_describes_it_to_the_customer(world: World) -> None:
    await world.tom.command("/reference")
    await world.tom.press_modal("more_details")
    options = await world.tom.search("deal", "Quite New Ltd")
    await world.tom.fill(
        deal=options[0]["value"],
        activity="reference_call",
        needed_on="2026-03-20",
        industry="Fintech",
        product="Ledger",
        tech="SAP",
        use_case="Month-end close",
        replaced="Oracle EPM",
        language="de",
    )
    await world.tom.submit()
    await world.tom.submit()
    card = world.text(await world.ask(world.anna, world.priya))
    assert "for a fintech company that is choosing a product like ours" in card
    assert "Quite New" not in card


async def test_an_upsell_does_not_ask_the_prospect_about_itself(world: World) -> None:
    shown = await world.shortlist(world.tom, "Talerhaus")
    assert "Director Accounting, Talerhaus" not in shown
    assert "Nordlicht Pay" in shown


async def test_own_deals_come_first_and_closed_ones_never(world: World) -> None:
    await world.tom.command("/reference")
    found = [option["text"]["text"] for option in await world.tom.search("deal", "")]
    assert found == ["Kestrel Pay: Ledger rollout", "Talerhaus: more seats", "Fjord Wallet: Ledger"]


async def test_details_change_who_fits(world: World) -> None:
    shown = await world.shortlist(world.tom, industry="Manufacturing", region="APAC", language="ja")
    assert "1  Data Lead, Hoshi Denki" in shown


async def test_unfolding_keeps_what_was_filled_in(world: World) -> None:
    await world.tom.command("/reference")
    options = await world.tom.search("deal", "Kestrel")
    await world.tom.fill(deal=options[0]["value"], activity="reference_call", needed_on="2026-03-20")
    await world.tom.press_modal("more_details")
    await world.tom.submit()
    assert not world.tom.errors
    assert "Kestrel Pay" in world.modal(world.tom)


async def test_colleagues_are_kept_informed_without_buttons(world: World) -> None:
    await world.shortlist(world.tom, informed=["U0SOFIA", "U0TOM"])
    await world.tom.submit()
    line = await world.see(world.sofia, "Kestrel Pay")
    assert "[Cancel]" not in world.text(line)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    line = await world.see(world.sofia, "Found.")
    assert "Priya Raman" in world.text(line)
    assert "Enter the day" not in world.text(line)
    assert len(world.tom.dm) == 1


async def test_the_customer_reads_the_questions_and_a_description_not_a_name(world: World) -> None:
    await world.shortlist(
        world.tom, questions="How long?\nWhat went wrong?\n\nWould you again?", off_limits="Prices"
    )
    await world.tom.submit()
    card = world.text(await world.ask(world.anna, world.priya))
    assert "> How long?\n> What went wrong?\n> Would you again?" in card
    assert "They will not ask about: Prices" in card
    assert "a fintech company in Germany with 200–999 people" in card
    assert "you are in the same industry" in card
    assert "Kestrel" not in card


async def test_a_fourth_question_is_refused_not_dropped(world: World) -> None:
    await world.tom.command("/reference")
    await world.tom.press_modal("more_details")
    options = await world.tom.search("deal", "Kestrel")
    await world.tom.fill(
        deal=options[0]["value"],
        activity="reference_call",
        needed_on="2026-03-20",
        questions="One?\nTwo?\nThree?\nFour?",
    )
    await world.tom.submit()
    assert "Three questions at most" in world.tom.errors["questions"]


async def test_the_shortcut_opens_the_same_form(world: World) -> None:
    await world.tom.shortcut("reference_shortcut")
    assert world.tom.modal is not None
    assert world.tom.modal["callback_id"] == "need"
    await world.nobody.shortcut("reference_shortcut")
    assert "Requesting references is for the sellers" in world.modal(world.nobody)


async def test_the_prospect_is_named_to_nobody_unless_ticked(world: World) -> None:
    for seller, deal, ticked in ((world.tom, "Kestrel", []), (world.sofia, "Fjord", ["named"])):
        await seller.command("/reference")
        options = await seller.search("deal", deal)
        await seller.fill(
            deal=options[0]["value"], activity="reference_call", needed_on="2026-03-20", named=ticked
        )
        await seller.submit()
    async with world.rung.database.reading() as session:
        found = await deals.by_key(session, world.program_id)
        named = {
            reference.deal_id: reference.named
            for reference in await session.scalars(select(Reference).where(Reference.state == "draft"))
        }
    assert named == {found["D-1"].id: False, found["D-2"].id: True}


async def test_unfolded_the_form_says_what_the_deal_says(world: World) -> None:
    await world.tom.command("/reference")
    await world.tom.press_modal("more_details")
    assert "What you leave empty is taken from the deal." in world.modal(world.tom)
    assert "says:" not in world.modal(world.tom)
    for deal, says in (
        ("Kestrel", "Kestrel Pay: Ledger rollout says: product Ledger, use case Month-end close"),
        ("Talerhaus", "Talerhaus: more seats says: product Ledger, use case Month-end close"),
    ):
        options = await world.tom.search("deal", deal)
        await world.tom.fill(deal=options[0]["value"], off_limits="Prices", named=["named"])
        await world.tom.press_modal("more_details")
        assert says in world.modal(world.tom)
    options = await world.tom.search("deal", "Quite New Ltd")
    await world.tom.fill(deal=options[0]["value"])
    await world.tom.press_modal("more_details")
    assert "says:" not in world.modal(world.tom)
    await world.tom.fill(activity="reference_call", needed_on="2026-03-20", product="Ledger")
    await world.tom.submit()
    await world.tom.submit()
    card = world.text(await world.ask(world.anna, world.priya))
    assert "They will not ask about: Prices" in card
