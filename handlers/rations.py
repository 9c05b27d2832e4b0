"""How often one source may come to each door. What is beyond gets 429 and is told when to come again.

Doors that know their callers by a signature count only what they refuse, so that Slack, which calls from few addresses,
is never held up by its own traffic.
"""

import asyncio
import math
from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_SOURCES = 10_000  # beyond them the one that was quiet for longest is forgotten
REFUSED = range(400, 500)
LONGEST_ADDRESS = 64  # characters
NET = 64  # bits of an IPv6 address: one subscriber has the rest


@dataclass(frozen=True, slots=True)
class Ration:
    """`burst` at once, and then as many in a minute; `signed`: only what is refused counts."""

    burst: int
    signed: bool = False


BY_DOOR = {
    "/slack/events": Ration(300, signed=True),
    "/hooks": Ration(60, signed=True),
    "/slack/install": Ration(30),
    "/slack/oauth_redirect": Ration(30),
}
ELSEWHERE = Ration(300)  # metrics, and what is nowhere
# Not counted: with everybody behind one proxy, others would use up what whoever restarts us or sends to us may ask. An
# answer costs next to nothing, however many ask.
PROBES = frozenset({"/healthz", "/readyz"})


@dataclass(slots=True)
class Bucket:
    left: float
    at: float


class Rationed:
    """`proxies`: how many of ours stand in front, each of which adds the address that called it."""

    def __init__(self, app: ASGIApp, *, proxies: int, most: int = MOST_SOURCES) -> None:
        self._app, self._proxies, self._most = app, proxies, most
        self._buckets: OrderedDict[tuple[str, str], Bucket] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] in PROBES:
            await self._app(scope, receive, send)
            return
        door, ration = _door(scope["path"])
        key = (door, source(scope, self._proxies))
        bucket = self._bucket(key, ration)
        if bucket.left < 1:
            wait = math.ceil((1 - bucket.left) * 60 / ration.burst)
            await PlainTextResponse("too often", 429, {"retry-after": str(wait)})(scope, receive, send)
            return
        if not ration.signed:
            bucket.left -= 1
            await self._app(scope, receive, send)
            return

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in REFUSED:
                bucket.left -= 1
            await send(message)

        await self._app(scope, receive, counted)

    def _bucket(self, key: tuple[str, str], ration: Ration) -> Bucket:
        now = asyncio.get_running_loop().time()
        bucket = self._buckets.setdefault(key, Bucket(ration.burst, now))
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        bucket.left = min(ration.burst, bucket.left + (now - bucket.at) * ration.burst / 60)
        bucket.at = now
        return bucket


def _door(path: str) -> tuple[str, Ration]:
    """Paths below a door are the same door."""
    for door, ration in BY_DOOR.items():
        if path == door or path.startswith(f"{door}/"):
            return door, ration
    return "", ELSEWHERE


def _without_port(address: str) -> str:
    """Some proxies add it: 203.0.113.9:51515, [2001:db8::1]:443."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    host, _, port = address.partition(":")
    return host if port.isdecimal() else address


def source(scope: Scope, proxies: int) -> str:
    """Who calls: the peer, or what the outermost of our own proxies says of its own.

    Whatever stands further left was written by the caller, and is not believed.
    """
    told = scope.get("client")
    address = told[0] if told else ""
    if proxies:
        said = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
        passed = [each.strip() for each in said.split(",") if each.strip()]
        if len(passed) >= proxies:
            address = _without_port(passed[-proxies])
    try:
        found = ip_address(address[:LONGEST_ADDRESS])
    except ValueError:
        return "?"
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(IPv6Network((found, NET), strict=False))
    return str(found)
