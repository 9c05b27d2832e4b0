"""Clients that call Slack once: no retries of their own, since a lost answer to a post would post twice."""

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

CALL_TIMEOUT = 10.0  # seconds, real


class SlackClients:
    """A client for each token over one shared connection pool. Made and closed inside the running loop."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._session = ClientSession(timeout=ClientTimeout(total=CALL_TIMEOUT))

    @property
    def http(self) -> ClientSession:
        return self._session

    def client(self, token: str | None) -> AsyncWebClient:
        return AsyncWebClient(token=token, base_url=self._base_url, session=self._session, retry_handlers=[])

    async def close(self) -> None:
        await self._session.close()
