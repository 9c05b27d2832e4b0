"""The HTTP door: Slack's signed payloads, other systems' signed calls, and a word on whether we are well."""

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from handlers import webhooks

LARGEST_BODY = 1_000_000  # bytes; Slack's own payloads stay far below


def create_web(bolt: AsyncApp, hooks: webhooks.Door) -> Starlette:
    slack = AsyncSlackRequestHandler(bolt)

    async def events(request: Request) -> Response:
        if int(request.headers.get("content-length") or LARGEST_BODY + 1) > LARGEST_BODY:
            return PlainTextResponse("too large", status_code=413)
        return await slack.handle(request)

    async def healthy(_request: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(
        routes=[
            Route("/slack/events", events, methods=["POST"]),
            Route("/hooks/blocks", hooks.hear, methods=["POST"]),
            Route("/healthz", healthy),
        ]
    )
