"""What the page asks for threads, archived channels, files of forms and feedback."""

import aiohttp
import pytest

from sandbox.errors import NotOnScreen
from tests.sandbox.shop import Json, Shop
from tests.sandbox.test_the_control import Page


@pytest.fixture
def page(quiet: Shop, session: aiohttp.ClientSession) -> Page:
    return Page(quiet, session)


async def told(shop: Shop, text: str, thread_ts: str | None = None) -> str:
    sent = await shop.client.chat_postMessage(channel="C0ALL", text=text, thread_ts=thread_ts)
    return str(sent["ts"])


def texts(answer: Json) -> list[str]:
    return [each["text"] for each in answer["messages"]]


async def test_replies_stand_in_their_thread_alone(quiet: Shop, page: Page) -> None:
    root = await told(quiet, "Root")
    await told(quiet, "One", root)
    last = quiet.team.message("C0ALL", await told(quiet, "Two", root))
    assert last is not None
    await told(quiet, "Beside it")
    where = {"user": "U0ADA", "channel": "C0ALL"}
    shown = await page.get("conversation", **where)
    assert texts(shown) == ["Root", "Beside it"]
    about = {"count": 2, "new": 2, "users": ["U0BOT"], "last": last.at.isoformat()}
    assert [each["replies"] for each in shown["messages"]] == [about, None]

    thread = await page.get("thread", **where, ts=root)
    assert texts(thread) == ["Root", "One", "Two"]
    assert [each["root"] for each in thread["messages"]] == [None, root, root]
    shown = await page.get("conversation", **where)
    assert shown["messages"][0]["replies"]["new"] == 0
    assert texts(await page.get("thread", **where, ts="1.000")) == []
    assert (await page.get("thread", user="U0ADA", channel="C0NONE", ts=root))["ok"] is False


async def test_a_new_reply_counts_as_unread_until_the_conversation_is_looked_at(
    quiet: Shop, page: Page
) -> None:
    root = await told(quiet, "Root")
    await page.get("conversation", user="U0ADA", channel="C0ALL")
    await told(quiet, "One", root)
    assert (await page.get("state", user="U0ADA"))["me"]["unread"] == 1
    await page.get("conversation", user="U0ADA", channel="C0ALL")
    assert (await page.get("state", user="U0ADA"))["me"]["unread"] == 0


async def test_a_reply_of_ones_own_is_not_new_and_reaches_the_bot(shop: Shop) -> None:
    sent = await shop.client.chat_postMessage(channel="U0ADA", text="Root")
    reply = await shop.ada.say("Mine", thread_ts=sent["ts"])
    assert reply.thread_ts == sent["ts"]
    heard = next(body["event"] for body in shop.heard if body.get("event", {}).get("type") == "message")
    assert (heard["text"], heard["thread_ts"]) == ("Mine", sent["ts"])


async def test_a_reply_is_written_on_the_page_with_a_file_after_it(
    quiet: Shop, page: Page, session: aiohttp.ClientSession
) -> None:
    root = await told(quiet, "Root")
    said = await page.post("act", user="U0BOB", type="say", text="I do", channel="C0ALL", thread_ts=root)
    assert said == {"ok": True}
    query = {"user": "U0BOB", "name": "a.txt", "channel": "C0ALL", "thread_ts": root}
    async with session.post(f"{page.address}/sandbox/drop", params=query, data=b"Words") as response:
        assert (await response.json()) == {"ok": True}
    thread = await page.get("thread", user="U0BOB", channel="C0ALL", ts=root)
    assert texts(thread) == ["Root", "I do", ""]
    assert [each["name"] for each in thread["messages"][2]["files"]] == ["a.txt"]


async def test_nobody_writes_in_an_archived_channel(quiet: Shop, page: Page) -> None:
    channels = (await page.get("state", user="U0ADA"))["channels"]
    assert [(each["name"], each["archived"], each["private"]) for each in channels][:1] == [
        ("all", False, False)
    ]
    quiet.team.channels["C0ALL"].archived = True
    assert (await page.get("state", user="U0ADA"))["channels"][0]["archived"] is True
    with pytest.raises(NotOnScreen, match="#all is archived"):
        await quiet.ada.say("Anybody?", channel="C0ALL")


async def test_a_file_for_a_form_is_kept_and_described(
    quiet: Shop, page: Page, session: aiohttp.ClientSession
) -> None:
    query = {"user": "U0ADA", "name": "notes.txt"}
    async with session.post(f"{page.address}/sandbox/upload", params=query, data=b"Words") as response:
        file = (await response.json())["file"]
    assert (file["name"], file["size"], quiet.team.files[file["id"]].content) == ("notes.txt", 5, b"Words")
    assert quiet.ada.dm == []


async def test_feedback_says_which_of_the_two_was_pressed(shop: Shop) -> None:
    pair = {"positive_button": {"text": {"type": "plain_text", "text": "Good"}, "value": "good"}}
    pair |= {"negative_button": {"text": {"type": "plain_text", "text": "Bad"}, "value": "bad"}}
    element = {"type": "feedback_buttons", "action_id": "look", **pair}
    blocks = [{"type": "context_actions", "elements": [element]}]
    await shop.client.chat_postMessage(channel="U0ADA", text="Was it good?", blocks=blocks)
    surface = shop.ada.on_message(shop.ada.dm[0], stale=False)
    block = surface.blocks[0]
    await shop.ada.use(surface, (block, block["elements"][0]), "bad")
    action = next(body for body in shop.heard if body["type"] == "block_actions")["actions"][0]
    assert (action["value"], action["text"]["text"]) == ("bad", "Bad")
    with pytest.raises(NotOnScreen, match="'middling' is not one of the two"):
        await shop.ada.use(surface, (block, block["elements"][0]), "middling")


async def test_blocks_in_a_container_have_ids_of_their_own(quiet: Shop) -> None:
    inner = {"type": "section", "text": {"type": "mrkdwn", "text": "In it"}}
    outer = {
        "type": "container",
        "title": {"type": "plain_text", "text": "Box"},
        "child_blocks": [inner, inner],
    }
    await quiet.client.chat_postMessage(channel="U0ADA", text="Box", blocks=[outer])
    children = quiet.ada.dm[0].raw["blocks"][0]["child_blocks"]
    assert len({each["block_id"] for each in children}) == 2
