"""One claimed row on its way to Slack, each step committed before the next."""

import asyncio
import hashlib
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import screens
from bot.givebacks import arrival
from bot.kit.clock import Clock
from bot.kit.metrics import Metrics
from bot.kit.waits import Waits
from bot.nudges import course as proposals
from bot.outbox.book import Book
from bot.outbox.budgets import Budget
from bot.outbox.fresh import Fresh
from bot.outbox.verdicts import Fate, judge
from bot.rules.hours import next_open
from bot.views.blocks import Drawing
from models import outgoing
from models.message import Message, MessageKind, MessageState
from models.outgoing import Claimed

EVENT_TYPE = "rung_message"
CLOCKS_DIFFER = timedelta(
    hours=2
)  # ours and Slack's, at most, when looking for a lost post: ours may have jumped
HISTORY_PAGE = 100
MOST_KEPT = 10_000
IN_A_HURRY = 0.1  # seconds that a row may still wait for its turn once the drain's own is over


@dataclass(slots=True)
class Delivery:
    """Brings rows to one workspace, within its budget. `since`: when its token was read, in real time."""

    book: Book
    client: AsyncWebClient
    since: datetime
    budget: Budget
    waits: Waits
    metrics: Metrics
    _waiting: set["asyncio.Task[Any]"] = field(default_factory=set)
    _hurried: bool = False
    _closed: bool = False

    @property
    def clock(self) -> Clock:
        return self.book.clock

    async def deliver(self, claimed: Claimed) -> str:
        """Draw and send one row; says in a word what was done. Slack's errors are raised as they come."""
        message = claimed.message
        if message.kind is MessageKind.HOME:
            return await self._publish(message)
        if in_doubt(message) and await self._arrived(message):
            return "adopted"
        message.claimed_at = None  # it did not arrive: what comes now is a try of its own
        now = self.clock.business()
        screen = await self.book.draw(message)
        if screen is None:
            await self._unsaid(message)
            return "nothing to say"
        if message.ts is not None:
            return await self._update(message, screen.drawing)
        opens = next_open(screen.hours, now) if screen.hours else now
        if opens > now:
            await self.settle(message, due_at=opens)
            return "quiet hours"
        return await self._post(message, claimed.known, screen.drawing)

    def hurry(self) -> None:
        """Let nothing wait any more for long, while what has been drawn still goes out where Slack's rates allow it.

        Were that given back as well, a machine that takes longer to draw than a turn lasts would send nothing at all.
        """
        self._hurried = True
        self._soon_cut_short()

    def close(self) -> None:
        """Let nothing wait any more for its turn: it is cancelled, and can be given back."""
        self._closed = True
        self._cut_short()

    async def settle(self, message: Message, **values: Any) -> None:
        """Give the row back with what became of it."""
        settled(message, **values)
        await self.book.write(message)

    async def stuck(self, message: Message, **values: Any) -> None:
        """Set it aside, to be looked at."""
        await self.settle(message, state=MessageState.STUCK, stuck_at=self.clock.business(), **values)

    async def give_back(self, message: Message) -> None:
        """Its wait was cut short: whoever comes next goes on where this one was, also with a doubt."""
        if in_doubt(message):
            message.lease_until = self.clock.real()
            await self.book.write(message)
        else:
            await self.settle(message, priority=message.priority)

    async def _post(self, message: Message, known: str | None, drawing: Drawing) -> str:
        message.channel, drawn = (
            message.channel or known or await self._channel(message),
            _hash(drawing.blocks),
        )
        async with AsyncExitStack() as turn:
            with self._to_be_cut_short():
                await turn.enter_async_context(self.budget.posting(message.channel))
            message.claimed_at, fresh = self.clock.real(), Fresh(self.clock)
            message.lease_until = message.claimed_at + self.book.lease
            if not await self.book.begin(message) or not fresh:
                await self.settle(message)
                return "not begun"
            answer = await self._call(message, drawing, drawn)
        await self._stands(message, ts=answer["ts"], shown=message.wanted, hash=drawn)
        return "posted"

    async def _call(self, message: Message, drawing: Drawing, drawn: str) -> AsyncSlackResponse:
        try:
            return await self.client.chat_postMessage(
                channel=message.channel or "",
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
        except SlackApiError as refusal:
            if judge(refusal).fate is not Fate.DOUBT:
                message.claimed_at = None  # Slack says that it is not there
            raise

    async def _stands(self, message: Message, **values: Any) -> None:
        """It stands in Slack: written down together with what that means for whoever reads it."""
        now = self.clock.business()
        settled(message, attempts=0, posted_at=now, **values)
        if message.kind not in arrival.KINDS:
            await self.book.write(message)
            return
        async with self.book.transaction() as session:
            await arrival.note(session, message, now=now)
            await outgoing.write(session, [message], worker=self.book.worker)

    async def _unsaid(self, message: Message) -> None:
        """Nothing speaks for it any more: that is written down together with what it means for a proposal."""
        settled(message, shown=message.wanted)
        if message.kind is not MessageKind.NUDGE or message.ts is not None:
            await self.book.write(message)
            return
        async with self.book.transaction() as session:
            await proposals.unseen(session, message, now=self.clock.business())
            await outgoing.write(session, [message], worker=self.book.worker)

    async def _channel(self, message: Message) -> str:
        """The DM with a user, opened; a channel is its own."""
        if message.in_channel:
            return message.recipient
        await self._spend("conversations.open")
        answer = await self.client.conversations_open(users=message.recipient)
        return str(answer["channel"]["id"])

    async def _update(self, message: Message, drawing: Drawing) -> str:
        drawn = _hash(drawing.blocks)
        if drawn != message.hash:
            await self._spend("chat.update")
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
        async with self.book.reading() as session:
            view = await screens.home(session, message, now=self.clock.business())
        drawn = _hash(view)
        if view is not None and (drawn != message.hash or message.priority):
            await self._spend("views.publish")
            await self.client.views_publish(user_id=message.recipient, view=view)
        await self.settle(message, shown=message.wanted, hash=drawn, attempts=0)
        return "published"

    async def _arrived(self, message: Message) -> bool:
        """Does a post stand there whose answer was lost? One that may be on its way is looked for twice."""
        now = asyncio.get_running_loop().time()
        over_in = self.book.over_at.setdefault(message.id, now + self.waits.in_flight) - now
        arrived = await self._adopt(message)
        if not arrived and over_in > 0:
            with self._to_be_cut_short():
                await asyncio.sleep(over_in)
            arrived = await self._adopt(message)
        self.book.over_at.pop(message.id, None)
        return arrived

    def lost(self, message: Message, *, answered: bool) -> None:
        """The call for this post ended without Slack's word on it; where Slack answered at all, it is over."""
        if len(self.book.over_at) > MOST_KEPT:
            self.book.over_at.clear()  # which only means longer waits
        now = asyncio.get_running_loop().time()
        self.book.over_at[message.id] = now if answered else now + self.waits.in_flight

    async def _adopt(self, message: Message) -> bool:
        """Read the conversation since, and take the message as sent if it is there."""
        if message.claimed_at is None:
            return False
        message.channel = message.channel or await self._channel(message)  # unknown in a restored database
        oldest = min(message.claimed_at, self.clock.real()) - CLOCKS_DIFFER
        cursor = ""
        while True:
            await self._spend("conversations.history")
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
                    await self._stands(
                        message, ts=posted["ts"], shown=shown, hash=drawn, channel=message.channel
                    )
                    return True
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return False

    async def _spend(self, method: str) -> None:
        with self._to_be_cut_short():
            await self.budget.spend(method)

    @contextmanager
    def _to_be_cut_short(self) -> Iterator[None]:
        """Nothing is lost where this wait is cancelled."""
        task = asyncio.current_task()
        if self._closed or task is None:
            raise asyncio.CancelledError
        self._waiting.add(task)
        if self._hurried:
            self._soon_cut_short()
        try:
            yield
        finally:
            self._waiting.discard(task)

    def _soon_cut_short(self) -> None:
        asyncio.get_running_loop().call_later(IN_A_HURRY, self._cut_short)

    def _cut_short(self) -> None:
        for task in self._waiting:
            task.cancel()

    def after(self, seconds: float) -> datetime:
        return self.clock.real() + timedelta(seconds=seconds)


def in_doubt(message: Message) -> bool:
    """Was it begun, and nobody wrote down whether it arrived?"""
    return message.claimed_at is not None and message.ts is None


def settled(message: Message, **values: Any) -> None:
    """Change what is kept here of a row that is given back; whoever has the next one writes it."""
    done = {"state": MessageState.IDLE, "lease_until": None, "claimed_at": None, "priority": 0}
    for name, value in (done | values).items():
        setattr(message, name, value)


def _hash(drawn: Any) -> str:
    return hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest()
