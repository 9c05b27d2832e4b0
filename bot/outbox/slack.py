"""Clients that call Slack once: no retries of their own, since a lost answer to a post would post twice."""

from typing import Any

from aiohttp import ClientPayloadError, ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

OK = 200
CALL_TIMEOUT = 10.0  # seconds, real


class OneTryClient(AsyncWebClient):
    """Slack's client, which also says so when what answers is no JSON: the SDK would stumble over it."""

    async def _request(self, *, http_verb: str, api_url: str, req_args: dict[str, Any]) -> dict[str, Any]:
        answer = await super()._request(http_verb=http_verb, api_url=api_url, req_args=req_args)
        if answer["status_code"] == OK and not isinstance(answer["data"], dict):
            raise ClientPayloadError("an answer that is no JSON")
        return answer


class SlackClients:
    """A client for each token over one shared connection pool. Made and closed inside the running loop."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._session = ClientSession(timeout=ClientTimeout(total=CALL_TIMEOUT))

    @property
    def http(self) -> ClientSession:
        return self._session

    def client(self, token: str | None) -> AsyncWebClient:
        return OneTryClient(token=token, base_url=self._base_url, session=self._session, retry_handlers=[])

    async def close(self) -> None:
        await self._session.close()
