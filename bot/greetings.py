"""Somebody simply writes to Rung, or hands it what it can't take: they are told what can be done here, once a day."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import wordings
from bot.rules.hours import zone_of
from bot.views import greeting
from bot.views.blocks import Drawing
from models import actor as actors
from models import advocate as advocates
from models import message as messages
from models import program as programs
from models import workspace as workspaces
from models.member import Actor
from models.message import Message, MessageKind

TEXT, FILE = "text", "file"


async def answer(session: AsyncSession, actor: Actor, what: str, *, now: datetime) -> None:
    """Answer a text or a file in their messages; what comes later on the same day of theirs is answered by that."""
    today = now.astimezone(zone_of(actor.zone)).date()
    await messages.want(
        session,
        program_id=actor.program_id,
        workspace_id=actor.workspace_id,
        kind=MessageKind.GREETING,
        subject=actor.user_id,
        recipient=actor.user_id,
        part=f"{what} {today.isoformat()}",
        now=now,
    )


async def drawn(session: AsyncSession, message: Message) -> Drawing | None:
    """What its reader can do here, by the roles that they have now."""
    workspace = await workspaces.get(session, message.program_id, message.workspace_id)
    reader = await actors.identify(session, workspace.team_id, message.recipient)
    if reader is None:
        return None
    program = await programs.get(session, message.program_id)
    language = None
    if reader.advocate_id:
        language = (await advocates.get(session, message.program_id, reader.advocate_id)).language
    wording = await wordings.of(session, message.program_id, language)
    said = greeting.file_refused if message.part.startswith(FILE) else greeting.greeting
    return said(reader.roles, wording, company=program.name)
