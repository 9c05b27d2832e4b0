"""What customers did is written down by those who know them, corrected and made void by new rows, never deleted."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from inline_snapshot import snapshot
from sqlalchemy import event, select

from bot import ledger as ledgers
from models import activity as activities
from models import actor as actors
from models import advocate as advocates
from models import member as members
from models.ask import Ask, AskState
from models.participation import Participation, ParticipationState
from sandbox.messages import Message
from sandbox.person import Person
from tests.climbing.acts import named
from tests.favours import agreed, kinds_of, ledger, moment
from tests.world import World


def posted(world: World, text: str = "Priya gave a talk <!channel>") -> Message:
    """A message in a channel of ours, about what a customer did."""
    channel = world.team.channels.get("C0WINS")
    if channel is None:
        channel = world.team.add_channel("C0WINS", "wins", [user.id for user in world.team.users.values()])
    return world.team.post(channel, user="U0TOM", text=text)


async def fill(person: Person, **values: str) -> None:
    options = await person.search("who_did_it", "nordlicht")
    chosen = next(each["value"] for each in options if each["text"]["text"].startswith("Priya"))
    await person.fill(**{"advocate": chosen, "activity": "talk", "done_on": "2026-03-01"} | values)


async def log(world: World, person: Person) -> None:
    await person.shortcut("log_participation", posted(world))
    await fill(person)
    await person.submit()
    assert not person.errors, person.errors


async def choose(person: Person, how: str) -> None:
    """Correct or Void, of the newest row in the ledger on the screen."""
    assert person.modal is not None
    block = next(block for block in person.modal["blocks"] if "accessory" in block)
    option = next(each for each in block["accessory"]["options"] if each["text"]["text"] == how)
    await person.pick(None, "ledger_entry", option["value"], block_id=block["block_id"])


async def test_an_owner_opens_the_record_from_the_list_of_their_customers(world: World) -> None:
    await log(world, world.anna)
    await world.anna.close()
    await world.anna.open_home()
    await world.quiet()
    await world.anna.press_home("home_tab:customers")
    await world.quiet()
    assert world.anna.home is not None
    priya = next(row for row in world.anna.home["blocks"] if "Priya Raman" in str(row))
    await world.anna.press_home("open_ledger", priya["accessory"]["value"])
    assert "Talk at an event or webinar, 1 March" in world.modal(world.anna)


async def test_a_favour_outside_rung_is_logged_and_gives_a_rest(world: World) -> None:
    await named(world)
    await world.anna.shortcut("log_participation", posted(world))
    assert world.modal(world.anna) == snapshot("""\
Who did it: [Type a name or a company ▾]
What it was: [Choose an activity ▾]
When: [2026-03-02 ▾]
Until (optional): [Choose a day ▾]
Link (optional): [… ▾]
Note (optional): [… ▾]\
""")
    await fill(world.anna, done_on="2026-03-03")
    await world.anna.submit()
    assert "still to come" in world.anna.errors["done_on"]
    await fill(world.anna)
    await world.anna.submit()
    assert world.modal(world.anna) == snapshot("""\
Written down for Priya Raman. It counts like what Rung asked for: they get their rest.
[What they did]\
""")
    assert await ledger(world) == [("verified", "2026-03-01")]
    await world.anna.press_modal("open_ledger")
    assert world.modal(world.anna) == snapshot("""\
Priya Raman, Nordlicht Pay
[Give something back]  [Their company]
On the ladder at Vouch: one verified on a higher rung since March. It lasts until 1 March 2027 if nothing is added. Roles in 12 months: influencer.
Talk at an event or webinar, 1 March · verified
Priya gave a talk <!channel>
[Correct] [Void]
  No next step is proposed to them now: they are resting after a favour (until 30 May); nothing was given back since their last favour.
  Nothing is ever deleted: a correction stands beside what it corrects.\
""")

    shown = await world.shortlist(world.tom)
    assert "Head of Finance Operations, Nordlicht Pay" not in shown.split("Not now, and why")[0]


async def test_the_form_begins_with_few_words_of_the_message_and_its_day(world: World) -> None:
    long = "Priya told us at dinner how the closing went,\nand then she gave a talk about it to two hundred people."
    message = posted(world, long)
    sent = world.clock.real() - timedelta(days=4)
    early = f"{sent.timestamp():.6f}"
    earlier = replace(message, ts=early, raw=message.raw | {"ts": early})
    world.team.channels[message.channel].messages[early] = earlier
    await world.anna.shortcut("log_participation", earlier)
    assert world.anna.modal is not None
    inputs = {block["block_id"]: block["element"] for block in world.anna.modal["blocks"]}
    assert inputs["done_on"]["initial_date"] == "2026-02-26"
    said = "Priya told us at dinner how the closing went, and then she gave a talk about…"
    assert inputs["note"]["initial_value"] == said


async def test_the_same_form_sent_again_is_one_row(world: World) -> None:
    await log(world, world.maya)
    payload = next(
        body for body, _, _ in reversed(world.sandbox.payloads) if body.get("type") == "view_submission"
    )
    again = await world.sandbox.delivery.send("interactive", payload)
    assert again.body is not None
    assert again.body["response_action"] == "update"
    assert await ledger(world) == [("verified", "2026-03-01")]


async def test_sellers_and_others_are_told_who_keeps_the_record(world: World) -> None:
    message = posted(world)
    colleagues, customers = (
        "This is for the owners and managers of this programme.",
        "for colleagues at Brightwell.",
    )
    for person, told in ((world.tom, colleagues), (world.priya, customers), (world.nobody, colleagues)):
        await person.shortcut("log_participation", message)
        assert person.modal is None
        assert told in person.ephemerals[-1].text


async def test_owners_log_for_their_own_customers_and_managers_for_all(world: World) -> None:
    async def found(person: Person, typed: str) -> list[str]:
        await person.shortcut("log_participation", posted(world))
        options = await person.search("who_did_it", typed)
        await person.close()
        return [option["text"]["text"] for option in options]

    async with world.rung.database.transaction() as session:
        everybody = await advocates.by_email(session, world.program_id)
        everybody["marta@kontoria.example"].left_on = date(2026, 1, 1)
        everybody["petra@nordlicht.example"].joined_on = None
    of_anna = ["Lukas Brandt, Talerhaus", "Priya Raman, Nordlicht Pay"]
    of_ben = ["Elena Fischer, Edelgrat Finanz", "Kenji Mori, Hoshi Denki"]
    assert await found(world.maya, "") == of_ben + of_anna
    assert await found(world.ben, "") == of_ben + of_anna  # Anna's backup
    assert await found(world.maya, "talerhaus") == ["Lukas Brandt, Talerhaus"]
    assert await found(world.maya, "%") == []
    await not_a_backup(world)
    assert await found(world.ben, "") == of_ben


async def not_a_backup(world: World) -> None:
    async with world.rung.database.transaction() as session:
        (await members.by_email(session, world.program_id))["anna@brightwell.example"].backup_id = None


async def test_what_another_owner_keeps_can_not_be_touched(world: World) -> None:
    await log(world, world.anna)
    shown = world.anna.modal
    assert shown is not None
    await not_a_backup(world)
    world.team.stacks[world.ben.id].open(shown)
    await world.ben.press_modal("open_ledger")
    assert "Anna Schmidt looks after this customer, so this is theirs, or a manager's." in world.modal(
        world.ben
    )

    await world.anna.press_modal("open_ledger")
    await choose(world.anna, "Void")
    form = world.anna.modal
    assert form is not None
    world.team.stacks[world.ben.id].open(form)
    await world.ben.fill(reason="Never mind")
    await world.ben.submit()
    assert "so this is theirs, or a manager's." in world.modal(world.ben)
    assert await ledger(world) == [("verified", "2026-03-01")]


async def test_a_row_is_corrected_and_made_void_with_a_reason(world: World) -> None:
    await named(world)
    await log(world, world.anna)
    await world.anna.press_modal("open_ledger")
    await choose(world.anna, "Correct")
    assert world.modal(world.anna) == snapshot("""\
What it was: [Talk at an event or webinar ▾]
When: [2026-03-01 ▾]
Until (optional): [Choose a day ▾]
Why: [… ▾]\
""")
    await world.anna.fill(activity="quote", done_on="2026-03-04", reason="It was a quote")
    await world.anna.submit()
    assert "still to come" in world.anna.errors["done_on"]
    await world.anna.fill(done_on="2026-02-27")
    await world.anna.submit()
    assert world.modal(world.anna) == snapshot("""\
Priya Raman, Nordlicht Pay
[Give something back]  [Their company]
On the ladder at Share: one verified on a higher rung since February. It lasts until 27 February 2027 if nothing is added. Roles in 12 months: advocate.
Quote, 27 February · corrected
It was a quote
[Correct] [Void]
  No next step is proposed to them now: they are resting after a favour (until 28 April); nothing was given back since their last favour.
  Nothing is ever deleted: a correction stands beside what it corrects.\
""")
    await choose(world.anna, "Void")
    assert world.modal(world.anna) == snapshot("""\
Quote, 27 February: from now on this counts as not done.
Why: [… ▾]\
""")
    await world.anna.fill(reason="Somebody else wrote it")
    await world.anna.submit()
    assert "Nothing is written down yet." in world.modal(world.anna)
    assert await ledger(world) == [
        ("verified", "2026-03-01"),
        ("corrected", "2026-02-27"),
        ("void", "2026-02-27"),
    ]
    shown = await world.shortlist(world.tom)  # no rest is left of it
    assert "1  Head of Finance Operations, Nordlicht Pay" in shown


async def test_of_two_corrections_at_once_one_wins_and_the_other_is_told(world: World) -> None:
    await log(world, world.anna)
    await world.maya.shortcut("log_participation", posted(world))
    await fill(world.maya, activity="news", done_on="2026-02-01")
    await world.maya.submit()
    for person in (world.anna, world.maya):
        await person.press_modal("open_ledger")
        await choose(person, "Correct")
        await person.fill(reason="I know better")
    await asyncio.gather(world.anna.submit(), world.maya.submit())
    said = [world.modal(person) for person in (world.anna, world.maya)]
    assert sum("Somebody has changed this in the meantime" in each for each in said) == 1
    assert sorted(state for state, _ in await ledger(world)) == ["corrected", "verified", "verified"]


async def test_what_an_ask_led_to_follows_its_correction(world: World) -> None:
    await agreed(world, "2026-03-12")
    await world.until(moment("2026-03-11", 9, 30))
    await world.until(moment("2026-03-13", 9, 30))
    question = await world.see(world.tom, "how useful was it")
    await world.tom.press_label(question, "It did not happen")
    await world.anna.press_label(await world.see(world.anna, "Did it happen?"), "What they did")
    assert "Reference call, 12 March · not verified yet" in world.modal(world.anna)
    await choose(world.anna, "Correct")
    await world.anna.fill(done_on="2026-03-11", reason="A day earlier")
    await world.anna.submit()
    assert "Agreed for Wednesday 11 March" in world.text(await world.see(world.priya, "Agreed for"))
    await choose(world.anna, "Void")
    await world.anna.fill(reason="Neither was there")
    await world.anna.submit()
    assert [state for state, _ in await ledger(world)] == ["claimed", "corrected", "void"]
    await world.see(world.tom, "Nordlicht Pay: agreed, did not happen")
    await world.see(world.anna, "there is nothing to decide any more.")
    async with world.rung.database.reading() as session:
        states = (await session.scalars(select(Ask.state).where(Ask.held_on == date(2026, 3, 11)))).all()
    assert states == [AskState.NOT_HELD]
    assert await kinds_of(world, world.priya) == ["ask", "brief", "debrief"]


async def many(world: World, count: int) -> str:
    """So many more rows of Priya's; her id."""
    async with world.rung.database.transaction() as session:
        person = (await advocates.by_email(session, world.program_id))["priya@nordlicht.example"]
        activity = (await activities.by_key(session, world.program_id))["news"]
        session.add_all(
            Participation(
                program_id=world.program_id,
                advocate_id=person.id,
                account_id=person.account_id,
                activity_id=activity.id,
                state=ParticipationState.VERIFIED,
                done_on=date(2025, 1, 1 + day),
                source="import",
            )
            for day in range(count)
        )
        return person.id


async def test_a_long_record_comes_in_pages(world: World) -> None:
    await many(world, 25)
    await log(world, world.anna)
    await world.anna.press_modal("open_ledger")
    assert world.modal(world.anna).count("· verified") == 10
    await world.anna.press_modal("ledger_page:older")
    await world.anna.press_modal("ledger_page:older")
    assert world.modal(world.anna).count("verified") == 6
    await world.anna.press_modal("ledger_page:newer")
    assert world.modal(world.anna).count("verified") == 10


async def test_the_number_of_statements_does_not_grow_with_the_record(world: World) -> None:
    async def statements(advocate_id: str) -> int:
        seen: list[str] = []

        def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        async with world.rung.database.reading() as session:
            actor = await actors.identify(session, world.team.id, world.maya.id)
            assert actor is not None
            connection = await session.connection()
            event.listen(connection.sync_connection, "before_cursor_execute", count)
            await ledgers.of(session, actor, advocate_id, now=world.clock.business())
        return len(seen)

    one = await statements(await many(world, 1))
    assert await statements(await many(world, 29)) == one
