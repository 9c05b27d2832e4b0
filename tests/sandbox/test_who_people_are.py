"""Members, guests, people of other companies, strangers and those who left, in each method."""

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.errors import NotOnScreen
from sandbox.people import User
from tests.sandbox.calls import refusal
from tests.sandbox.companies import client_of, reinstalled, second, wide
from tests.sandbox.shop import BLOCK, ORDER, Json, Shop, modal

REACHABLE = ["U0ADA", "U0GUS", "U0SIN", "U0EVE"]
OUT_OF_REACH = [
    ("U0OLD", "user_disabled"),
    ("U0STR", "user_not_visible"),
    ("U0NOBODY", "user_not_found"),
]
HOME: Json = {"type": "home", "blocks": [BLOCK]}


@pytest.mark.parametrize("user", REACHABLE)
async def test_who_can_be_written_to(quiet: Shop, user: str) -> None:
    direct = (await quiet.client.conversations_open(users=user))["channel"]["id"]
    await quiet.client.chat_postMessage(channel=direct, text="To the conversation")
    posted = await quiet.client.chat_postMessage(channel=user, text="To the person")
    await quiet.client.chat_postEphemeral(channel=direct, user=user, text="Psst")
    await quiet.client.views_publish(user_id=user, view=HOME)
    person = quiet.sandbox.person(user)
    assert posted["channel"] == direct
    assert [each.text for each in person.dm] == ["To the conversation", "To the person"]
    assert [each.text for each in person.ephemerals] == ["Psst"]
    assert person.home


@pytest.mark.parametrize(("user", "error"), OUT_OF_REACH)
async def test_who_cannot_be_written_to(quiet: Shop, user: str, error: str) -> None:
    assert await refusal(quiet, "conversations.open", users=user) == error
    assert await refusal(quiet, "chat.postMessage", channel=user, text="Hi") == error
    assert await refusal(quiet, "chat.postEphemeral", channel=user, user=user, text="Hi") == error
    assert await refusal(quiet, "views.publish", user_id=user, view=HOME) == error


@pytest.mark.parametrize("kind", ["deactivated", "stranger"])
async def test_a_conversation_that_stands_ends_when_the_person_leaves(quiet: Shop, kind: str) -> None:
    posted = await quiet.client.chat_postMessage(channel="U0EVE", text="Hi")
    quiet.team.change_user("U0EVE", kind=kind)  # type: ignore[arg-type]
    error = {"deactivated": "user_disabled", "stranger": "user_not_visible"}[kind]
    place = {"channel": posted["channel"]}
    assert await refusal(quiet, "chat.postMessage", **place, text="Still there?") == error
    with pytest.raises(NotOnScreen):
        await quiet.sandbox.person("U0EVE").say("No")


async def test_a_private_answer_is_for_members_of_the_channel(quiet: Shop) -> None:
    for user in ("U0EVE", "U0SIN", "U0NOBODY"):
        asked = {"channel": "C0ALL", "user": user, "text": "Psst"}
        assert await refusal(quiet, "chat.postEphemeral", **asked) == "user_not_in_channel"
    await quiet.client.chat_postEphemeral(channel="C0ALL", user="U0GUS", text="Psst")
    quiet.team.change_user("U0GUS", kind="deactivated")
    asked = {"channel": "C0ALL", "user": "U0GUS", "text": "Psst"}
    assert await refusal(quiet, "chat.postEphemeral", **asked) == "user_not_in_channel"


async def test_everyone_is_described_but_not_everyone_listed(quiet: Shop) -> None:
    described = {}
    for user in quiet.team.users:
        described[user] = (await quiet.client.users_info(user=user))["user"]
    told = ("deleted", "is_restricted", "is_ultra_restricted", "is_stranger", "team_id")
    assert {user: [found.get(each) for each in told] for user, found in described.items()} == {
        "U0ADA": [False, False, False, None, "T0SHOP"],
        "U0BOB": [False, False, False, None, "T0SHOP"],
        "U0GUS": [False, True, False, None, "T0SHOP"],
        "U0SIN": [False, True, True, None, "T0SHOP"],
        "U0EVE": [False, None, None, False, "T0ACME"],
        "U0STR": [False, None, None, True, "T0ELSEWHERE"],
        "U0OLD": [True, None, None, None, "T0SHOP"],
    }
    listed = (await quiet.client.users_list())["members"]
    assert [each["id"] for each in listed] == [
        "U0BOT",
        "U0ADA",
        "U0BOB",
        "U0GUS",
        "U0SIN",
        "U0EVE",
        "U0OLD",
    ]
    assert await refusal(quiet, "users.info", user="U0NOBODY") == "user_not_found"
    assert (await quiet.client.users_info(user="U0BOT"))["user"]["is_bot"]


async def test_addresses_are_for_those_with_the_scope(quiet: Shop) -> None:
    wide(quiet)
    assert (await quiet.client.users_lookupByEmail(email="bob@shop.example"))["user"]["id"] == "U0BOB"
    for email in ("old@shop.example", "nobody@shop.example"):
        assert await refusal(quiet, "users.lookupByEmail", email=email) == "users_not_found"
    assert await refusal(quiet, "users.lookupByEmail") == "invalid_arguments"
    reinstalled(quiet, "users:read")
    assert await refusal(quiet, "users.lookupByEmail", email="bob@shop.example") == "missing_scope"
    assert "email" not in (await quiet.client.users_info(user="U0BOB"))["user"]["profile"]
    reinstalled(quiet, "users:read.email")
    for method in ("users.info", "users.list", "bots.info"):
        assert await refusal(quiet, method, user="U0BOB") == "missing_scope"


async def test_a_large_workspace_is_listed_in_pages_only(quiet: Shop) -> None:
    for number in range(1000):
        quiet.team.add_user(User(id=f"U1{number:04}", name=f"n{number}"))
    assert await refusal(quiet, "users.list") == "limit_required"
    seen: list[str] = []
    async for page in await quiet.client.users_list(limit=200):
        seen += [each["id"] for each in page["members"]]
    assert (len(seen), len(set(seen))) == (1007, 1007)  # all but the stranger, and the bot


async def test_the_bot_describes_itself(quiet: Shop) -> None:
    second(quiet)
    itself = (await quiet.client.bots_info())["bot"]
    named = (await quiet.client.bots_info(bot=itself["id"]))["bot"]
    assert named == itself
    assert (itself["user_id"], itself["name"], itself["deleted"]) == ("U0BOT", "Shop", False)
    other = (await client_of(quiet, "xoxb-2").bots_info())["bot"]
    assert other["user_id"] == "U0BOT2"
    assert await refusal(quiet, "bots.info", bot=other["id"]) == "bot_not_found"


async def test_a_group_is_told_with_users_and_counts_when_asked(quiet: Shop) -> None:
    wide(quiet)
    quiet.team.set_group("S0ENG", "eng", ["U0ADA", "U0OLD"])
    (plainly,) = (await quiet.client.usergroups_list())["usergroups"]
    (fully,) = (await quiet.client.usergroups_list(include_users=True, include_count=True))["usergroups"]
    assert ("users" in plainly, "user_count" in plainly) == (False, False)
    assert (fully["users"], fully["user_count"]) == (["U0ADA"], 1)


@pytest.mark.parametrize("user", REACHABLE)
async def test_a_modal_opens_for_whoever_pressed(quiet: Shop, user: str) -> None:
    trigger = quiet.sandbox.tickets.trigger(user, "T0SHOP")
    await quiet.client.views_open(trigger_id=trigger, view=modal("M", ORDER))
    assert quiet.sandbox.person(user).modal


async def test_files_are_for_the_installation_they_were_shared_with(quiet: Shop) -> None:
    wide(quiet)
    second(quiet, ["files:read"])
    file_id = await quiet.ada.drop("list.csv", b"a,b\n")
    url = (await quiet.client.files_info(file=file_id))["file"]["url_private_download"]
    session = quiet.client.session
    assert session is not None

    async def status(token: str) -> int:
        headers = {"authorization": f"Bearer {token}"}
        async with session.get(url, headers=headers, allow_redirects=False) as answer:
            return answer.status

    assert [await status(each) for each in ("xoxb-1", "xoxb-2", "xapp-1")] == [200, 302, 302]
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client_of(quiet, "xoxb-2").files_info(file=file_id)
    reinstalled(quiet, "chat:write")
    assert await status("xoxb-1") == 302
    wide(quiet)
    assert await status("xoxb-1") == 200
    quiet.sandbox.installations.end(quiet.team)
    assert await status("xoxb-1") == 302
