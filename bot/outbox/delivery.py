"""One claimed row on its way to Slack, each step in a transaction of its own."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncSession

from bot import screens
from bot.givebacks import arrival
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.nudges import course as proposals
from bot.outbox.budgets import Budget
from bot.rules.hours import next_open
from bot.views.blocks import Drawing
from models import message as messages
from models.message import Message, MessageKind, MessageState

LEASE = timedelta(seconds=90)  # longer than one delivery may take, waits for the budget included
EVENT_TYPE = "rung_message"
CLOCKS_DIFFER = timedelta(minutes=1)  # between ours and Slack's, at most, when looking for a lost post
HISTORY_PAGE = 100


@dataclass(frozen=True, slots=True)
class Delivery:
    """Brings rows to one workspace, for one worker, within its budget."""

    database: Database
    clock: Clock
    client: AsyncWebClient
    budget: Budget
    worker: str

    async def deliver(self, message: Message) -> str:
        """Draw and send one row; says in a word what was done. Slack's errors are raised as they come."""
        if message.kind is MessageKind.HOME:
            return await self._publish(message)
        in_doubt = message.claimed_at is not None and message.ts is None
        if in_doubt and await self._adopt(message):
            return "adopted"
        message.claimed_at = None  # it did not arrive: what comes now is a try of its own
        now = self.clock.business()
        async with self.database.reading() as session:
            screen = await screens.draw(session, message, now=now)
        if screen is None:
            await self._unsaid(message)
            return "nothing to say"
        if message.ts is not None:
            return await self._update(message, screen.drawing)
        opens = next_open(screen.hours, now) if screen.hours else now
        if opens > now:
            await self.settle(message, due_at=opens)
            return "quiet hours"
        return await self._post(message, screen.drawing)

    async def settle(
        self, message: Message, *, state: MessageState = MessageState.IDLE, **values: Any
    ) -> None:
        """Give the row back with what became of it."""
        async with self.database.transaction() as session:
            await self.settle_in(session, message, state=state, **values)

    async def settle_in(
        self, session: AsyncSession, message: Message, *, state: MessageState, **values: Any
    ) -> None:
        """The same, in a transaction that does more."""
        done = {"state": state, "lease_until": None, "claimed_at": None, "priority": 0} | values
        await messages.settle(session, message.program_id, message.id, worker=self.worker, **done)

    async def _post(self, message: Message, drawing: Drawing) -> str:
        channel, drawn = message.channel or await self._channel(message), _hash(drawing.blocks)
        async with self.budget.posting(channel):
            if not await self._begin(message, channel):
                return "lease lost"
            answer = await self.client.chat_postMessage(
                channel=channel,
                text=drawing.text,
                blocks=drawing.blocks,
                metadata={
                    "event_type": EVENT_TYPE,
                    "event_payload": {"message": message.id, "version": message.wanted, "drawn": drawn},
                },
                parse="none",
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        await self._stands(message, ts=answer["ts"], shown=message.wanted, hash=drawn)
        return "posted"

    async def _stands(self, message: Message, **values: Any) -> None:
        """It stands in Slack: written down together with what that means for whoever reads it."""
        now = self.clock.business()
        async with self.database.transaction() as session:
            await arrival.note(session, message, now=now)
            await self.settle_in(
                session, message, state=MessageState.IDLE, attempts=0, posted_at=now, **values
            )

    async def _unsaid(self, message: Message) -> None:
        """Nothing speaks for it any more: that is written down together with what it means for a proposal."""
        async with self.database.transaction() as session:
            if message.kind is MessageKind.NUDGE and message.ts is None:
                await proposals.unseen(session, message, now=self.clock.business())
            await self.settle_in(session, message, state=MessageState.IDLE, shown=message.wanted)

    async def _begin(self, message: Message, channel: str) -> bool:
        """Write down that it is being posted now. False: the turn came too late, the row is another worker's."""
        real = self.clock.real()
        async with self.database.transaction() as session:
            return await messages.settle(
                session,
                message.program_id,
                message.id,
                worker=self.worker,
                channel=channel,
                claimed_at=real,
                lease_until=real + LEASE,
            )

    async def _channel(self, message: Message) -> str:
        """The DM with a user, opened and remembered; a channel is its own."""
        if message.in_channel:
            return message.recipient
        async with self.database.reading() as session:
            known = await messages.channel_of(
                session, message.program_id, message.workspace_id, message.recipient
            )
        if known is not None:
            return known
        await self.budget.spend("conversations.open")
        answer = await self.client.conversations_open(users=message.recipient)
        return str(answer["channel"]["id"])

    async def _update(self, message: Message, drawing: Drawing) -> str:
        drawn = _hash(drawing.blocks)
        if drawn != message.hash:
            await self.budget.spend("chat.update")
            await self.client.chat_update(
                channel=message.channel or "",
                ts=message.ts or "",
                text=drawing.text,
                blocks=drawing.blocks,
                parse="none",
                link_names=False,
            )
        await self.settle(message, shown=message.wanted, hash=drawn, attempts=0)
        return "updated"

    async def _publish(self, message: Message) -> str:
        async with self.database.reading() as session:
            view = await screens.home(session, message, now=self.clock.business())
        drawn = _hash(view)
        if view is not None and (drawn != message.hash or message.priority):
            await self.budget.spend("views.publish")
            await self.client.views_publish(user_id=message.recipient, view=view)
        await self.settle(message, shown=message.wanted, hash=drawn, attempts=0)
        return "published"

    async def _adopt(self, message: Message) -> bool:
        """A post whose answer was lost: read the conversation since, and take the message as sent if it is there."""
        if message.channel is None or message.claimed_at is None:
            return False
        oldest = message.claimed_at - CLOCKS_DIFFER
        cursor = ""
        while True:
            await self.budget.spend("conversations.history")
            answer = await self.client.conversations_history(
                channel=message.channel,
                oldest=f"{oldest.timestamp():.6f}",
                include_all_metadata=True,
                limit=HISTORY_PAGE,
                cursor=cursor,
            )
            for posted in answer["messages"]:
                payload = posted.get("metadata", {}).get("event_payload", {})
                if payload.get("message") == message.id:
                    shown, drawn = payload["version"], payload.get("drawn")
                    await self._stands(message, ts=posted["ts"], shown=shown, hash=drawn)
                    return True
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return False

    def after(self, seconds: float) -> datetime:
        return self.clock.real() + timedelta(seconds=seconds)


def _hash(drawn: Any) -> str:
    return hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest()
