"""Who was erased is in files, in forms that were open, in searches and in Slack's own news: none brings them back."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.rules.importing.kinds import Kind
from models.advocate import Advocate
from models.participation import Participation
from tests import giving
from tests.behind import rows
from tests.importing import Office
from tests.managing import slack_says
from tests.stories.test_a_manager_drops_a_file import drop, now
from tests.stories.test_an_erased_customer import GONE, PRIYA, USER, erase, left_of
from tests.stories.test_the_ledger import fill, posted
from tests.world import World

NAME = "Priya Raman"
NOT_KNOWN = "This customer is not known here any more."
FILES = {
    Kind.ADVOCATES: f"email,name,title,account\n{PRIYA},{NAME},CFO,Nordlicht Pay\n",
    Kind.CONSENTS: f"advocate_email,activity,state,since\n{PRIYA},reference_call,yes,2026-02-20\n",
    Kind.ACTIVITIES: f"advocate_email,activity,outcome,done_on\n{PRIYA},reference_call,done,2026-02-20\n",
    Kind.NPS: f"email,score,answered_on,comment\n{PRIYA},9,2026-02-20,Lovely\n",
    Kind.BLOCKS: f"account,advocate_email,kind,since\nNordlicht Pay,{PRIYA},held_back,2026-02-20\n",
}


@pytest.mark.parametrize("kind", FILES)
async def test_a_file_that_was_checked_before_is_looked_at_again(world: World, kind: Kind) -> None:
    report = await drop(world, f"{kind}.csv", FILES[kind].encode())
    assert " 0 faulty." in world.text(report)
    await erase(world)
    await world.maya.press_label(report, "Import")
    await world.quiet()
    assert "since this was checked, some rows can no longer be taken" in now(world, report)
    assert GONE in now(world, report)
    assert left_of(world, PRIYA, NAME, USER) == []


async def test_a_favour_is_not_credited_to_them_from_a_form_that_was_open(world: World) -> None:
    await world.anna.shortcut("log_participation", posted(world, "She gave a talk"))
    await fill(world.anna, note="A talk, as she told it")
    before = await rows(world, Participation)
    await erase(world)
    await world.anna.submit()
    assert NOT_KNOWN in world.modal(world.anna)
    assert [each.id for each in await rows(world, Participation)] == [each.id for each in before]
    assert left_of(world, "as she told it") == []


async def test_a_record_that_was_open_says_nothing_of_them(world: World) -> None:
    await world.anna.shortcut("log_participation", posted(world, "She gave a talk"))
    await fill(world.anna)
    await world.anna.submit()
    await world.anna.close()
    await giving.open_ledger(world, world.anna, PRIYA)
    await erase(world)
    assert world.anna.modal is not None
    block = next(each for each in world.anna.modal["blocks"] if "accessory" in each)
    for option in block["accessory"]["options"]:
        await world.anna.pick(None, "ledger_entry", option["value"], block_id=block["block_id"])
        assert NOT_KNOWN in world.modal(world.anna)
        await world.anna.close()


async def test_no_search_and_no_list_offers_them(world: World) -> None:
    await erase(world)
    await world.anna.shortcut("log_participation", posted(world, "Somebody gave a talk"))
    for words in ("", "priya", "erased", "nordlicht"):
        offered = str(await world.anna.search("who_did_it", words))
        assert "Priya" not in offered
        assert "Erased" not in offered
    await world.anna.close()
    shown = await world.shortlist(world.tom)
    assert "Nordlicht Pay" not in shown.split("Published", maxsplit=1)[0] or "Head of Finance" not in shown
    assert "Head of Finance Operations" not in shown
    await world.maya.open_home()
    await world.quiet()
    await world.maya.press_home("home_tab:customers")
    await world.quiet()
    assert "Priya" not in str(world.maya.home)
    assert "Erased" not in str(world.maya.home)


async def test_slacks_own_news_of_them_are_let_pass(world: World) -> None:
    """They changed their name in Slack, came back to Home and wrote: they are somebody whom Rung does not know."""
    await erase(world)
    user = replace(world.team.users[USER], real_name="Priya Nair", title="CFO, Nordlicht Pay")
    world.team.add_user(user)
    await slack_says(world, USER)
    await world.priya.open_home()
    await world.priya.say("Hello again")
    await world.priya.command("/advocate")
    await world.pass_time(days=15)
    assert left_of(world, PRIYA, "Priya Nair", NAME) == []
    assert USER not in {each.slack_user_id for each in await rows(world, Advocate)}
    assert "Priya" not in str(world.priya.home)


async def test_an_address_of_theirs_that_nobody_knew_is_refused_by_who_slack_says_it_is(world: World) -> None:
    """A file names them by another address: Slack is asked whose it is before anything is sent, and it is theirs."""
    await erase(world)
    world.team.users[USER] = replace(world.team.users[USER], email="p.raman@nordlicht.example")
    office = Office(world.rung.database, world.program_id, now=world.clock.business())
    row = f"p.raman@nordlicht.example,P. Raman,CFO,Nordlicht Pay,{world.clock.business().date()}\n"
    taken = await office.take(Kind.ADVOCATES, f"email,name,title,account,joined_on\n{row}", find=None)
    assert taken.new == 1
    await world.pass_time(days=1)
    assert left_of(world, "p.raman@nordlicht.example", "P. Raman", USER) == []
    async with world.rung.database.reading() as session:
        kept = await session.scalars(select(Advocate).where(Advocate.erased_at.is_not(None)))
        assert len(kept.all()) == 2
