"""Conversations in the Web API: opening, joining, listing, and who may know of which."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.people import User
from sandbox.workspace import Workspace
from tests.sandbox.calls import refusal
from tests.sandbox.companies import reinstalled, wide
from tests.sandbox.shop import Json, Shop


@pytest.fixture
def furnished(quiet: Shop) -> Shop:
    """Public, private, archived and group conversations, with the bot in some of them."""
    wide(quiet)
    team = quiet.team
    team.add_channel("C0OLD", "old", ["U0ADA", "U0BOT"]).archived = True
    team.add_channel("G0IN", "board", ["U0ADA", "U0BOT"], private=True)
    team.add_channel("G0OUT", "secret", ["U0ADA", "U0BOB"], private=True)
    return quiet


async def opened(shop: Shop, users: str, **more: Any) -> Json:
    answer = await shop.client.conversations_open(users=users, **more)
    assert isinstance(answer.data, dict)
    return answer.data


def ids(answer: Any) -> list[str]:
    return [each["id"] for each in answer["channels"]]


async def test_a_direct_message_is_opened_once(furnished: Shop) -> None:
    first, again = await opened(furnished, "U0ADA"), await opened(furnished, "U0ADA", return_im=True)
    assert "already_open" not in first
    assert (again["already_open"], again["no_op"]) == (True, True)
    assert again["channel"] == {
        "id": first["channel"]["id"],
        "created": 1767225600,
        "is_im": True,
        "is_org_shared": False,
        "is_archived": False,
        "user": "U0ADA",
        "is_user_deleted": False,
    }
    resumed = await furnished.client.conversations_open(channel=first["channel"]["id"])
    assert resumed["channel"] == first["channel"]


async def test_several_people_are_one_conversation_whatever_their_order(furnished: Shop) -> None:
    one = await opened(furnished, "U0ADA,U0BOB,U0GUS")
    other = await opened(furnished, "U0GUS,U0ADA,U0BOB", return_im=True)
    assert one["channel"]["id"] == other["channel"]["id"]
    assert other["already_open"]
    described = other["channel"]
    assert (described["is_mpim"], described["is_private"], described["is_member"]) == (True, True, True)
    assert described["name"] == "mpdm-ada--bob--gus--shop-1"
    await furnished.client.chat_postMessage(channel=one["channel"]["id"], text="All of you")
    assert [each.text for each in furnished.bob.channel(one["channel"]["id"])] == ["All of you"]
    smaller = await opened(furnished, "U0ADA,U0BOB")
    assert smaller["channel"]["id"] != one["channel"]["id"]


@pytest.mark.parametrize(
    ("users", "error"),
    [
        ("", "users_list_not_supplied"),
        ("U0NOBODY", "user_not_found"),
        ("U0ADA,U0NOBODY", "user_not_found"),
        ("U0ADA,U0OLD", "user_disabled"),
        ("U0ADA,U0STR", "user_not_visible"),
        ("U0BOT", "cannot_dm_bot"),
        (",".join(f"U0N{n}" for n in range(9)), "too_many_users"),
    ],
)
async def test_what_opening_refuses(furnished: Shop, users: str, error: str) -> None:
    for n in range(9):
        furnished.team.add_user(User(id=f"U0N{n}", name=f"n{n}"))
    assert await refusal(furnished, "conversations.open", users=users) == error
    assert not any(each.group for each in furnished.team.channels.values())


async def test_eight_people_are_not_too_many(furnished: Shop) -> None:
    for n in range(8):
        furnished.team.add_user(User(id=f"U0N{n}", name=f"n{n}"))
    eight = ",".join(f"U0N{n}" for n in range(8))
    channel = (await opened(furnished, eight))["channel"]["id"]
    assert len(furnished.team.channels[channel].members) == 9


async def test_people_from_outside_must_share_a_channel(furnished: Shop) -> None:
    furnished.team.add_user(User(id="U0FAY", name="fay", kind="external", team_id="T0ACME"))
    together = "U0EVE,U0FAY"
    assert await refusal(furnished, "conversations.open", users=together) == "invalid_user_combination"
    await opened(furnished, "U0ADA,U0EVE")
    furnished.team.add_channel("C0ACME", "acme", ["U0EVE", "U0FAY"])
    await opened(furnished, together)


async def test_each_kind_of_conversation_has_its_scopes(furnished: Shop) -> None:
    group = (await opened(furnished, "U0ADA,U0BOB"))["channel"]["id"]
    direct = (await opened(furnished, "U0ADA"))["channel"]["id"]
    for channel, family in (("C0ALL", "channels"), ("G0IN", "groups"), (group, "mpim"), (direct, "im")):
        reinstalled(furnished, "chat:write")
        for method in ("conversations.info", "conversations.members"):
            with pytest.raises(SlackApiError) as caught:
                await furnished.client.api_call(method, params={"channel": channel})
            assert caught.value.response["needed"] == f"{family}:read"
        with pytest.raises(SlackApiError) as caught:
            await furnished.client.conversations_history(channel=channel)
        assert caught.value.response["needed"] == f"{family}:history"
        reinstalled(furnished, f"{family}:read", f"{family}:history")
        assert (await furnished.client.conversations_info(channel=channel))["channel"]["id"] == channel
        assert (await furnished.client.conversations_history(channel=channel))["messages"] == []
        assert "U0ADA" in (await furnished.client.conversations_members(channel=channel))["members"]


async def test_opening_needs_the_scope_of_its_kind(furnished: Shop) -> None:
    group = (await opened(furnished, "U0ADA,U0BOB"))["channel"]["id"]
    reinstalled(furnished, "im:write")
    await opened(furnished, "U0ADA")
    for asked in ({"users": "U0ADA,U0BOB"}, {"channel": group}):
        with pytest.raises(SlackApiError) as caught:
            await furnished.client.conversations_open(**asked)
        assert caught.value.response["needed"] == "mpim:write"
    wide(furnished)
    wrong = "method_not_supported_for_channel_type"
    assert await refusal(furnished, "conversations.open", channel="C0ALL") == wrong
    assert await refusal(furnished, "conversations.open", channel="C0NONE") == "channel_not_found"


async def test_a_private_channel_without_the_bot_does_not_exist(furnished: Shop) -> None:
    root = furnished.team.post(furnished.team.channels["G0OUT"], user="U0ADA", text="Psst")
    for method, arguments in (
        ("conversations.info", {}),
        ("conversations.members", {}),
        ("conversations.history", {}),
        ("conversations.replies", {"ts": root.ts}),
        ("conversations.join", {}),
        ("chat.postMessage", {"text": "x"}),
        ("chat.postEphemeral", {"text": "x", "user": "U0ADA"}),
        ("chat.update", {"text": "x", "ts": root.ts}),
        ("chat.delete", {"ts": root.ts}),
        ("chat.getPermalink", {"message_ts": root.ts}),
    ):
        assert await refusal(furnished, method, channel="G0OUT", **arguments) == "channel_not_found"


async def test_a_public_channel_is_known_to_all_and_read_by_its_members(furnished: Shop) -> None:
    described = (await furnished.client.conversations_info(channel="C0PRIV"))["channel"]
    assert (described["is_member"], described["is_private"]) == (False, False)
    assert await refusal(furnished, "conversations.history", channel="C0PRIV") == "not_in_channel"
    assert await refusal(furnished, "conversations.replies", channel="C0PRIV", ts="1.0") == "not_in_channel"
    joined = await furnished.client.conversations_join(channel="C0PRIV")
    assert (joined["channel"]["is_member"], joined.get("warning")) == (True, None)
    again = await furnished.client.conversations_join(channel="C0PRIV")
    assert again["warning"] == "already_in_channel"
    assert again["response_metadata"]["warnings"] == ["already_in_channel"]
    assert (await furnished.client.conversations_history(channel="C0PRIV"))["messages"] == []
    assert await refusal(furnished, "conversations.join", channel="C0OLD") == "is_archived"
    wrong = "method_not_supported_for_channel_type"
    assert await refusal(furnished, "conversations.join", channel="G0IN") == wrong
    reinstalled(furnished, "channels:read")
    assert await refusal(furnished, "conversations.join", channel="C0ALL") == "missing_scope"


async def test_joining_is_an_event(furnished: Shop) -> None:
    events = {"event_subscriptions": {"bot_events": ["member_joined_channel"]}}
    furnished.sandbox.manifest = {**furnished.sandbox.manifest, "settings": events}
    for _ in range(2):
        await furnished.client.conversations_join(channel="C0PRIV")
    await furnished.sandbox.wait_until(
        lambda: len(furnished.sandbox.payloads) == 2
    )  # nobody hears: sent twice
    event = furnished.sandbox.payloads[0][0]["event"]
    assert (event["type"], event["user"], event["channel"]) == ("member_joined_channel", "U0BOT", "C0PRIV")
    assert {payload["event_id"] for payload, _, _ in furnished.sandbox.payloads} == {
        furnished.sandbox.payloads[0][0]["event_id"]
    }


async def test_members_are_counted_when_asked_and_without_those_who_left(furnished: Shop) -> None:
    plainly = (await furnished.client.conversations_info(channel="C0ALL"))["channel"]
    counted = (await furnished.client.conversations_info(channel="C0ALL", include_num_members=True))[
        "channel"
    ]
    assert ("num_members" in plainly, counted["num_members"]) == (False, 4)
    furnished.team.change_user("U0BOB", kind="deactivated")
    first = await furnished.client.conversations_members(channel="C0ALL", limit=2)
    rest = await furnished.client.conversations_members(
        channel="C0ALL", cursor=first["response_metadata"]["next_cursor"]
    )
    assert (first["members"], rest["members"]) == (["U0ADA", "U0BOT"], ["U0GUS"])
    assert rest["response_metadata"]["next_cursor"] == ""


def _with_direct(team: Workspace) -> tuple[str, str]:
    return team.dm("U0ADA").id, team.group_dm(["U0ADA", "U0BOB"]).id


async def test_lists_are_of_the_asked_types_and_hide_what_is_private(furnished: Shop) -> None:
    direct, group = _with_direct(furnished.team)
    client = furnished.client
    everything = "public_channel,private_channel,mpim,im"
    assert ids(await client.conversations_list()) == ["C0ALL", "C0PRIV", "C0OLD"]
    assert ids(await client.conversations_list(exclude_archived=True)) == ["C0ALL", "C0PRIV"]
    assert ids(await client.conversations_list(types="private_channel")) == ["G0IN"]
    assert ids(await client.conversations_list(types="im,mpim")) == [direct, group]
    assert ids(await client.conversations_list(types=everything)) == [
        "C0ALL",
        "C0PRIV",
        "C0OLD",
        "G0IN",
        direct,
        group,
    ]
    listed = (await client.conversations_list())["channels"][0]
    assert (listed["num_members"], listed["is_member"]) == (4, True)
    assert await refusal(furnished, "conversations.list", types="channel") == "invalid_types"
    reinstalled(furnished, "channels:read")
    assert await refusal(furnished, "conversations.list", types="public_channel,im") == "missing_scope"


async def test_a_persons_conversations_are_those_the_bot_may_know_of(furnished: Shop) -> None:
    direct, group = _with_direct(furnished.team)
    client = furnished.client
    everything = "public_channel,private_channel,mpim,im"
    assert ids(await client.users_conversations(types=everything)) == [
        "C0ALL",
        "C0OLD",
        "G0IN",
        direct,
        group,
    ]
    assert ids(await client.users_conversations(user="U0BOB", types=everything)) == ["C0ALL", group]
    one = (await client.users_conversations(limit=1))["channels"]
    assert [(each["id"], "is_member" in each, "num_members" in each) for each in one] == [
        ("C0ALL", False, False)
    ]
    assert await refusal(furnished, "users.conversations", user="U0NONE") == "user_not_found"
    assert await refusal(furnished, "users.conversations", types="dm") == "invalid_types"
    assert await refusal(furnished, "users.conversations", limit=1000) == "invalid_limit"


@pytest.mark.parametrize(
    ("method", "arguments", "most"),
    [
        ("conversations.list", {}, 1000),
        ("conversations.members", {"channel": "C0ALL"}, 1000),
        ("conversations.history", {"channel": "C0ALL"}, 999),
        ("users.conversations", {}, 999),
        ("users.list", {}, 1000),
    ],
)
async def test_limits_and_cursors_have_bounds(
    furnished: Shop, method: str, arguments: Json, most: int
) -> None:
    assert (await furnished.client.api_call(method, params={**arguments, "limit": most}))["ok"]
    for limit in (most + 1, -1, "0"):
        assert await refusal(furnished, method, **arguments, limit=limit) == "invalid_limit"
    assert await refusal(furnished, method, **arguments, limit="many") == "invalid_arguments"
    for cursor in ("nonsense", "YXQ6LTE=", "dXNlcjox"):
        assert await refusal(furnished, method, **arguments, cursor=cursor) == "invalid_cursor"


async def test_what_is_said_is_an_event_of_its_kind_of_conversation(furnished: Shop) -> None:
    group = furnished.team.group_dm(["U0ADA", "U0BOB"]).id
    heard: list[str] = []
    names = ("message.channels", "message.groups", "message.mpim", "message.im")
    for name in names:
        events = {"event_subscriptions": {"bot_events": [name]}}
        furnished.sandbox.manifest = {**furnished.sandbox.manifest, "settings": events}
        for channel in ("C0ALL", "G0IN", group, None):
            await furnished.ada.say("hello", channel=channel)
        told = [payload["event"] for payload, _, _ in furnished.sandbox.payloads]
        assert len({each["channel"] for each in told}) == 1
        heard.append(told[0]["channel_type"])
        furnished.sandbox.payloads.clear()
    assert heard == ["channel", "group", "mpim", "im"]


async def test_history_has_bounds_in_time(furnished: Shop) -> None:
    for bound in ("oldest", "latest"):
        wrong = {bound: "yesterday"}
        error = await refusal(furnished, "conversations.history", channel="C0ALL", **wrong)
        assert error == f"invalid_ts_{bound}"
