"""Walking the history: up to the newest schema, and what this code expects.

Alembic and what it brings take 15 MB that a server never needs again, so that only a walk itself imports them.
`python -m migrations.runner <url>` walks up in a process of its own.
"""

import asyncio
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.kit.config import SettingsError
from bot.kit.database import Database
from bot.kit.errors import BotError
from bot.kit.passing import clashes
from models import schema

if TYPE_CHECKING:
    from alembic.config import Config

PLACE = Path(__file__).parent
VERSIONS = PLACE / "versions"
TRIES, PAUSE = (
    10,
    2.0,
)  # of a walk that can't have its tables, and the seconds between them, for those who wait
IN_USE = "The tables are in use, so nothing was changed. Run `rung migrate` again when less is going on."
REVISION = re.compile(r'^(down_revision|revision) = "(\w+)"$', re.MULTILINE)


def config(database_url: str = "sqlite://", place: Path = PLACE) -> "Config":
    from alembic.config import Config  # noqa: PLC0415  (see above)

    found = Config()
    found.set_main_option("script_location", str(place))
    found.set_main_option(
        "sqlalchemy.url", make_url(database_url).render_as_string(hide_password=False).replace("%", "%%")
    )
    return found


def head() -> str:
    """The revision that this code is written for: the one that no other one follows."""
    (newest,) = known() - {step.get("down_revision", "") for step in _steps()}
    return newest


def known() -> set[str]:
    """Every revision that this code can walk up from."""
    return {step["revision"] for step in _steps() if "revision" in step}


def _steps() -> list[dict[str, str]]:
    return [dict(REVISION.findall(file.read_text("utf-8"))) for file in VERSIONS.glob("*.py")]


def upgrade(database_url: str, to: str = "head", *, place: Path = PLACE, pause: float = PAUSE) -> None:
    """Bring a database up to a revision; does nothing where it is there already.

    Raises BotError, and has changed nothing, where somebody holds on to a table.
    """
    from alembic import command  # noqa: PLC0415  (see above)

    for left in reversed(range(TRIES)):
        try:
            return command.upgrade(config(database_url, place), to)
        except OperationalError as problem:
            if not clashes(problem):
                raise
            if not left:
                raise BotError(IN_USE) from problem
        time.sleep(pause)
    return None


async def upgrade_apart(database_url: str) -> None:
    """The same in a process of its own, so that this one never holds what the walk takes."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "migrations.runner", database_url)
    if await process.wait():
        raise RuntimeError("the newest tables could not be made")


def downgrade(database_url: str, to: str) -> None:
    from alembic import command  # noqa: PLC0415  (see above)

    command.downgrade(config(database_url), to)


async def check(database: Database) -> None:
    """Raises SettingsError on a schema that this code can't run on, and says the command that mends it."""
    needed = head()
    try:
        async with database.reading() as session:
            current = await schema.revision(session)
            if current == needed or (current is not None and await schema.accepts(session, needed)):
                return
    except DBAPIError as problem:
        said = str(problem.orig).strip().splitlines()[0]
        raise SettingsError(
            [f"The database can't be reached: {said}. Look at RUNG_DATABASE_URL and at the server."]
        ) from None
    raise SettingsError(
        [f"The database is at schema {current or 'none'}, Rung needs {needed}: run `rung migrate`."]
    )


if __name__ == "__main__":
    upgrade(sys.argv[1])
