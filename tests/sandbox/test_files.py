"""Files in the sandbox: shared in a conversation, described, and handed out to the app's token alone."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from sandbox.errors import Json, NotOnScreen
from tests.sandbox.shop import MANIFEST, Shop


def may_read(shop: Shop, **home: bool) -> None:
    """The app may read files, and hears of them."""
    features = {**MANIFEST["features"], "app_home": MANIFEST["features"]["app_home"] | home}
    scopes = {"bot": [*MANIFEST["oauth_config"]["scopes"]["bot"], "files:read"]}
    events = {"event_subscriptions": {"bot_events": ["file_shared", "message.im"]}}
    shop.sandbox.manifest = {"features": features, "oauth_config": {"scopes": scopes}, "settings": events}


async def described(shop: Shop, file_id: str) -> Json:
    found: Json = (await shop.client.files_info(file=file_id))["file"]
    return found


async def test_a_file_is_a_message_and_two_events(shop: Shop) -> None:
    may_read(shop)
    file_id = await shop.ada.drop("list.csv", b"a,b\n", text="Here")
    message = shop.ada.dm[0]
    assert message.text == "Here"
    assert [each["id"] for each in message.raw["files"]] == [file_id]
    heard = {payload["event"]["type"]: payload["event"] for payload, _, _ in shop.sandbox.payloads}
    shared, said = heard["file_shared"], heard["message"]
    assert (shared["type"], shared["file_id"], shared["user_id"]) == ("file_shared", file_id, "U0ADA")
    assert shared["channel_id"] == message.channel
    assert (said["type"], said["subtype"], said["channel_type"]) == ("message", "file_share", "im")


async def test_a_file_is_described(quiet: Shop) -> None:
    may_read(quiet)
    file = await described(quiet, await quiet.ada.drop("a list.csv", b"a,b\n"))
    assert (file["name"], file["size"], file["mimetype"], file["user"]) == (
        "a list.csv",
        4,
        "text/csv",
        "U0ADA",
    )
    assert file["url_private_download"].startswith(quiet.sandbox.address)


async def test_what_files_info_refuses(quiet: Shop) -> None:
    with pytest.raises(SlackApiError, match="missing_scope"):
        await quiet.client.files_info(file="F0")
    may_read(quiet)
    with pytest.raises(SlackApiError, match="file_not_found"):
        await quiet.client.files_info(file="F0")
    file_id = await quiet.ada.drop("list.csv", b"a,b\n")
    quiet.ada.delete_file(file_id)
    with pytest.raises(SlackApiError, match="file_not_found"):
        await quiet.client.files_info(file=file_id)


async def test_only_the_apps_token_gets_the_file(quiet: Shop, session: aiohttp.ClientSession) -> None:
    may_read(quiet)
    file_id = await quiet.ada.drop("list.csv", b"a,b\n")
    url = (await described(quiet, file_id))["url_private_download"]
    async with session.get(url, headers={"Authorization": "Bearer xoxb-1"}) as answer:
        assert (answer.status, await answer.read()) == (200, b"a,b\n")
    for headers in ({}, {"Authorization": "Bearer xoxb-2"}):
        async with session.get(url, headers=headers, allow_redirects=False) as answer:
            assert answer.status == 302
        async with session.get(url, headers=headers) as answer:
            assert (answer.status, answer.content_type) == (200, "text/html")
    quiet.ada.delete_file(file_id)
    async with session.get(url, headers={"Authorization": "Bearer xoxb-1"}) as answer:
        assert answer.status == 404


async def test_an_app_that_takes_no_messages_takes_no_files(quiet: Shop) -> None:
    may_read(quiet, messages_tab_read_only_enabled=True)
    with pytest.raises(NotOnScreen, match="turned off"):
        await quiet.ada.drop("list.csv", b"a,b\n")


async def test_the_page_drops_a_file_and_draws_it(quiet: Shop, session: aiohttp.ClientSession) -> None:
    may_read(quiet)
    address = quiet.sandbox.address
    sent = {"user": "U0ADA", "name": "list.csv", "text": "Here"}
    async with session.post(f"{address}/sandbox/drop", params=sent, data=b"a,b\n") as answer:
        assert await answer.json() == {"ok": True}
    (message,) = quiet.ada.dm
    shown = {"user": "U0ADA", "channel": message.channel}
    async with session.get(f"{address}/sandbox/conversation", params=shown) as answer:
        (drawn,) = (await answer.json())["messages"]
    (box,) = drawn["files"]
    assert (box["name"], box["size"], box["pretty_type"], box["deleted"]) == ("list.csv", 4, "CSV", False)
    may_read(quiet, messages_tab_read_only_enabled=True)
    async with session.post(f"{address}/sandbox/drop", params=sent, data=b"a,b\n") as answer:
        assert "turned off" in (await answer.json())["error"]
