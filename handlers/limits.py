"""What a caller may cost us before we know who it is: how large a body may be, and how long it may take to come."""

import asyncio

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1_000_000  # bytes; Slack's own payloads stay far below
SLOWEST_BODY = 5.0  # seconds; Slack gives up after three


class _TooLargeError(Exception):
    pass


class Limited:
    """Counts what really arrives: a length may be missing, as in a chunked body."""

    def __init__(self, app: ASGIApp, *, largest: int = LARGEST_BODY, slowest: float = SLOWEST_BODY) -> None:
        self._app, self._largest, self._slowest = app, largest, slowest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _announced(scope) > self._largest:
            await PlainTextResponse("too large", 413)(scope, receive, send)
            return
        try:
            body = await self._whole(receive)
        except _TooLargeError:
            await PlainTextResponse("too large", 413, {"connection": "close"})(scope, receive, send)
        except TimeoutError:
            await PlainTextResponse("too slow", 408, {"connection": "close"})(scope, receive, send)
        else:
            await self._app(scope, _given(body, receive), send)

    async def _whole(self, receive: Receive) -> bytes:
        body = bytearray()
        async with asyncio.timeout(self._slowest):
            while True:
                message = await receive()
                body += message.get("body", b"")
                if len(body) > self._largest:
                    raise _TooLargeError
                if not message.get("more_body", False):
                    return bytes(body)


def _announced(scope: Scope) -> int:
    """The length in the headers; h11 has seen to it that it is a number, and the only one."""
    lengths = [int(value) for name, value in scope.get("headers", ()) if name == b"content-length"]
    return max(lengths, default=0)


def _given(body: bytes, receive: Receive) -> Receive:
    """What has been read already, then whatever comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again
