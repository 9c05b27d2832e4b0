"""The managers' channel could not be posted in: what was meant for it goes to each of them."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks.approval import deciders_at
from bot.digest import course
from models import ask as asks
from models import audit, correspondence
from models import member as members
from models.ask import AskState, Stage
from models.message import Message, MessageKind


async def fall_back(session: AsyncSession, message: Message, *, now: datetime) -> None:
    """Show each manager what Slack did not take in the channel, and tell them once that it takes nothing."""
    if message.ts is not None or message.kind is MessageKind.LINE:
        return  # it was seen there; and a deal's channel is its seller's to mend
    program_id = message.program_id
    managers = await members.managers(session, program_id)
    await correspondence.want_once(
        session, program_id, MessageKind.CHANNEL, message.recipient, managers, now=now
    )
    if message.kind is MessageKind.DIGEST:
        audit.record(
            session, program_id, at=now, actor=audit.CLOCK, verb="channel_refused", subject=message.subject
        )
        await course.show_to_each(session, program_id, message.subject, managers, now=now)
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
