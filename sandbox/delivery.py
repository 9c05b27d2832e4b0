"""Brings payloads to the bot, over Socket Mode or signed HTTP, and the bot's acknowledgement back."""

import asyncio
import json
import ssl
import uuid
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

import httpx
from slack_sdk.signature import SignatureVerifier

from sandbox.changes import Changes
from sandbox.clock import SandboxClock
from sandbox.errors import Json
from sandbox.newest import Newest
from sandbox.record import Recorder
from sandbox.sockets import Sockets

Envelope = Literal["slash_commands", "interactive", "events_api"]
ACK_LIMIT = 3.0
RETRY_WAITS = (0.0, 60.0, 300.0)  # seconds before the first, second and third retry of an event
MOST_REDIRECTS = 2


@dataclass(frozen=True)
class Answer:
    """The acknowledgement: HTTP status (0 if none came), body, and Slack's word for a failure.

    `reason` is its word for it in the header of a retry; `final` if the bot wants none.
    """

    status: int
    body: Json | None = None
    error: str | None = None
    reason: str = "http_error"
    final: bool = False


@dataclass(frozen=True)
class Overdue:
    """An event that nobody acknowledged yet, with the number of retries made."""

    payload: Json
    attempt: int
    reason: str


class Delivery:
    """`log` holds (payload, status, body) of each delivery; `ack_limit` and `retry_waits` are real seconds."""

    def __init__(self, clock: SandboxClock, changes: Changes, signing_secret: str, record: Recorder) -> None:
        self.sockets = Sockets(changes)
        self.log: list[tuple[Json, int, Json | None]] = Newest()
        self.ack_limit = ACK_LIMIT
        self.retry_waits = RETRY_WAITS
        self._clock = clock
        self._changes = changes
        self._record = record
        self._secret = signing_secret
        self._http: tuple[str, httpx.AsyncClient] | None = None
        self._late: set[asyncio.Task[Any]] = set()

    def by_http(self, url: str, client: httpx.AsyncClient) -> None:
        self._http = (url, client)

    @property
    def over_http(self) -> bool:
        return self._http is not None

    async def send(self, kind: Envelope, payload: Json, *, attempt: int = 0, reason: str = "") -> Answer:
        """Delivers and waits for the acknowledgement; `attempt` and `reason` mark the retry of an event."""
        begun = self._record.payload(payload, attempt=attempt)
        if self._http:
            answer = await self._by_http(kind, payload, attempt, reason)
        else:
            answer = await self._by_socket(kind, payload, attempt, reason)
        self._record.ack(begun, answer=answer.body, error=answer.error)
        self.log.append((payload, answer.status, answer.body))
        self._changes.note()
        return answer

    def later(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Does something beside all else, at the latest until the server stops."""
        task = asyncio.create_task(work)
        self._late.add(task)
        task.add_done_callback(self._late.discard)
        return task

    async def stop(self) -> None:
        """Ends retries that are not due yet, and what still runs for a payload whose time was up."""
        late = list(self._late)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _by_socket(self, kind: Envelope, payload: Json, attempt: int, reason: str) -> Answer:
        envelope: Json = {
            "envelope_id": str(uuid.uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        acknowledged = await self.sockets.send(envelope)
        if acknowledged is None:
            return Answer(0, None, "dispatch_failed", "connection_failed")
        try:
            body = await asyncio.wait_for(acknowledged, self.ack_limit)
        except TimeoutError:
            return Answer(0, None, "operation_timeout", "http_timeout")
        finally:
            self.sockets.forget(envelope["envelope_id"])
        return Answer(200, body or None)

    async def _by_http(self, kind: Envelope, payload: Json, attempt: int, reason: str) -> Answer:
        # In a task of its own: a bot that is late is not interrupted, Slack just stops waiting for it.
        task = self.later(self._post(kind, payload, attempt, reason))
        done, _ = await asyncio.wait({task}, timeout=self.ack_limit)
        answer: Answer = task.result() if done else Answer(0, None, "operation_timeout", "http_timeout")
        return answer

    async def _post(self, kind: Envelope, payload: Json, attempt: int, reason: str) -> Answer:
        if self._http is None:
            return Answer(0, None, "dispatch_failed")
        url, client = self._http
        content_type, content = _written(kind, payload)
        headers = self._signed(content) | {"content-type": content_type}
        if attempt:
            headers |= {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": reason}
        try:
            response = await _posted(client, url, content.encode(), headers)
        except httpx.HTTPError as problem:
            return Answer(0, None, "dispatch_failed", _why(problem))
        if response.is_success:
            return Answer(response.status_code, _read(response))
        reason = "too_many_redirects" if response.has_redirect_location else "http_error"
        final = response.headers.get("x-slack-no-retry") == "1"
        return Answer(response.status_code, _read(response), "dispatch_failed", reason, final)

    def _signed(self, content: str) -> dict[str, str]:
        timestamp = str(int(self._clock.real().timestamp()))
        signature = SignatureVerifier(self._secret).generate_signature(timestamp=timestamp, body=content)
        return {"x-slack-request-timestamp": timestamp, "x-slack-signature": signature or ""}


async def _posted(
    client: httpx.AsyncClient, url: str, content: bytes, headers: Mapping[str, str]
) -> httpx.Response:
    """The answer, after at most two redirects; one more is given back as it is."""
    response = await client.post(url, content=content, headers=headers)
    for _ in range(MOST_REDIRECTS):
        if not response.has_redirect_location:
            break
        url = str(response.url.join(response.headers["location"]))
        response = await client.post(url, content=content, headers=headers)
    return response


def _why(problem: httpx.HTTPError) -> str:
    """Slack's word for a delivery that came to nothing."""
    if isinstance(problem, httpx.TimeoutException):
        return "http_timeout"
    if isinstance(problem, httpx.NetworkError):
        cause: BaseException | None = problem
        while cause:
            if isinstance(cause, ssl.SSLError):
                return "ssl_error"
            cause = cause.__cause__ or cause.__context__
        return "connection_failed"
    return "unknown_error"


def _written(kind: Envelope, payload: Mapping[str, object]) -> tuple[str, str]:
    if kind == "events_api":
        return "application/json", json.dumps(payload)
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return "application/x-www-form-urlencoded", urlencode(form)


def _read(response: httpx.Response) -> Json | None:
    if not response.content:
        return None
    if response.headers.get("content-type", "").startswith("application/json"):
        body = response.json()
        return body if isinstance(body, dict) else None
    return {"text": response.text}
