"""A manager drops a file into their messages with Rung, reads what it would do, and says so."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from bot import downloads, intake, uploads
from bot.kit.errors import BotError
from bot.rules.importing.kinds import Kind
from models import actor as actors
from models.account import Account
from models.audit import Audit
from models.upload import Upload, UploadState
from sandbox.messages import Message
from sandbox.person import Person
from tests.importing import CRM, file_of
from tests.world import World

A_REST = "It changes what Slack holds during the rest after a failed call, which is over at once here."
NEW = b"name,industry,country\nKestrel Pay,Fintech,DE\nNordlicht Pay,Banking,DE\nFjord Wallet,Fintech,NO\n"
FAULTY = b"name,industry,country\nKestrel Pay,Fintech,DE\nFjord Wallet,Fintech,Atlantis\n,Fintech,DE\n"


async def drop(world: World, name: str, content: bytes) -> Message:
    """Maya drops a file: what Rung answers."""
    before = len(world.maya.dm)
    await world.maya.drop(name, content)
    await world.quiet()
    assert len(world.maya.dm) == before + 2  # the file, and the report
    return world.maya.dm[-1]


def now(world: World, message: Message) -> str:
    current = world.team.message(message.channel, message.ts)
    assert current is not None
    return world.text(current)


async def row(world: World) -> Upload:
    async with world.rung.database.reading() as session:
        return (await session.scalars(select(Upload))).one()


async def companies(world: World) -> list[str]:
    async with world.rung.database.reading() as session:
        names = await session.scalars(select(Account.name).where(Account.program_id == world.program_id))
        return sorted(names)


async def change(world: World, **values: Any) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Upload).values(**values))


async def test_a_clean_file_is_checked_and_imported_when_they_say_so(world: World) -> None:
    report = await drop(world, "accounts.csv", NEW)
    assert "accounts.csv holds customer companies" in world.text(report)
    assert "3 rows; would be: 2 new, 1 updated, 0 unchanged, 0 faulty." in world.text(report)
    assert "Kestrel Pay" not in await companies(world)
    await world.maya.press_label(report, "Import")
    await world.quiet()
    assert "Imported. accounts.csv: 3 rows; 2 new, 1 updated, 0 unchanged, 0 faulty." in now(world, report)
    assert "[Import]" not in now(world, report)
    assert {"Kestrel Pay", "Fjord Wallet"} <= set(await companies(world))
    await world.maya.press_label(report, "Import", stale=True)
    assert "imported already" in world.maya.ephemerals[-1].text
    async with world.rung.database.reading() as session:
        log = await session.execute(select(Audit.verb, Audit.actor).where(Audit.verb.like("%accounts")))
        assert ("imported_accounts", "U0MAYA") in [tuple(each) for each in log]


async def test_faulty_rows_are_named_and_left_out_only_when_they_say_so(world: World) -> None:
    report = await drop(world, "accounts.csv", FAULTY)
    said = world.text(report)
    assert "3 rows; would be: 1 new, 0 updated, 0 unchanged, 2 faulty." in said
    assert "line 3, country “Atlantis”:" in said
    assert "line 4, name:" in said
    assert "[Import]" not in said
    await world.maya.press_label(report, "Show all rows")
    assert "line 3, country “Atlantis”:" in world.modal(world.maya)
    await world.maya.close()
    await world.maya.press_label(report, "Import without the 2 faulty rows")
    await world.quiet()
    assert "3 rows; 1 new, 0 updated, 0 unchanged, 2 faulty." in now(world, report)
    assert "2 faulty rows were left out." in now(world, report)
    assert "Kestrel Pay" in await companies(world)
    assert "Fjord Wallet" not in await companies(world)


async def test_many_faulty_rows_are_read_page_by_page(world: World) -> None:
    rows = b"".join(b"Company %d,Atlantis\n" % n for n in range(520))
    report = await drop(world, "accounts.csv", b"name,country\n" + rows)
    assert "The first 20 of 520 cells that can't be taken:" in world.text(report)
    assert "line 21, country" in world.text(report)
    assert "line 22, country" not in world.text(report)
    assert "There is nothing in it to import" in world.text(report)
    await world.maya.press_label(report, "Show all rows")
    for _ in range(9):
        await world.maya.press_modal("faults_page:more")
    assert "line 501, country" in world.modal(world.maya)
    assert "20 more cells can't be taken" in world.modal(world.maya)
    await world.maya.press_modal("faults_page:before")
    assert "line 402, country" in world.modal(world.maya)
    await world.maya.close()
    await world.pass_time(days=31)
    await world.rung.ticks.forget()
    await world.maya.press_label(report, "Show all rows")
    assert "no longer kept" in world.modal(world.maya)


async def test_another_kind_is_chosen_and_checked(world: World) -> None:
    report = await drop(world, "members.csv", b"email,name,roles\nolga@brightwell.example,Olga,pilot\n")
    assert "members.csv holds colleagues and their roles" in world.text(report)
    await world.maya.pick(report, "upload_kind", value(report, "upload_kind", "Customers, person by person"))
    await world.quiet()
    assert "members.csv has no column for account" in now(world, report)
    assert "rung import" not in now(world, report)
    assert "was read as customers, person by person" in now(world, report)
    await world.maya.press_label(report, "Leave it")
    await world.quiet()
    assert now(world, report) == "members.csv was left alone: nothing was imported."
    await world.maya.press_label(report, "Leave it", stale=True)
    assert "You left this file alone" in world.maya.ephemerals[-1].text


def value(message: Message, action: str, label: str) -> str:
    """What a menu of the message holds under a label."""
    for block in message.blocks:
        menu = block.get("accessory", {})
        if menu.get("action_id") == action:
            return next(str(each["value"]) for each in menu["options"] if each["text"]["text"] == label)
    raise AssertionError(f"no menu {action}")


async def test_a_file_whose_headings_say_nothing_waits_for_its_kind(world: World) -> None:
    report = await drop(world, "list.csv", b"alpha,beta\n1,2\n")
    assert "The headings of list.csv don't show what it holds." in world.text(report)
    await world.maya.pick(report, "upload_kind", value(report, "upload_kind", "Customer companies"))
    await world.quiet()
    assert "list.csv does not look like a file of customer companies" in now(world, report)


async def test_dates_that_could_be_either_are_asked_about(world: World) -> None:
    content = b"name,live_since,renewal_on\nKestrel Pay,03/04/2025,05/06/2027\n"
    report = await drop(world, "accounts.csv", content)
    assert "nothing shows whether the day or the month comes first." in world.text(report)
    assert "--dates" not in world.text(report)
    await world.maya.pick(report, "upload_dates", value(report, "upload_dates", "The month comes first"))
    await world.quiet()
    assert "were read with the month first." in now(world, report)
    current = world.team.message(report.channel, report.ts)
    assert current is not None
    await world.maya.pick(current, "upload_dates", value(current, "upload_dates", "The day comes first"))
    await world.quiet()
    assert "were read with the day first." in now(world, report)
    assert "would be: 1 new" in now(world, report)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("book.xlsx", b"PK\x03\x04 and more", "book.xlsx is an Excel workbook with another name."),
        ("notes.txt", b"Hello there, how are you?\nFine.\n", "The headings of notes.txt don't show"),
        ("page.csv", b"<html><body>", "page.csv is a web page, not CSV."),
        ("empty.csv", b"", "empty.csv is empty."),
    ],
)
async def test_what_is_no_table_is_refused(world: World, name: str, content: bytes, said: str) -> None:
    assert said in world.text(await drop(world, name, content))


async def test_whoever_is_no_manager_is_told_so_and_nothing_is_fetched(world: World) -> None:
    for person in (world.tom, world.priya, world.nobody):
        await person.drop("accounts.csv", NEW)
        await person.drop("more.csv", NEW)
    await world.quiet()
    assert "Only the managers of this programme can import files here" in world.text(world.tom.dm[-1])
    assert "nobody has opened yours" in world.text(world.nobody.dm[-1])
    assert "Your contact at Brightwell is glad to have it from you." in world.text(world.priya.dm[-1])
    assert [len(person.dm) for person in (world.tom, world.priya, world.nobody)] == [3, 3, 3]
    assert "files.info" not in [method for method, _, _ in world.sandbox.calls]
    assert not world.sandbox.downloads


async def test_files_in_channels_are_nothing_to_rung(world: World) -> None:
    world.team.add_channel("C0OPS", "ops", {"U0MAYA", "U0TOM", "U0RUNGBOT"})
    await world.maya.drop("accounts.csv", NEW, channel="C0OPS")
    await world.quiet()
    assert not world.maya.dm
    assert not world.sandbox.downloads


async def test_the_same_file_twice(world: World) -> None:
    first = await drop(world, "accounts.csv", NEW)
    second = await drop(world, "accounts.csv", NEW)
    await world.maya.press_label(first, "Import")
    await world.quiet()
    await world.maya.press_label(second, "Import")
    await world.quiet()
    assert "3 rows; 0 new, 0 updated, 3 unchanged, 0 faulty." in now(world, second)
    third = await drop(world, "accounts.csv", NEW)
    assert "All of it is here already." in world.text(third)
    assert "[Import]" not in world.text(third)


async def test_an_event_that_comes_twice_is_one_report(world: World) -> None:
    file_id = await world.maya.drop("accounts.csv", NEW)
    event = {"type": "file_shared", "file_id": file_id, "user_id": "U0MAYA", "channel_id": "D0MAYA"}
    await world.sandbox.send_event(world.team, event)
    await world.quiet()
    assert len(world.maya.dm) == 2


async def test_a_file_that_was_deleted_meanwhile(world: World) -> None:
    file_id = await world.maya.drop("accounts.csv", NEW)
    await world.quiet()
    report = world.maya.dm[-1]
    world.maya.delete_file(file_id)
    await world.maya.press_label(report, "Import")
    await world.quiet()
    assert "accounts.csv is no longer in Slack, so nothing was imported." in now(world, report)
    await world.maya.press_label(report, "Import", stale=True)
    assert "no longer in Slack" in world.maya.ephemerals[-1].text


async def test_somebody_else_decides_nothing(world: World) -> None:
    await drop(world, "accounts.csv", NEW)
    upload = await row(world)
    async with world.rung.database.transaction() as session:
        maya = await actors.identify(session, "T0TEST", "U0MAYA")
        tom = await actors.identify(session, "T0TEST", "U0TOM")
        assert maya is not None
        assert tom is not None
        with pytest.raises(BotError, match="Somebody else dropped this file"):
            await uploads.import_(session, tom, upload.id, 1, skip_bad=False, now=world.clock.business())
        with pytest.raises(BotError, match="checked once more"):
            await uploads.import_(session, maya, upload.id, 7, skip_bad=False, now=world.clock.business())


async def test_a_killed_process_is_followed_by_one_that_goes_on(world: World) -> None:
    report = await drop(world, "accounts.csv", NEW)
    real = world.clock.real()
    await world.rung.drops.settled()
    half = file_of(NEW.rpartition(b"Fjord")[0], "accounts.csv")
    await intake.take(world.rung.database, world.program_id, Kind.ACCOUNTS, half, now=world.clock.business())
    alive = real + timedelta(seconds=40)
    await change(world, state=UploadState.IMPORTING, worker="a dead one", attempts=1, lease_until=alive)
    await world.quiet()
    assert "Fjord Wallet" not in await companies(world)
    await change(world, lease_until=real - timedelta(seconds=1))
    await world.quiet()
    assert "Imported. accounts.csv: 3 rows; 2 new, 1 updated" in now(world, report)
    assert "Rung was interrupted and went on where it stopped." in now(world, report)
    assert (await companies(world)).count("Kestrel Pay") == 1
    assert "Fjord Wallet" in await companies(world)


@pytest.mark.undisturbed(
    "lost",
    "outage",
    "dropped",
    because="It stops Rung during a download, and here the first one fails before.",
)
async def test_a_process_that_stops_gives_the_work_back(world: World) -> None:
    world.sandbox.slow_downloads = 60
    await world.maya.drop("accounts.csv", NEW)
    await world.sandbox.wait_until(lambda: world.sandbox.downloads, timeout=30)
    world.rung.drops.stop()
    await world.rung.drops.settled()
    upload = await row(world)
    assert (upload.state, upload.lease_until) == (UploadState.CHECKING, None)


@pytest.mark.undisturbed(because=A_REST)
async def test_what_fails_again_and_again_is_given_up_with_a_sentence(world: World) -> None:
    world.sandbox.fail_next("files.info", error="internal_error")
    await world.maya.drop("accounts.csv", NEW)
    await world.quiet()
    assert "Checking your file …" in world.text(world.maya.dm[-1])
    await change(world, attempts=5, lease_until=None)
    await world.quiet()
    assert "Rung could not read this file, 5 times, so nothing was imported." in world.text(world.maya.dm[-1])
    await change(world, state=UploadState.IMPORTING, attempts=5, lease_until=None)
    await world.quiet()
    assert "What was written of it stays" in world.text(world.maya.dm[-1])


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("missing_scope", "its permission files:read is missing"),
        ("file_deleted", "is no longer in Slack"),
        ("access_denied", "Slack did not hand that file over."),
    ],
)
async def test_what_slack_says_instead_of_the_file(world: World, error: str, said: str) -> None:
    world.sandbox.fail_next("files.info", error=error)
    assert said in world.text(await drop(world, "accounts.csv", NEW))


@pytest.mark.undisturbed(because=A_REST)
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("login", "Slack did not hand accounts.csv over."),
        ("files-pri/T0ELSEWHERE-F0/download/accounts.csv", "Slack did not hand accounts.csv over."),
        ("files-pri/T0TEST-F0/download/accounts.csv", "accounts.csv is no longer in Slack"),
    ],
)
async def test_what_comes_instead_of_the_file(world: World, place: str, said: str) -> None:
    """The login page, the way to it, and nothing: the file was deleted since it was described."""
    world.sandbox.fail_next("files.info", error="internal_error")
    file_id = await world.maya.drop("accounts.csv", NEW)
    await world.quiet()
    world.team.files[file_id].elsewhere = f"{world.sandbox.address}/{place}"
    await change(world, lease_until=None)
    await world.quiet()
    assert said in world.text(world.maya.dm[-1])


@pytest.mark.undisturbed(because=A_REST)
async def test_what_slack_only_links_or_is_too_large(world: World) -> None:
    world.sandbox.fail_next("files.info", error="internal_error")
    file_id = await world.maya.drop("sheet.csv", NEW)
    await world.quiet()
    world.team.files[file_id].linked = True
    await change(world, lease_until=None)
    await world.quiet()
    assert "sheet.csv is only linked here, Slack does not hold it." in world.text(world.maya.dm[-1])
    big = await drop(world, "big.csv", bytes(downloads.MOST + 1))
    assert "big.csv is larger than 100 MB." in world.text(big)
    assert not world.sandbox.downloads


async def test_a_file_that_comes_slowly_keeps_its_lease(world: World) -> None:
    world.sandbox.slow_downloads, world.rung.drops.pulse = 0.5, 0.05
    claimed = world.clock.real() + timedelta(seconds=world.rung.settings.waits.lease)
    report = await drop(world, "accounts.csv", NEW)
    assert "2 new" in world.text(report)
    lease = (await row(world)).lease_until
    assert lease is not None
    assert lease > claimed + timedelta(seconds=0.3)


async def test_work_that_somebody_else_took_over_ends(world: World) -> None:
    world.sandbox.slow_downloads, world.rung.drops.pulse = 60, 0.05
    await world.maya.drop("accounts.csv", NEW)
    await world.sandbox.wait_until(lambda: world.sandbox.downloads, timeout=30)
    later = world.clock.real() + timedelta(hours=1)
    await change(world, worker="another", lease_until=later)
    await world.rung.drops.settled()
    upload = await row(world)
    assert (upload.state, upload.worker, upload.lease_until) == (UploadState.CHECKING, "another", later)


async def test_rows_that_became_faulty_since_the_check_stop_the_import(world: World) -> None:
    companies_ = file_of(NEW, "accounts.csv")
    now_ = world.clock.business()
    await intake.take(world.rung.database, world.program_id, Kind.ACCOUNTS, companies_, now=now_)
    content = b"email,name,account\nina@fjord.example,Ina Berg,Fjord Wallet\n"
    report = await drop(world, "people.csv", content)
    assert "1 row; would be: 1 new" in world.text(report)
    async with world.rung.database.transaction() as session:
        await session.execute(delete(Account).where(Account.name == "Fjord Wallet"))
    await world.maya.press_label(report, "Import")
    await world.quiet()
    assert "Nothing was imported: since this was checked, some rows can no longer be taken." in now(
        world, report
    )
    assert "1 faulty." in now(world, report)
    await world.maya.press_label(report, "Import", stale=True)
    assert "checked once more" in world.maya.ephemerals[-1].text


@pytest.mark.undisturbed(because=A_REST)
async def test_the_token_is_shown_to_slack_only(world: World) -> None:
    heard: list[bytes] = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(1000))
        writer.close()

    world.sandbox.fail_next("files.info", error="internal_error")
    file_id = await world.maya.drop("accounts.csv", NEW)
    await world.quiet()
    async with await asyncio.start_server(listen, "127.0.0.1", 0) as elsewhere:
        port = elsewhere.sockets[0].getsockname()[1]
        world.team.files[file_id].elsewhere = f"http://127.0.0.1:{port}/file.csv"
        await change(world, lease_until=None)
        await world.quiet()
    assert "Slack did not hand accounts.csv over." in world.text(world.maya.dm[-1])
    assert not heard
    assert not world.sandbox.downloads


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/a.csv", True),
        ("https://slack.com/files-pri/T1-F1/a.csv", True),
        ("http://files.slack.com/files-pri/T1-F1/download/a.csv", False),
        ("https://files.slack.com.evil.example/a.csv", False),
        ("https://files.slack.com@evil.example/a.csv", False),
        ("https://evil@files.slack.com/a.csv", False),
        ("https://files.slack.com:8443/a.csv", False),
        ("https://docs.example/a.csv", False),
        ("//files.slack.com/a.csv", False),
        ("nonsense", False),
    ],
)
def test_which_hosts_are_slacks(*, url: str, ours: bool) -> None:
    assert downloads.trusted(url, "https://slack.com/api/") is ours


async def test_exports_of_the_crms_are_recognised(world: World) -> None:
    for name, kind in (
        ("salesforce_accounts.csv", "customer companies"),
        ("hubspot_deals.csv", "opportunities, open and closed"),
    ):
        report = await drop(world, name, (CRM / name).read_bytes())
        assert f"holds {kind}" in world.text(report) or f"was read as {kind}" in world.text(report)


async def wrote(world: World, person: Person, text: str) -> list[str]:
    await person.say(text)
    await world.quiet()
    return [world.text(each) for each in person.dm if each.user == world.team.bot_user_id]


async def test_who_simply_writes_is_told_once_a_day_what_can_be_done(world: World) -> None:
    (said,) = await wrote(world, world.maya, "Hello?")
    assert "`/rung settings`" in said
    assert "Drop a CSV file here" in said
    assert len(await wrote(world, world.maya, "Anybody there?")) == 1
    await world.pass_time(days=1)
    assert len(await wrote(world, world.maya, "Good morning")) == 2
    (said,) = await wrote(world, world.tom, "I need a reference")
    assert "`/reference` opens a form" in said
    assert "/rung" not in said
    (said,) = await wrote(world, world.priya, "Please stop asking me")
    assert "Brightwell's customer programme" in said
    (said,) = await wrote(world, world.nobody, "hi")
    assert "can give you a role" in said


async def test_edits_and_what_apps_post_are_not_answered(world: World) -> None:
    place = {"type": "message", "channel": "D0MAYA", "channel_type": "im", "user": "U0MAYA", "text": "x"}
    await world.sandbox.send_event(world.team, place | {"subtype": "message_changed"})
    await world.sandbox.send_event(world.team, place | {"bot_id": "B0OTHER"})
    await world.sandbox.send_event(world.team, place | {"user": "U0RUNGBOT"})
    await world.quiet()
    assert not world.maya.dm
    assert not world.sandbox.payloads or all(status == 200 for _, status, _ in world.sandbox.payloads)
