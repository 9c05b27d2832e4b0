"""`rung ladder`: the ladder goes out as a file and comes in again, with a look at it first."""

import asyncio
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from bot import programs
from bot.kit.database import Database
from bot.ladder import present
from bot.rules.ladder import Ladder, shipped, written
from migrations import runner
from models import ladder_version
from tests.commands import Done, rung
from tests.importing import office
from tests.test_the_command_line import GOOD

FILE = "ladder.yaml"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A directory with the database of a staffed programme."""

    async def make() -> None:
        async with office(f"sqlite:///{tmp_path}/rung.db"):
            pass

    runner.upgrade(f"sqlite:///{tmp_path}/rung.db")
    asyncio.run(make())
    return tmp_path


def ladder(place: Path, *words: str) -> Done:
    return rung("ladder", *words, cwd=place, **GOOD)


def kept(place: Path) -> tuple[Ladder, int]:
    """The ladder as it stands, and its version."""

    async def look() -> tuple[Ladder, int]:
        database = Database(f"sqlite:///{place}/rung.db")
        try:
            async with database.reading() as session:
                program_id = (await programs.meant(session, "")).program_id
                now = await present.of(session, program_id)
                return now, await ladder_version.newest(session, program_id)
        finally:
            await database.close()

    return asyncio.run(look())


def exported(place: Path) -> str:
    done = ladder(place, "export", FILE)
    assert (done.code, done.out, done.error) == (0, f"{FILE}: the ladder as it is.\n", "")
    return (place / FILE).read_text("utf-8")


def test_what_is_exported_changes_nothing_when_it_is_imported(place: Path) -> None:
    text = exported(place)
    assert ladder(place, "export").out == text
    done = ladder(place, "import", FILE)
    assert (done.code, done.out) == (0, "Nothing changes: the ladder is like this already.\n")
    (place / FILE).write_text(written(shipped()), "utf-8")
    done = ladder(place, "import", FILE, "--yes")
    assert (done.code, done.out) == (0, "Nothing changes: the ladder is like this already.\n")
    assert kept(place)[1] == 1


def test_a_changed_file_is_looked_at_and_then_applied(place: Path) -> None:
    text = exported(place)
    (place / FILE).write_text(text.replace("name: Podcast", "name: Radio").replace("Shape", "Lead"), "utf-8")
    looked = ladder(place, "import", FILE, "--dry-run")
    assert (looked.code, looked.error) == (0, "")
    assert looked.out == snapshot("""\
· Rung 6 is called Lead instead of Shape.
· Podcast is called Radio.
Nobody would stand on another rung.
""")
    nobody = ladder(place, "import", FILE)
    assert (nobody.code, nobody.out) == (1, looked.out)
    assert nobody.error == snapshot("""\
Nobody is here to say yes, so nothing was changed. Add --yes to apply it, or \n\
--dry-run to look only.
""")
    assert kept(place)[1] == 1
    done = ladder(place, "import", FILE, "--yes")
    assert (done.code, done.out) == (0, looked.out + "The ladder is changed. It is version 2.\n")
    now, version = kept(place)
    assert (now.names[5], version) == ("Lead", 2)
    radio = now.step("podcast")
    assert radio is not None
    assert radio.name == "Radio"


def test_faults_are_told_with_their_lines_and_nothing_is_changed(place: Path) -> None:
    text = exported(place)
    broken = text.replace("rung: 3", "rung: 4", 1).replace("  credit: full", "  credit: all", 1)
    (place / FILE).write_text(broken.replace("key: quote\n", "key: review\n"), "utf-8")
    done = ladder(place, "import", FILE, "--yes")
    assert done.code == 1
    assert done.out == snapshot("""\
ladder.yaml:101: The key “review” stands on line 91 already. An activity has one place.
ladder.yaml:110: Here stands rung 4, but rung 3 is missing. Number them 1, 2, 3, without a gap.
ladder.yaml:137: “credit”: One of full, partial, none.
ladder.yaml:168: Rung 4 stands on line 110 already.
""")
    assert done.error == snapshot("The ladder stays as it is: there are 4 faults in the file.\n")
    now, version = kept(place)
    assert (set(now.steps), version) == (set(shipped().steps), 1)


def test_what_can_not_be_read_or_written_is_said(place: Path) -> None:
    missing = ladder(place, "import", "nowhere.yaml")
    assert (missing.code, missing.error) == (1, "nowhere.yaml can't be read: No such file or directory.\n")
    folder = ladder(place, "export", ".")
    assert (folder.code, folder.error) == (1, ". can't be written: Is a directory.\n")
    (place / "bomb.yaml").write_text("a: &a [x]\nb: [*a, *a]\n")
    bomb = ladder(place, "import", "bomb.yaml")
    assert (bomb.code, bomb.out) == (
        1,
        "bomb.yaml:1: A ladder file has no anchors and aliases (& and *): write it out.\n",
    )
