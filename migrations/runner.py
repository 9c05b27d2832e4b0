"""Walking the history: up to the newest schema, and what this code expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from bot.kit.config import SettingsError
from bot.kit.database import Database
from models import schema


def config(database_url: str = "sqlite://") -> Config:
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent))
    found.set_main_option(
        "sqlalchemy.url", make_url(database_url).render_as_string(hide_password=False).replace("%", "%%")
    )
    return found


def head() -> str:
    """The revision that this code is written for."""
    revision = ScriptDirectory.from_config(config()).get_current_head()
    if revision is None:
        raise LookupError("there are no migrations")
    return revision


def upgrade(database_url: str, to: str = "head") -> None:
    """Bring a database up to a revision; does nothing where it is there already."""
    command.upgrade(config(database_url), to)


def downgrade(database_url: str, to: str) -> None:
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
