"""Importing again updates by what a row is known by, and never undoes what Rung learnt itself."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest

from bot.imports import template
from bot.rules.importing.kinds import Kind
from models.account import Account, Health
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.audit import Audit
from models.block import Block
from models.consent import Consent, Consented
from models.deal import Deal, Status
from models.member import Member
from models.participation import Participation, ParticipationState
from models.reference import Reference, ReferenceState
from models.story import Story
from tests.house.test_audit import silent, transactions
from tests.importing import NOW, Office, office

ACCOUNTS = (
    "name,owner,health,health_as_of,products\nNordlicht Pay,Anna Schmidt,green,2026-02-01,Ledger;Atlas\n"
)
PEOPLE = (
    "email,name,title,account,joined_on,paused_until,asks_per_year,nps,nps_as_of\n"
    "priya@nordlicht.example,Priya Raman,Head of Finance,Nordlicht Pay,2025-05-14,,6,10,2025-12-09\n"
    "stefan@nordlicht.example,Stefan Albers,CFO,Nordlicht Pay,,,,,\n"
)
DEALS = "key,name,prospect,seller,stage,amount\nD-1,Kestrel,Kestrel Pay,Tom Reyes,Proposal,240000\n"


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url) as made:
        await made.take(Kind.ACCOUNTS, ACCOUNTS)
        await made.take(Kind.ADVOCATES, PEOPLE)
        await made.take(Kind.DEALS, DEALS)
        yield made


async def counts(desk: Office, kind: Kind, content: str) -> tuple[int, int, int]:
    """What was checked is what is done: new, updated, unchanged."""
    checked = await desk.check(kind, content)
    taken = await desk.take(kind, content)
    assert checked == taken
    return taken.new, taken.updated, taken.unchanged


async def one(desk: Office, table: Any, **named: Any) -> Any:
    (found,) = [
        row
        for row in await desk.rows(table)
        if all(getattr(row, name) == value for name, value in named.items())
    ]
    return found


async def change(desk: Office, table: Any, row_id: str, **values: Any) -> None:
    """As Rung itself would, meanwhile."""
    async with desk.transaction() as session:
        row = await session.get_one(table, (desk.program_id, row_id))
        for name, value in values.items():
            setattr(row, name, value)


async def test_the_same_files_change_nothing(desk: Office) -> None:
    before = len(await desk.rows(Audit))
    assert await counts(desk, Kind.ACCOUNTS, ACCOUNTS) == (0, 0, 1)
    assert await counts(desk, Kind.ADVOCATES, PEOPLE) == (0, 0, 2)
    assert await counts(desk, Kind.DEALS, DEALS) == (0, 0, 1)
    assert len(await desk.rows(Audit)) == before


async def test_empty_cells_leave_what_is_known(desk: Office) -> None:
    assert await counts(desk, Kind.ACCOUNTS, "name,owner,industry\nNORDLICHT-PAY,,\n") == (0, 1, 0)
    kept = await one(desk, Account)
    assert (kept.name, kept.health) == ("NORDLICHT-PAY", Health.GREEN)
    assert await counts(desk, Kind.ACCOUNTS, "name,products\nNordlicht Pay,Ledger;Pulse\n") == (0, 1, 0)


async def test_the_later_health_counts(desk: Office) -> None:
    head = "name,health,health_as_of\nNordlicht Pay,"
    assert await counts(desk, Kind.ACCOUNTS, head + "red,2026-01-01\n") == (0, 0, 1)
    assert await counts(desk, Kind.ACCOUNTS, head + "green,\n") == (0, 0, 1)
    assert await counts(desk, Kind.ACCOUNTS, head + "amber,\n") == (0, 1, 0)
    kept = await one(desk, Account)
    assert (kept.health, kept.health_as_of) == (Health.AMBER, date(2026, 3, 2))


async def test_an_owner_who_left_takes_nothing_back(desk: Office) -> None:
    anna, ben = await one(desk, Member, name="Anna Schmidt"), await one(desk, Member, name="Ben Okafor")
    await change(desk, Member, anna.id, active=False)
    await change(desk, Account, (await one(desk, Account)).id, owner_id=ben.id)
    assert await counts(desk, Kind.ACCOUNTS, "name,owner\nNordlicht Pay,anna@brightwell.example\n") == (
        0,
        0,
        1,
    )
    assert (await one(desk, Account)).owner_id == ben.id


async def test_what_people_set_in_rung_wins(desk: Office) -> None:
    priya = await one(desk, Advocate, name="Priya Raman")
    await change(desk, Advocate, priya.id, asks_in_year=2, paused_until=NOW + timedelta(days=30))
    changed = PEOPLE.replace("Head of Finance", "CFO of CFOs").replace(",,6,10,", ",2026-09-01,12,10,")
    assert await counts(desk, Kind.ADVOCATES, changed) == (0, 1, 1)
    priya = await one(desk, Advocate, email="priya@nordlicht.example")
    assert (priya.title, priya.asks_in_year, priya.paused_until) == (
        "CFO of CFOs",
        2,
        NOW + timedelta(days=30),
    )


async def test_nobody_comes_back_by_a_file(desk: Office) -> None:
    priya, stefan = (
        await one(desk, Advocate, name="Priya Raman"),
        await one(desk, Advocate, name="Stefan Albers"),
    )
    await change(desk, Advocate, priya.id, left_on=date(2026, 2, 1))
    await change(desk, Advocate, stefan.id, refused_on=date(2026, 2, 1))
    joined = PEOPLE.replace("CFO,Nordlicht Pay,,", "CFO,Nordlicht Pay,2026-02-20,")
    assert await counts(desk, Kind.ADVOCATES, joined) == (0, 0, 2)
    assert (await one(desk, Advocate, id=priya.id)).left_on == date(2026, 2, 1)
    assert (await one(desk, Advocate, id=stefan.id)).joined_on is None


async def test_a_deal_is_won(desk: Office) -> None:
    assert await counts(desk, Kind.DEALS, DEALS.replace("Proposal", "Closed Won")) == (0, 1, 0)
    assert (await one(desk, Deal)).status is Status.WON


async def test_the_later_word_on_a_consent_counts(desk: Office) -> None:
    head = "advocate_email,activity,state,since\npriya@nordlicht.example,"
    assert await counts(desk, Kind.CONSENTS, head + "Reference call,yes,2025-05-14\n") == (1, 0, 0)
    consent = await one(desk, Consent)
    await change(desk, Consent, consent.id, state=Consented.NO, since=NOW, source="own page")
    assert await counts(desk, Kind.CONSENTS, head + "reference_call,yes,2025-06-01\n") == (0, 0, 1)
    assert await counts(desk, Kind.CONSENTS, head + "reference_call,yes,\n") == (0, 0, 1)
    assert (await one(desk, Consent)).state is Consented.NO
    desk.now = NOW + timedelta(days=10)
    assert await counts(desk, Kind.CONSENTS, head + "reference_call,yes,2026-03-10\n") == (0, 1, 0)


async def test_a_block_that_ended_is_not_opened_again(desk: Office) -> None:
    content = "account,kind,since,until\nNordlicht Pay,incident,2026-02-01,\n"
    assert await counts(desk, Kind.BLOCKS, content) == (1, 0, 0)
    assert await counts(desk, Kind.BLOCKS, content.replace("2026-02-01", "")) == (0, 0, 1)
    block = await one(desk, Block)
    await change(desk, Block, block.id, until=NOW - timedelta(days=1))
    assert await counts(desk, Kind.BLOCKS, content.replace("2026-02-01,", "2026-02-01,2026-05-01")) == (
        0,
        0,
        1,
    )
    assert (await one(desk, Block)).until == NOW - timedelta(days=1)


async def test_the_newest_answer_counts_wherever_it_stands(desk: Office) -> None:
    content = (
        "email,score,answered_on\n"
        "priya@nordlicht.example,3,2025-01-01\n"
        "stefan@nordlicht.example,9,2026-02-02\n"
        "Priya@nordlicht.example,8,2026-02-01\n"
        "priya@nordlicht.example,7,2026-01-01\n"
    )
    assert await counts(desk, Kind.NPS, content) == (4, 0, 0)  # each answer is kept
    assert await counts(desk, Kind.NPS, content) == (0, 0, 4)
    priya = await one(desk, Advocate, name="Priya Raman")
    assert (priya.nps, priya.nps_as_of) == (8, date(2026, 2, 1))


async def test_stories_are_known_by_their_address(desk: Office) -> None:
    content = 'title,url,account,text\nFour days,https://b.example/1,Nordlicht Pay,"One\ntwo"\n'
    assert await counts(desk, Kind.STORIES, content) == (1, 0, 0)
    assert await counts(desk, Kind.STORIES, content.replace("Four", "Three")) == (0, 1, 0)
    assert (await one(desk, Story)).text == "One\ntwo"


async def test_roles_are_given_and_none_is_taken(desk: Office) -> None:
    content = (
        "email,roles,backup_email\n"
        "tom@brightwell.example,owner,new@brightwell.example\n"
        "new@brightwell.example,seller manager,\n"
    )
    assert await counts(desk, Kind.MEMBERS, content) == (1, 1, 0)
    tom, new = (
        await one(desk, Member, name="Tom Reyes"),
        await one(desk, Member, email="new@brightwell.example"),
    )
    assert (tom.is_seller, tom.is_owner, tom.backup_id) == (True, True, new.id)
    assert (new.is_seller, new.is_manager, new.slack_user_id) == (True, True, "U0NEW")
    bad = "email,roles\nold@brightwell.example,seller\nguest@brightwell.example,seller\nx@x.example,boss\n"
    await desk.check(Kind.MEMBERS, bad)
    assert [fault.reason for fault in desk.faults] == [
        "Nobody in your Slack has this address. Name somebody else, or invite them to Slack first.",
        "This is a guest in your Slack, and not one of your colleagues.",
        "The roles are seller, owner and manager.",
    ]


PAST = "advocate_email,activity,outcome,asked_on,answered_on,done_on,deal_key,source\n"


async def test_the_past_is_completed_and_never_counted_twice(desk: Office) -> None:
    asked = PAST + "priya@nordlicht.example,Reference call,accepted,2026-01-05,2026-01-06,,,\n"
    assert await counts(desk, Kind.ACTIVITIES, asked) == (1, 0, 0)
    ask, before = await one(desk, Ask), await one(desk, Deal, status=Status.UNKNOWN)
    assert (ask.state, ask.deal_id, ask.held_on) == (AskState.ACCEPTED, before.id, None)
    assert (await one(desk, Reference)).state is ReferenceState.FOUND

    done = asked.replace("accepted", "done").replace("06,,,", "06,2026-01-12,D-1,CRM")
    assert await counts(desk, Kind.ACTIVITIES, done) == (1, 0, 0)
    ask, favour = await one(desk, Ask), await one(desk, Participation)
    assert (ask.held_on, ask.deal_id) == (date(2026, 1, 12), (await one(desk, Deal, key="D-1")).id)
    assert (favour.ask_id, favour.state, favour.source) == (ask.id, ParticipationState.VERIFIED, "CRM")
    assert await counts(desk, Kind.ACTIVITIES, done) == (0, 0, 1)
    assert await counts(desk, Kind.ACTIVITIES, asked) == (0, 0, 1)


async def test_a_favour_whose_question_comes_later_counts_once(desk: Office) -> None:
    done = PAST + "priya@nordlicht.example,case_study,,,,2025-10-10,,\n"
    assert await counts(desk, Kind.ACTIVITIES, done) == (1, 0, 0)
    asked = PAST + "priya@nordlicht.example,case_study,done,2025-09-01,2025-09-02,2025-10-10,D-1,\n"
    assert await counts(desk, Kind.ACTIVITIES, asked) == (1, 0, 0)
    first, second = await desk.rows(Participation)
    assert (first.ask_id, second.supersedes_id) == (None, first.id)
    assert second.ask_id == (await one(desk, Ask)).id
    assert await counts(desk, Kind.ACTIVITIES, asked) == (0, 0, 1)
    assert await counts(desk, Kind.ACTIVITIES, done) == (0, 0, 1)


async def test_what_is_served_for_a_time_says_until_when(desk: Office) -> None:
    served = PAST.replace("source", "until")
    begun = served + "priya@nordlicht.example,advisory_board,,,,2025-10-10,,\n"
    assert await counts(desk, Kind.ACTIVITIES, begun) == (1, 0, 0)
    assert (await one(desk, Participation)).serves_until is None
    ends = begun.replace("10-10,,", "10-10,,2026-12-31")
    assert await counts(desk, Kind.ACTIVITIES, ends) == (0, 1, 0)
    _, second = await desk.rows(Participation)
    assert (second.done_on, second.serves_until) == (date(2025, 10, 10), date(2026, 12, 31))
    for again in (ends, begun, begun.replace("10-10,,", "10-10,,2027-06-30")):  # what Rung knows stays
        assert await counts(desk, Kind.ACTIVITIES, again) == (0, 0, 1)
    content = served + "stefan@nordlicht.example,mentor,,,,2025-10-10,,2026-12-31\n"
    assert await counts(desk, Kind.ACTIVITIES, content) == (1, 0, 0)
    assert {each.serves_until for each in await desk.rows(Participation)} == {None, date(2026, 12, 31)}

    wrong = served + (
        "priya@nordlicht.example,podcast,,,,2026-01-05,,2026-12-31\n"
        "priya@nordlicht.example,mentor,,,,2026-01-05,,2026-01-04\n"
        "priya@nordlicht.example,mentor,declined,2026-01-05,,,,2026-12-31\n"
        "priya@nordlicht.example,mentor,,,,2026-01-05,,for ever\n"
    )
    await desk.check(Kind.ACTIVITIES, wrong)
    assert [(fault.line, fault.column) for fault in desk.faults] == [(line, "until") for line in range(2, 6)]
    assert [fault.reason for fault in desk.faults[:3]] == [
        "This activity is done once, not served for a time. Leave it empty.",
        "This is before the day on which it began.",
        "Say in done_on on which day it began.",
    ]


async def test_what_is_void_in_rung_stays_void(desk: Office) -> None:
    done = PAST + "priya@nordlicht.example,case_study,,,,2025-10-10,,\n"
    await desk.take(Kind.ACTIVITIES, done)
    first = await one(desk, Participation)
    async with desk.transaction() as session:
        kept = ("program_id", "advocate_id", "account_id", "activity_id", "done_on", "source")
        session.add(
            Participation(
                **{name: getattr(first, name) for name in kept},
                state=ParticipationState.VOID,
                supersedes_id=first.id,
            )
        )
    assert await counts(desk, Kind.ACTIVITIES, done) == (0, 0, 1)
    assert len(await desk.rows(Participation)) == 2


async def test_noes_and_silences_of_the_past(desk: Office) -> None:
    content = PAST + (
        "priya@nordlicht.example,Reference call,declined,2026-01-05,2026-01-06,,D-1,\n"
        "stefan@nordlicht.example,Reference call,no answer,2026-01-05,,,,\n"
    )
    assert await counts(desk, Kind.ACTIVITIES, content) == (2, 0, 0)
    states = [(ask.state, ask.answered_at is None) for ask in await desk.rows(Ask)]
    assert states == [(AskState.DECLINED, False), (AskState.SILENT, True)]
    wrong = PAST + (
        "nobody@nordlicht.example,Reference call,done,,,2026-01-05,,\n"
        "priya@nordlicht.example,Juggling,done,,,2026-01-05,,\n"
        "priya@nordlicht.example,podcast,done,,,,,\n"
        "priya@nordlicht.example,podcast,declined,,,,,\n"
        "priya@nordlicht.example,podcast,,,,,,\n"
        "priya@nordlicht.example,podcast,declined,2026-01-05,,2026-01-09,,\n"
        "priya@nordlicht.example,podcast,done,2026-01-05,2026-01-01,2026-01-09,D-9,\n"
        "priya@nordlicht.example,podcast,done,,,2027-01-05,,\n"
    )
    await desk.check(Kind.ACTIVITIES, wrong)
    assert [(fault.line, fault.column) for fault in desk.faults] == [
        (2, "advocate_email"),
        (3, "activity"),
        (4, "done_on"),
        (5, "asked_on"),
        (6, "outcome"),
        (7, "outcome"),
        (8, "deal_key"),
        (8, "answered_on"),
        (9, "done_on"),
    ]


async def test_each_transaction_of_an_import_has_its_line_in_the_log(desk: Office) -> None:
    with transactions(desk.database) as committed:
        await desk.take(Kind.ACCOUNTS, ACCOUNTS.replace("green", "amber").replace("02-01", "02-02"))
        await desk.take(Kind.BLOCKS, "account,kind\nNordlicht Pay,dispute\n")
        await desk.take(Kind.ACTIVITIES, PAST + "priya@nordlicht.example,podcast,,,,2026-01-05,,\n")
    assert len(committed) == 3
    assert [found for each in committed if (found := silent(each))] == []


@pytest.mark.parametrize("kind", list(Kind))
async def test_a_template_is_a_file_without_rows(desk: Office, kind: Kind) -> None:
    found = await desk.take(kind, template.of(kind))
    assert (found.rows, found.ignored, found.notes) == (0, [], [])
