"""A company allows that it is named, or its logo shown: recorded, seen, withdrawn, ended; and what comes down then."""

from datetime import date

import pytest
from inline_snapshot import snapshot

from bot import approvals
from bot.kit.errors import BotError
from models import account as accounts
from models import company_approval
from models.audit import Audit
from models.company_approval import ApprovalOf, CompanyApproval
from models.giveback import Giveback
from models.nudge import NudgeState
from models.story import Story, StoryKind
from sandbox.person import Person
from tests import customers, nudging
from tests.behind import rows
from tests.favours import moment
from tests.giving import PRIYA, approved, close_all, give, open_ledger, set_account
from tests.laddering import logged_by
from tests.monday import did, monday, posted, with_channel
from tests.world import World

LINE = "Nordlicht Pay closes in four days."


async def open_company(world: World, person: Person, email: str = PRIYA) -> None:
    await open_ledger(world, person, email)
    await person.press_modal("open_company")


async def record(world: World, person: Person, **filled: object) -> dict[str, str]:
    await open_company(world, person)
    await person.press_modal("record_approval")
    usual = {"what": "naming", "scope": "our website", "given_by": "Jana Wolf", "given_on": "2026-02-27"}
    await person.fill(**usual | filled)
    await person.submit()
    return person.errors


async def published(world: World) -> None:
    """A line that names the company stands in public under its approval."""
    await give(world, world.anna, PRIYA, "recognition", LINE)
    await world.priya.press_label(await world.see(world.priya, "say this in public"), "I agree to this line")
    await world.anna.press_label(await world.see(world.anna, "agreed to this line"), "It is published")
    await world.see(world.priya, "Published on")


async def test_an_approval_is_recorded_seen_and_withdrawn(world: World) -> None:
    assert await record(world, world.anna, until="2026-12-31", evidence="https://mail.example/7") == {}
    assert world.modal(world.anna) == snapshot("""\
Nordlicht Pay: what it allows in public
[Record an approval]
Naming: our website
Jana Wolf said so on 27 February (what they wrote). Stands until 31 December.
[Withdraw]
  Not public sector.\
""")
    await world.anna.close()
    while world.anna.modal:
        await world.anna.close()
    await published(world)

    await open_company(world, world.maya)
    await world.maya.press_modal("withdraw_approval")
    assert "Withdrawn on 2 March" in world.modal(world.maya)
    card = await world.see(world.anna, "was withdrawn")
    assert world.text(card) == snapshot("""\
Nordlicht Pay: Their approval of being named was withdrawn. It was for: our website
> Nordlicht Pay closes in four days.
  Take down what stands in public, then say so here. Only people can see to that.
[It is taken down]\
""")
    await world.anna.press_label(card, "It is taken down")
    await world.see(world.anna, "Nordlicht Pay: taken down.")
    verbs = [row.verb for row in await rows(world, Audit) if "company" in row.verb]
    assert verbs == ["company_approved", "company_approval_withdrawn"]


async def test_what_ends_by_itself_is_told_its_owner_once(world: World) -> None:
    async with world.rung.database.transaction() as session:
        account_id = (await accounts.by_key(session, world.program_id))["nordlicht pay"].id
        session.add(
            Story(
                program_id=world.program_id,
                account_id=account_id,
                kind=StoryKind.QUOTE,
                title="Eleven days became four",
                url="https://www.brightwell.example/nordlicht",
                published_on=date(2026, 3, 1),
            )
        )
    assert await record(world, world.anna, until="2026-03-06") == {}
    await world.anna.close()
    await world.until(moment("2026-03-06", 15))
    assert not world.anna.dm
    await world.until(moment("2026-03-09", 9, 1))
    card = await world.see(world.anna, "has ended")
    assert "Eleven days became four" in world.text(card)
    await world.pass_time(hours=1)
    assert len(world.anna.dm) == 1


async def test_one_that_was_renewed_ends_without_a_word(world: World) -> None:
    assert await record(world, world.anna, until="2026-03-06") == {}
    await world.anna.close()
    assert await record(world, world.anna, until="2026-12-31") == {}
    await world.until(moment("2026-03-09", 9, 1))
    assert not world.anna.dm


async def test_what_began_under_an_earlier_approval_comes_down_with_the_last(world: World) -> None:
    assert await record(world, world.anna, until="2026-03-06") == {}
    await close_all(world.anna)
    await published(world)
    assert await record(world, world.anna, since="2026-03-05", until="2026-03-13") == {}
    await close_all(world.anna)
    await world.until(moment("2026-03-09", 9, 1))
    assert not any("has ended" in world.text(each) for each in world.anna.dm)
    await world.until(moment("2026-03-16", 9, 1))
    assert f"> {LINE}" in world.text(await world.see(world.anna, "has ended"))


async def test_a_line_goes_out_under_the_approval_that_stands_then(world: World) -> None:
    assert await record(world, world.anna, until="2026-12-31") == {}
    await close_all(world.anna)
    await give(world, world.anna, PRIYA, "recognition", LINE)
    await world.priya.press_label(await world.see(world.priya, "say this in public"), "I agree to this line")
    await open_company(world, world.maya)
    await world.maya.press_modal("withdraw_approval")
    await close_all(world.maya)
    await world.anna.press_label(await world.see(world.anna, "was withdrawn"), "It is taken down")
    newer = await approved(world, "Nordlicht Pay")
    await world.anna.press_label(await world.see(world.anna, "agreed to this line"), "It is published")
    await world.see(world.priya, "Published on")
    (row,) = await rows(world, Giveback)
    assert row.approval_id == newer


async def test_the_last_day_is_the_programmes(world: World) -> None:
    """East of Greenwich the day after has begun while it is still the last one there."""
    assert await record(world, world.anna, until="2026-03-04") == {}
    await close_all(world.anna)
    await give(world, world.anna, PRIYA, "recognition", LINE)
    await world.priya.press_label(await world.see(world.priya, "say this in public"), "I agree to this line")
    card = await world.see(world.anna, "agreed to this line")
    await world.until(moment("2026-03-05", 0))
    await world.anna.press_label(card, "It is published")
    assert "or no longer does" in world.anna.ephemerals[-1].text


async def test_a_logo_that_may_be_shown_no_longer_comes_down(world: World) -> None:
    assert await record(world, world.anna, what="logo", until="2026-03-06") == {}
    await close_all(world.anna)
    page = "https://www.brightwell.example/customers"
    assert await logged_by(world, world.anna, "logo", "2026-02-27", link=page) == {}
    await close_all(world.anna)
    await world.until(moment("2026-03-09", 9, 1))
    assert world.text(await world.see(world.anna, "has ended")) == snapshot("""\
Nordlicht Pay: Their approval of its logo being shown has ended. It was for: our website
> Logo use: https://www.brightwell.example/customers
  Take down what stands in public, then say so here. Only people can see to that.
[It is taken down]\
""")
    assert await record(world, world.anna, what="logo", given_on="2026-03-09") == {}
    await close_all(world.anna)
    await open_company(world, world.anna)
    await world.anna.press_modal("withdraw_approval")
    await world.see(world.anna, "its logo being shown was withdrawn")


async def test_a_logo_is_shown_only_where_the_company_approved_it(world: World) -> None:
    await nudging.ready(world)
    await nudging.only(world, "logo")
    await nudging.sweep(world)
    await world.priya.press_label(await world.see(world.priya, "has an idea for you"), "Yes, tell me more")
    card = await world.see(world.anna, "would like to hear more")
    await world.anna.press_label(card, "It is done")
    assert "Nordlicht Pay has not approved its logo being shown" in world.anna.ephemerals[-1].text
    assert [row.state for row in await nudging.nudges(world)] == [NudgeState.YES]
    await approved(world, "Nordlicht Pay", what=ApprovalOf.LOGO)
    await world.anna.press_label(card, "It is done")
    await world.quiet()
    assert [row.state for row in await nudging.nudges(world)] == [NudgeState.DONE]


async def test_what_is_followed_at_once_ends_without_a_word_and_what_is_followed_later_does_not(
    world: World,
) -> None:
    last = date(2026, 3, 31)
    await approved(world, "Nordlicht Pay", until=last)
    gap = await approved(world, "Talerhaus", until=last)
    await approved(world, "Nordlicht Pay", since=date(2026, 4, 1))
    await approved(world, "Talerhaus", since=date(2026, 4, 2))
    async with world.rung.database.reading() as session:
        days = {"on": date(2026, 3, 9), "until": date(2026, 4, 8)}
        assert await company_approval.ending(session, world.program_id, most=5, **days) == ([gap], 1)


async def test_a_form_that_does_not_fit_is_kept_open(world: World) -> None:
    errors = await record(world, world.anna, given_on="2026-03-03", scope=" ", evidence="a mail")
    assert errors == {"scope": "Write where it may stand: it is all that we may do."}
    for filled, name in (
        ({"scope": "our website"}, "given_on"),
        ({"given_on": "2026-03-01", "until": "2026-02-01"}, "until"),
        ({"until": None, "evidence": "a mail"}, "evidence"),
        ({"evidence": "https://"}, "evidence"),
        ({"evidence": "https://mail.example/a b"}, "evidence"),
    ):
        await world.anna.fill(**filled)
        await world.anna.submit()
        assert list(world.anna.errors) == [name]
    await world.anna.fill(evidence=None)
    await world.anna.submit()
    assert not world.anna.errors
    assert [row.scope for row in await rows(world, CompanyApproval)] == ["our website"]


async def test_owners_see_their_own_companies_only(world: World) -> None:
    async with world.rung.database.transaction() as session:
        account_id = (await accounts.by_key(session, world.program_id))["edelgrat finanz"].id
        account = await accounts.get(session, world.program_id, account_id)
        for standing in (ApprovalOf.NAMING, ApprovalOf.LOGO):
            with pytest.raises(BotError, match="Edelgrat Finanz has not approved"):
                await approvals.refuse_without(session, account, standing, date(2026, 3, 2))
    await approved(world, "Edelgrat Finanz", until=date(2026, 3, 4))
    async with world.rung.database.reading() as session:
        found = [
            await approvals.standing(session, world.program_id, account_id, kind, day)
            for kind, day in (
                (ApprovalOf.NAMING, date(2026, 3, 4)),
                (ApprovalOf.NAMING, date(2026, 3, 5)),
                (ApprovalOf.LOGO, date(2026, 3, 4)),
            )
        ]
    assert [each is not None for each in found] == [True, False, False]


async def test_the_digest_names_what_ends_soon_and_who_got_nothing(world: World) -> None:
    await with_channel(world)
    await set_account(world, "Talerhaus", public_sector=True)
    priya = await did(world, PRIYA, "2025-11-03", "2026-01-15", activity="quote")
    await did(world, "lukas@talerhaus.example", "2026-01-15", activity="quote")
    await did(world, "elena@edelgrat.example", "2026-01-15", activity="review")
    ending = await approved(world, "Nordlicht Pay", until=date(2026, 3, 31))
    digest = await monday(world)
    assert world.text(digest).split("────")[0] == snapshot("""\
Brightwell: Monday 9 March
2 companies have done us favours within a year, and nothing was given back since.
Head of Finance Operations, Nordlicht Pay
2 favours from there, the last on 15 January.
[Give something back]
Head of Accounting, Kontoria
1 favour from there, the last on 17 February.
[Give something back]
1 approval of a company ends within 30 days.
Nordlicht Pay
Naming: our website
Stands until 31 March.
[Their company]
""")
    await world.maya.press(digest, "digest_decision:give", value=f"give|{priya}")
    await world.maya.fill(kind="early_look", text="The new close calendar")
    await world.maya.submit()
    assert not world.maya.errors, world.maya.errors
    await world.quiet()
    assert "Something is on its way to them by now." in world.text(posted(world, world.maya)[-1])

    while world.maya.modal:
        await world.maya.close()
    await world.maya.press_label(posted(world, world.maya)[-1], "Their company")
    await world.maya.press_modal("withdraw_approval", ending)
    await world.quiet()
    assert "Withdrawn on 9 March" in world.text(posted(world, world.maya)[-1])
    assert world.text(posted(world, world.maya)[-1]).count("[Give something back]") == 1  # Kontoria's


async def test_what_they_got_counts_against_what_they_did(world: World) -> None:
    await with_channel(world)
    await did(world, PRIYA, "2026-01-15", activity="quote")
    await give(world, world.anna, PRIYA, "help", "A look at their SAP export")
    assert "Nordlicht Pay" not in world.text(await monday(world))
    assert (await customers.advocate(world, PRIYA)).joined_on is not None
