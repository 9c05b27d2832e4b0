"""What the page is told of a workspace of thousands: a part of its people, found on the server."""

import aiohttp
import pytest

from sandbox.changes import CALLS, REMEMBERED, Changes
from sandbox.directory import PAGE
from sandbox.newest import KEPT, Newest
from sandbox.people import Kind, User
from tests.sandbox.shop import Json, Shop
from tests.sandbox.test_the_control import Page

MANY = 450


@pytest.fixture
async def crowd(quiet: Shop, session: aiohttp.ClientSession) -> Page:
    """Ada's workspace, with as many more people; those of even number work at Acme, as guests."""
    kinds: list[Kind] = ["guest", "member"]
    titles = ["VP Finance, Acme", "Support"]
    for number in range(MANY):
        kind, title, name = kinds[number % 2], titles[number % 2], f"Zoe {number:03}"
        quiet.team.add_user(
            User(id=f"UZ{number:03}", name=f"zoe{number}", real_name=name, title=title, kind=kind)
        )
    return Page(quiet, session)


def names(state: Json) -> list[str]:
    return [each["real_name"] for each in state["people"]]


async def test_people_come_by_pages_and_by_search(crowd: Page) -> None:
    state = await crowd.get("state", user="U0ADA")
    assert (len(state["people"]), state["found"]) == (PAGE, MANY + 7)
    assert (names(state)[:2], names(state)[-1]) == (["Ada Lovelace", "Bob Roe"], f"Zoe {PAGE - 8:03}")
    more = await crowd.get("state", user="U0ADA", pages="2")
    assert (len(more["people"]), names(more)[:PAGE]) == (2 * PAGE, names(state))
    found = await crowd.get("state", user="U0ADA", find="acme 01")
    assert (names(found), found["found"]) == (["Zoe 010", "Zoe 012", "Zoe 014", "Zoe 016", "Zoe 018"], 5)


async def test_who_one_was_and_who_has_something_to_read_is_always_listed(crowd: Page, quiet: Shop) -> None:
    for user in ("UZ449", "UZ440", "U0ADA"):
        await crowd.get("state", user=user)
    await quiet.client.chat_postMessage(channel="UZ444", text="Hello")
    state = await crowd.get("state", user="U0ADA")
    assert names(state)[:5] == ["Ada Lovelace", "Zoe 440", "Zoe 449", "Zoe 444", "Bob Roe"]
    assert [each["unread"] for each in state["people"][:4]] == [0, 0, 0, 1]


async def test_a_select_of_people_is_searched_on_the_server(crowd: Page) -> None:
    offered = await crowd.get("people", query="zoe uz44")
    assert names(offered) == [f"Zoe {number}" for number in range(440, 450)]
    assert names(await crowd.get("people", query="stran")) == []
    assert len((await crowd.get("people"))["people"]) == 100


async def test_whoever_is_mentioned_is_found_by_their_id(crowd: Page) -> None:
    assert names(await crowd.get("people", ids="UZ449,U0GONE,U0STR")) == ["Zoe 449", "Stran Ger"]


async def test_what_is_unread_is_counted_as_messages_come_go_and_are_read(crowd: Page, quiet: Shop) -> None:
    async def unread(user: str) -> int:
        found: int = (await crowd.get("state", user=user))["me"]["unread"]
        return found

    posted = [await quiet.client.chat_postMessage(channel="C0ALL", text="To all") for _ in range(2)]
    await quiet.bob.say("Mine", channel="C0ALL")
    await quiet.client.chat_postEphemeral(channel="C0ALL", user="U0BOB", text="Only you")
    assert (await unread("U0ADA"), await unread("U0BOB"), await unread("UZ000")) == (3, 3, 0)
    await quiet.client.chat_delete(channel="C0ALL", ts=posted[0]["ts"])
    assert (await unread("U0ADA"), await unread("U0BOB")) == (2, 2)
    await crowd.get("conversation", user="U0ADA", channel="C0ALL")
    await quiet.client.chat_delete(channel="C0ALL", ts=posted[1]["ts"])
    assert (await unread("U0ADA"), await unread("U0BOB")) == (0, 1)
    quiet.team.channels["C0ALL"].members.discard("U0BOB")
    assert await unread("U0BOB") == 0


def test_a_change_tells_where_it_was_as_long_as_that_is_known() -> None:
    changes = Changes()
    changes.note("C0ALL")
    seen = changes.version
    assert changes.since(seen) == set()
    changes.note("D0ADA")
    changes.note(CALLS)
    assert changes.since(seen) == {"D0ADA", CALLS}
    assert changes.since(seen + 1) == {CALLS}
    changes.note()
    assert changes.since(seen) is None
    seen = changes.version
    for _ in range(REMEMBERED):
        changes.note("C0ALL")
    assert changes.since(seen) == {"C0ALL"}
    changes.note("C0ALL")
    assert changes.since(seen) is None


def test_a_long_list_keeps_the_newest() -> None:
    kept: Newest[int] = Newest()
    for number in range(2 * KEPT + 1):
        kept.append(number)
    assert (kept[0], kept[-1], len(kept)) == (KEPT + 1, 2 * KEPT, KEPT)
