"""Walking the history: up to the newest schema, and what this code expects.

Alembic and what it brings take 15 MB that a server never needs again, so that only a walk itself imports them.
`python -m migrations.runner <url>` walks up in a process of its own.
"""

import asyncio
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from bot.kit.config import SettingsError
from bot.kit.database import Database
from models import schema

if TYPE_CHECKING:
    from alembic.config import Config

VERSIONS = Path(__file__).parent / "versions"
REVISION = re.compile(r'^(down_revision|revision) = "(\w+)"$', re.MULTILINE)


def config(database_url: str = "sqlite://") -> "Config":
    from alembic.config import Config  # noqa: PLC0415  (see above)

    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent))
    found.set_main_option(
        "sqlalchemy.url", make_url(database_url).render_as_string(hide_password=False).replace("%", "%%")
    )
    return found


def head() -> str:
    """The revision that this code is written for: the one that no other one follows."""
    steps: list[dict[str, str]] = [
        dict(REVISION.findall(file.read_text("utf-8"))) for file in VERSIONS.glob("*.py")
    ]
    followed = {step.get("down_revision") for step in steps}
    (newest,) = {step["revision"] for step in steps if "revision" in step} - followed
    return newest


def upgrade(database_url: str, to: str = "head") -> None:
    """Bring a database up to a revision; does nothing where it is there already."""
    from alembic import command  # noqa: PLC0415  (see above)

    command.upgrade(config(database_url), to)


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
    async with database.reading() as session:
        current = await schema.revision(session)
        if current == needed or (current is not None and await schema.accepts(session, needed)):
            return
    raise SettingsError(
        [f"The database is at schema {current or 'none'}, Rung needs {needed}: run `rung migrate`."]
    )


if __name__ == "__main__":
    upgrade(sys.argv[1])
