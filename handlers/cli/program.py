"""The programme that a command is about: the one of this installation's database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.config import Settings
from bot.kit.database import Database
from bot.kit.errors import BotError
from migrations import runner
from models import program as programs
from models.program import Program


@asynccontextmanager
async def program_of(settings: Settings) -> AsyncIterator[tuple[Database, Program]]:
    """The database of the settings and its programme; raises BotError where there is none yet."""
    database = Database(settings.database_url)
    try:
        await runner.check(database)
        async with database.reading() as session:
            program = await programs.installed(session)
        if program is None:
            raise BotError("There is no programme yet. Run `rung init` first.")
        yield database, program
    finally:
        await database.close()


@asynccontextmanager
async def transaction_in(settings: Settings) -> AsyncIterator[tuple[AsyncSession, str]]:
    """One transaction on that database, and the programme's id."""
    async with program_of(settings) as (database, program), database.transaction() as session:
        yield session, program.id
