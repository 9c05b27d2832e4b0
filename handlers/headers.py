"""What every answer tells a browser: run nothing, frame nothing, keep nothing, and come by TLS alone."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.views.page import STYLE_HASH

STRICT = {
    "content-security-policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
BY_TLS = {"strict-transport-security": "max-age=63072000; includeSubDomains"}


class Strict:
    """Outermost, so that refusals and failures bear them too. `secure`: browsers reach us by https."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app, self._told = app, STRICT | (BY_TLS if secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._told)
            await send(message)

        await self._app(scope, receive, tell)
