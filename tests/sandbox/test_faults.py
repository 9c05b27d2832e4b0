"""Failures a test asks for."""

from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.shop import Shop


@pytest.fixture
def client(quiet: Shop, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Without the SDK's retries, as whoever must not post twice would have it."""
    return AsyncWebClient(token="xoxb-1", base_url=quiet.client.base_url, session=session, retry_handlers=[])


async def test_a_call_is_told_to_come_later(quiet: Shop, client: AsyncWebClient) -> None:
    quiet.sandbox.fail_next("chat.postMessage", error="ratelimited", retry_after=2)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="U0ADA", text="Hi")
    answer = caught.value.response
    assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (429, "ratelimited", "2")
    assert quiet.ada.dm == []
    await client.chat_postMessage(channel="U0ADA", text="Hi")
    assert len(quiet.ada.dm) == 1


async def test_only_the_meant_calls_fail(quiet: Shop, client: AsyncWebClient) -> None:
    quiet.sandbox.fail_next("chat.postMessage", error="fatal_error", times=2, for_user="U0ADA")
    await client.auth_test()
    await client.chat_postMessage(channel="U0BOB", text="Hi")
    dm = (await client.conversations_open(users="U0ADA"))["channel"]["id"]
    for channel in (dm, "U0ADA"):
        with pytest.raises(SlackApiError, match="fatal_error"):
            await client.chat_postMessage(channel=channel, text="Hi")
    await client.chat_postMessage(channel=dm, text="Third")

    quiet.sandbox.fail_next("chat.postMessage", status=500, for_channel="C0ALL")
    await client.chat_postMessage(channel=dm, text="Fourth")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0ALL", text="Hi")
    assert caught.value.response.status_code == 500


async def test_an_answer_is_lost_but_the_message_stands(quiet: Shop, client: AsyncWebClient) -> None:
    quiet.sandbox.lose_answer("chat.postMessage")
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel="U0ADA", text="Cut off")
    quiet.sandbox.lose_answer("chat.postMessage", status=504)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="U0ADA", text="Timed out")
    assert caught.value.response.status_code == 504
    assert [each.text for each in quiet.ada.dm] == ["Cut off", "Timed out"]


async def test_a_response_url_ends_after_five_uses_or_half_an_hour(
    quiet: Shop, session: aiohttp.ClientSession
) -> None:
    async def use(address: str) -> tuple[int, str]:
        async with session.post(address, json={"text": "Hi"}) as response:
            return response.status, await response.text()

    def address() -> str:
        key = quiet.sandbox.tickets.response(
            user_id="U0ADA", team_id="T0SHOP", channel_id="C0ALL", message_ts=None
        )
        return f"{quiet.sandbox.address}/response/{key}"

    often = address()
    assert [await use(often) for _ in range(5)] == [(200, "ok")] * 5
    status, text = await use(often)
    assert (status, "used_url" in text) == (404, True)

    late = address()
    quiet.sandbox.clock.hand += timedelta(minutes=31)  # type: ignore[attr-defined]
    status, text = await use(late)
    assert (status, "expired_url" in text) == (404, True)
    assert len(quiet.ada.ephemerals) == 5


async def test_without_a_bot_nothing_is_delivered(quiet: Shop) -> None:
    answer = await quiet.ada.command("/order")
    assert (answer.status, answer.error) == (0, "dispatch_failed")
    assert "Shop did not respond" in quiet.ada.ephemerals[0].text


async def test_waiting_tells_what_there_was(quiet: Shop, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="U0ADA", text="The only message")
    with pytest.raises(TimeoutError, match=r"(?s)'The only message'.*chat\.postMessage -> ok"):
        await quiet.sandbox.wait_until(lambda: len(quiet.ada.dm) == 2, timeout=0.01)
