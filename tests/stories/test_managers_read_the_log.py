"""Who did what: managers read it in Slack, and take it out as a file."""

import csv
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from sqlalchemy import select

from bot import exports
from bot.exports import Beside
from models import audit
from models.audit import Audit
from sandbox.person import Person
from tests.commands import rung
from tests.managing import press
from tests.stories.test_an_erased_customer import erase
from tests.test_the_command_line import GOOD
from tests.world import World, small_world


async def look(world: World, **wanted: str) -> str:
    """The log in a manager's window, of one kind or of one person where that is said."""
    if world.maya.modal is None:
        await world.maya.command("/rung", "log")
    if "person" in wanted:
        offered = await world.maya.search("in_log", wanted["person"])
        wanted["person"] = offered[0]["value"]
    if wanted:
        await world.maya.fill(**wanted)
        await world.maya.submit()
    return world.modal(world.maya)


async def agreed(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.priya.press_label(card, "Yes")
    await world.quiet()


async def test_it_tells_who_did_what_to_whom(database_url: str) -> None:
    async with small_world(database_url) as world:
        await agreed(world)
        assert await look(world) == snapshot("""\
What it is about (optional): [Everything ▾]
Who did it, or was concerned (optional): [Anybody ▾]
  2 March
08:30 Rung withdrew the question · Elena Fischer, Edelgrat Finanz · Kestrel Pay: Ledger rollout
08:30 Rung withdrew the question · Lukas Brandt, Talerhaus · Kestrel Pay: Ledger rollout
08:30 Rung found a customer · Kestrel Pay: Ledger rollout
08:30 Priya Raman recorded a yes · Priya Raman, Nordlicht Pay · Kestrel Pay: Ledger rollout
08:30 Rung asked the customer · Priya Raman, Nordlicht Pay · Kestrel Pay: Ledger rollout
08:30 Anna Schmidt approved the question · Priya Raman, Nordlicht Pay · Kestrel Pay: Ledger rollout
08:30 Rung asked the owner whether we may ask · Priya Raman, Nordlicht Pay · Kestrel Pay: Ledger rollout
08:30 Tom Reyes began to look for a customer · Kestrel Pay: Ledger rollout
08:30 Somebody at the server's command line imported a file: stories
08:30 Somebody at the server's command line imported a file: consents
08:30 Somebody at the server's command line imported a file: activities
08:30 Somebody at the server's command line imported a file: deals
08:30 Somebody at the server's command line imported a file: advocates
08:30 Somebody at the server's command line imported a file: accounts
08:30 Somebody at the server's command line imported a file: members
08:30 Rung began with this ladder\
""")
        assert await look(world, kind="asks", person="Priya") == snapshot("""\
What it is about (optional): [Questions to customers, approvals and exceptions ▾]
Who did it, or was concerned (optional): [Priya Raman, Nordlicht Pay ▾]
  2 March
08:30 Priya Raman recorded a yes · Priya Raman, Nordlicht Pay · Kestrel Pay: Ledger rollout
08:30 Rung asked the customer · Priya Raman, Nordlicht Pay · Kestrel Pay: Ledger rollout
08:30 Anna Schmidt approved the question · Priya Raman, Nordlicht Pay · Kestrel Pay: Ledger rollout
08:30 Rung asked the owner whether we may ask · Priya Raman, Nordlicht Pay · Kestrel Pay: Ledger rollout\
""")
        assert await look(world, kind="roles") == snapshot("""\
What it is about (optional): [Roles, owners and absences ▾]
Who did it, or was concerned (optional): [Priya Raman, Nordlicht Pay ▾]
Nothing of this kind was written down.\
""")


async def many(world: World, count: int) -> None:
    now = world.clock.business()
    async with world.rung.database.transaction() as session:
        for number in range(count):
            verb = f"set_number_{number}"
            audit.record(
                session, world.program_id, at=now, actor="U0MAYA", verb=verb, subject=world.program_id
            )


async def test_a_longer_log_has_pages(world: World) -> None:
    await many(world, 45)
    first = await look(world, kind="settings", person="Maya")
    assert first.count("Maya Patel changed a setting") == 20
    assert "number 44" in first
    await press(world.maya, "Earlier")
    await press(world.maya, "Earlier")
    last = world.modal(world.maya)
    assert last.count("Maya Patel changed a setting") == 5
    assert "number 0" in last
    await press(world.maya, "Newest")
    assert world.modal(world.maya).count("number 44") == 1


async def test_whoever_was_erased_is_named_nowhere_in_it(world: World) -> None:
    await agreed(world)
    assert "Priya" in await look(world)
    await world.maya.close()
    await erase(world)
    shown = await look(world)
    assert "Priya" not in shown
    assert "Erased person" in shown
    assert await world.maya.search("in_log", "Priya") == []
    async with world.rung.database.reading() as session:
        file = [cell async for row in exports.rows(session, world.program_id, Beside.LOG) for cell in row]
    assert not any("Priya" in cell for cell in file)


@pytest.mark.parametrize("who", ["tom", "anna", "priya", "nobody"])
async def test_nobody_else_reads_it(world: World, who: str) -> None:
    person: Person = getattr(world, who)
    await person.command("/rung", "log")
    assert person.modal is None
    assert "for its managers" in person.ephemerals[-1].text or "for colleagues" in person.ephemerals[-1].text


async def test_at_the_command_line(sqlite_url: str, tmp_path: Path) -> None:
    async with small_world(sqlite_url) as world:
        await agreed(world)
        async with world.rung.database.reading() as session:
            kept = (await session.scalars(select(Audit).where(Audit.program_id == world.program_id))).all()
    done = rung("export", "log", "--to", "out", cwd=tmp_path, **GOOD | {"RUNG_DATABASE_URL": sqlite_url})
    assert done.code == 0, done
    with (tmp_path / "out" / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(kept)
    (yes,) = [row for row in rows if row["verb"] == "accepted"]
    assert (yes["who"], yes["whom"], yes["company"]) == ("Priya Raman", "Priya Raman", "Nordlicht Pay")
    assert yes["at"].endswith("+00:00")
