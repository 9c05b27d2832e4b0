"""What customers would change reaches whoever builds the product: a list for managers, and a file."""

import csv
from pathlib import Path

from inline_snapshot import snapshot

from bot import exports
from bot.exports import Beside
from bot.rules.importing.kinds import Kind
from handlers.cli.export import Sheet
from tests import plenty
from tests.commands import rung
from tests.managing import press
from tests.surveys import at_once, surveyed
from tests.test_the_command_line import GOOD
from tests.world import World, small_world


async def test_managers_read_it_without_names(world: World) -> None:
    await surveyed(world)
    await world.maya.command("/rung", "requirements")
    assert "Nobody has said yet" in world.modal(world.maya)
    await world.maya.close()
    await at_once(
        world, world.priya, survey_goal="Close faster", survey_to_change="A <!here> faster *export*."
    )
    await at_once(world, world.petra, survey_score="9")
    await world.maya.command("/rung", "requirements")
    assert world.modal(world.maya) == snapshot("""\
Head of Finance Operations, Nordlicht Pay, 3 March
> A <!here> faster ∗export∗.
  `rung export requirements --to a-folder` writes all of them as a file.\
""")
    await world.tom.command("/rung", "requirements")
    assert "Running the programme is for its managers." in world.tom.ephemerals[-1].text


async def test_a_longer_list_has_pages(world: World) -> None:
    await plenty.more(world, range(12))
    await world.maya.command("/rung", "requirements")
    assert world.modal(world.maya).count("A faster export") == 10
    await press(world.maya, "Older")
    assert world.modal(world.maya).count("A faster export") == 2
    await press(world.maya, "Newer")
    assert world.modal(world.maya).count("A faster export") == 10


async def test_no_cell_of_the_file_is_run_by_a_spreadsheet(world: World) -> None:
    await surveyed(world)
    await at_once(world, world.priya, survey_goal="+1", survey_to_change="=HYPERLINK(1)")
    async with world.rung.database.reading() as session:
        found = [row async for row in exports.rows(session, world.program_id, Beside.REQUIREMENTS)]
    assert found == [["'=HYPERLINK(1)", "'+1", "Nordlicht Pay", "Head of Finance Operations", "2026-03-03"]]


def test_whatever_can_be_imported_or_only_written_can_be_named() -> None:
    assert {*Sheet} == {*Kind, *Beside}


async def test_at_the_command_line(sqlite_url: str, tmp_path: Path) -> None:
    async with small_world(sqlite_url) as world:
        await surveyed(world)
        await at_once(world, world.priya, survey_to_change="A faster export.")
    done = rung(
        "export", "requirements", "--to", "out", cwd=tmp_path, **GOOD | {"RUNG_DATABASE_URL": sqlite_url}
    )
    assert done.code == 0, done
    with (tmp_path / "out" / "requirements.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, row = csv.reader(file)
    assert heading == exports.headings(Beside.REQUIREMENTS)
    assert row[0] == "A faster export."
    assert not (tmp_path / "out" / "nps.csv").exists()
