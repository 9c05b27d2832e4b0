"""Slack's payloads over HTTP: what Bolt can't read is refused in a word, not with a traceback."""

from typing import Any

from slack_bolt.adapter.starlette.async_handler import (
    AsyncSlackRequestHandler,
    to_async_bolt_request,
    to_starlette_response,
)
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.kit import log

# Bolt reads a body before it looks at the signature, and trusts its shape: anybody can send it one of another.
UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


class OverHttp(AsyncSlackRequestHandler):
    """Bolt's own handler for Starlette, for bodies of any shape."""

    async def handle(
        self, req: Request, addition_context_properties: dict[str, Any] | None = None
    ) -> Response:
        body = await req.body()
        try:
            request = to_async_bolt_request(req, body, addition_context_properties)
            answer = await self.app.async_dispatch(request)  # what a listener raises does not come out of it
        except UNREADABLE as problem:
            log.logger().info("unreadable", error=type(problem).__name__)
            return PlainTextResponse("unreadable", status_code=400)
        return to_starlette_response(answer)
