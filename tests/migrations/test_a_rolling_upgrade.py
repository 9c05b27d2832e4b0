"""A newer schema under code of today: people go on, and another replica of today starts beside them."""

import asyncio
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

import app
from bot.kit.config import SettingsError
from bot.kit.database import Database
from migrations import runner
from sandbox.person import Person
from tests.migrations.rows import columns
from tests.world import World, second_replica, small_world

# As docs/decisions/0012 wants it: what is new has a default, nothing that is used goes away, the older rows stay.
NEXT = '''"""A step of tomorrow"""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade() -> None:
    for table in ("message", "participation", "member", "audit"):
        op.add_column(table, sa.Column("tomorrow", sa.Integer(), server_default="0", nullable=False))
    op.create_table("tomorrow", sa.Column("id", sa.String(32), primary_key=True))
    op.create_index("ix_audit_tomorrow", "audit", ["program_id", "tomorrow"])
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('next')")


def downgrade() -> None:
    raise NotImplementedError
'''


@pytest.fixture
def tomorrow(tmp_path: Path) -> Path:
    """The history with one more step that today's code can live with."""
    place = tmp_path / "migrations"
    shutil.copytree(runner.PLACE, place, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "versions" / "next.py").write_text(NEXT.format(head=runner.head()), "utf-8")
    return place


async def test_people_go_on_while_the_schema_is_walked(settled_url: str, tomorrow: Path) -> None:
    async with small_world(settled_url, settled=True, turn_seconds=2.5) as world:
        walked, done = asyncio.Event(), list[str]()
        working = [
            asyncio.create_task(_works(world, each, walked, done)) for each in (world.tom, world.sofia)
        ]
        await asyncio.to_thread(runner.upgrade, settled_url, place=tomorrow)
        before = len(done)
        walked.set()
        await asyncio.gather(*working)
        assert len(done) > before  # on the newer schema too
        async with world.rung.database.reading() as session:
            heard = (await session.execute(text("SELECT count(*) FROM event"))).scalar_one()
        assert heard == len(done)
        async with second_replica(world) as other:
            assert other.workspace.id == world.rung.workspace.id
            await world.request(world.tom)
            await world.pass_time(hours=1)
            assert "May we ask" in world.text(world.anna.dm[-1])
    assert "tomorrow" in columns(settled_url)["message"]


async def test_a_step_that_is_not_marked_keeps_today_out(settled_url: str, tomorrow: Path) -> None:
    step = tomorrow / "versions" / "next.py"
    closing = '    op.execute("DELETE FROM compatible_schema")\n    op.execute("INSERT'
    step.write_text(step.read_text("utf-8").replace('    op.execute("INSERT', closing), "utf-8")
    async with small_world(settled_url, settled=True) as world:
        settings, clock = world.rung.settings, world.clock
    runner.upgrade(settled_url, place=tomorrow)
    with pytest.raises(SettingsError, match="The database is at schema next"):
        async with app.running(settings, clock):
            pass


async def test_a_database_that_is_away_is_said_to_be(tmp_path: Path) -> None:
    database = Database(f"postgresql://nobody@127.0.0.1:9/{tmp_path.name}")
    with pytest.raises(SettingsError, match="can't be reached"):
        await runner.check(database)
    await database.close()


async def _works(world: World, person: Person, walked: asyncio.Event, done: list[str]) -> None:
    """Each turn writes, and is answered; three more when the schema is the newer one."""
    left = 3
    while left:
        left -= walked.is_set()
        answer = await person.say(f"Hello {len(done)}")
        await world.sandbox.caught_up()
        done.append(answer.ts)
