"""A programme may say from which deals on its customers are asked at all."""

from tests.managing import set_up
from tests.world import World


async def refused(world: World, deal: str, **details: object) -> str:
    await world.tom.command("/reference")
    if details:
        await world.tom.press_modal("more_details")
    options = await world.tom.search("deal", deal)
    await world.tom.fill(
        deal=options[0]["value"], activity="reference_call", needed_on="2026-03-20", **details
    )
    await world.tom.submit()
    return world.tom.errors.get("deal", "")


async def test_a_small_deal_is_told_the_gate(world: World) -> None:
    await set_up(world, gate_amount=100_000)
    said = await refused(world, "Talerhaus")
    assert said.startswith("Customers are asked only for deals from 100,000 on, and this one is at 20,000.")
    assert "1  Head of Finance Operations" in await world.shortlist(world.tom, "Kestrel")


async def test_an_early_deal_is_told_the_stage(world: World) -> None:
    await set_up(world, stages=["Discovery", "Evaluation", "Proposal"], gate_stage="Proposal")
    said = await refused(world, "Fjord")
    assert "deals from the stage Proposal on, and this one is at Evaluation." in said
    assert "1  " in await world.shortlist(world.tom, "Kestrel")
    await set_up(world, gate_stage="Evaluation")
    assert "1  " in await world.shortlist(world.tom, "Fjord")


async def test_a_prospect_typed_by_hand_is_no_way_around_it(world: World) -> None:
    assert not await refused(world, "Quite New Ltd", product="Ledger")
    await set_up(world, gate_amount=100_000)
    assert "this one's amount is not known" in await refused(world, "Even Newer Ltd", product="Ledger")
    await set_up(world, gate_amount=None, stages=["Proposal"], gate_stage="Proposal")
    assert "this one's stage is not known" in await refused(world, "Even Newer Ltd", product="Ledger")
    await set_up(world, gate_stage=None)
    assert not await refused(world, "Even Newer Ltd", product="Ledger")
