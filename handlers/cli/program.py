"""The programme that a command is about: the one of this installation's database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from bot import programs
from bot.kit.config import Settings
from bot.kit.database import Database
from bot.kit.vault import Vault
from migrations import runner
from models.workspace import Workspace


@asynccontextmanager
async def database_of(settings: Settings) -> AsyncIterator[Database]:
    """The database of the settings, whatever it holds; raises BotError where its schema is another one."""
    database = Database(settings.database_url, vault=Vault(settings.keys))
    try:
        await runner.check(database)
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def program_of(settings: Settings) -> AsyncIterator[tuple[Database, Workspace]]:
    """The database of the settings, and the home of its programme; raises BotError where there is none yet."""
    async with database_of(settings) as database:
        async with database.reading() as session:
            home = await programs.meant(session, settings.program)
        yield database, home


@asynccontextmanager
async def transaction_in(settings: Settings) -> AsyncIterator[tuple[AsyncSession, str]]:
    """One transaction on that database, and the programme's id."""
    async with program_of(settings) as (database, home), database.transaction() as session:
        yield session, home.program_id
