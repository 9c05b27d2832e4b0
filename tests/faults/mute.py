"""A Slack that says yes to everything, at once, and remembers what it was asked to show."""

import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.outbox.slack import OneTryClient, SlackClients


class MuteClients(SlackClients):
    """`said`: the arguments of each call, as text."""

    def __init__(self, base_url: str, *, remember: bool = True) -> None:
        super().__init__(base_url)
        self.said: list[str] = []
        self.remember = remember

    def client(self, token: str | None) -> AsyncWebClient:
        return _Mute(self, token=token, session=self.http, retry_handlers=[])


@contextlib.asynccontextmanager
async def mute(*, remember: bool = True) -> AsyncIterator[MuteClients]:
    slack = MuteClients("http://nowhere", remember=remember)
    try:
        yield slack
    finally:
        await slack.close()


class _Mute(OneTryClient):
    def __init__(self, owner: MuteClients, **given: Any) -> None:
        super().__init__(**given)
        self._owner = owner

    async def _request(self, *, http_verb: str, api_url: str, req_args: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        if self._owner.remember:
            self._owner.said.append(json.dumps(req_args, default=str))
        return {"data": {"ok": True}, "headers": {}, "status_code": 200}
