"""What the messages around a favour show now, each to the side that reads it, with the hours it is posted in."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import wordings
from bot.people import contact_week, working_week
from bot.rules.hours import Week, local_day
from bot.views.blocks import Drawing
from bot.views.favour import brief as briefs
from bot.views.favour import debrief as questions
from bot.views.favour.outcome import outcome as outcome_card
from models import ask as asks
from models import debrief as debriefs
from models import program as programs
from models.ask import AskState, WholeAsk
from models.debrief import Debrief, Side
from models.message import Message

Drawn = tuple[Drawing, Week]


async def brief(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:
    whole = await asks.whole(session, message.program_id, message.subject)
    if whole is None or (message.ts is None and not _ahead(whole, now)):
        return None
    if _side(message, whole) is Side.SELLER:
        if not whole.seller.works_here:
            return None
        return briefs.seller_brief(whole, now=now), working_week(whole.seller)
    program = await programs.get(session, message.program_id)
    wording = await wordings.for_advocate(session, whole.advocate)
    card = briefs.customer_brief(whole, wording, company=program.name, now=now)
    return card, contact_week(program, whole.advocate)


async def debrief(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:
    found = await _asked(session, message)
    if found is None:
        return None
    whole, asked = found
    if _side(message, whole) is Side.SELLER:
        if not whole.seller.works_here:
            return None
        return questions.seller_debrief(whole, asked, now=now), working_week(whole.seller)
    program = await programs.get(session, message.program_id)
    wording = await wordings.for_advocate(session, whole.advocate)
    card = questions.customer_debrief(whole, asked, wording, company=program.name, now=now)
    return card, contact_week(program, whole.advocate)


async def reminder(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:
    found = await _asked(session, message)
    if found is None:
        return None
    whole, asked = found
    if not whole.seller.works_here:
        return None
    return questions.debrief_reminder(whole, asked, now=now), working_week(whole.seller)


async def outcome(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:
    whole = await asks.whole(session, message.program_id, message.subject)
    if whole is None:
        return None
    program = await programs.get(session, message.program_id)
    wording = await wordings.for_advocate(session, whole.advocate)
    card = outcome_card(whole, wording, company=program.name, now=now)
    return card, contact_week(program, whole.advocate)


def _side(message: Message, whole: WholeAsk) -> Side:
    # The customer may be written to elsewhere by now than when this was posted.
    return Side.SELLER if message.recipient == whole.seller.slack_user_id else Side.ADVOCATE


def _ahead(whole: WholeAsk, now: datetime) -> bool:
    """It is still to come: a brief afterwards would be of no use."""
    day = whole.ask.held_on
    today = local_day(working_week(whole.advocate), now)
    return whole.ask.state is AskState.ACCEPTED and day is not None and today <= day


async def _asked(session: AsyncSession, message: Message) -> tuple[WholeAsk, Debrief] | None:
    """The favour and the reader's side of it; None where there is no question to post any more."""
    whole = await asks.whole(session, message.program_id, message.subject)
    if whole is None:
        return None
    asked = (await debriefs.of_ask(session, message.program_id, message.subject)).get(_side(message, whole))
    if asked is None:
        return None
    waits = asked.asked_at is not None and asked.answered_at is None
    pointless = message.ts is None and not (waits and whole.ask.state is AskState.ACCEPTED)
    return None if pointless else (whole, asked)
