"""The question whether somebody would recommend us, as it stands now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import wordings
from bot.people import contact_week
from bot.rules.hours import Week
from bot.views.blocks import Drawing
from bot.views.nps.question import question_card
from models import contact, joining, nps
from models import program as programs
from models.message import Message
from models.nps import QuestionState

Drawn = tuple[Drawing, Week]


async def read_ahead(
    session: AsyncSession, program_id: str, question_ids: Sequence[str], *, now: datetime
) -> None:
    """What the questions show is read for all of them."""
    found = await nps.read_ahead(session, program_id, question_ids)
    asked = sorted({each.advocate_id for each in found})
    await joining.read_ahead(session, program_id, asked)
    await contact.read_ahead(session, program_id, asked, now=now)


async def question(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:
    """None before it was posted, where it would come too late or at a bad time."""
    program_id = message.program_id
    asked = await nps.find(session, program_id, message.subject)
    customer = await joining.find(session, program_id, asked.advocate_id) if asked else None
    if asked is None or customer is None:
        return None
    if message.ts is None:
        runs = asked.state is QuestionState.OPEN and asked.due_at is not None and asked.due_at > now
        if not runs or not await contact.still_welcome(session, program_id, asked.advocate_id, now=now):
            return None
    program = await programs.get(session, program_id)
    wording = await wordings.for_advocate(session, customer.advocate)
    card = question_card(asked, customer, wording, company=program.name, now=now)
    return card, contact_week(program, customer.advocate)
