"""A file is imported while people work: cards that show what changed are drawn again, and Slack is asked who is new."""

from pathlib import Path

import pytest

from bot import intake, lookups
from bot.imports.colleagues import Find
from bot.kit.errors import BotError
from bot.rules.importing.kinds import Kind
from models.account import Account
from models.member import Member
from tests.house.test_programs import across, crosses, listening
from tests.importing import Office, file_of
from tests.world import SMALL, World


def desk_of(world: World) -> Office:
    return Office(world.rung.database, world.program_id, now=world.clock.business())


def find_of(world: World) -> Find:
    return lookups.of_own(world.rung.slack, "xoxb-test", world.team.id, world.rung.settings)


async def test_the_owners_card_shows_what_the_file_says(world: World) -> None:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    assert "Health: green, as of 23 February, 7 days ago." in world.text(card)
    content = "name,health,health_as_of\nNordlicht Pay,amber,2026-03-01\n"
    await desk_of(world).take(Kind.ACCOUNTS, content, find=None)
    await world.pass_time(minutes=1)
    assert "Health: amber, as of 1 March, yesterday." in world.text(
        await world.see(world.anna, "May we ask Priya Raman")
    )


async def test_a_block_from_a_file_keeps_the_account_from_being_asked(world: World) -> None:
    content = "account,kind,since\nNordlicht Pay,incident,2026-03-01\n"
    await desk_of(world).take(Kind.BLOCKS, content, find=None)
    assert "Nordlicht" not in (await world.shortlist(world.tom)).split("Not now")[0]


async def test_slack_is_asked_who_a_new_colleague_is(world: World) -> None:
    desk, find = desk_of(world), find_of(world)
    content = "name,owner\nKvist,nora@brightwell.example\n"
    world.sandbox.fail_next("users.lookupByEmail", status=429, retry_after=1)
    assert (await desk.take(Kind.ACCOUNTS, content, find=find)).new == 1
    (nora,) = [each for each in await desk.rows(Member) if each.name == "Nora Brandvold"]
    assert (nora.slack_user_id, nora.is_owner, nora.unknown) == ("U0NOBODY", True, False)
    (kvist,) = [each for each in await desk.rows(Account) if each.name == "Kvist"]
    assert kvist.owner_id == nora.id

    strangers = "name,owner\nKvist,priya@nordlicht.example\nHolm,gone@brightwell.example\n"
    await desk.check(Kind.ACCOUNTS, strangers, find=find)
    assert [fault.reason for fault in desk.faults] == [
        "This is a guest in your Slack, and not one of your colleagues.",
        "Nobody in your Slack has this address. Name somebody else, or invite them to Slack first.",
    ]
    world.sandbox.fail_next("users.lookupByEmail", error="missing_scope")
    with pytest.raises(
        BotError, match=r"Slack can't be asked who new@brightwell.example is \(missing_scope\)"
    ):
        await desk.take(Kind.ACCOUNTS, "name,owner\nHolm,new@brightwell.example\n", find=find)


async def test_a_folder_is_imported_again_and_no_statement_crosses_a_program(world: World) -> None:
    named = await across(world)  # the outbox goes on scanning for what is due
    with listening(world.rung.database) as heard:
        await intake.take_folder(world.rung.database, world.program_id, SMALL, now=world.clock.business())
        await desk_of(world).take(
            Kind.ACCOUNTS, file_of("name,products\nTalerhaus,Pulse\nKvist,Atlas\n"), find=None
        )
    assert len(heard.seen) > 20
    if world.rung.database.is_sqlite:
        crossing = {text for text, values in heard.seen if crosses(text, values, world.program_id)}
        assert crossing - set(named) == set()


async def test_the_first_fault_of_a_folder_is_told(world: World, tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text("name,country\nKvist,Atlantis\n")
    with pytest.raises(BotError, match="Line 2, country: This is no country"):
        await intake.take_folder(world.rung.database, world.program_id, tmp_path, now=world.clock.business())
