"""A folder of files, in the order in which they refer to each other."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import past, people
from bot.imports.past import Known
from bot.imports.rows import read
from models.workspace import Workspace


async def load(
    session: AsyncSession, workspace: Workspace, folder: Path, users: Mapping[str, str], *, now: datetime
) -> None:
    """Import `members.csv`, `accounts.csv` … into the workspace's program, which has to be empty.

    `users` maps e-mail addresses to Slack user ids. Raises BotError at the first row that can't be taken.
    """
    program_id = workspace.program_id
    await people.load_members(session, workspace, read(folder / "members.csv"), users)
    await people.load_accounts(session, program_id, read(folder / "accounts.csv"))
    await people.load_advocates(session, workspace, read(folder / "advocates.csv"), users)
    await past.load_deals(session, program_id, read(folder / "deals.csv"))
    known = await Known.read(session, program_id)
    accepted = await past.load_asks(session, known, read(folder / "asks.csv"))
    await past.load_participations(session, known, read(folder / "participations.csv"), accepted)
    await past.load_consents(session, known, read(folder / "consents.csv"), now)
    await past.load_blocks(session, known, read(folder / "blocks.csv"), now)
    await past.load_stories(session, known, read(folder / "stories.csv"), now)
