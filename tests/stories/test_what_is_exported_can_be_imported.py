"""`rung export` writes what `rung import` reads: importing it again changes nothing."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from bot import exports
from bot.imports.reading import Source
from bot.rules.importing.cells import PROTECTED, tidy
from bot.rules.importing.kinds import Kind
from models import account as accounts
from models import exporting
from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.block import Block, BlockKind
from models.story import Story
from tests.giving import PRIYA, approved, give
from tests.importing import Office, file_of
from tests.world import World

HOSTILE = (
    "great; =1+cmd|' /C calc'!A0",
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "\ttab",
    'a "quoted", comma; and\nline',
)


async def exported(world: World, kind: Kind | exports.Beside) -> list[list[str]]:
    async with world.rung.database.reading() as session:
        return [row async for row in exports.rows(session, world.program_id, kind)]


async def as_file(world: World, kind: Kind) -> Source:
    out = io.StringIO()
    csv.writer(out).writerows([exports.headings(kind), *await exported(world, kind)])
    return file_of(out.getvalue().encode("utf-8-sig"), f"{kind}.csv")


async def test_what_is_exported_changes_nothing_when_it_is_imported_again(world: World) -> None:
    async with world.rung.database.transaction() as session:
        account = (await accounts.by_key(session, world.program_id))["talerhaus"]
        now = world.clock.business()
        told = {"since": now, "known_at": now, "source": "the status page"}
        for about, company in ((BlockKind.INCIDENT, None), (BlockKind.CONFLICT, "kestrel pay")):
            session.add(
                Block(
                    program_id=world.program_id,
                    account_id=account.id,
                    kind=about,
                    company_key=company,
                    **told,
                )
            )
    seen = await unchanged(world)
    assert all(seen.values()), seen


async def test_what_is_no_longer_on_the_ladder_comes_in_again_too(world: World) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Activity).values(retired_on=date(2026, 3, 1)))
    assert (await unchanged(world))[Kind.ACTIVITIES] > 0


async def unchanged(world: World) -> dict[Kind, int]:
    """Every kind is exported, and nothing is new or faulty when it is looked at again: how many rows there are."""
    office = Office(world.rung.database, world.program_id, now=world.clock.business())
    seen = {}
    for kind in Kind:
        report = await office.check(kind, await as_file(world, kind))
        assert office.faults == [], kind
        assert (report.new, report.updated, report.ignored) == (0, 0, []), kind
        seen[kind] = report.unchanged
    return seen


async def test_no_cell_is_run_by_a_spreadsheet(world: World) -> None:
    async with world.rung.database.transaction() as session:
        for name in HOSTILE:
            await session.execute(update(Story).values(text=name))
            await session.execute(update(Account).values(industry=name))
    for kind in Kind:
        for row in await exported(world, kind):
            assert not any(cell.startswith(exports.DANGEROUS) for cell in row)
    for name in HOSTILE[1:7]:
        assert exports.safe(name) == f"'{name}"
    assert exports.safe("plain") == "plain"


@given(st.lists(st.text(alphabet="=+-@＝;|,\t\n\"' a1", max_size=12), min_size=1, max_size=4))
def test_no_cell_is_run_by_one_that_splits_lines_elsewhere(cells: list[str]) -> None:
    file = io.StringIO()
    csv.writer(file).writerow(["first", *(exports.safe(each) for each in cells)])
    for sign in ";|\t":
        for line in file.getvalue().splitlines():
            for cell in next(csv.reader([line], delimiter=sign), []):
                assert not cell.lstrip(' "\t').startswith(tuple(PROTECTED)), (sign, line)


@given(
    st.text(alphabet="=+-@＝;|,\"' a1", max_size=20)
    .map(str.strip)
    .filter(lambda text: text[:1] not in ("=", "'"))
)
def test_what_is_protected_is_read_as_it_was(text: str) -> None:
    assert tidy(exports.safe(text)) == text


async def test_memory_stays_flat_and_every_row_is_written_once(world: World) -> None:
    async with world.rung.database.transaction() as session:
        account = (await exported(world, Kind.ADVOCATES))[0][3]
        found = [page async for page in exporting.accounts(session, world.program_id)]
        account_id = next(each.id for page in found for each, _ in page if each.name == account)
        session.add_all(
            Advocate(
                program_id=world.program_id,
                account_id=account_id,
                email=f"n{number}@many.example",
                name=f"N {number}",
                title="Contact",
                zone="Europe/Berlin",
            )
            for number in range(2 * exporting.PAGE)
        )
    async with world.rung.database.reading() as session:
        sizes = [len(page) async for page in exporting.advocates(session, world.program_id)]
        assert max(sizes) == exporting.PAGE
        assert len(sizes) == 3
        assert len(session.identity_map) == 0
    emails = [row[0] for row in await exported(world, Kind.ADVOCATES)]
    assert len(emails) == len(set(emails)) == sum(sizes)


async def test_what_was_given_back_and_what_companies_allow_is_written_beside(world: World) -> None:
    await give(world, world.anna, PRIYA, "help", "=A look at their export")
    await approved(world, "Nordlicht Pay")
    assert await exported(world, exports.Beside.GIVEBACKS) == [
        [PRIYA, "Nordlicht Pay", "help", "given", "2026-03-02", "'=A look at their export"]
    ]
    (row,) = await exported(world, exports.Beside.APPROVALS)
    named = dict(zip(exports.headings(exports.Beside.APPROVALS), row, strict=True))
    assert (named["account"], named["what"], named["until"]) == ("Nordlicht Pay", "naming", "")


@pytest.mark.parametrize("kind", [*Kind, *exports.Beside])
def test_no_column_of_any_file_is_run_by_a_spreadsheet(kind: Kind | exports.Beside) -> None:
    """There is one place that makes a line, and it leaves no cell of one as it was."""
    order = exports.headings(kind)
    for begins in "=+-@＝＋－＠\t\r\n":
        line = exports._line(order, dict.fromkeys(order, f"{begins}HYPERLINK(1)"))
        assert line == [f"'{begins}HYPERLINK(1)"] * len(order)
