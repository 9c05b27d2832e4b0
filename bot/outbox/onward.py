"""A message that did not reach a customer in one workspace goes to another one of theirs: once each, never twice."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import audit, moved
from models.message import Message, MessageKind

WHERE_THEY_LOOKED = frozenset({MessageKind.HOME, MessageKind.GREETING})


async def sent_on(session: AsyncSession, message: Message, error: str, *, worker: str, now: datetime) -> bool:
    """It was never said and surely is not there: address it to where they can be reached. False: nowhere else."""
    in_doubt = message.ts is not None or message.claimed_at is not None
    if in_doubt or message.in_channel or message.kind in WHERE_THEY_LOOKED:
        return False
    program_id = message.program_id
    to = await moved.onward(session, program_id, message.workspace_id, message.recipient, error=error)
    if to is None:
        return False
    if to.first:
        audit.record(
            session, program_id, at=now, actor=audit.CLOCK, verb="moved_in_slack", subject=to.advocate_id
        )
    return await moved.send_on(session, program_id, message.id, to, worker=worker)
