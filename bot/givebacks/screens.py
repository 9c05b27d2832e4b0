"""What a giveback's messages show now, and the hours they are posted in."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import wordings
from bot.people import contact_week
from bot.rules.hours import Week
from bot.views.advocate.values import joined
from bot.views.blocks import Drawing
from bot.views.giveback.card import customer_card
from bot.views.giveback.introduction import introduction_message
from models import giveback as givebacks
from models import program as programs
from models.giveback import STANDING, GivebackState
from models.message import Message

Drawn = tuple[Drawing, Week]


async def card(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:
    """The customer's; what was settled before it was posted is never posted, but for what they asked for."""
    whole = await givebacks.whole(session, message.program_id, message.subject)
    if whole is None:
        return None
    asked = whole.giveback.made_by == whole.advocate.slack_user_id
    pointless = whole.giveback.state is not GivebackState.OFFERED and not asked
    if message.ts is None and (pointless or whole.account.public_sector or not joined(whole.advocate)):
        return None
    program = await programs.get(session, message.program_id)
    wording = await wordings.for_advocate(session, whole.advocate)
    drawing = customer_card(whole, wording, company=program.name, now=now)
    return drawing, contact_week(program, whole.advocate)


async def introduction(session: AsyncSession, message: Message, *, now: datetime) -> Drawn | None:  # noqa: ARG001
    """To both at once: in the hours of whoever agreed first, since the other one has just been here."""
    pair = await givebacks.of_pair(session, message.program_id, message.subject)
    agreed = [each for each in pair if each.giveback.state in STANDING - {GivebackState.OFFERED}]
    if len(agreed) < len(pair) or not pair or not all(joined(each.advocate) for each in pair):
        return None
    first = min(pair, key=lambda each: each.giveback.state_at)
    program = await programs.get(session, message.program_id)
    languages = {each.advocate.language for each in pair}
    wording = await wordings.of(session, message.program_id, languages.pop() if len(languages) == 1 else None)
    drawing = introduction_message(pair, wording, company=program.name)
    return drawing, contact_week(program, first.advocate)
