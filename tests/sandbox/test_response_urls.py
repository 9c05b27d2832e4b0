"""Response URLs: what may be answered by them, how often, and where it appears."""

import aiohttp
import pytest

from tests.sandbox.shop import BLOCK, Json, Shop, field_of, modal


@pytest.fixture
def post(quiet: Shop, session: aiohttp.ClientSession) -> "Poster":
    return Poster(quiet, session)


class Poster:
    """Answers by the response URL of something Ada did, in #all unless said otherwise."""

    def __init__(self, shop: Shop, session: aiohttp.ClientSession) -> None:
        self._shop = shop
        self._session = session

    def url(self, message_ts: str | None = None, channel: str = "C0ALL") -> str:
        key = self._shop.sandbox.tickets.response(
            user_id="U0ADA", team_id="T0SHOP", channel_id=channel, message_ts=message_ts
        )
        return f"{self._shop.sandbox.address}/response/{key}"

    async def send(self, url: str, said: Json) -> tuple[int, str]:
        async with self._session.post(url, json=said) as answer:
            return answer.status, await answer.text()


async def test_an_answer_is_private_unless_told_otherwise(quiet: Shop, post: Poster) -> None:
    url = post.url()
    assert await post.send(url, {"text": "For you"}) == (200, "ok")
    assert await post.send(url, {"text": "For all", "response_type": "in_channel"}) == (200, "ok")
    assert [each.text for each in quiet.ada.ephemerals] == ["For you"]
    assert [each.text for each in quiet.bob.channel("C0ALL")] == ["For all"]


async def test_an_original_is_replaced_or_deleted(quiet: Shop, post: Poster) -> None:
    posted = await quiet.client.chat_postMessage(channel="C0ALL", text="One", blocks=[BLOCK])
    url = post.url(posted["ts"])
    await post.send(url, {"text": "Beside it"})
    await post.send(url, {"text": "Two", "replace_original": True})
    (message,) = quiet.bob.channel("C0ALL")
    assert (message.text, message.blocks, message.ts) == ("Two", [], posted["ts"])
    await post.send(url, {"delete_original": "true"})
    assert quiet.bob.channel("C0ALL") == []
    assert await post.send(url, {"delete_original": True}) == (200, "ok")
    assert [each.text for each in quiet.ada.ephemerals] == ["Beside it"]


async def test_a_private_original_is_replaced_in_private(quiet: Shop, post: Poster) -> None:
    await quiet.client.chat_postEphemeral(channel="C0ALL", user="U0ADA", text="Psst")
    url = post.url(quiet.ada.ephemerals[0].ts)
    await post.send(url, {"text": "Hush", "replace_original": True})
    assert [each.text for each in quiet.ada.ephemerals] == ["Hush"]
    await post.send(url, {"delete_original": True})
    assert (quiet.ada.ephemerals, quiet.ada.channel("C0ALL")) == ([], [])


async def test_an_answer_may_go_into_a_thread(quiet: Shop, post: Poster) -> None:
    root = await quiet.client.chat_postMessage(channel="C0ALL", text="Root")
    said = {"text": "Reply", "response_type": "in_channel", "thread_ts": root["ts"]}
    await post.send(post.url(root["ts"]), said)
    thread = (await quiet.client.conversations_replies(channel="C0ALL", ts=root["ts"]))["messages"]
    assert [each["text"] for each in thread] == ["Root", "Reply"]
    status, text = await post.send(post.url(), {**said, "thread_ts": "1.0"})
    assert (status, "thread_not_found" in text) == (400, True)


async def test_the_bot_need_not_be_in_the_channel(quiet: Shop, post: Poster) -> None:
    said = {"text": "Hello all", "response_type": "in_channel"}
    assert await post.send(post.url(channel="C0PRIV"), said) == (200, "ok")
    assert [each.text for each in quiet.ada.channel("C0PRIV")] == ["Hello all"]


async def test_what_an_answer_may_not_be(quiet: Shop, post: Poster, session: aiohttp.ClientSession) -> None:
    url = post.url()
    for said, error in (
        ({}, "no_text"),
        ({"blocks": [{"type": "sofa"}]}, "invalid_blocks"),
        ({"text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
    ):
        status, text = await post.send(url, said)
        assert (status, error in text) == (400, True)
    async with session.post(url, data="{") as answer:
        assert (answer.status, (await answer.json())["error"]) == (400, "invalid_json")
    status, text = await post.send(f"{quiet.sandbox.address}/response/none", {"text": "x"})
    assert (status, "not_found" in text) == (400, True)
    assert quiet.ada.ephemerals == []


async def test_a_form_has_one_for_each_conversation_that_was_chosen_for_it(quiet: Shop, post: Poster) -> None:
    def menu(block_id: str, **more: object) -> Json:
        element = {"type": "conversations_select", "action_id": "pick", **more}
        return field_of(block_id, element, optional=True)

    blocks = [
        menu("there", response_url_enabled=True),
        menu("nowhere", response_url_enabled=True),
        menu("plainly"),
    ]
    trigger = quiet.sandbox.tickets.trigger("U0ADA", "T0SHOP")
    await quiet.client.views_open(trigger_id=trigger, view=modal("Order", blocks))
    await quiet.ada.fill(there="C0ALL", plainly="C0ALL")
    await quiet.ada.submit()
    (given,) = quiet.sandbox.payloads[-1][0]["response_urls"]
    assert (given["block_id"], given["action_id"], given["channel_id"]) == ("there", "pick", "C0ALL")
    said = {"text": "Ordered", "response_type": "in_channel"}
    assert await post.send(given["response_url"], said) == (200, "ok")
    assert [each.text for each in quiet.bob.channel("C0ALL")] == ["Ordered"]
