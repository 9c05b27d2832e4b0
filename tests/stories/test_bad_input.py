"""Whatever comes in wrong gets a sentence and changes nothing that it should not."""

import asyncio

import pytest
from sqlalchemy import func, select

from models import deal as deals
from models.ask import Ask
from models.audit import Audit
from models.reference import Reference
from sandbox.blocks import find
from sandbox.errors import NotOnScreen
from sandbox.person import Person
from tests.heard import TOLD_TWICE
from tests.world import World

NASTY = (
    "<!channel> <@U0ANNA> <https://evil.example|click>",
    "`code` *bold* ~gone~ _it_",
    "שלום עולם مرحبا \u202etxt.exe",
    "🏳️‍🌈👩‍👩‍👧‍👦 emoji",
)


async def counts(world: World) -> tuple[int, int, int]:
    async with world.rung.database.reading() as session:
        found = [
            (await session.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (Reference, Ask, Audit)
        ]
    return found[0], found[1], found[2]


async def test_unknown_words_after_the_command_get_its_usage(world: World) -> None:
    for words in ("help", "nonsense", "<!channel>", "x" * 10_000):
        answer = await world.tom.command("/reference", words)
        assert answer.body is not None
        assert "`/reference` opens a form" in answer.body["text"]
        assert ("not known here" in answer.body["text"]) == (words != "help")
        assert answer.body["response_type"] == "ephemeral"
    assert world.tom.modal is None


async def test_somebody_without_a_role_is_told_who_can_help(world: World) -> None:
    answer = await world.nobody.command("/reference")
    assert answer.body is not None
    assert "Its managers give that role" in answer.body["text"]
    assert world.nobody.modal is None


async def test_a_customer_may_not_request(world: World) -> None:
    """A guest may type commands where an administrator allows it: they hear where their own page is."""
    for command in ("/reference", "/rung"):
        answer = await world.priya.command(command)
        assert answer.body is not None
        assert answer.body["text"] == (
            "That is for colleagues at Brightwell. What is yours stands on your own page: `/advocate` opens it, "
            "and so does Home."
        )
    assert world.priya.modal is None


async def test_externals_and_strangers_have_no_commands_and_deactivated_people_nothing(world: World) -> None:
    for user in ("U0ELENA", "U0OUT", "U0OFF"):
        with pytest.raises(NotOnScreen):
            await world.person(user).command("/reference")


async def test_a_button_forwarded_to_somebody_else_does_nothing(world: World) -> None:
    await world.request(world.tom)
    approval = await world.see(world.anna, "May we ask Priya Raman")
    for person, sentence in (
        (world.sofia, "Anna Schmidt looks after this customer, so this is theirs to decide."),
        (world.priya, "Only the owner of this customer's relationship"),
        (world.nobody, "Only the owner of this customer's relationship"),
    ):
        await person.press(approval, "approve", stale=True)
        assert sentence in person.ephemerals[-1].text
    assert not world.priya.dm

    card = await world.ask(world.anna, world.priya)
    before = await counts(world)
    for person in (world.petra, world.elena, world.anna, world.maya, world.nobody):
        for label in ("Yes", "Not this one", "Never this kind"):
            await person.press_label(card, label, stale=True)
            assert "This was asked of somebody else" in person.ephemerals[-1].text
    line = await world.see(world.tom, "Kestrel")
    await world.sofia.press(line, "cancel_reference", stale=True)
    assert "This is another seller's" in world.sofia.ephemerals[-1].text
    assert await counts(world) == before
    assert "Would you help" in await world.only(world.priya)


async def test_another_owner_may_not_decide_but_the_backup_may(world: World) -> None:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    await world.ben.press(card, "approve", stale=True)
    assert not world.ben.ephemerals
    await world.see(world.priya, "Would you help")


@pytest.mark.undisturbed("lost", because=TOLD_TWICE)
async def test_double_clicks_are_one_answer(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await asyncio.gather(*(world.priya.press(card, "accept", stale=True) for _ in range(3)))
    said = [answer.text for answer in world.priya.ephemerals]
    assert said == ["You have answered this already. Nothing was changed."] * 2
    assert (await counts(world))[0:2] == (2, 4)  # one of each is the past of the small world


async def test_yes_and_no_in_the_same_instant_have_one_outcome(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await asyncio.gather(
        world.priya.press(card, "accept", stale=True),
        world.priya.press(card, "not_this", stale=True),
        world.tom.press(await world.see(world.tom, "Kestrel"), "cancel_reference", stale=True),
    )
    await world.quiet()
    line = world.text(await world.see(world.tom, "Kestrel"))
    customer = await world.only(world.priya)
    outcomes = {
        "yes": "Found." in line and "Thank you for saying yes" in customer,
        "no": "said no" in line and "Nobody will ask you or a colleague" in customer,
        "cancelled": "Cancelled" in line and "settled in the meantime" in customer,
    }
    # A no that came first is told to both, and the seller may have cancelled the search for others since.
    assert [told for told in outcomes.values() if told] == [True], (line, customer)


async def test_a_form_submitted_again_makes_one_reference(world: World) -> None:
    await world.shortlist(world.tom)
    first = world.modal(world.tom)
    payload = next(
        body for body, _, _ in reversed(world.sandbox.payloads) if body.get("type") == "view_submission"
    )
    before = await counts(world)
    again = await world.sandbox.delivery.send("interactive", payload)
    assert again.body is not None
    assert again.body["response_action"] == "update"
    assert await counts(world) == before

    await world.tom.submit()
    start = next(
        body for body, _, _ in reversed(world.sandbox.payloads) if body.get("type") == "view_submission"
    )
    await world.quiet()
    before = await counts(world)
    await world.sandbox.delivery.send("interactive", start)
    await world.quiet()
    assert await counts(world) == before
    assert len(world.tom.dm) == 1
    assert "Nordlicht" in first


async def test_days_that_can_not_be(world: World) -> None:
    await world.tom.command("/reference")
    options = await world.tom.search("deal", "Kestrel")
    for day, sentence in (
        ("2026-03-01", "That day has passed"),
        ("2026-03-02", "The earliest is Tuesday 3 March"),
    ):
        await world.tom.fill(deal=options[0]["value"], activity="reference_call", needed_on=day)
        await world.tom.submit()
        assert sentence in world.tom.errors["needed_on"]
    assert (await counts(world))[0] == 1


async def test_a_deal_that_closed_since_the_search(world: World) -> None:
    await world.tom.command("/reference")
    options = await world.tom.search("deal", "Kestrel")
    async with world.rung.database.transaction() as session:
        (await deals.by_key(session, world.program_id))["D-1"].status = deals.Status.LOST
    await world.tom.fill(deal=options[0]["value"], activity="reference_call", needed_on="2026-03-20")
    await world.tom.submit()
    assert world.tom.errors == {"deal": "That deal is no longer in the pipeline. Choose another one."}
    assert await world.tom.search("deal", "Gone Bank") != options


async def test_a_stranger_can_not_be_kept_informed(world: World) -> None:
    await world.tom.command("/reference")
    await world.tom.press_modal("more_details")
    options = await world.tom.search("deal", "Kestrel")
    await world.tom.fill(
        deal=options[0]["value"],
        activity="reference_call",
        needed_on="2026-03-20",
        informed=["U0SOFIA", "U0OUT"],
    )
    await world.tom.submit()
    assert "Only colleagues who use Rung" in world.tom.errors["informed"]


@pytest.mark.parametrize("name", NASTY)
async def test_a_hostile_prospect_and_hostile_questions_stay_text(world: World, name: str) -> None:
    await world.tom.command("/reference")
    await world.tom.press_modal("more_details")
    options = await world.tom.search("deal", name)
    await world.tom.fill(
        deal=options[-1]["value"],
        activity="reference_call",
        needed_on="2026-03-20",
        questions=f"{name}\n" * 3,
        off_limits=name,
        industry="Fintech",
    )
    await world.tom.submit()
    assert not world.tom.errors
    await world.tom.submit()
    first = await asked_first(world)
    await world.ask(world.anna if world.anna.dm else world.ben, first)
    for message in (*world.tom.dm, *world.anna.dm, *world.ben.dm, *first.dm):
        drawn = str(message.blocks) + message.text
        for live in ("<!channel>", "<@U0ANNA>", "<https://evil", "\u202e", "`code`", "*bold*"):
            assert live not in drawn


async def asked_first(world: World) -> Person:
    """Whoever the first card of the owners is about: without a deal's facts all fit alike."""
    await world.quiet()
    cards = " ".join(world.text(message) for message in (*world.anna.dm, *world.ben.dm))
    customers = (world.priya, world.petra, world.lukas, world.elena, world.kenji)
    return next(person for person in customers if world.team.users[person.id].real_name in cards)


async def test_ten_thousand_characters_are_cut_not_refused(world: World) -> None:
    await world.tom.command("/reference")
    await world.tom.press_modal("more_details")
    options = await world.tom.search("deal", "word " * 2_000)
    assert len(options[-1]["text"]["text"]) <= 75
    await world.tom.fill(
        deal=options[-1]["value"], activity="reference_call", needed_on="2026-03-20", industry="Fintech"
    )
    await world.tom.submit()
    assert not world.tom.errors
    assert "word word" in world.modal(world.tom)


async def test_a_button_of_an_older_version_is_answered(world: World) -> None:
    line = await world.request(world.tom)
    blocks = [{"type": "actions", "elements": [dict(line.blocks[-1]["elements"][0], action_id="long_gone")]}]
    message = line.changed(text="", blocks=blocks)
    await world.tom.press(message, "long_gone", stale=True)
    assert "older version of Rung" in world.tom.ephemerals[-1].text
    _, cancel = find(line.blocks, "cancel_reference")
    blocks = [{"type": "actions", "elements": [dict(cancel, value="0" * 32)]}]
    await world.tom.press(line.changed(text="", blocks=blocks), "cancel_reference", stale=True)
    assert "This is no longer open" in world.tom.ephemerals[-1].text
