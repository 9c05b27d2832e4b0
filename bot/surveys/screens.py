"""The survey and the draft of somebody's words as they stand now."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import wordings
from bot.people import contact_week
from bot.rules.hours import Week
from bot.surveys.answering import ladder
from bot.views.blocks import Drawing
from bot.views.survey.card import survey_card
from bot.views.survey.draft import draft_card
from models import activity as activities
from models import contact, joining
from models import draft as drafts
from models import program as programs
from models import survey as surveys
from models.draft import DraftState
from models.message import Message
from models.survey import Survey, SurveyState

REVIEW = "review"


async def survey(
    session: AsyncSession, message: Message, *, now: datetime
) -> tuple[Drawing, Week | None] | None:
    """None before it was posted, where it would come too late or at a bad time."""
    program_id = message.program_id
    asked = await surveys.find(session, program_id, message.subject)
    customer = await joining.find(session, program_id, asked.advocate_id) if asked else None
    if asked is None or customer is None:
        return None
    if message.ts is None and not await _in_time(session, asked, now=now):
        return None
    program = await programs.get(session, program_id)
    wording = await wordings.for_advocate(session, customer.advocate)
    steps = await ladder(session, program_id, asked.advocate_id)
    review = await _review(session, program_id) if asked.state is SurveyState.ANSWERED else None
    card = survey_card(asked, customer, steps, wording, company=program.name, review=review)
    return card, contact_week(program, customer.advocate)


async def _in_time(session: AsyncSession, asked: Survey, *, now: datetime) -> bool:
    runs = asked.state is SurveyState.OPEN and asked.due_at is not None and asked.due_at > now
    return runs and await contact.still_welcome(session, asked.program_id, asked.advocate_id, now=now)


async def _review(session: AsyncSession, program_id: str) -> str | None:
    """Where anybody may write a review, whatever number they gave."""
    step = (await activities.by_key(session, program_id)).get(REVIEW)
    return step.start_link if step is not None and step.retired_on is None else None


async def draft(
    session: AsyncSession,
    message: Message,
    *,
    now: datetime,  # noqa: ARG001
) -> tuple[Drawing, Week | None] | None:
    """They are here: they have just answered."""
    found = await drafts.find(session, message.program_id, message.subject)
    customer = await joining.find(session, message.program_id, found.advocate_id) if found else None
    if found is None or customer is None or (message.ts is None and found.state is not DraftState.DRAFTED):
        return None
    program = await programs.get(session, message.program_id)
    wording = await wordings.for_advocate(session, customer.advocate)
    return draft_card(found, customer, wording, company=program.name), None
