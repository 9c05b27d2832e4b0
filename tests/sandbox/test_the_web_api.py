"""Slack's Web API, called with the SDK, refuses what Slack refuses."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.calls import refusal
from tests.sandbox.shop import BLOCK, MANIFEST, Json, Shop

METADATA = {"event_type": "shop_order", "event_payload": {"row": "42"}}


async def test_tokens_are_checked(quiet: Shop) -> None:
    address = quiet.client.base_url
    with pytest.raises(SlackApiError, match="not_authed"):
        await AsyncWebClient(base_url=address).auth_test()
    assert await refusal(quiet, "auth.test", token="xoxb-other") == "invalid_auth"
    assert await refusal(quiet, "apps.connections.open") == "not_allowed_token_type"
    assert await refusal(quiet, "no.such.method") == "unknown_method"
    assert (await quiet.client.auth_test())["user_id"] == "U0BOT"
    quiet.team.installed = False
    assert await refusal(quiet, "auth.test") == "account_inactive"


async def test_each_token_has_its_workspace(quiet: Shop) -> None:
    other = quiet.sandbox.add_workspace(team_id="T0TWO", name="Two", bot_token="xoxb-2", bot_user_id="U0BOT2")
    answer = await AsyncWebClient(token="xoxb-2", base_url=quiet.client.base_url).auth_test()
    assert (answer["team_id"], answer["user_id"]) == ("T0TWO", "U0BOT2")
    other.add_user(quiet.ada.user)
    with pytest.raises(LookupError, match="2 workspaces"):
        quiet.sandbox.person("U0ADA")
    assert quiet.sandbox.person("U0ADA", "T0TWO").team is other


async def test_scopes_are_those_of_the_manifest(quiet: Shop) -> None:
    with pytest.raises(SlackApiError) as caught:
        await quiet.client.users_lookupByEmail(email="ada@shop.example")
    answer = caught.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read.email")
    assert "chat:write" in answer["provided"]
    assert "email" not in (await quiet.client.users_info(user="U0ADA"))["user"]["profile"]

    scopes = [*MANIFEST["oauth_config"]["scopes"]["bot"], "users:read.email"]
    quiet.sandbox.manifest = {**MANIFEST, "oauth_config": {"scopes": {"bot": scopes}}}
    assert (await quiet.client.users_lookupByEmail(email="ADA@shop.example"))["user"]["id"] == "U0ADA"
    assert await refusal(quiet, "users.lookupByEmail", email="old@shop.example") == "users_not_found"
    assert (await quiet.client.users_info(user="U0ADA"))["user"]["profile"]["email"] == "ada@shop.example"


@pytest.mark.parametrize(
    ("user", "error"),
    [("U0OLD", "user_disabled"), ("U0STR", "user_not_visible"), ("U0NOBODY", "user_not_found")],
)
async def test_some_people_cannot_be_written_to(quiet: Shop, user: str, error: str) -> None:
    assert await refusal(quiet, "conversations.open", users=user) == error
    assert await refusal(quiet, "chat.postMessage", channel=user, text="Hi") == error


@pytest.mark.parametrize("user", ["U0GUS", "U0SIN", "U0EVE"])
async def test_guests_and_externals_can_be_written_to(quiet: Shop, user: str) -> None:
    opened = await quiet.client.conversations_open(users=[user])
    await quiet.client.chat_postMessage(channel=opened["channel"]["id"], text="Hi")
    assert [each.text for each in quiet.sandbox.person(user).dm] == ["Hi"]


async def test_someone_who_leaves_cannot_be_written_to_any_more(quiet: Shop) -> None:
    channel = (await quiet.client.conversations_open(users="U0ADA"))["channel"]["id"]
    quiet.team.change_user("U0ADA", kind="deactivated")
    assert await refusal(quiet, "chat.postMessage", channel=channel, text="Hi") == "user_disabled"


async def test_people_are_described_by_their_standing(quiet: Shop) -> None:
    async def described(user: str) -> Json:
        answer = await quiet.client.users_info(user=user, include_locale=True)
        found: Json = answer["user"]
        return found

    ada, guest, eve = await described("U0ADA"), await described("U0GUS"), await described("U0EVE")
    assert (ada["locale"], ada["tz"], ada["is_restricted"]) == ("en-GB", "Europe/Berlin", False)
    assert (guest["is_restricted"], guest["is_ultra_restricted"]) == (True, False)
    assert (eve["team_id"], eve["is_stranger"], "locale" in eve) == ("T0ACME", False, False)
    assert (await described("U0STR"))["is_stranger"]
    assert (await described("U0OLD"))["deleted"]


async def test_a_message_needs_something_to_say(quiet: Shop) -> None:
    assert await refusal(quiet, "chat.postMessage", channel="U0ADA") == "no_text"
    assert await refusal(quiet, "chat.postMessage", channel="U0ADA", text="") == "no_text"
    assert (
        await refusal(quiet, "chat.postMessage", channel="U0ADA", blocks=[{"type": "sofa"}])
        == "invalid_blocks"
    )
    assert await refusal(quiet, "chat.postMessage", channel="U0ADA", blocks=[BLOCK] * 51) == "invalid_blocks"
    assert (
        await quiet.client.api_call("chat.postMessage", json={"channel": "U0ADA", "blocks": [BLOCK] * 50})
    )["ok"]


async def test_forms_and_json_say_the_same(quiet: Shop) -> None:
    asked = {"channel": "U0ADA", "text": "Hi", "blocks": [BLOCK], "metadata": METADATA}
    await quiet.client.api_call("chat.postMessage", json=asked)
    form = {**asked, "blocks": '[{"type": "section", "text": {"type": "plain_text", "text": "hello"}}]'}
    form["metadata"] = '{"event_type": "shop_order", "event_payload": {"row": "42"}}'
    await quiet.client.api_call("chat.postMessage", data=form)
    one, two = quiet.ada.dm
    assert (one.text, one.blocks, one.metadata) == (two.text, two.blocks, two.metadata)
    assert float(one.ts) < float(two.ts)


async def test_the_bot_posts_only_where_it_is(quiet: Shop) -> None:
    assert await refusal(quiet, "chat.postMessage", channel="C0PRIV", text="Hi") == "not_in_channel"
    assert await refusal(quiet, "chat.postMessage", channel="C0NONE", text="Hi") == "channel_not_found"
    assert (await quiet.client.chat_postMessage(channel="C0ALL", text="Hi"))["channel"] == "C0ALL"


async def test_a_disabled_messages_tab_takes_no_messages(quiet: Shop) -> None:
    quiet.sandbox.manifest = {**MANIFEST, "features": {"app_home": {}}}
    assert await refusal(quiet, "chat.postMessage", channel="U0ADA", text="Hi") == "messages_tab_disabled"
    assert (
        await refusal(quiet, "views.publish", user_id="U0ADA", view={"type": "home", "blocks": []})
        == "not_enabled"
    )


async def test_an_update_needs_the_conversation_and_marks_the_message(quiet: Shop) -> None:
    posted = await quiet.client.chat_postMessage(
        channel="U0ADA", text="One", blocks=[BLOCK], metadata=METADATA
    )
    assert (
        await refusal(quiet, "chat.update", channel="U0ADA", ts=posted["ts"], text="Two")
        == "channel_not_found"
    )
    assert (
        await refusal(quiet, "chat.update", channel=posted["channel"], ts="1.0", text="Two")
        == "message_not_found"
    )
    await quiet.client.chat_update(channel=posted["channel"], ts=posted["ts"], text="Two")
    message = quiet.ada.dm[0]
    assert (message.text, message.blocks, message.edited, message.metadata) == (
        "Two",
        [BLOCK],
        True,
        METADATA,
    )
    assert message.raw["edited"]["user"] == "U0BOT"

    await quiet.client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    assert quiet.ada.dm == []


async def test_nobody_updates_what_another_wrote(quiet: Shop) -> None:
    said = await quiet.ada.say("Mine")
    assert (
        await refusal(quiet, "chat.update", channel=said.channel, ts=said.ts, text="No")
        == "cant_update_message"
    )


async def test_a_private_answer_is_not_in_the_history(quiet: Shop) -> None:
    await quiet.client.chat_postEphemeral(channel="C0ALL", user="U0ADA", text="Psst")
    assert [each.text for each in quiet.ada.ephemerals] == ["Psst"]
    assert (await quiet.client.conversations_history(channel="C0ALL"))["messages"] == []
    assert (
        await refusal(quiet, "chat.postEphemeral", channel="C0ALL", user="U0EVE", text="x")
        == "user_not_in_channel"
    )


async def test_history_shows_metadata_only_when_asked(quiet: Shop) -> None:
    posted = await quiet.client.chat_postMessage(channel="U0ADA", text="Hi", metadata=METADATA)
    plainly = await quiet.client.conversations_history(channel=posted["channel"])
    fully = await quiet.client.conversations_history(channel=posted["channel"], include_all_metadata=True)
    assert "metadata" not in plainly["messages"][0]
    assert fully["messages"][0]["metadata"] == METADATA
    wrong = {"event_type": "x"}
    assert (
        await refusal(quiet, "chat.postMessage", channel="U0ADA", text="Hi", metadata=wrong)
        == "invalid_metadata_format"
    )


async def test_history_is_newest_first_in_pages_and_between_bounds(quiet: Shop) -> None:
    posted = [await quiet.client.chat_postMessage(channel="U0ADA", text=str(n)) for n in range(5)]
    channel, stamps = posted[0]["channel"], [each["ts"] for each in posted]

    first = await quiet.client.conversations_history(channel=channel, limit=2)
    assert [each["text"] for each in first["messages"]] == ["4", "3"]
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await quiet.client.conversations_history(channel=channel, limit=3, cursor=cursor)
    assert [each["text"] for each in rest["messages"]] == ["2", "1", "0"]
    assert not rest["has_more"]

    since = await quiet.client.conversations_history(channel=channel, oldest=stamps[3])
    assert [each["text"] for each in since["messages"]] == ["4"]
    including = await quiet.client.conversations_history(channel=channel, oldest=stamps[3], inclusive=True)
    assert [each["text"] for each in including["messages"]] == ["4", "3"]


async def test_a_thread_has_its_replies(quiet: Shop) -> None:
    root = await quiet.client.chat_postMessage(channel="C0ALL", text="Root")
    await quiet.client.chat_postMessage(channel="C0ALL", text="Reply", thread_ts=root["ts"])
    history = await quiet.client.conversations_history(channel="C0ALL")
    replies = await quiet.client.conversations_replies(channel="C0ALL", ts=root["ts"])
    assert [each["text"] for each in history["messages"]] == ["Root"]
    assert [each["text"] for each in replies["messages"]] == ["Root", "Reply"]


async def test_lists_come_in_pages(quiet: Shop) -> None:
    seen: list[str] = []
    cursor = ""
    for _ in range(10):
        answer = await quiet.client.users_list(limit=3, cursor=cursor)
        seen += [each["id"] for each in answer["members"]]
        cursor = answer["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert seen == ["U0BOT", "U0ADA", "U0BOB", "U0GUS", "U0SIN", "U0EVE", "U0OLD"]
    assert await refusal(quiet, "users.list", cursor="nonsense") == "invalid_cursor"


async def test_calls_are_recorded_without_their_token(quiet: Shop) -> None:
    await quiet.client.chat_postMessage(channel="U0ADA", text="Hi")
    method, arguments, response = quiet.sandbox.calls[-1]
    assert (method, response["ok"], "token" in arguments) == ("chat.postMessage", True, False)
    assert "xoxb-1" not in str(quiet.sandbox.calls)
