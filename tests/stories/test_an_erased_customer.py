"""A customer has themselves erased: everybody sees it, nobody is named any more, and nothing brings them back."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.privacy import erasing, export, suppression
from bot.rules.importing.kinds import Kind
from bot.views.erased import NOTHING
from models import audit, joining
from models import member as members
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.message import Message, MessageKind
from models.participation import Participation
from models.privacy.suppression import Suppression
from sandbox.person import Person
from tests import customers, giving, nudging
from tests.importing import Office
from tests.migrations.rows import everything
from tests.surveys import ALL, at_once, surveyed
from tests.world import World

PRIYA, USER, NAME = "priya@nordlicht.example", "U0PRIYA", "Priya Nair"
GONE = "had everything erased that was kept on them"


async def person(world: World) -> Advocate:
    async with world.rung.database.reading() as session:
        return (await session.scalars(select(Advocate).where(Advocate.slack_user_id == USER))).one()


async def erase(world: World, customer: Person | None = None) -> None:
    who = customer or world.priya
    await who.command("/advocate", "erase")
    await who.press_modal("erase")
    await world.quiet()
    await world.rung.ticks.forget()


def left_of(world: World, *told: str) -> list[str]:
    """Where any of these words still stands, in any column of any row."""
    url = world.rung.settings.database_url
    return [
        f"{table}.{column}: {value}"
        for table, rows in everything(url).items()
        for row in rows
        for column, value in row.items()
        if any(word.lower() in json.dumps(value, default=str, ensure_ascii=False).lower() for word in told)
    ]


async def test_nothing_tells_of_them_any_more_and_the_counts_stay(world: World) -> None:
    await nudging.proposed(world)
    await surveyed(world)
    await at_once(world, world.priya, **ALL)
    await customers.open_tab(world, world.priya, "about_me")
    kept = await person(world)
    before = everything(world.rung.settings.database_url)
    await erase(world)
    assert "Nothing is kept on you any more" in world.modal(world.priya)

    assert left_of(world, kept.name, PRIYA, USER, "The month-end close", ALL["survey_to_change"]) == []
    after = everything(world.rung.settings.database_url)
    for table in ("ask", "participation", "nps_answer", "survey", "nudge", "advocate", "audit"):
        assert len(after[table]) >= len(before[table]), table
    for table in ("consent", "not_their_field", "contact"):
        assert not [row for row in after[table] if row["advocate_id"] == kept.id], table
    for message in world.priya.dm:
        assert world.text(message) == NOTHING
    assert "Priya" not in customers.home(world, world.priya)
    note = await world.see(world.anna, "had everything erased that Rung kept on them")
    assert "Nordlicht Pay" in world.text(note)
    assert "Priya" not in world.text(note)
    assert "Priya" not in "".join(world.text(each) for each in world.anna.dm)


async def test_where_the_owner_has_left_the_managers_are_told(world: World) -> None:
    async with world.rung.database.transaction() as session:
        (await members.by_email(session, world.program_id))["anna@brightwell.example"].active = False
    await erase(world)
    await world.see(world.maya, "had everything erased that Rung kept on them")
    assert not world.anna.dm


async def test_an_open_question_is_withdrawn_and_the_search_goes_on(world: World) -> None:
    line = await world.request(world.tom)
    await world.ask(world.anna, world.priya)
    await erase(world)
    shown = world.team.message(line.channel, line.ts)
    assert shown is not None
    assert "Priya" not in world.text(shown)
    async with world.rung.database.reading() as session:
        states = {
            ask.state
            for ask in await session.scalars(select(Ask).join(Advocate, Advocate.id == Ask.advocate_id))
        }
        erased = (await session.scalars(select(Advocate).where(Advocate.erased_at.is_not(None)))).one()
        own = (await session.scalars(select(Ask.state).where(Ask.advocate_id == erased.id))).all()
    assert own == [AskState.WITHDRAWN]
    assert states & {AskState.APPROVING, AskState.APPROVED, AskState.LISTED}
    (card,) = [each for each in world.priya.dm if "erased" in world.text(each)]
    assert "Would you help" not in world.text(card)


async def test_a_yes_whose_day_is_to_come_is_taken_back(world: World) -> None:
    await world.request(world.tom)
    await world.ask(world.anna, world.priya)
    await world.priya.press_label(world.priya.dm[-1], "Yes")
    await world.quiet()
    kept = await person(world)
    await erase(world)
    async with world.rung.database.reading() as session:
        own = (await session.scalars(select(Ask.state).where(Ask.advocate_id == kept.id))).all()
    assert own == [AskState.BACKED_OUT]
    assert kept.name not in "".join(world.text(each) for each in world.tom.dm)
    assert PRIYA not in "".join(world.text(each) for each in world.tom.dm)
    await world.pass_time(days=20)
    assert not [each for each in world.priya.dm if "erased" not in world.text(each)]


async def test_imported_again_mentioned_and_credited(world: World) -> None:
    await erase(world)
    office = Office(world.rung.database, world.program_id, now=world.clock.business())
    rows = f"{PRIYA.upper()},Priya Nair,CFO,Nordlicht Pay\nnew@nordlicht.example,Nina New,CFO,Nordlicht Pay\n"
    report = await office.take(Kind.ADVOCATES, f"email,name,title,account\n{rows}", skip_bad=True, find=None)
    assert (report.new, report.faulty) == (1, 1)
    assert [(fault.line, fault.value) for fault in office.faults[:1]] == [(2, "")]
    assert GONE in office.faults[0].reason
    by_user = f"other@nordlicht.example,Priya N,CFO,Nordlicht Pay,{USER}\n"
    await office.check(Kind.ADVOCATES, f"email,name,title,account,slack_user_id\n{by_user}", find=None)
    assert GONE in office.faults[0].reason
    changed = f"other@nordlicht.example,{PRIYA},Priya N,CFO,Nordlicht Pay\n"
    await office.check(Kind.ADVOCATES, f"email,previous_email,name,title,account\n{changed}", find=None)
    assert GONE in office.faults[0].reason

    await office.check(Kind.NPS, f"email,score,answered_on\n{PRIYA},9,2026-02-20\n")
    assert GONE in office.faults[0].reason
    held = f"{PRIYA},reference_call,done,2026-02-20\n"
    await office.check(Kind.ACTIVITIES, f"advocate_email,activity,outcome,done_on\n{held}")
    assert GONE in office.faults[0].reason

    wrong = await customers.invite(
        world, world.anna, "Nordlicht", name="Priya", email=PRIYA, title="CFO", line=""
    )
    assert GONE in str(wrong)
    await world.anna.close()
    wrong = await customers.invite(world, world.anna, "Nordlicht", person=USER, line="")
    assert GONE in str(wrong)
    await world.anna.command("/reference")
    assert left_of(world, PRIYA, USER) == []


async def test_a_suggestion_of_them_is_refused_and_an_older_one_forgotten(world: World) -> None:
    await world.lukas.command("/advocate", "nominate")
    await world.lukas.fill(nominate_name=NAME, nominate_email=PRIYA)
    await world.lukas.submit()
    await world.quiet()
    assert left_of(world, f"{NAME}\\n{PRIYA}")
    await erase(world)
    assert left_of(world, PRIYA, NAME) == []
    assert NAME not in "".join(world.text(each) for each in world.anna.dm + world.ben.dm)
    await world.lukas.command("/advocate", "nominate")
    await world.lukas.fill(nominate_name=NAME, nominate_email=PRIYA)
    await world.lukas.submit()
    assert "This person can't be invited" in world.modal(world.lukas)


async def test_found_in_slack_under_another_address_they_are_erased_again(world: World) -> None:
    """Somebody invites what they take for a new person: Slack says who it is."""
    await erase(world)
    world.team.users[USER] = replace(world.team.users[USER], email="p.nair@nordlicht.example")
    wrong = await customers.invite(
        world, world.anna, "Nordlicht", name="P. Nair", email="p.nair@nordlicht.example", title="CFO", line=""
    )
    assert wrong == {}
    await world.quiet()
    assert left_of(world, "p.nair@nordlicht.example", USER, "P. Nair") == []
    assert not [each for each in world.priya.dm if "invite" in world.text(each)]


async def test_twice_is_once_and_nobody_else_may(world: World) -> None:
    kept = await person(world)
    await world.priya.command("/advocate", "erase")
    async with world.rung.database.transaction() as session:
        customer = await joining.find(session, world.program_id, kept.id)
        assert customer is not None
        for _ in range(2):
            now, real = world.clock.business(), world.clock.real()
            await erasing.erase(session, customer, by=audit.OPERATOR, now=now, real=real)
    await world.priya.press_modal("erase")
    await world.quiet()
    async with world.rung.database.reading() as session:
        erased = select(audit.Audit).where(audit.Audit.verb == "erased")
        assert len((await session.scalars(erased)).all()) == 1
        assert len((await session.scalars(select(Suppression))).all()) == 2


async def test_admitted_again_because_they_ask(world: World) -> None:
    await erase(world)
    async with world.rung.database.transaction() as session:
        await suppression.admit(
            session, world.program_id, f" {PRIYA.title()}", by=audit.OPERATOR, now=world.clock.business()
        )
    office = Office(world.rung.database, world.program_id, now=world.clock.business())
    row = f"{PRIYA},Priya Nair,CFO,Nordlicht Pay,{USER}\n"
    report = await office.take(Kind.ADVOCATES, f"email,name,title,account,slack_user_id\n{row}", find=None)
    assert report.new == 1
    async with world.rung.database.reading() as session:
        new = await joining.known_as(session, world.program_id, user_id=USER, email=None)
        assert [each.advocate.email for each in new] == [PRIYA]
        assert (await export.by_address(session, world.program_id, PRIYA)).advocate.joined_on is None


async def test_a_message_on_its_way_is_made_to_say_nothing(world: World) -> None:
    """It was claimed before they were erased, and arrives after: the row waits for it."""
    await world.request(world.tom)
    await world.ask(world.anna, world.priya)
    sent = world.priya.dm[-1]
    async with world.rung.database.transaction() as session:
        claimed = update(Message).where(Message.recipient == USER, Message.kind == MessageKind.ASK)
        await session.execute(claimed.values(ts=None, claimed_at=world.clock.real() - timedelta(hours=1)))
    await erase(world)
    shown = world.team.message(sent.channel, sent.ts)
    assert shown is not None
    assert "erased" in world.text(shown)
    async with world.rung.database.reading() as session:
        assert (await session.scalars(select(Message).where(Message.recipient == USER))).all() == []


async def test_what_was_held_still_counts(world: World) -> None:
    await nudging.proposed(world)
    kept = await person(world)
    async with world.rung.database.reading() as session:
        before = (
            await session.scalars(select(Participation.id).where(Participation.advocate_id == kept.id))
        ).all()
    await erase(world)
    async with world.rung.database.reading() as session:
        after = (
            await session.scalars(select(Participation.id).where(Participation.advocate_id == kept.id))
        ).all()
    assert before
    assert after == before


@pytest.mark.parametrize("said", ["Özlem Åberg", " özlem åberg ", "ÖZLEM ÅBERG"])
async def test_a_name_that_begins_with_no_plain_letter_is_found_where_they_spoke_for_their_company(
    world: World, said: str
) -> None:
    await giving.approved(world, "Nordlicht Pay", given_by=said)
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Advocate).where(Advocate.slack_user_id == USER).values(name="Özlem Åberg")
        )
    await erase(world)
    assert left_of(world, "Özlem") == []
