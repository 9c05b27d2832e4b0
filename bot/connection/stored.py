"""What the database holds of a connection: its schema, the programme, who manages it, and its channel."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.connection.asking import SetupError
from bot.connection.finding import Finding, bad, good
from bot.kit.config import Settings
from bot.kit.database import Database
from models import member as members
from models import program as programs
from models import schema
from models import workspace as workspaces

ANSWERS_WITHIN = 15.0  # seconds, real
FAILED = (SQLAlchemyError, TimeoutError, OSError)
INIT = "Run `rung init`."


@dataclass(slots=True)
class Found:
    """`channel`: the one that the programme posts in, where there is one to look at."""

    findings: list[Finding] = field(default_factory=list)
    channel: str | None = None


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database | SetupError]:
    """The database of the settings, or why there is none. A SQLite file is not made by looking at it."""
    todo = "Look at RUNG_DATABASE_URL."
    try:
        database = Database(settings.database_url)
    except (SQLAlchemyError, ValueError) as problem:
        yield SetupError(f"The address can't be read: {_short(problem)}.", todo)
        return
    try:
        if database.missing:
            yield SetupError(f"{database.url.database} is not there.", f"{INIT} {todo}")
        else:
            yield database
    finally:
        await database.close()


async def look(
    database: Database | SetupError, head: str, team_id: str | None, *, named: bool = True
) -> Found:
    """The findings about the database and what it holds; `team_id` is None where the token told nothing.

    Where no workspace is `named` in the settings, any number may come, and none is looked at.
    """
    found = Found()
    try:
        if isinstance(database, SetupError):
            raise database
        async with asyncio.timeout(ANSWERS_WITHIN), database.reading() as session:
            await _schema(session, head)
        async with asyncio.timeout(ANSWERS_WITHIN):
            await _writable(database)
        found.findings.append(good("database", f"{database.url.get_backend_name()}, schema {head}, writable"))
        if named:
            async with database.reading() as session:
                await _programme(session, team_id, found)
    except SetupError as trouble:
        found.findings.append(bad("database", trouble))
    except FAILED as problem:
        said = f"It can't be reached: {_short(problem)}."
        found.findings.append(
            bad("database", SetupError(said, "Look at RUNG_DATABASE_URL and at the server."))
        )
    return found


async def _schema(session: AsyncSession, head: str) -> None:
    await schema.reach(session)
    current = await schema.revision(session)
    if current != head and (current is None or not await schema.accepts(session, head)):
        raise SetupError(f"It is at schema {current or 'none'}, Rung needs {head}.", "Run `rung migrate`.")


async def _writable(database: Database) -> None:
    """Try what every turn does; nothing is changed."""
    try:
        async with database.transaction() as session:
            await schema.touch(session)
    except SQLAlchemyError as problem:
        todo = "Give Rung's user the right to write: to the file and its folder, or to the tables."
        raise SetupError(f"It can't be written to: {_short(problem)}.", todo) from None


async def _programme(session: AsyncSession, team_id: str | None, found: Found) -> None:
    workspace = await workspaces.by_team(session, team_id) if team_id else None
    if workspace is None:
        said = "There is none for this workspace." if team_id else "Not looked at: the token comes first."
        found.findings.append(bad("programme", SetupError(said, INIT if team_id else "See the token above.")))
        return
    program = await programs.get(session, workspace.program_id)
    if workspace.paused_at is not None:
        said = f"Sending rests since Slack said {workspace.paused_reason}."
        found.findings.append(
            bad("programme", SetupError(said, "Mend the above, then start `rung serve` again."))
        )
    else:
        found.findings.append(good("programme", f"{program.name}, {program.zone}"))
    managers = [each.name for each in await members.managers(session, program.id) if not each.unknown]
    if managers:
        found.findings.append(good("manager", ", ".join(managers)))
    else:
        todo = "Run `rung init --manager you@company.com`."
        found.findings.append(bad("manager", SetupError("Nobody manages this programme.", todo)))
    found.channel = program.channel
    if program.channel is None:
        found.findings.append(good("channel", "none; managers get direct messages"))


def _short(problem: BaseException) -> str:
    """The first line of what a driver says, without the statement."""
    said = str(getattr(problem, "orig", None) or problem).strip()
    return (said.splitlines() or [type(problem).__name__])[0].rstrip(".")
