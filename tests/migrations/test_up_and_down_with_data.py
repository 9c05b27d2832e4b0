"""Each step is taken down and up again with a company in it: only what the older schema can't hold is lost."""

from alembic.script import ScriptDirectory

from migrations import runner
from tests.arms import crowd
from tests.migrations.rows import as_far_as, columns, everything
from tests.world import small_world

SCRIPTS = ScriptDirectory.from_config(runner.config())
STEPS = [(step.revision, str(step.down_revision or "base")) for step in SCRIPTS.walk_revisions()]


def test_the_history_is_one_line() -> None:
    assert SCRIPTS.get_heads() == [runner.head()]
    assert [older for _, older in STEPS] == [*[revision for revision, _ in STEPS[1:]], "base"]


async def lived_in(url: str) -> None:
    """Days of a programme: asks, answers, digests, standings."""
    async with small_world(url, settled=True) as world:
        await crowd(world, 20)
        await world.request(world.tom)
        await world.ask(world.anna, world.priya)
        await world.priya.press_label(world.priya.dm[-1], "Yes")
        for _ in range(3):
            await world.pass_time(days=4)


async def test_down_and_up_with_data_in_it(settled_url: str) -> None:
    await lived_in(settled_url)
    assert len(everything(settled_url)["message"]) > 3
    for newer, older in STEPS:
        above, above_columns = everything(settled_url), columns(settled_url)
        runner.downgrade(settled_url, older)
        below, below_columns = everything(settled_url), columns(settled_url)
        both = {name: above_columns[name] & below_columns.get(name, set()) for name in above_columns}
        kept = as_far_as(below, above, both)
        assert kept == as_far_as(above, below, both), f"{newer} to {older} lost something"
        runner.upgrade(settled_url, newer)
        again = everything(settled_url)
        assert columns(settled_url) == above_columns
        assert as_far_as(again, below, both) == kept, f"{older} to {newer} lost something"
        runner.downgrade(settled_url, older)
    assert everything(settled_url) == {}
    runner.upgrade(settled_url)


async def test_what_was_taken_down_runs_again(settled_url: str) -> None:
    older = STEPS[1][0]
    runner.downgrade(settled_url, older)
    runner.upgrade(settled_url)
    async with small_world(settled_url, settled=True) as world:
        await world.request(world.tom)
        await world.pass_time(hours=1)
        assert "May we ask" in world.text(world.anna.dm[-1])
