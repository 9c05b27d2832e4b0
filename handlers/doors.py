"""The ways by which Slack's payloads come in, each open for as long as a block lasts."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import uvicorn
from starlette.types import ASGIApp

from bot.kit.config import Settings
from bot.kit.stopping import Stopping

LARGEST_HEAD = 16_384  # bytes of a request's line and headers
KEPT_ALIVE = (
    75  # seconds an idle connection stays: longer than a load balancer keeps it, which closes it first
)
MOST_CONNECTIONS = 500  # beyond them 503; with the largest body, half a gigabyte
BACKLOG = 2048
ANNOUNCED = 0.2  # of the time of a polite end, in which /readyz says so and all else goes on
REQUESTS_WITHIN = 0.6  # of that time, for requests that run


@contextlib.asynccontextmanager
async def http_door(settings: Settings, web: ASGIApp, stopping: Stopping) -> AsyncIterator[None]:
    """Raises OSError where the port can't be had."""
    if settings.http_port is None:
        yield
        return
    config = uvicorn.Config(
        web,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # handlers/rations.py knows how many proxies to believe; uvicorn would believe any
        http="h11",
        ws="none",
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=KEPT_ALIVE,
        h11_max_incomplete_event_size=LARGEST_HEAD,
    )
    config.load()
    server = uvicorn.Server(config)  # its serve() would take the signals from us
    server.lifespan = config.lifespan_class(config)
    listener = _listener(settings.http_host, settings.http_port)
    await server.startup(sockets=[listener])
    serving = asyncio.create_task(server.main_loop())
    try:
        yield
    finally:
        if settings.slack_signing_secret is not None and stopping.begun:
            await asyncio.sleep(stopping.left(ANNOUNCED))
        config.timeout_graceful_shutdown = max(round(stopping.left(REQUESTS_WITHIN)), 1)
        server.should_exit = True
        await serving
        await server.shutdown(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    # asyncio switches Nagle's delay of 40 ms off only for sockets that name their protocol.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
