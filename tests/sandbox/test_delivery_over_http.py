"""Events over signed HTTP: what counts as heard, what comes again, and when."""

import asyncio
import ssl
from collections.abc import Callable

import httpx
import pytest
from slack_sdk.signature import Clock, SignatureVerifier

from sandbox.delivery import RETRY_WAITS
from tests.sandbox.shop import Shop

Bot = Callable[[httpx.Request], httpx.Response]
RETRY = ("x-slack-retry-num", "x-slack-retry-reason")


class Listener:
    """A bot that answers as told, and keeps what it was sent."""

    def __init__(self, answer: Bot) -> None:
        self.answer = answer
        self.heard: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.heard.append(request)
        return self.answer(request)

    @property
    def retries(self) -> list[tuple[str | None, str | None]]:
        return [(each.headers.get(RETRY[0]), each.headers.get(RETRY[1])) for each in self.heard]


async def said(shop: Shop, answer: Bot, *, retried: int = 3) -> Listener:
    """What a bot heard that answers like this when a person says something and time goes by."""
    listener = Listener(answer)
    async with httpx.AsyncClient(transport=httpx.MockTransport(listener)) as client:
        shop.sandbox.deliver_by_http("http://bot/slack/events", client)
        await shop.ada.say("hello")
        for _ in range(retried):
            await shop.sandbox.retry_events()
    return listener


def status(code: int, **headers: str) -> Bot:
    return lambda _: httpx.Response(code, headers={k.replace("_", "-"): v for k, v in headers.items()})


async def test_an_event_that_is_heard_comes_once(quiet: Shop) -> None:
    for code in (200, 202, 204):
        assert (await said(quiet, status(code))).retries == [(None, None)]


async def test_an_event_comes_three_more_times_and_says_why(quiet: Shop) -> None:
    listener = await said(quiet, status(500), retried=5)
    assert listener.retries == [(None, None), *((str(n), "http_error") for n in (1, 2, 3))]
    assert len({each.content for each in listener.heard}) == 1
    assert RETRY_WAITS == (0.0, 60.0, 300.0)


async def test_the_bot_may_forbid_retries(quiet: Shop) -> None:
    assert len((await said(quiet, status(500, x_slack_no_retry="1"))).heard) == 1
    assert len((await said(quiet, status(500, x_slack_no_retry="0"))).heard) == 4

    def second_thoughts(request: httpx.Request) -> httpx.Response:
        again = "x-slack-retry-num" in request.headers
        return httpx.Response(503, headers={"x-slack-no-retry": "1"} if again else {})

    assert len((await said(quiet, second_thoughts)).heard) == 2


async def test_two_redirects_are_followed_and_a_third_is_not(quiet: Shop) -> None:
    def through(doors: int) -> Bot:
        def answer(request: httpx.Request) -> httpx.Response:
            passed = int(request.url.params.get("door", "0"))
            if passed == doors:
                return httpx.Response(200)
            return httpx.Response(302, headers={"location": f"/slack/events?door={passed + 1}"})

        return answer

    followed = await said(quiet, through(2))
    assert [str(each.url) for each in followed.heard] == [
        "http://bot/slack/events",
        "http://bot/slack/events?door=1",
        "http://bot/slack/events?door=2",
    ]
    assert len({each.content for each in followed.heard}) == 1
    lost = await said(quiet, through(3), retried=0)
    assert lost.retries[3:] == [("1", "too_many_redirects")] * 3


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (httpx.ConnectError("refused"), "connection_failed"),
        (httpx.ReadError("cut"), "connection_failed"),
        (httpx.ConnectTimeout("slow"), "http_timeout"),
        (httpx.RemoteProtocolError("not HTTP"), "unknown_error"),
    ],
)
async def test_a_broken_way_has_its_word(quiet: Shop, problem: httpx.HTTPError, reason: str) -> None:
    def broken(_: httpx.Request) -> httpx.Response:
        raise problem

    assert (await said(quiet, broken, retried=0)).retries == [(None, None), ("1", reason)]


async def test_a_bad_certificate_has_its_word(quiet: Shop) -> None:
    def broken(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused") from ssl.SSLError("self-signed")

    assert (await said(quiet, broken, retried=0)).retries[1] == ("1", "ssl_error")


async def test_a_bot_that_takes_too_long_is_asked_again(quiet: Shop) -> None:
    released = asyncio.Event()
    heard: list[str | None] = []

    async def slow(request: httpx.Request) -> httpx.Response:
        heard.append(request.headers.get(RETRY[1]))
        await released.wait()
        return httpx.Response(200)

    quiet.sandbox.delivery.ack_limit = 0.02
    async with httpx.AsyncClient(transport=httpx.MockTransport(slow)) as client:
        quiet.sandbox.deliver_by_http("http://bot/slack/events", client)
        await quiet.ada.say("hello")
        assert heard == [None, "http_timeout"]
        released.set()


async def test_retries_come_by_themselves_in_real_time(quiet: Shop) -> None:
    quiet.sandbox.delivery.retry_waits = (0.0, 0.02, 0.04)
    listener = Listener(status(500))
    async with httpx.AsyncClient(transport=httpx.MockTransport(listener)) as client:
        quiet.sandbox.deliver_by_http("http://bot/slack/events", client)
        await quiet.ada.say("hello")
        await quiet.sandbox.wait_until(lambda: len(quiet.sandbox.payloads) == 4)
        assert [number for number, _ in listener.retries] == [None, "1", "2", "3"]
        assert quiet.sandbox.overdue == []


async def test_a_retry_that_a_test_sent_early_does_not_come_again(quiet: Shop) -> None:
    quiet.sandbox.delivery.retry_waits = (0.0, 0.05, 0.05)
    listener = Listener(lambda each: httpx.Response(200 if each.headers.get(RETRY[0]) == "2" else 500))
    async with httpx.AsyncClient(transport=httpx.MockTransport(listener)) as client:
        quiet.sandbox.deliver_by_http("http://bot/slack/events", client)
        await quiet.ada.say("hello")
        pending = list(quiet.sandbox.delivery._late)
        await quiet.sandbox.retry_events()
        await asyncio.gather(*pending)
    assert len(pending) == 1
    assert [number for number, _ in listener.retries] == [None, "1", "2"]


async def test_what_is_not_an_event_is_never_sent_again(quiet: Shop) -> None:
    listener = Listener(status(500))
    async with httpx.AsyncClient(transport=httpx.MockTransport(listener)) as client:
        quiet.sandbox.deliver_by_http("http://bot/slack/events", client)
        answer = await quiet.ada.command("/order")
        await quiet.sandbox.retry_events()
    assert (answer.status, answer.error, listener.retries) == (500, "dispatch_failed", [(None, None)])


async def test_every_payload_is_signed_in_real_time(quiet: Shop) -> None:
    listener = Listener(status(200))
    async with httpx.AsyncClient(transport=httpx.MockTransport(listener)) as client:
        quiet.sandbox.deliver_by_http("http://bot/slack/events", client)
        await quiet.ada.say("hello")
        await quiet.ada.command("/order")
        await quiet.ada.shortcut("order_now")
    now = Clock()
    now.now = quiet.sandbox.clock.real().timestamp  # type: ignore[method-assign]
    for signed in listener.heard:
        body, headers = signed.content.decode(), dict(signed.headers)
        assert SignatureVerifier("secret", clock=now).is_valid_request(body, headers)
        assert not SignatureVerifier("other", clock=now).is_valid_request(body, headers)
    kinds = [each.headers["content-type"] for each in listener.heard]
    assert kinds == ["application/json", *["application/x-www-form-urlencoded"] * 2]
