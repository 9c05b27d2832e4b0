"""A server on loopback that answers every call as it is told: Slack on a bad day, or a proxy before it."""

import contextlib
from collections.abc import AsyncIterator

from aiohttp import ClientError, web
from slack_sdk.errors import SlackApiError

from bot.outbox.slack import SlackClients
from bot.outbox.verdicts import Verdict, judge


@contextlib.asynccontextmanager
async def answering(answer: web.Response | None) -> AsyncIterator[str]:
    """The address of a server with this one answer; None: it hangs up without any."""

    async def handle(request: web.Request) -> web.Response:
        if answer is None:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return answer

    server = web.Application()
    server.router.add_post("/api/{method}", handle)
    runner = web.AppRunner(server)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}/api/"
    finally:
        await runner.cleanup()


async def verdict_at(address: str) -> Verdict:
    """What the outbox makes of a post there, made with its own client."""
    clients = SlackClients(address)
    try:
        await clients.client("xoxb-test").chat_postMessage(channel="D0", text="hello")
    except (SlackApiError, ClientError, TimeoutError, OSError) as problem:
        return judge(problem)
    finally:
        await clients.close()
    raise AssertionError("the call went well")


async def verdict_on(answer: web.Response | None) -> Verdict:
    async with answering(answer) as address:
        return await verdict_at(address)
