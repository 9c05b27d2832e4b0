"""The managers' channel could not be posted in: what was meant for it goes to each of them."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks.approval import deciders_at
from models import ask as asks
from models import audit
from models.ask import AskState, Stage
from models.message import Message, MessageKind


async def fall_back(session: AsyncSession, message: Message, *, now: datetime) -> None:
    """Show each manager who is there the card that Slack did not take in the channel."""
    if message.kind is not MessageKind.APPROVAL:
        return
    whole = await asks.whole(session, message.program_id, message.subject)
    if whole is None or whole.ask.state is not AskState.APPROVING:
        return
    for manager in await deciders_at(session, whole, Stage.MANAGERS, now=now):
        await messages.show_approval(session, whole, manager, now=now)
    audit.record(
        session, message.program_id, at=now, actor=audit.CLOCK, verb="channel_refused", subject=whole.ask.id
    )
