"""What becomes of a row that Slack did not take, as the table of verdicts says."""

from datetime import datetime
from typing import Any

from bot import leaving
from bot.advocates import invitations
from bot.asks import record
from bot.givebacks import arrival
from bot.kit import log
from bot.managers import channel
from bot.outbox import onward
from bot.outbox.delivery import Delivery, settled
from bot.outbox.verdicts import Fate, Verdict
from models import message as messages
from models import outgoing
from models.message import Message, MessageKind, MessageState


async def failed(delivery: Delivery, message: Message, verdict: Verdict) -> datetime | None:
    """Act on Slack's answer as the table says; an instant ends this drain, and none starts before it."""
    log.logger().warning(
        "message_failed", message=message.id, kind=message.kind, error=verdict.error, fate=verdict.fate
    )
    delivery.metrics.failures.labels(verdict.fate).inc()
    attempts = message.attempts + 1
    wait = delivery.after(verdict.retry_after or delivery.waits.before(attempts))
    # A doubt from before stays one, if it was the look into the conversation that failed.
    kept: dict[str, Any] = {"attempts": attempts, "error": verdict.error, "claimed_at": message.claimed_at}
    if verdict.fate is Fate.GONE or _may_not_group(message, verdict):
        await _gone(delivery, message, kept)
    elif verdict.fate is Fate.BUG:
        await delivery.stuck(message, **kept)
    elif verdict.fate is Fate.WORKSPACE:
        await delivery.settle(message, **kept)
        await _pause(delivery, message, verdict.error)
        return delivery.clock.real()
    else:
        await _later(delivery, message, verdict, wait, kept)
    return wait if verdict.retry_after is not None else None


async def reached(delivery: Delivery, message: Message) -> None:
    """Slack brings them messages again, after one that did not arrive."""
    async with delivery.book.transaction() as session:
        await record.reached(session, message.program_id, message.recipient, now=delivery.clock.business())


async def _later(
    delivery: Delivery, message: Message, verdict: Verdict, wait: datetime, kept: dict[str, Any]
) -> None:
    if verdict.fate is Fate.DOUBT and message.ts is None:
        # What was claimed stays so: the next try looks first whether this one arrived.
        delivery.lost(message, answered=verdict.answered)
        settled(message, state=MessageState.SENDING, lease_until=wait, priority=message.priority, **kept)
        await delivery.book.write(message)
    else:
        await delivery.settle(message, retry_at=wait, priority=message.priority, **kept)


async def _gone(delivery: Delivery, message: Message, kept: dict[str, Any]) -> None:
    """Never again to this recipient: a customer is written to elsewhere, or a question takes another road."""
    now = delivery.clock.business()
    async with delivery.book.transaction() as session:
        if await onward.sent_on(session, message, kept["error"], worker=delivery.book.worker, now=now):
            settled(message, attempts=0, error=None, channel=None, retry_at=None)
            await outgoing.write(session, [message], worker=delivery.book.worker)
            return
        await record.undelivered(session, message, kept["error"], now=now)
        await invitations.undelivered(session, message, now=now)
        await arrival.undelivered(session, message, now=now)
        settled(message, state=MessageState.GONE, **kept)
        await outgoing.write(session, [message], worker=delivery.book.worker)
        if message.in_channel:
            await channel.fall_back(session, message, now=now)
        if message.kind is MessageKind.LINE:  # the seller's own says which channel did not take it
            await messages.touch(session, message.program_id, [message.subject], now=now)


async def _pause(delivery: Delivery, message: Message, reason: str) -> None:
    async with delivery.book.transaction() as session:
        await leaving.refused(
            session,
            message.program_id,
            message.workspace_id,
            reason,
            at=delivery.since,
            now=delivery.clock.business(),
        )


def _may_not_group(message: Message, verdict: Verdict) -> bool:
    """Was it installed before groups were asked for? That stops nothing else: two are introduced by hand."""
    return message.kind is MessageKind.INTRODUCTION and verdict.error == "missing_scope"
