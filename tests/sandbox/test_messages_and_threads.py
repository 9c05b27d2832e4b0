"""What messages may hold, threads and their counts, and what of others nobody may touch."""

import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.calls import refusal
from tests.sandbox.companies import reinstalled, wide
from tests.sandbox.shop import BLOCK, Json, Shop


async def test_a_long_text_is_cut_with_a_warning(quiet: Shop) -> None:
    posted = await quiet.client.chat_postMessage(channel="U0ADA", text="x" * 40_001)
    assert (len(quiet.ada.dm[0].text), posted["warning"]) == (40_000, "message_truncated")
    assert posted["response_metadata"]["warnings"] == ["message_truncated"]
    assert "40,000" in posted["response_metadata"]["messages"][0]
    whole = await quiet.client.chat_postMessage(channel="U0ADA", text="x" * 40_000)
    assert whole.get("warning") is None


async def test_an_update_and_a_private_answer_are_not_cut_but_refused(quiet: Shop) -> None:
    posted = await quiet.client.chat_postMessage(channel="C0ALL", text="Short")
    place = {"channel": "C0ALL", "ts": posted["ts"]}
    assert await refusal(quiet, "chat.update", **place, text="x" * 4_001) == "msg_too_long"
    await quiet.client.chat_update(**place, text="x" * 4_000)
    private = {"channel": "C0ALL", "user": "U0ADA"}
    assert await refusal(quiet, "chat.postEphemeral", **private, text="x" * 40_001) == "msg_too_long"
    assert quiet.ada.ephemerals == []


async def test_markdown_stands_alone(quiet: Shop) -> None:
    await quiet.client.chat_postMessage(channel="U0ADA", markdown_text="**Bold**")
    assert [each.text for each in quiet.ada.dm] == ["**Bold**"]
    for other in ({"text": "x"}, {"blocks": [BLOCK]}):
        asked: Json = {"channel": "U0ADA", "markdown_text": "**Bold**", **other}
        assert await refusal(quiet, "chat.postMessage", **asked) == "markdown_text_conflict"
    long = {"channel": "U0ADA", "markdown_text": "x" * 12_001}
    assert await refusal(quiet, "chat.postMessage", **long) == "msg_too_long"


async def test_attachments_are_kept_up_to_a_hundred(quiet: Shop) -> None:
    given = {"channel": "C0ALL", "attachments": [{"text": "one"}, {"blocks": [BLOCK]}]}
    posted = await quiet.client.api_call("chat.postMessage", json=given)
    assert [each["id"] for each in posted["message"]["attachments"]] == [1, 2]
    many: Json = {"channel": "C0ALL", "attachments": [{"text": "x"}] * 101}
    assert await refusal(quiet, "chat.postMessage", **many) == "too_many_attachments"
    place = {"channel": "C0ALL", "ts": posted["ts"]}
    assert (
        await refusal(quiet, "chat.postMessage", channel="C0ALL", attachments=["x"]) == "invalid_attachments"
    )
    changed = await quiet.client.chat_update(**place, text="Two", attachments=[{"text": "two"}])
    assert [each["text"] for each in changed["message"]["attachments"]] == ["two"]
    assert await refusal(quiet, "chat.update", **place, text="", attachments=[]) == "no_text"
    changed = await quiet.client.chat_update(**place, text="Now words", attachments=[])
    assert "attachments" not in changed["message"]


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "", "event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": 1, "event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "x", "event_payload": "42"}, "invalid_metadata_format"),
        ("not json", "invalid_metadata_format"),
        (["x"], "invalid_metadata_format"),
        ({"event_type": "x", "event_payload": {"row": "é" * 4_000}}, "metadata_too_large"),
    ],
)
async def test_metadata_has_a_form_and_a_limit(quiet: Shop, metadata: object, error: str) -> None:
    asked: Json = {"channel": "C0ALL", "text": "Hi", "metadata": metadata}
    assert await refusal(quiet, "chat.postMessage", **asked) == error
    posted = await quiet.client.chat_postMessage(channel="C0ALL", text="Hi")
    assert await refusal(quiet, "chat.update", **asked, ts=posted["ts"]) == error


async def test_an_update_keeps_metadata_unless_it_is_emptied(quiet: Shop) -> None:
    metadata: Json = {"event_type": "order", "event_payload": {"row": 7}}
    posted = await quiet.client.chat_postMessage(channel="C0ALL", text="Hi", metadata=metadata)
    place = {"channel": "C0ALL", "ts": posted["ts"]}
    kept = await quiet.client.chat_update(**place, text="Two")
    assert kept["message"]["metadata"] == metadata
    changed = await quiet.client.chat_update(
        **place, text="Three", metadata={**metadata, "event_type": "new"}
    )
    assert changed["message"]["metadata"]["event_type"] == "new"
    emptied = await quiet.client.api_call("chat.update", json={**place, "text": "Four", "metadata": {}})
    assert "metadata" not in emptied["message"]


async def test_an_update_keeps_blocks_unless_they_are_emptied(quiet: Shop) -> None:
    posted = await quiet.client.chat_postMessage(channel="C0ALL", text="Hi", blocks=[BLOCK])
    place = {"channel": "C0ALL", "ts": posted["ts"]}
    assert len((await quiet.client.chat_update(**place, text="Two"))["message"]["blocks"]) == 1
    assert "blocks" not in (await quiet.client.chat_update(**place, text="Three", blocks=[]))["message"]
    assert await refusal(quiet, "chat.update", **place) == "no_text"
    assert await refusal(quiet, "chat.update", **place, text="") == "no_text"


async def test_nobody_deletes_or_updates_what_another_wrote(quiet: Shop) -> None:
    said = quiet.team.post(quiet.team.channels["C0ALL"], user="U0ADA", text="Mine")
    place = {"channel": "C0ALL", "ts": said.ts}
    assert await refusal(quiet, "chat.update", **place, text="No") == "cant_update_message"
    assert await refusal(quiet, "chat.delete", **place) == "cant_delete_message"
    assert await refusal(quiet, "chat.delete", channel="C0ALL", ts="1.0") == "message_not_found"
    reinstalled(quiet, "channels:history")
    for method in ("chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete"):
        assert await refusal(quiet, method, **place, text="No", user="U0ADA") == "missing_scope"


async def test_an_archived_channel_stands_still(quiet: Shop) -> None:
    posted = await quiet.client.chat_postMessage(channel="C0ALL", text="Before")
    quiet.team.channels["C0ALL"].archived = True
    place = {"channel": "C0ALL", "ts": posted["ts"], "text": "After"}
    assert await refusal(quiet, "chat.postMessage", **place) == "is_archived"
    assert await refusal(quiet, "chat.postEphemeral", **place, user="U0ADA") == "is_archived"
    assert await refusal(quiet, "chat.update", **place) == "is_inactive"
    assert len((await quiet.client.conversations_history(channel="C0ALL"))["messages"]) == 1


async def test_a_channel_may_be_named_and_posted_in_from_outside_by_scope(quiet: Shop) -> None:
    assert (await quiet.client.chat_postMessage(channel="#all", text="Hi"))["channel"] == "C0ALL"
    assert await refusal(quiet, "chat.postMessage", channel="#none", text="Hi") == "channel_not_found"
    reinstalled(quiet, "chat:write", "chat:write.public")
    assert (await quiet.client.chat_postMessage(channel="C0PRIV", text="Hi"))["ok"]


async def test_a_root_counts_its_replies(quiet: Shop) -> None:
    wide(quiet)
    root = await quiet.client.chat_postMessage(channel="C0ALL", text="Root")
    channel, ts = quiet.team.channels["C0ALL"], root["ts"]
    first = await quiet.client.chat_postMessage(channel="C0ALL", text="First", thread_ts=ts)
    assert first["message"]["parent_user_id"] == "U0BOT"
    second = quiet.team.post(channel, user="U0ADA", text="Second", thread_ts=ts)
    nested = await quiet.client.chat_postMessage(channel="C0ALL", text="Third", thread_ts=second.ts)
    assert nested["message"]["thread_ts"] == ts

    thread = (await quiet.client.conversations_replies(channel="C0ALL", ts=ts))["messages"]
    assert [each["text"] for each in thread] == ["Root", "First", "Second", "Third"]
    counts = (
        "thread_ts",
        "reply_count",
        "reply_users",
        "reply_users_count",
        "latest_reply",
        "is_locked",
    )
    assert [thread[0][each] for each in counts] == [ts, 3, ["U0BOT", "U0ADA"], 2, nested["ts"], False]
    assert (await quiet.client.conversations_history(channel="C0ALL"))["messages"] == [thread[0]]

    await quiet.client.chat_delete(channel="C0ALL", ts=nested["ts"])
    assert channel.messages[ts].raw["reply_count"] == 2
    await quiet.client.chat_delete(channel="C0ALL", ts=first["ts"])
    quiet.team.remove(second)
    assert not set(counts) & channel.messages[ts].raw.keys()


async def test_a_thread_comes_in_pages_and_between_bounds(quiet: Shop) -> None:
    root = await quiet.client.chat_postMessage(channel="C0ALL", text="0")
    for n in range(1, 4):
        await quiet.client.chat_postMessage(channel="C0ALL", text=str(n), thread_ts=root["ts"])
    place = {"channel": "C0ALL", "ts": root["ts"]}
    first = await quiet.client.conversations_replies(**place, limit=2)
    assert ([each["text"] for each in first["messages"]], first["has_more"]) == (["0", "1"], True)
    rest = await quiet.client.conversations_replies(**place, cursor=first["response_metadata"]["next_cursor"])
    assert [each["text"] for each in rest["messages"]] == ["2", "3"]
    since = await quiet.client.conversations_replies(**place, oldest=first["messages"][1]["ts"])
    assert [each["text"] for each in since["messages"]] == ["0", "2", "3"]
    alone = await quiet.client.conversations_replies(channel="C0ALL", ts=rest["messages"][0]["ts"])
    assert [each["text"] for each in alone["messages"]] == ["2"]
    for missing in ({"ts": "1.0"}, {}):
        error = await refusal(quiet, "conversations.replies", channel="C0ALL", **missing)
        assert error == "thread_not_found"
    wrong = {"ts": root["ts"], "limit": 1001}
    assert await refusal(quiet, "conversations.replies", channel="C0ALL", **wrong) == "invalid_limit"


async def test_a_reply_may_stand_in_the_channel_too(quiet: Shop) -> None:
    root = await quiet.client.chat_postMessage(channel="C0ALL", text="Root")
    reply = await quiet.client.chat_postMessage(
        channel="C0ALL", text="For all", thread_ts=root["ts"], reply_broadcast=True
    )
    assert (reply["message"]["subtype"], reply["message"]["root"]["text"]) == ("thread_broadcast", "Root")
    history = (await quiet.client.conversations_history(channel="C0ALL"))["messages"]
    assert [each["text"] for each in history] == ["For all", "Root"]


async def test_a_reply_needs_something_to_reply_to(quiet: Shop) -> None:
    for method in ("chat.postMessage", "chat.postEphemeral"):
        for thread_ts, error in (("1.0", "thread_not_found"), ("0", "invalid_thread_ts")):
            asked = {"channel": "C0ALL", "user": "U0ADA", "text": "x", "thread_ts": thread_ts}
            assert await refusal(quiet, method, **asked) == error
    root = await quiet.client.chat_postMessage(channel="C0ALL", text="Root")
    await quiet.client.chat_postEphemeral(channel="C0ALL", user="U0ADA", text="Psst", thread_ts=root["ts"])
    assert quiet.ada.ephemerals[0].thread_ts == root["ts"]
    assert "reply_count" not in quiet.team.channels["C0ALL"].messages[root["ts"]].raw


async def test_a_deleted_root_leaves_a_mark_over_its_replies(quiet: Shop) -> None:
    root = await quiet.client.chat_postMessage(channel="C0ALL", text="Root", blocks=[BLOCK])
    await quiet.client.chat_postMessage(channel="C0ALL", text="Reply", thread_ts=root["ts"])
    await quiet.client.chat_delete(channel="C0ALL", ts=root["ts"])
    mark, reply = (await quiet.client.conversations_replies(channel="C0ALL", ts=root["ts"]))["messages"]
    assert (mark["subtype"], mark["user"], mark["hidden"]) == ("tombstone", "USLACKBOT", True)
    assert ("blocks" in mark, mark["reply_count"], reply["text"]) == (False, 1, "Reply")
    gone = {"channel": "C0ALL", "ts": root["ts"]}
    assert await refusal(quiet, "chat.update", **gone, text="Back") == "cant_update_message"


async def test_every_message_has_an_address(quiet: Shop) -> None:
    root = await quiet.client.chat_postMessage(channel="C0ALL", text="Root")
    reply = await quiet.client.chat_postMessage(channel="C0ALL", text="Reply", thread_ts=root["ts"])
    reinstalled(quiet, "commands")  # it needs no scope of its own
    of_root = await quiet.client.chat_getPermalink(channel="C0ALL", message_ts=root["ts"])
    place = "https://shop-demo.slack.com/archives/C0ALL/p"
    assert of_root["permalink"] == f"{place}{root['ts'].replace('.', '')}"
    of_reply = await quiet.client.chat_getPermalink(channel="C0ALL", message_ts=reply["ts"])
    assert of_reply["permalink"] == (
        f"{place}{reply['ts'].replace('.', '')}?thread_ts={root['ts']}&cid=C0ALL"
    )
    missing = {"channel": "C0ALL", "message_ts": "1.0"}
    assert await refusal(quiet, "chat.getPermalink", **missing) == "message_not_found"
    assert await refusal(quiet, "chat.getPermalink", channel="C0NO", message_ts="1.0") == "channel_not_found"


async def test_arguments_must_be_readable(quiet: Shop) -> None:
    session = quiet.client.session
    assert session is not None
    headers = {"authorization": "Bearer xoxb-1", "content-type": "application/json"}
    address = f"{quiet.sandbox.address}/api/chat.postMessage"
    for body, error in (("{", "invalid_json"), ("[]", "json_not_object"), ("{}", "invalid_arguments")):
        async with session.post(address, data=body, headers=headers) as answer:
            assert (await answer.json())["error"] == error
    for name, error in (
        ("blocks", "invalid_blocks_format"),
        ("attachments", "invalid_attachments"),
        ("metadata", "invalid_metadata_format"),
    ):
        form = {"channel": "C0ALL", "text": "x", name: "{"}
        with pytest.raises(SlackApiError, match=error):
            await quiet.client.api_call("chat.postMessage", data=form)


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("users.info", {"user": "U0ADA"}, "invalid_arguments"),
        ("conversations.info", {"channel": "C0ALL"}, "invalid_arguments"),
        ("conversations.replies", {"channel": "C0ALL", "ts": "1.0"}, "invalid_arguments"),
        ("chat.getPermalink", {"channel": "C0ALL", "message_ts": "1.0"}, "invalid_arguments"),
        ("usergroups.users.list", {"usergroup": "S0ENG"}, "invalid_arguments"),
    ],
)
async def test_some_methods_read_no_json(quiet: Shop, method: str, arguments: Json, error: str) -> None:
    wide(quiet)
    quiet.team.set_group("S0ENG", "eng", ["U0ADA"])
    with pytest.raises(SlackApiError, match=error):
        await quiet.client.api_call(method, json=arguments)


async def test_some_methods_read_both(quiet: Shop) -> None:
    for sent in ("json", "params", "data"):
        asked: Json = {sent: {"channel": "C0ALL"}}
        assert (await quiet.client.api_call("conversations.history", **asked))["messages"] == []
