"""Nobody is asked for a favour before they joined: the invitation, once, in their contact's own name."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from bot import homes
from models import account as accounts
from models import member as members
from models import program as programs
from models.advocate import Advocate, Reach
from models.audit import Audit
from models.consent import Consented
from sandbox.as_text import message_as_text
from tests import customers
from tests.customers import JONAS, WHY
from tests.statements import counted
from tests.world import World

EMAIL = JONAS["email"]


async def verbs(world: World) -> list[str]:
    async with world.rung.database.reading() as session:
        return list(await session.scalars(select(Audit.verb).order_by(Audit.at, Audit.id)))


async def test_an_owner_invites_and_the_customer_joins_with_a_few_ticks(world: World) -> None:
    jonas, card = await customers.invited(world)
    text = world.text(card)
    assert "Anna Schmidt, your contact at Brightwell, would like to invite you to speak for us" in text
    assert f"Why you:\n> {WHY}" in text
    for said in (
        "and Anna Schmidt always knows",
        "What you say here is seen by",
        "leave in one step",
    ):
        assert said in text
    assert "Invited on 2 March, no answer yet" in await customers.open_tab(world, world.anna, "customers")

    call = await customers.activity_id(world, "reference_call")
    await customers.tick(world, jonas, card, open_to=[call], asks_in_year="4", days_between_asks="30")
    await jonas.press_label(card, "Join")
    assert "Thank you for joining, on 2 March." in world.text(await world.see(jonas, "Thank you for joining"))
    page = world.text(await customers.own_page(world, jonas))
    assert "You joined on 2 March. Anna Schmidt, your contact at Brightwell, is asked before you are." in page

    kept = await customers.advocate(world, EMAIL)
    assert (kept.joined_on, kept.asks_in_year, kept.days_between_asks) == (date(2026, 3, 2), 4, 30)
    assert (kept.zone, kept.reach, kept.invitation_line) == ("Europe/Berlin", Reach.SLACK, WHY)
    agreed = await customers.consents(world, EMAIL)
    assert {key: consent.state for key, consent in agreed.items()} == {"reference_call": Consented.YES}
    consent = agreed["reference_call"]
    assert consent.source == "invitation"
    assert consent.until is not None
    assert consent.until.date() == date(2028, 3, 2)
    assert "Joined on 2 March" in await customers.open_tab(world, world.anna, "customers")
    assert [verb for verb in await verbs(world) if verb in {"invited", "joined", "consent_yes"}] == [
        "invited",
        "consent_yes",
        "joined",
    ]


async def test_an_invitation_waits_for_their_contact_hours(world: World) -> None:
    await world.until(datetime(2026, 3, 3, 19, 0, tzinfo=UTC))
    jonas = customers.newcomer(world)
    assert await customers.invite(world, world.anna, person="U0JONAS", **JONAS) == {}
    assert not jonas.dm
    await world.until(datetime(2026, 3, 4, 9, 1, tzinfo=UTC))
    await world.see(jonas, "would like to invite you")


async def test_one_invitation_is_enough(world: World) -> None:
    jonas, _ = await customers.invited(world)
    errors = await customers.invite(world, world.anna, email=EMAIL)
    assert errors == {"account": "Anna Schmidt invited Jonas Weber on 2 March. One invitation is enough."}
    await world.anna.close()
    assert len(jonas.dm) == 1


async def test_a_no_is_kept_and_only_they_can_change_it(world: World) -> None:
    jonas, card = await customers.invited(world)
    await jonas.press_label(card, "No, thank you")
    refused = await world.see(jonas, "You will not be invited again")
    assert "Said no on 2 March" in await customers.open_tab(world, world.anna, "customers")
    errors = await customers.invite(world, world.anna, email=EMAIL)
    assert errors["account"].startswith("Jonas Weber said no on 2 March. Only they can change that")
    await world.anna.close()

    await jonas.press_label(card, "Join", stale=True)
    assert "This invitation has been answered already" in jonas.ephemerals[-1].text
    await jonas.press_label(refused, "Join after all")
    await world.see(jonas, "Thank you for joining, on 2 March.")
    await customers.own_page(world, jonas)


async def test_joining_twice_changes_nothing(world: World) -> None:
    jonas, card = await customers.invited(world)
    await jonas.press_label(card, "Join")
    await world.quiet()
    before = await verbs(world)
    for label in ("Join", "No, thank you"):
        await jonas.press_label(card, label, stale=True)
        assert jonas.ephemerals[-1].text == "You have joined already. Nothing was changed."
    assert await verbs(world) == before
    await customers.own_page(world, jonas)


async def test_whoever_invited_hears_of_a_yes_and_the_line_stays_true(world: World) -> None:
    jonas, card = await customers.invited(world)
    assert not world.anna.dm
    await jonas.press_label(card, "Join")
    line = await world.see(world.anna, "joined on 2 March, on your invitation")
    assert "Jonas Weber" in world.text(line)
    assert "Talerhaus" in world.text(line)
    await jonas.press_label(await customers.own_page(world, jonas), "Leave")
    assert (await world.see(world.anna, "left the programme on 2 March")).ts == line.ts
    assert len(world.anna.dm) == 1


async def test_a_no_is_no_message_of_its_own(world: World) -> None:
    jonas, card = await customers.invited(world)
    await jonas.press_label(card, "No, thank you")
    await world.quiet()
    assert not world.anna.dm


async def test_an_old_invitation_pressed_after_leaving_does_not_bring_them_back(world: World) -> None:
    jonas, card = await customers.invited(world)
    await jonas.press_label(card, "Join")
    await jonas.press_label(await customers.own_page(world, jonas), "Leave")
    await jonas.press_label(card, "Join", stale=True)
    assert "press Join again in the tab “About you”" in jonas.ephemerals[-1].text
    assert (await customers.advocate(world, EMAIL)).left_on == date(2026, 3, 2)
    errors = await customers.invite(world, world.anna, email=EMAIL)
    assert errors["account"].startswith("Jonas Weber left on 2 March. Only they can change that")


@pytest.mark.parametrize(
    ("filled", "field", "sentence"),
    [
        ({}, "person", "Choose the person in Slack, or write their name and e-mail below."),
        ({"email": "nobody"}, "email", "That is no e-mail address. It looks like name@company.com."),
        ({"email": "<!channel>@x.example"}, "email", "That is no e-mail address."),
        ({"person": "U0JONAS"}, "email", "Rung does not know them yet: write their name and e-mail, too."),
        ({"email": "new@talerhaus.example"}, "name", "Rung does not know them yet"),
        ({"person": "U0TOM"}, "person", "Tom Reyes is a colleague. Only customers are invited."),
        ({"email": "ben@brightwell.example"}, "email", "Ben Okafor is a colleague."),
        ({"person": "U0LUKAS"}, "account", "Lukas Brandt joined on 14 May 2024 already."),
        ({"email": "LUKAS@talerhaus.example"}, "account", "Lukas Brandt joined on 14 May 2024 already."),
        (
            {"email": "priya@nordlicht.example"},
            "account",
            "Priya Raman is with Nordlicht Pay, which Anna Schmidt looks after. If they changed jobs, tell Anna",
        ),
        (
            {"person": "U0PRIYA", "email": "lukas@talerhaus.example"},
            "email",
            "The person in Slack and this e-mail address are two people: ",
        ),
    ],
)
async def test_who_can_not_be_invited_and_why(
    world: World, filled: dict[str, str], field: str, sentence: str
) -> None:
    customers.newcomer(world)
    errors = await customers.invite(world, world.anna, **filled)
    assert list(errors) == [field]
    assert errors[field].startswith(sentence)
    assert "invited" not in await verbs(world)


async def test_an_address_names_nobody_elses_customer(world: World) -> None:
    """Neither to whoever tries addresses, nor to whoever only mistook the company."""
    known = {"email": "priya@nordlicht.example"}
    two = {"person": "U0PRIYA", "email": "elena@edelgrat.example"}
    async with world.rung.database.transaction() as session:
        everybody = await members.by_email(session, world.program_id)
        everybody["anna@brightwell.example"].backup_id = None  # who was Ben
    assert await customers.invite(world, world.ben, "Hoshi", **known) == {
        "account": "This person is with another company, which a colleague looks after. "
        "Ask a manager to sort it out."
    }
    await world.ben.close()
    assert await customers.invite(world, world.ben, "Hoshi", **two) == {
        "email": "The person in Slack and this e-mail address are two people."
    }
    told = await customers.invite(world, world.maya, "Hoshi", **known)
    assert told["account"].startswith("Priya Raman is with Nordlicht Pay, which Anna Schmidt looks after.")
    await world.maya.close()
    told = await customers.invite(world, world.maya, "Hoshi", **two)
    assert "Priya Raman" in told["email"]


async def test_the_menu_offers_only_companies_that_are_theirs(world: World) -> None:
    async def offered(person_id: str) -> list[str]:
        person = world.person(person_id)
        await customers.open_tab(world, person, "customers")
        await person.press_home("open_invite", "anybody")
        return [option["text"]["text"] for option in await person.search("account", "")]

    everybody = ["Edelgrat Finanz", "Hoshi Denki", "Kontoria", "Nordlicht Pay", "Talerhaus"]
    assert await offered("U0MAYA") == everybody
    assert await offered("U0ANNA") == everybody  # she stands in for Ben
    async with world.rung.database.transaction() as session:
        anna = (await members.by_email(session, world.program_id))["anna@brightwell.example"]
        anna.backup_id = None
    await world.ben.open_home()
    assert await offered("U0BEN") == ["Edelgrat Finanz", "Hoshi Denki"]


async def test_a_company_that_changed_hands_since_the_search_is_refused(world: World) -> None:
    jonas = customers.newcomer(world)
    await customers.open_tab(world, world.ben, "customers")
    await world.ben.press_home("open_invite", "anybody")
    options = await world.ben.search("account", "Talerhaus")
    await hand_to_maya(world, "talerhaus")
    await world.ben.fill(account=options[0]["value"], person="U0JONAS", **JONAS)
    await world.ben.submit()
    assert world.ben.errors == {
        "account": "Maya Patel looks after this customer, so this invitation is theirs to send."
    }
    assert not jonas.dm


async def hand_to_maya(world: World, key: str) -> None:
    async with world.rung.database.transaction() as session:
        maya = (await members.by_email(session, world.program_id))["maya@brightwell.example"]
        (await accounts.by_key(session, world.program_id))[key].owner_id = maya.id


async def test_a_backup_invites_in_their_own_name_for_the_owner(world: World) -> None:
    jonas = customers.newcomer(world)
    assert await customers.invite(world, world.ben, person="U0JONAS", **JONAS) == {}
    card = world.text(await world.see(jonas, "would like to invite you"))
    assert "Ben Okafor, for Anna Schmidt, your contact at Brightwell, would like to invite you" in card


async def test_limits_that_became_looser_than_the_programme_are_refused_on_joining(world: World) -> None:
    jonas, card = await customers.invited(world)
    await customers.tick(world, jonas, card, days_between_asks="21")
    async with world.rung.database.transaction() as session:
        (await programs.get(session, world.program_id)).days_between_asks = 28
    await jonas.press_label(card, "Join", stale=True)
    assert "looser than what we keep for everybody, so nothing was changed" in jonas.ephemerals[-1].text
    assert (await customers.advocate(world, EMAIL)).joined_on is None


async def test_an_assistant_has_a_name(world: World) -> None:
    jonas, card = await customers.invited(world)
    await customers.tick(world, jonas, card, reach="assistant")
    await jonas.press_label(card, "Join")
    assert "Write their name and e-mail first" in jonas.ephemerals[-1].text
    await customers.tick(world, jonas, card, assistant="Ada Voss, ada@talerhaus.example")
    await jonas.press_label(card, "Join")
    await world.quiet()
    kept = await customers.advocate(world, EMAIL)
    assert (kept.reach, kept.assistant) == (Reach.ASSISTANT, "Ada Voss, ada@talerhaus.example")
    assert len(jonas.dm) == 1  # no page of their own in a place where they do not want to be written to
    assert "not reached in Slack" in await customers.open_tab(world, world.anna, "customers")


async def test_somebody_else_can_not_join_for_them(world: World) -> None:
    jonas, card = await customers.invited(world)
    stolen = next(
        element["value"]
        for block in card.blocks
        for element in block.get("elements", [])
        if element.get("action_id") == "join"
    )
    await world.request(world.tom)
    theirs = await world.ask(world.anna, world.priya)
    forged = dict(theirs.blocks[-2]["elements"][0], action_id="join", value=stolen)
    blocks = [{"type": "actions", "elements": [forged]}]
    await world.priya.press(theirs.changed(text="", blocks=blocks), "join", stale=True)
    assert "This belongs to somebody else" in world.priya.ephemerals[-1].text
    assert (await customers.advocate(world, EMAIL)).joined_on is None
    assert jonas.dm


async def test_who_is_not_in_slack_gets_a_text_to_pass_on(world: World) -> None:
    assert await customers.invite(world, world.anna, line=WHY, **JONAS) == {}
    card = await world.see(world.anna, "Slack brings no message to Jonas Weber, Controller, Talerhaus")
    text = world.text(card)
    assert f"Why you: {WHY}" in text
    assert "answer this message with what you would be open to (a mention in a tender, a quote, " in text

    await world.anna.press_label(card, "Record answer")
    call = await customers.activity_id(world, "reference_call")
    await world.anna.fill(answer="joins", open_to=[call])
    await world.anna.submit()
    assert world.anna.modal is None
    await world.see(world.anna, "Jonas Weber: joined (Anna Schmidt, 2 March)")
    agreed = (await customers.consents(world, EMAIL))["reference_call"]
    assert (agreed.state, agreed.source) == (Consented.YES, "told to their contact")
    assert (await customers.advocate(world, EMAIL)).joined_on == date(2026, 3, 2)
    await world.anna.press_label(card, "Record answer", stale=True)
    assert "Somebody has taken care of this" in world.anna.ephemerals[-1].text


async def test_an_invitation_that_slack_does_not_bring_is_passed_on_by_hand(world: World) -> None:
    assert await customers.invite(world, world.anna, person="U0OUT", **JONAS) == {}
    await world.see(world.anna, "Slack brings no message to Jonas Weber, Controller, Talerhaus")
    await world.pass_time(days=1)
    assert len(world.anna.dm) == 1


async def test_a_no_that_was_told_is_recorded_too(world: World) -> None:
    assert await customers.invite(world, world.anna, **JONAS) == {}
    await world.anna.press_label(
        await world.see(world.anna, "Slack brings no message to Jonas Weber"), "Record answer"
    )
    await world.anna.fill(answer="refuses")
    await world.anna.submit()
    await world.see(world.anna, "Jonas Weber: said no to the invitation")
    assert "Said no on 2 March" in await customers.open_tab(world, world.anna, "customers")


async def test_a_person_known_but_not_invited_is_invited_from_the_list(world: World) -> None:
    async with world.rung.database.transaction() as session:
        person = await session.scalar(select(Advocate).where(Advocate.email == "petra@nordlicht.example"))
        assert person is not None
        person.joined_on = None
    assert "Not invited yet" in await customers.open_tab(world, world.anna, "customers")
    await world.petra.command("/advocate")
    assert "You have not been invited to this programme yet" in world.petra.ephemerals[-1].text
    await world.anna.press_home("open_invite", person.id)
    await world.anna.submit()
    assert world.anna.modal is None
    await world.see(world.petra, "would like to invite you")
    await world.petra.command("/advocate")
    assert "Your invitation waits in your messages here" in world.petra.ephemerals[-1].text
    # On Home the invitation stands, too, and Join there is as good.
    await customers.open_tab(world, world.petra, "about_me")
    await world.petra.press_home("join")
    await world.quiet()
    assert "You joined on 2 March" in customers.home(world, world.petra)


async def test_many_customers_come_in_pages_with_as_many_statements(world: World) -> None:
    async def drawn() -> tuple[int, int]:
        async with world.rung.database.reading() as session, counted(session) as seen:
            view = await homes.draw(
                session, world.team.id, "U0MAYA", tab="customers", page=0, now=world.clock.business()
            )
        assert view is not None
        shown = "\n".join(message_as_text(view["blocks"], {}))
        return shown.count("Joined on") + shown.count("Not invited"), len(seen)

    few, statements = await drawn()
    assert few == 6
    async with world.rung.database.transaction() as session:
        account = (await accounts.by_key(session, world.program_id))["talerhaus"]
        for number in range(30):
            session.add(
                Advocate(
                    program_id=world.program_id,
                    account_id=account.id,
                    email=f"n{number}@talerhaus.example",
                    name=f"Number {number:02}",
                    title="Clerk",
                    zone="Europe/Berlin",
                )
            )
    assert await drawn() == (20, statements)
    await customers.open_tab(world, world.maya, "customers")
    await world.maya.press_home("home_older")
    await world.quiet()
    assert customers.home(world, world.maya).count("Number") == 16
    async with world.rung.database.reading() as session:
        assert (await session.scalars(select(func.count()).select_from(Advocate))).one() == 36
