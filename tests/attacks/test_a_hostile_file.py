"""A file that wants to be more than text: its name, its headings, its cells. It is refused, or it stays text."""

import csv
import io
from collections.abc import Iterator

import pytest

from bot import exports
from bot.rules.importing.kinds import Kind, columns
from models.account import Account
from models.advocate import Advocate
from tests.behind import rows
from tests.importing import Office, office
from tests.migrations.rows import everything
from tests.stories.test_a_manager_drops_a_file import drop
from tests.stories.test_what_is_exported_can_be_imported import as_file, exported
from tests.world import World

MENTION, LINK, STYLE = "<!channel> & <@U0ANNA>", "<https://evil.example|our contract>", "*bold* `code`"
BACKWARDS, NUL = "invoice\u202efdp.exe", "Kes\x00trel \x1b[31mred"
LIVE = ("<!channel>", "<@U0ANNA>", "<https://evil", "*bold*", "`code`", "\u202e", "\x00", "\x1b")
FILES: dict[Kind, str] = {
    Kind.ACCOUNTS: f"""name,owner,industry,region,tier,products,tech
{MENTION},anna@brightwell.example,{STYLE},{LINK},key,{STYLE};{LINK},{MENTION}
{BACKWARDS},anna@brightwell.example,Fintech,DACH,key,Ledger,{NUL}
""",
    Kind.ADVOCATES: f"""email,name,account,title,joined_on,language,zone
mallory@evil.example,{LINK},{MENTION},{STYLE},2025-01-01,de,Europe/Berlin
nul@evil.example,{NUL},{BACKWARDS},{MENTION},2025-01-01,de,Europe/Berlin
""",
    Kind.CONSENTS: f"""advocate_email,activity,state,since,source
mallory@evil.example,reference_call,yes,2025-01-01,{MENTION}
nul@evil.example,reference_call,yes,2025-01-01,{NUL}
""",
    Kind.DEALS: f"""key,name,prospect,seller,amount,currency,stage,status,competitor,product
EVIL-1,{STYLE},{MENTION},tom@brightwell.example,90000,EUR,{LINK},open,{BACKWARDS},{NUL}
""",
    Kind.STORIES: f"""title,url,account,kind,text,published_on
{LINK},https://evil.example/story,{MENTION},story,{STYLE} {NUL},2025-05-05
""",
    Kind.NPS: f"""email,score,answered_on,comment
mallory@evil.example,3,2026-02-20,{MENTION} {STYLE} {NUL}
""",
}


def shown(world: World) -> Iterator[str]:
    """All that anybody sees: messages, private answers, windows and Home pages, as Slack gets it."""
    for channel in world.team.channels.values():
        bots = [each for each in channel.messages.values() if each.user == world.team.bot_user_id]
        yield from (f"{each.text} {each.blocks}" for each in bots)
    yield from (f"{each.text} {each.blocks}" for each in world.team.ephemerals)
    yield from map(str, world.team.homes.values())
    yield from (str(view.view) for stack in world.team.stacks.values() for view in stack.views)


def assert_harmless(world: World) -> None:
    for text in shown(world):
        assert not [live for live in LIVE if live in text or repr(live)[1:-1] in text], text


async def take(world: World, name: str, content: str) -> None:
    report = await drop(world, name, content.encode())
    assert " 0 faulty." in world.text(report), world.text(report)
    await world.maya.press_label(report, "Import")
    await world.quiet()


async def test_what_it_says_stays_text_on_every_screen_and_in_every_file(world: World) -> None:
    for kind, content in FILES.items():
        await take(world, f"{kind}{STYLE}.csv", content)
    for person in (world.maya, world.anna, world.tom):
        await person.open_home()
        await world.quiet()
    await world.anna.press_home("home_tab:customers")
    await world.quiet()
    assert_harmless(world)
    await world.shortlist(world.tom, "bold")
    assert "∗bold∗" in str(world.tom.modal)
    await world.tom.submit()
    await world.quiet()
    await world.maya.command("/rung", "requests")
    assert_harmless(world)

    held = {each.name for each in await rows(world, Advocate)}
    assert {LINK, "Kestrel [31mred"} <= held
    desk = Office(world.rung.database, world.program_id, now=world.clock.business())
    for kind in FILES:
        for line in await exported(world, kind):
            assert not [cell for cell in line if cell.startswith(exports.DANGEROUS)], line
        report = await desk.check(kind, await as_file(world, kind))
        assert (report.new, report.updated, desk.faults) == (0, 0, []), kind


HEADINGS = (
    'name,owner,program_id,id,"=HYPERLINK(""https://evil.example"")",<!channel>,*bold* `code`,'
    "\u202eeman,__class__,a\x00b\n"
    "Fresh,anna@brightwell.example,somebody-elses,00000000000000000000000000000000,x,x,x,x,x,x\n"
)


async def test_headings_choose_no_columns_but_those_of_the_template(world: World) -> None:
    await take(world, "<!channel>\u202e.csv", HEADINGS)
    (fresh,) = await rows(world, Account, name="Fresh")
    assert fresh.program_id == world.program_id
    assert set(fresh.id) != {"0"}
    assert_harmless(world)


EVERY_COLUMN = [(kind, each.name) for kind in Kind for each in columns(kind)]


async def test_every_column_refuses_a_formula_by_its_line_and_name(sqlite_url: str) -> None:
    async with office(sqlite_url) as desk:
        before = everything(sqlite_url)
        for kind, column in EVERY_COLUMN:
            needed = [each.name for each in columns(kind) if each.needed or each.name == column]
            out = io.StringIO()
            csv.writer(out).writerows([needed, ["=1+1" if name == column else "" for name in needed]])
            await desk.check(kind, out.getvalue())
            named = [(fault.line, fault.column) for fault in desk.faults if "is a formula" in fault.reason]
            assert named == [(2, column)], (kind, column, desk.faults)
        assert everything(sqlite_url) == before


@pytest.mark.parametrize(
    "content",
    [
        "name,owner\nSöhne,\n".encode("utf-32"),
        "name,owner\nSöhne,\n".encode("cp1252"),
        "name,owner\n東京,\n".encode("shift_jis"),
        b"name,owner\n\xed\xa0\x80,\n",  # half a character
        b"name,owner\n\xc0\xbcscript\xc0\xbe,\n",  # a longer spelling of <
        b"\xff\xfen\x00a\x00m\x00e\x00\n\x00\x00\xd8\n\x00",  # half a character in UTF-16
        b"\xff\xfen\x00a\x00m\x00e\x00\n\x00x",  # half a unit of it
        b"\x1f\x8b\x08\x00" + bytes(60),
        b"{\\rtf1 name,owner}",
        b"\x00" * 4096,
    ],
)
async def test_an_encoding_that_hides_something_is_refused_as_a_whole(
    sqlite_url: str, content: bytes
) -> None:
    async with office(sqlite_url) as desk:
        before = everything(sqlite_url)
        said = await desk.reads(Kind.ACCOUNTS, content)
        assert said.startswith("accounts.csv "), said
        assert said.rstrip().endswith("."), said
        assert "would be" not in said
        assert everything(sqlite_url) == before


async def test_a_cell_with_a_nul_byte_is_kept_without_it(database_url: str) -> None:
    """PostgreSQL keeps no such character: what a file holds must not be the first to find that out."""
    async with office(database_url) as desk:
        taken = await desk.take(Kind.ACCOUNTS, "name,owner,industry\nKes\x00trel,Anna Schmidt,Fin\x00tech\n")
        assert taken.new == 1
        (kept,) = await desk.rows(Account)
        assert (kept.name, kept.industry) == ("Kestrel", "Fintech")
