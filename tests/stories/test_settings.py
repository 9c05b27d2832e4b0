"""Managers set how often, when and for what their customers are asked; it holds at once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.rules.settings import Section
from models import member as members
from models import program as programs
from models.account import Account
from models.program import Program
from tests import nudging
from tests.behind import set_program
from tests.favours import moment
from tests.managing import choose, logged, set_up
from tests.world import World


async def open_setting(world: World, title: str) -> None:
    await world.maya.command("/rung", "settings")
    await choose(world.maya, title, "Change")


async def saved(world: World, title: str, **values: object) -> str:
    await open_setting(world, title)
    await world.maya.fill(**values)
    await world.maya.submit()
    assert not world.maya.errors, world.maya.errors
    return world.modal(world.maya)


async def program(world: World) -> Program:
    async with world.rung.database.reading() as session:
        return await programs.get(session, world.program_id)


async def test_a_cap_is_changed_written_down_and_holds_at_once(world: World) -> None:
    shown = await saved(world, "How often we ask", days_between_asks="21", lowest_nps="9")
    assert "Saved. It holds from now on." in shown
    assert "The same person is asked again after 21 days at the earliest." in shown
    log = await logged(world)
    assert ("U0MAYA", "set_days_between_asks") in log
    assert ("U0MAYA", "set_lowest_nps") in log
    assert sum(verb.startswith("set_") for _, verb in log) == 2
    async with world.rung.database.reading() as session:
        assert (await programs.get(session, world.program_id)).days_between_asks == 21
    assert "Director Accounting" in await world.shortlist(world.tom)
    await saved(world, "How often we ask", lowest_nps="10")
    assert "Director Accounting" not in await world.shortlist(world.tom)


async def test_what_is_asked_unasked_says_at_what_time_of_the_day(world: World) -> None:
    await set_program(world, nps_due_at=moment("2026-03-04", 8), surveys_due_at=moment("2026-03-04", 8, 30))
    shown = await saved(world, "What we ask unasked", asks_nps=["yes"])
    assert (
        "Whom to ask is looked up once a day, at 08:00 and 08:30 in Europe/Berlin; it reaches each of"
        in shown
    )
    assert "at 08:30 in Europe/Berlin; it" in await saved(world, "What we ask unasked", asks_nps=[])
    shown = await saved(world, "What we ask unasked", survey_days="0")
    assert "Whom to ask" not in shown


async def test_hours_of_contact_hold_for_the_next_question(world: World) -> None:
    await saved(world, "When we ask", contact_opens="13", contact_closes="15")
    await world.request(world.tom)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Approve")
    await world.quiet()
    assert not world.priya.dm
    assert "They will be asked today 13:00" in world.text(await world.see(world.anna, "May we ask Priya"))


async def test_clocks_hold_for_the_next_step(world: World) -> None:
    await saved(world, "How long we wait", remind_hours="3")
    await world.request(world.tom)
    assert "a reminder follows today 12:30" in world.text(await world.see(world.tom, "Kestrel"))


WRONG = (
    ("How often we ask", {"days_between_asks": "0"}, "days_between_asks", "from 1 to 365"),
    ("How often we ask", {"days_between_asks": "soon"}, "days_between_asks", "A whole number"),
    ("How often we ask", {"accepted_in_year": "-2"}, "accepted_in_year", "A whole number"),
    ("How often we ask", {"executive_accepted_in_year": "9"}, "executive_accepted_in_year", "An executive"),
    ("How often we ask", {"accepted_in_90_days": "8"}, "accepted_in_90_days", "year's limit"),
    ("How long we wait", {"answer_hours": "3"}, "answer_hours", "from 4 to 80"),
    ("When we ask", {"contact_opens": "17"}, "contact_closes", "later than the hour"),
    ("When we ask", {"contact_closes_friday": "17"}, "contact_closes_friday", "Fridays can't"),
    ("For which deals", {"gate_amount": "9" * 14}, "gate_amount", "A whole number"),
    ("For which deals", {"gate_amount": "50,5"}, "gate_amount", "A whole number from 0 to 1,000,000,000."),
    ("For which deals", {"gate_amount": "1,000.000"}, "gate_amount", "A whole number"),
    ("For which deals", {"gate_amount": "0,500"}, "gate_amount", "A whole number"),
    ("For which deals", {"gate_amount": "2.000.000.000"}, "gate_amount", "A whole number"),
    ("For which deals", {"stages": "A\na"}, "stages", "stands there twice"),
    ("For which deals", {"stages": "x" * 51}, "stages", "50 characters"),
    ("For which deals", {"stages": "\n".join(map(str, range(21)))}, "stages", "20 stages at most"),
    (
        "For which deals",
        {"stages": "Discovery", "gate_stage": "Proposal"},
        "gate_stage",
        "not among the stages",
    ),
    ("Whose customers", {"reserve_tier": "strategic"}, "reserve_amount", "from which amount"),
    ("Whose customers", {"reserve_amount": "5"}, "reserve_tier", "Choose whose customers"),
    ("Where and when", {"zone": "Mars/Olympus"}, "zone", "That zone is not known."),
    ("Where and when", {"zone": "../etc/passwd"}, "zone", "That zone is not known."),
    ("Where and when", {"consent_months": "0"}, "consent_months", "from 1 to 120"),
)


async def test_what_makes_no_sense_is_refused_in_a_sentence(world: World) -> None:
    before = (await program(world)).__dict__
    for title, values, where, why in WRONG:
        await open_setting(world, title)
        await world.maya.fill(**values)
        await world.maya.submit()
        assert why in world.maya.errors[where], (title, values)
    after = (await program(world)).__dict__
    assert {n: v for n, v in before.items() if n[0] != "_"} == {n: v for n, v in after.items() if n[0] != "_"}
    assert not [verb for _, verb in await logged(world) if verb.startswith("set_")]


async def test_of_two_managers_at_once_each_writes_only_what_they_changed(world: World) -> None:
    async with world.rung.database.transaction() as session:
        (await members.by_email(session, world.program_id))["ben@brightwell.example"].is_manager = True
    for person in (world.maya, world.ben):
        await person.command("/rung", "settings")
        await choose(person, "How often we ask", "Change")
    await world.maya.fill(days_between_asks="20", renewal_days="30")
    await world.ben.fill(renewal_days="90", lowest_nps="8")
    await world.maya.submit()
    await world.ben.submit()
    now = await program(world)
    assert (now.days_between_asks, now.renewal_days, now.lowest_nps) == (20, 90, 8)


async def test_nothing_changed_writes_nothing(world: World) -> None:
    for title in ("How often we ask", "How long we wait", "When we ask", "Whose customers", "Where and when"):
        await saved(world, title)
    assert not [verb for _, verb in await logged(world) if verb.startswith("set_")]


async def test_tiers_stages_and_places(world: World) -> None:
    shown = await saved(
        world,
        "Whose customers",
        waived_tiers=["standard", "key"],
        reserve_tier="strategic",
        reserve_amount="250000",
        larger_first=["yes"],
    )
    assert "Customers of the tiers key and standard are asked without their owner's consent" in shown
    assert "Customers of the tier strategic are kept for deals of 250,000 and more." in shown
    assert "When two deals want the same customer, the larger deal goes first." in shown
    shown = await saved(world, "Whose customers", reserve_tier="-", reserve_amount="", waived_tiers=[])
    assert "Nobody is asked before the owner of the relationship has agreed." in shown
    assert "kept for deals" not in shown

    await saved(world, "For which deals", stages="Evaluation\n\n Proposal ")
    shown = await saved(world, "For which deals", gate_stage="Proposal", gate_amount="1000")
    assert "only for deals of 1,000 and more that have reached the stage Proposal." in shown
    assert (await program(world)).stages == ["Evaluation", "Proposal"]

    shown = await saved(world, "When we ask", two_together=[], contact_closes_friday="0")
    assert "but not on Fridays." in shown
    assert "One customer is asked at a time, even when fewer than three working days are left." in shown
    shown = await saved(
        world, "Where and when", channel="C0CIRCLE", zone="America/New_York", consent_months="12"
    )
    assert "C0CIRCLE" in shown
    assert (
        "those of America/New_York, with the holidays of Germany.\n"
        "A customer's yes to a kind of help holds for 12 months."
    ) in shown
    await saved(world, "Where and when", use_channel=[])
    assert (await program(world)).channel is None


async def test_where_accounts_have_no_tiers_there_is_nothing_to_choose(world: World) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Account).values(tier=None))
    await open_setting(world, "Whose customers")
    assert "Your accounts have no tiers yet." in world.modal(world.maya)
    await world.maya.fill(larger_first=["yes"])
    await world.maya.submit()
    assert (await program(world)).larger_first


@pytest.mark.parametrize("part", list(Section))
async def test_only_managers_open_the_forms(world: World, part: Section) -> None:
    await world.maya.command("/rung", "settings")
    view = world.maya.modal
    assert view is not None
    world.team.stacks[world.tom.id].open(view)
    await world.tom.press_modal(f"change_setting:{part}", part)
    assert "Running the programme is for its managers" in world.modal(world.tom)


async def test_a_gate_of_the_past_is_offered_again(world: World) -> None:
    await set_up(world, stages=["Evaluation", "Proposal"], gate_stage="Proposal", gate_amount=5)
    shown = await saved(world, "For which deals", gate_amount="", gate_stage="-")
    assert "Sellers may request a reference for any deal." in shown


async def test_an_amount_may_be_written_in_thousands(world: World) -> None:
    for typed in ("50,000", "50.000", " 50 000", "50'000", "50000"):
        assert "only for deals of 50,000 and more" in await saved(world, "For which deals", gate_amount=typed)
        await saved(world, "For which deals", gate_amount="")
    assert "only for deals of 1,000,000 and more" in await saved(
        world, "For which deals", gate_amount="1.000.000"
    )
    before = await logged(world)
    await saved(world, "For which deals")  # as it was drawn, with its separators
    assert await logged(world) == before


async def test_a_zone_is_taken_whatever_its_case(world: World) -> None:
    for typed, zone in (
        ("europe/london", "Europe/London"),
        ("AMERICA/new york", "America/New_York"),
        ("utc", "UTC"),
    ):
        assert f"are those of {zone}" in await saved(world, "Where and when", zone=typed)


async def test_proposals_that_the_stop_rule_paused_go_out_again(world: World) -> None:
    await nudging.ready(world)
    await nudging.only(world, "case_study")
    why = "In the last 13 weeks 80 of 100 answers to proposals were *Stop*."
    await nudging.set_program(world, nudging_paused_at=world.clock.business(), nudging_paused_why=why)
    await nudging.sweep(world)
    assert not world.priya.dm
    await open_setting(world, "Next steps")
    assert "Paused. In the last 13 weeks 80 of 100 answers" in world.modal(world.maya)
    assert "Tick the box and save, and they go out again" in world.modal(world.maya)
    await world.maya.fill(nudging=["yes"])
    await world.maya.submit()
    assert "Once a week, on Tuesday" in world.modal(world.maya)
    found = await program(world)
    assert (found.nudging_paused_at, found.nudging_paused_why) == (None, "")
    assert found.measured_since == date(2026, 4, 1)
    assert ("U0MAYA", "nudging_resumed") in await logged(world)
    await world.until(nudging.TUESDAY + timedelta(days=7))
    await world.see(world.priya, "Would a case study be something for you?")
