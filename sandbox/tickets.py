"""Short-lived rights that Slack hands out with a payload: trigger ids and response URLs."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.clock import SandboxClock
from sandbox.errors import SlackError

TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5


@dataclass
class Trigger:
    user_id: str
    team_id: str
    issued: datetime
    used: bool = False


@dataclass
class ResponseUrl:
    """Where an answer goes: the person, the conversation, and the message that was used, if one was."""

    user_id: str
    team_id: str
    channel_id: str
    message_ts: str | None
    issued: datetime
    uses: int = 0


class Tickets:
    """Ages are counted in real time. `trigger_life` may be made longer where a machine is slow."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self.trigger_life = TRIGGER_LIFE
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, ResponseUrl] = {}

    def trigger(self, user_id: str, team_id: str) -> str:
        trigger_id = f"{len(self._triggers) + 1}.{team_id}.{secrets.token_hex(12)}"
        self._triggers[trigger_id] = Trigger(user_id, team_id, self._clock.real())
        return trigger_id

    def exchange(self, trigger_id: str, team_id: str) -> Trigger:
        """Uses a trigger up. Raises SlackError: invalid_, exchanged_ or expired_trigger_id."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None or trigger.team_id != team_id:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock.real() - trigger.issued > self.trigger_life:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def response(self, *, user_id: str, team_id: str, channel_id: str, message_ts: str | None) -> str:
        """A new key of a response URL."""
        key = secrets.token_urlsafe(16)
        self._responses[key] = ResponseUrl(user_id, team_id, channel_id, message_ts, self._clock.real())
        return key

    def holder(self, key: str) -> str:
        """The person a response URL answers; empty for a key that was never given out."""
        response = self._responses.get(key)
        return response.user_id if response else ""

    def use(self, key: str) -> ResponseUrl:
        """Uses a response URL once. Raises SlackError: not_found, expired_url or used_url."""
        response = self._responses.get(key)
        if response is None:
            raise SlackError("not_found")
        if self._clock.real() - response.issued > RESPONSE_LIFE:
            raise SlackError("expired_url")
        if response.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        response.uses += 1
        return response
