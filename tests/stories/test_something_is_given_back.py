"""Customers get something back: offered once, in their hours, never money, nothing for a review, nothing public."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from datetime import date

from inline_snapshot import snapshot
from sqlalchemy import update

from bot.rules.importing.kinds import Kind
from models.advocate import Advocate, PausedBy, Reach
from models.base import new_id
from models.giveback import Giveback
from models.nudge import Nudge, NudgeState
from sandbox.person import Person
from tests import customers
from tests.behind import rows
from tests.favours import moment
from tests.giving import (
    LUKAS,
    PRIYA,
    acquaint,
    approved,
    close_all,
    give,
    given,
    open_form,
    open_ledger,
    set_account,
)
from tests.importing import Office
from tests.monday import did
from tests.world import World

LINE = "Priya closes eleven entities in four days."
LOOK = "The new close calendar, on Thursday 12 March, with its makers"


async def change(world: World, email: str, **values: object) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Advocate).where(Advocate.email == email).values(**values))


async def test_an_early_look_is_offered_agreed_and_given(world: World) -> None:
    await open_form(world, world.anna, PRIYA)
    assert world.modal(world.anna) == snapshot("""\
For Priya Raman, Nordlicht Pay.
What it is: [Choose ▾]
In these words: [… ▾]
Recognition: exactly the line, it goes out as it stands and only if they agree. An early look: what they may see, and when. A word to their manager: the draft, for their own use. Somebody to talk to: what about. Help they asked for: what it was.
Whom they could meet (optional): [Type a name or a company ▾]
And the two (optional): ☐ I know both: they do not compete\
""")
    await world.anna.close()
    assert await give(world, world.anna, PRIYA, "early_look", LOOK) == {}
    assert world.modal(world.anna) == "Priya Raman is asked in their own hours. You hear of their answer."
    card = await world.see(world.priya, "see something before it is out")
    assert world.text(card) == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to give something back.
You could see something before it is out:
> The new close calendar, on Thursday 12 March, with its makers
[Yes, gladly]  [No, thank you]
  It is a thank-you. Nothing is expected in return, and a no changes nothing.\
""")
    await world.priya.press_label(card, "Yes, gladly")
    to_do = await world.see(world.anna, "said yes to the early look")
    assert world.text(to_do) == snapshot("""\
Priya Raman, Head of Finance Operations, Nordlicht Pay, said yes to the early look. Show it to them, then press Done.
> The new close calendar, on Thursday 12 March, with its makers
[Done]  [Not after all]\
""")
    assert "Anna Schmidt gets in touch" in world.text(await world.see(world.priya, "Noted on 2 March"))

    await world.anna.press_label(to_do, "Done")
    await world.quiet()
    assert await given(world) == [("early_look", "given")]
    assert "You had it on 2 March." in world.text(await world.see(world.priya, "You had it"))
    assert "Priya Raman: has had what was promised. (Anna Schmidt, 2 March)" in world.text(
        await world.see(world.anna, "was promised")
    )
    await world.anna.press_label(to_do, "Done", stale=True)
    assert "taken care of this" in world.anna.ephemerals[-1].text

    await open_ledger(world, world.anna, PRIYA)
    assert "An early look, 2 March · given" in world.modal(world.anna)


async def test_an_offer_comes_in_their_hours_and_one_at_a_time(world: World) -> None:
    await world.until(moment("2026-03-02", 20))
    assert await give(world, world.anna, PRIYA, "early_look", LOOK) == {}
    assert not world.priya.dm
    await give(world, world.maya, PRIYA, "recognition", LINE)
    assert "One at a time: wait, or withdraw it." in world.modal(world.maya)
    await world.until(moment("2026-03-03", 9))
    assert len(world.priya.dm) == 1


async def test_the_same_form_sent_again_is_one_offer(world: World) -> None:
    await give(world, world.anna, PRIYA, "early_look", LOOK)
    payload = next(
        body for body, _, _ in reversed(world.sandbox.payloads) if body.get("type") == "view_submission"
    )
    again = await world.sandbox.delivery.send("interactive", payload)
    assert again.body is not None
    assert again.body["response_action"] == "update"
    assert await given(world) == [("early_look", "offered")]


async def test_a_no_and_a_withdrawal_end_an_offer(world: World) -> None:
    await give(world, world.anna, PRIYA, "early_look", LOOK)
    card = await world.see(world.priya, "before it is out")
    await world.priya.press_label(card, "No, thank you")
    await world.see(world.priya, "Noted. Nothing follows from it.")

    await give(world, world.anna, PRIYA, "early_look", LOOK)
    stale = await world.see(world.priya, "[Yes, gladly]")
    await open_ledger(world, world.anna, PRIYA)
    await world.anna.press_modal("withdraw_giveback")
    await world.see(world.priya, "It did not come about this time.")
    await world.priya.press_label(stale, "Yes, gladly", stale=True)
    assert "settled in the meantime" in world.priya.ephemerals[-1].text
    assert await given(world) == [("early_look", "declined"), ("early_look", "withdrawn")]


async def test_a_public_line_only_with_consent_for_it_and_withdrawn_later(world: World) -> None:
    assert await give(world, world.anna, PRIYA, "recognition", LINE) == {}
    card = await world.see(world.priya, "say this in public")
    assert world.text(card) == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to give something back.
We would like to say this in public, exactly as it stands here:
> Priya closes eleven entities in four days.
It goes out only if you agree to this line, and not a word of it is changed. You can take it back later, here.
[I agree to this line]  [No, thank you]
  It is a thank-you. Nothing is expected in return, and a no changes nothing.\
""")
    await world.priya.press_label(card, "I agree to this line")
    to_do = await world.see(world.anna, "agreed to this line")
    assert LINE in world.text(to_do)
    await world.anna.press_label(to_do, "It is published")
    published = await world.see(world.priya, "Published on 2 March.")
    assert await given(world) == [("recognition", "given")]

    await world.pass_time(days=21)
    await world.priya.press_label(published, "Take it back")
    take_down = await world.see(world.anna, "no longer agrees to a line that stands in public")
    assert world.text(take_down) == snapshot("""\
Priya Raman, Head of Finance Operations, Nordlicht Pay: no longer agrees to a line that stands in public.
> Priya closes eleven entities in four days.
  Take down what stands in public, then say so here. Only people can see to that.
[It is taken down]\
""")
    assert "Anna Schmidt sees to it that it is taken down" in world.text(
        await world.see(world.priya, "Taken back")
    )
    assert await given(world) == [("recognition", "withdrawn")]
    await world.anna.press_label(take_down, "It is taken down")
    await world.see(world.anna, "Priya Raman: taken down.")


async def test_a_yes_taken_back_before_it_was_published(world: World) -> None:
    await give(world, world.anna, PRIYA, "recognition", LINE)
    await world.priya.press_label(await world.see(world.priya, "say this in public"), "I agree to this line")
    to_do = await world.see(world.anna, "agreed to this line")
    await world.priya.press_label(await world.see(world.priya, "You agreed to this line"), "Take it back")
    await world.see(world.priya, "Taken back on 2 March. Nothing follows from it.")
    await world.see(world.anna, "taken back, so there is nothing left to do.")
    await world.anna.press_label(to_do, "It is published", stale=True)
    assert "settled itself in the meantime" in world.anna.ephemerals[-1].text
    assert await given(world) == [("recognition", "withdrawn")]


async def test_a_line_that_names_the_company_needs_its_approval(world: World) -> None:
    line = "How Nordlicht Pay closes in four days."
    errors = await give(world, world.anna, PRIYA, "recognition", line)
    assert "Nordlicht Pay has not approved being named" in errors["text"]
    await world.anna.close()
    await approved(world, "Nordlicht Pay", until=date(2026, 3, 4), due_at=None)
    assert await give(world, world.anna, PRIYA, "recognition", line) == {}
    await world.priya.press_label(await world.see(world.priya, "say this in public"), "I agree to this line")
    to_do = await world.see(world.anna, "agreed to this line")
    await world.until(moment("2026-03-05", 10))
    await world.anna.press_label(to_do, "It is published")
    assert "or no longer does" in world.anna.ephemerals[-1].text
    assert await given(world) == [("recognition", "agreed")]


async def test_a_word_to_their_manager_is_a_draft_for_them_alone(world: World) -> None:
    draft = "Priya saved us weeks.\nShe is the reason we renewed."
    assert await give(world, world.anna, PRIYA, "word", draft) == {}
    card = await world.see(world.priya, "A word to your manager")
    assert world.text(card) == snapshot("""\
Anna Schmidt, your contact at Brightwell, would like to give something back.
A word to your manager, for your own use. Copy it, change it, use it or leave it: it is sent to nobody.
> Priya saved us weeks.
> She is the reason we renewed.
  It is a thank-you. Nothing is expected in return, and a no changes nothing.\
""")
    assert await given(world) == [("word", "given")]  # they have it: nothing is asked

    await change(world, LUKAS, reach=Reach.OWNER)
    assert await give(world, world.anna, LUKAS, "word", draft) == {}
    card = await world.see(world.anna, "Please pass this draft on")
    await world.anna.press_label(card, "Passed on")
    await world.quiet()
    assert await given(world) == [("word", "given"), ("word", "given")]


async def test_never_money(world: World) -> None:
    errors = await give(world, world.anna, PRIYA, "early_look", "A 50 € Amazon voucher for your help")
    assert errors == snapshot(
        {
            "text": "“50 €” reads like money. Rung gives no cash, vouchers or discounts: write what it is in other words, or leave it."
        }
    )
    await world.anna.fill(text="Ein Gutschein für den Betrieb")
    await world.anna.submit()
    assert "“Gutschein” reads like money" in world.anna.errors["text"]
    await world.anna.fill(kind="recognition", text="She saved 200,000 € a year and watches cash flow.")
    await world.anna.submit()
    assert not world.anna.errors
    assert await given(world) == [("recognition", "offered")]


async def test_nothing_for_a_review(world: World) -> None:
    await did(world, PRIYA, "2026-02-20", activity="review")
    errors = await give(world, world.anna, PRIYA, "early_look", LOOK)
    assert errors == snapshot(
        {
            "kind": "Reviews are never rewarded. Priya Raman wrote a review in the last 30 days, or is asked for one now. Give something back once that is behind you both."
        }
    )
    await world.anna.close()
    await world.pass_time(days=25)
    assert await give(world, world.anna, PRIYA, "early_look", LOOK) == {}

    lukas, review = await customers.advocate(world, LUKAS), await customers.activity_id(world, "review")
    async with world.rung.database.transaction() as session:
        session.add(
            Nudge(
                program_id=world.program_id,
                id=new_id(),
                advocate_id=lukas.id,
                account_id=lukas.account_id,
                activity_id=review,
                state=NudgeState.OFFERED,
                state_at=world.clock.business(),
                made_at=world.clock.business(),
            )
        )
    assert "Reviews are never rewarded" in (await give(world, world.anna, LUKAS, "word", "Thanks"))["kind"]


async def test_nothing_at_all_in_the_public_sector(world: World) -> None:
    await give(world, world.anna, PRIYA, "early_look", LOOK)
    await world.see(world.priya, "before it is out")
    await open_ledger(world, world.maya, PRIYA)
    await world.maya.press_modal("open_company")
    await world.maya.press_modal("public_sector")
    assert "Public sector: nothing is given back to its people." in world.modal(world.maya)
    await world.see(world.priya, "It did not come about this time.")

    await open_ledger(world, world.anna, PRIYA)
    await world.anna.press_modal("open_give_back")
    assert "is in the public sector: Rung gives nothing back to its people" in world.modal(world.anna)
    await world.anna.close()
    while world.anna.modal:
        await world.anna.close()
    assert "is in the public sector" in (await acquaint(world, world.anna, LUKAS, "priya"))["peer"]
    page = await customers.open_tab(world, world.priya, "about_me")
    assert "Ask for something" not in page
    await world.priya.press_home("own_page:1")
    assert await given(world) == [("early_look", "withdrawn")]


async def test_only_a_manager_says_what_is_public_sector(world: World) -> None:
    await set_account(world, "Nordlicht Pay", public_sector=True)
    await open_ledger(world, world.anna, PRIYA)
    await world.anna.press_modal("open_company")
    assert world.modal(world.anna) == snapshot("""\
Nordlicht Pay: what it allows in public
[Record an approval]
Nothing is recorded: it is not named, and its logo is not shown.
  Public sector: nothing is given back to its people.\
""")


async def test_a_file_says_who_is_public_sector(world: World) -> None:
    await give(world, world.anna, PRIYA, "early_look", LOOK)
    card = await world.see(world.priya, "before it is out")
    desk = Office(world.rung.database, world.program_id, now=world.clock.business())
    content = "name,Government Account\nNordlicht Pay,yes\nTalerhaus,no\n"
    await desk.take(Kind.ACCOUNTS, content, find=None)
    await world.priya.press_label(card, "Yes, gladly")
    assert "Your organisation is in the public sector" in world.priya.ephemerals[-1].text
    assert "is in the public sector" in (await acquaint(world, world.anna, LUKAS, "priya"))["peer"]
    assert await given(world) == [("early_look", "offered")]


async def test_whoever_wants_peace_is_left_in_peace(world: World) -> None:
    await change(world, PRIYA, paused_until=moment("2026-04-01", 0), paused_by=PausedBy.THEMSELVES)
    errors = await give(world, world.anna, PRIYA, "early_look", LOOK)
    assert errors == {"kind": "Priya Raman asked to be left alone until 1 April. Offer it after that day."}
    await world.anna.close()
    await change(world, LUKAS, stopped_on=date(2026, 3, 1))
    assert (
        "nothing that they did not ask for"
        in (await give(world, world.anna, LUKAS, "word", "Thanks"))["kind"]
    )


async def ask_for(world: World, person: Person, kind: str, text: str) -> None:
    await customers.open_tab(world, person, "about_me")
    await person.press_home("own_page:900")
    await world.quiet()
    await person.pick_home("ask_kind", kind)
    await person.pick_home("ask_text", text)
    await person.press_home("send_own_page")
    await world.quiet()


async def test_the_day_on_which_they_had_it_is_the_programmes(world: World) -> None:
    """East of Greenwich the day begins while it is still yesterday there; favours are dated like this, too."""
    await ask_for(world, world.priya, "help", "A look at our SAP export")
    card = await world.see(world.anna, "asks for help")
    await world.until(moment("2026-03-05", 0))
    await world.anna.press_label(card, "Done")
    await world.quiet()
    (row,) = await rows(world, Giveback)
    assert row.given_on == date(2026, 3, 5)


async def test_help_is_asked_for_and_done_or_declined_with_a_word(world: World) -> None:
    await ask_for(world, world.priya, "help", "A look at our SAP export")
    assert "2 March: A look at our SAP export: with Anna Schmidt" in customers.home(world, world.priya)
    card = await world.see(world.anna, "asks for help")
    assert world.text(card) == snapshot("""\
Priya Raman, Head of Finance Operations, Nordlicht Pay, asks for help. They hear what you press.
> A look at our SAP export
[Done]  [Not possible …]\
""")
    await world.anna.press_label(card, "Done")
    assert world.text(await world.see(world.priya, "says that it is done")) == snapshot("""\
You asked for this. Anna Schmidt says that it is done.
> A look at our SAP export\
""")
    assert await given(world) == [("help", "given")]

    await ask_for(world, world.priya, "help", "A second licence for the tests")
    await world.anna.press_label(await world.see(world.anna, "A second licence"), "Not possible …")
    await world.anna.fill(word="Our contract has no room for it. Let us talk in May.")
    await world.anna.submit()
    assert world.text(await world.see(world.priya, "can't make it possible")) == snapshot("""\
You asked for this. Anna Schmidt can't make it possible, and says:
> A second licence for the tests
> Our contract has no room for it. Let us talk in May.\
""")
    assert await given(world) == [("help", "given"), ("help", "declined")]


async def test_somebody_to_talk_to_is_asked_for_and_found(world: World) -> None:
    await ask_for(world, world.priya, "peer", "Somebody who closes in four days")
    card = await world.see(world.anna, "would like to talk to somebody like them")
    await world.anna.press_label(card, "Find somebody")
    found = await world.anna.search("peer", "talerhaus")
    await world.anna.fill(text="Closing", peer=found[0]["value"], no_competitors=["no_competitors"])
    await world.anna.submit()
    assert not world.anna.errors, world.anna.errors
    await world.see(world.anna, "somebody to talk to was found; both are asked.")
    await world.priya.press_label(await world.see(world.priya, "similar place"), "Yes, gladly")
    await world.lukas.press_label(await world.see(world.lukas, "similar place"), "Yes, gladly")
    await world.quiet()
    assert await given(world) == [("peer", "given"), ("peer", "given")]


async def test_a_wish_goes_on_where_the_one_who_was_found_would_rather_not(world: World) -> None:
    wish = "Somebody who closes in four days"
    await ask_for(world, world.priya, "peer", wish)
    card = await world.see(world.anna, "would like to talk to somebody like them")
    await world.anna.press_label(card, "Find somebody")
    found = await world.anna.search("peer", "talerhaus")
    await world.anna.fill(text="Closing", peer=found[0]["value"], no_competitors=["no_competitors"])
    await world.anna.submit()
    assert not world.anna.errors, world.anna.errors
    await close_all(world.anna)
    await world.priya.press_label(await world.see(world.priya, "similar place"), "Yes, gladly")
    await world.lukas.press_label(await world.see(world.lukas, "similar place"), "No, thank you")
    told = world.text(await world.see(world.priya, "You asked for this. Anna Schmidt sees to it."))
    assert told == f"You asked for this. Anna Schmidt sees to it.\n> {wish}"
    assert await given(world) == [("peer", "agreed"), ("peer", "declined")]

    card = await world.see(world.anna, "would like to talk to somebody like them")
    assert wish in world.text(card)
    await world.anna.press_label(card, "Find somebody")
    await world.anna.fill(text="Closing", peer=found[0]["value"], no_competitors=["no_competitors"])
    await world.anna.submit()
    assert "would rather not meet the other" in world.anna.errors["peer"]
    await close_all(world.anna)
    await world.maya.press_label(card, "Find somebody", stale=True)
    found = await world.maya.search("peer", "edelgrat")
    await world.maya.fill(text="Closing", peer=found[0]["value"], no_competitors=["no_competitors"])
    await world.maya.submit()
    assert not world.maya.errors, world.maya.errors
    await world.see(world.anna, "somebody to talk to was found; both are asked.")
    for person in (world.priya, world.elena):
        await person.press_label(await world.see(person, "similar place"), "Yes, gladly")
    await world.quiet()
    assert await given(world) == [("peer", "given"), ("peer", "declined"), ("peer", "given")]


async def test_wishes_are_few_and_not_said_twice(world: World) -> None:
    for text in ("One", "Two", "Two", "Three", "Four"):
        await ask_for(world, world.priya, "help", text)
        if world.priya.modal:
            assert "answers those first" in world.modal(world.priya)
            await world.priya.close()
    assert [row.text for row in await rows(world, Giveback)] == ["One", "Two", "Three"]


async def test_sellers_give_nothing_and_owners_only_to_their_own(world: World) -> None:
    await give(world, world.anna, PRIYA, "early_look", LOOK)
    card = await world.see(world.priya, "before it is out")
    assert card.text == "Anna Schmidt, your contact at Brightwell, would like to give something back."
    elena = await customers.advocate(world, "elena@edelgrat.example")
    await open_form(world, world.ben, "elena@edelgrat.example")
    await world.ben.close()
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Advocate).where(Advocate.id == elena.id).values(left_on=date(2026, 3, 1))
        )
    errors = await give(world, world.ben, "elena@edelgrat.example", "word", "Thanks")
    assert "is not in the programme" in errors["kind"]
