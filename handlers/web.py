"""What is heard over HTTP: Slack's signed payloads, other systems' signed calls, installing, and how we are."""

from slack_bolt.app.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from handlers import install, webhooks
from handlers.headers import Strict
from handlers.health import Health
from handlers.limits import Limited
from handlers.over_http import OverHttp
from handlers.rations import Rationed


def create_web(
    bolt: AsyncApp | None,
    hooks: webhooks.Door,
    health: Health,
    installing: install.Door | None,
    *,
    secure: bool,
    proxies: int,
) -> ASGIApp:
    """Without `bolt` nothing of Slack's is heard: there is no secret to tell it by.

    `secure`: browsers reach us by https; `proxies`: how many of ours stand in front.
    """
    routes = [Route("/hooks/blocks", hooks.hear, methods=["POST"]), *health.routes()]
    if installing is not None:
        routes += installing.routes()
    if bolt is not None:
        slack = OverHttp(bolt)

        async def events(request: Request) -> Response:
            return await slack.handle(request)

        routes.append(Route("/slack/events", events, methods=["POST"]))
    return Strict(Rationed(Limited(Starlette(routes=routes)), proxies=proxies), secure=secure)
