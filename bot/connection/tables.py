"""The database before and while a workspace is connected: whatever keeps us from it is a sentence."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from bot.connection import install as installing
from bot.connection.asking import Identity
from bot.connection.install import Installed, Wanted
from bot.kit.config import Settings
from bot.kit.database import Database
from bot.kit.errors import BotError
from bot.kit.vault import Vault
from models import schema


@asynccontextmanager
async def reached(url: str) -> AsyncIterator[Database]:
    """The database; raises BotError, which tells no password, where it can't be had or used."""
    try:
        database = Database(url)
        try:
            yield database
        finally:
            await database.close()
    except (SQLAlchemyError, OSError, ValueError) as problem:
        said = str(getattr(problem, "orig", None) or problem).strip()
        first = (said.splitlines() or [type(problem).__name__])[0].rstrip(".")
        kind = url.partition(":")[0]
        raise BotError(f"The database ({kind}) can't be used: {first}. Look at RUNG_DATABASE_URL.") from None


async def revision(url: str) -> str | None:
    """The schema it has; None for one without tables, or none at all. A SQLite file is not made by looking."""
    async with reached(url) as database:
        if database.missing:
            return None
        async with database.reading() as session:
            await schema.reach(session)
            return await schema.revision(session)


async def managed(url: str, team_id: str, head: str) -> bool:
    """Is the workspace connected already, and somebody its manager?"""
    if await revision(url) != head:
        return False
    async with reached(url) as database, database.reading() as session:
        return await installing.managed(session, team_id)


async def install(settings: Settings, me: Identity, wanted: Wanted, *, now: datetime) -> Installed:
    """The programme and its manager, made where they are not there yet."""
    token = settings.bot_token
    async with reached(settings.database_url) as database, database.transaction() as session:
        return await installing.install(session, Vault(settings.keys), me, token, wanted, now=now)
