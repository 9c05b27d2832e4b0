"""Every text is hostile and tells of somebody: nobody reads what is not for them, and no text does anything."""

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.attacks import planted, showing
from tests.attacks.cast import CAST
from tests.attacks.planted import HOSTILE, MARK
from tests.commands import rung
from tests.databases import Maker
from tests.entering import another, open_house
from tests.faults import walks
from tests.plenty import more
from tests.stories.test_the_log_names_nobody import logged
from tests.stories.test_what_sellers_may_see import CUSTOMERS
from tests.test_the_command_line import GOOD
from tests.world import small_world

PARTS = 8  # that run side by side
RUN = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula
WHO_PRESS = {
    person.user for person in CAST if person.user not in CUSTOMERS
}  # whose ids in our tables are Slack's
__all__ = ["logged"]

pytestmark = pytest.mark.timeout(600)


@pytest.mark.parametrize("part", range(PARTS))
async def test_nobody_is_told_more_than_the_table_says(
    part: int, sqlite_maker: Maker, tmp_path: Path, logged: io.StringIO
) -> None:
    found = list[str]()
    for press in await walks.record(tmp_path, list(walks.STORIES)[part::PARTS]):
        found += await showing.faults(press, sqlite_maker)
    assert not found, "\n".join(dict.fromkeys(found))
    assert not [mark for mark in MARK.findall(logged.getvalue()) if mark not in WHO_PRESS]


async def test_no_cell_of_an_export_is_run_and_requirements_name_nobody(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with small_world(sqlite_url) as world:
        await more(world, range(1))
    marks = planted.plant(Path(make_url(sqlite_url).database or ""))
    done = rung("export", "--to", str(tmp_path), cwd=tmp_path, **GOOD | {"RUNG_DATABASE_URL": sqlite_url})
    assert done.code == 0, done.error
    told = dict[str, set[str]]()
    for file in tmp_path.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
        assert not [cell for row in rows for cell in row if cell.startswith(RUN)], file
        told[file.stem] = {marks[mark].column for mark in MARK.findall(str(rows)) if mark in marks}
    assert told["advocates"] >= {"advocate.name", "advocate.email", "advocate.title", "account.name"}
    assert told["requirements"] == {"survey.to_change", "advocate.title", "account.name"}


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # by the SDK, of aiohttp
async def test_no_page_runs_what_a_workspace_is_called(sqlite_url: str) -> None:
    async with open_house(sqlite_url, slack_bot_token=None, new_programs=True) as (sandbox, _, browser):
        another(sandbox, "T0TWO", HOSTILE)
        for page in (await browser.install("T0TWO/U0TWOZOE"), await browser.install("T0TWO/U0TWOZOE")):
            assert page.status_code == 200
            assert "&lt;script&gt;Qj&lt;/script&gt;" in page.text
            assert "<script>" not in page.text
