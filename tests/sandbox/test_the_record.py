"""What the inspector is told: everything that went to and fro, in its order, with times and without tokens."""

from datetime import UTC, datetime

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from sandbox.record import Entry, Recorder, described, without_secrets
from tests.sandbox.shop import Json, Shop, SteppedClock


def told(shop: Shop, since: int = 0) -> list[Json]:
    entries: list[Json] = shop.sandbox.record.page(since)["entries"]
    return entries


def kinds(shop: Shop, since: int) -> list[tuple[str, str]]:
    return [(each["kind"], each["title"]) for each in told(shop, since)]


async def test_a_command_its_call_and_its_acknowledgement_in_their_order(shop: Shop) -> None:
    await shop.ada.command("/order", "help")  # Bolt calls auth.test for the first payload
    before = shop.sandbox.record.last
    await shop.ada.command("/order", "card")
    seen = [each for each in told(shop, before) if each["title"] != "auth.test"]
    assert [(each["kind"], each["title"], each["who"]) for each in seen] == [
        ("payload", "/order card", "U0ADA"),
        ("call", "chat.postMessage", "U0ADA"),
        ("ack", "/order card", "U0ADA"),
    ]
    payload, call, ack = seen
    assert payload["sent"]["text"] == "card"
    assert call["sent"]["blocks"][0]["type"] == "section"
    assert call["answer"]["ok"] is True
    assert (ack["about"], ack["answer"], ack["error"], ack["late"]) == (payload["number"], None, "", False)
    assert ack["took"] > call["took"] > 0
    assert payload["took"] is None


async def test_each_kind_of_payload_has_a_name(shop: Shop) -> None:
    before = shop.sandbox.record.last
    await shop.ada.command("/order")
    await shop.ada.search("find", "no")
    await shop.ada.close()
    await shop.ada.shortcut("order_now")
    await shop.ada.fill(what="Tea")
    await shop.ada.submit()
    await shop.ada.open_home()
    await shop.ada.press_home("home_button")
    names = [title for kind, title in kinds(shop, before) if kind == "payload"]
    assert names == [
        "/order",
        "block_suggestion find",
        "view_closed order",
        "shortcut order_now",
        "view_submission order",
        "app_home_opened",
        "block_actions home_button",
    ]


async def test_answers_to_a_response_url(shop: Shop, session: aiohttp.ClientSession) -> None:
    before = shop.sandbox.record.last
    await shop.ada.command("/order", "link")
    await shop.sandbox.wait_until(lambda: len(shop.ada.dm) + len(shop.ada.ephemerals) == 2)
    answers = [each for each in told(shop, before) if each["kind"] == "response"]
    assert [(each["sent"]["text"], each["answer"], each["who"]) for each in answers] == [
        ("first", {"ok": True}, "U0ADA"),
        ("second", {"ok": True}, "U0ADA"),
    ]
    await session.post(f"{shop.sandbox.address}/response/unknown", json={"text": "Hi"})
    assert [each["error"] for each in told(shop, before)][-1] == "not_found"


async def test_what_goes_wrong_says_so(shop: Shop) -> None:
    shop.sandbox.delivery.ack_limit = 0.2
    await shop.ada.command("/order", "broken")
    error = "dispatch_failed" if shop.sandbox.delivery.log[-1][1] else "operation_timeout"
    assert told(shop)[-1]["error"] == error

    await shop.ada.command("/order")
    await shop.ada.fill(what="odd")
    await shop.ada.submit()
    refused = told(shop)[-1]
    assert (refused["kind"], refused["error"]) == ("ack", "invalid_error_block_ids")
    assert refused["sent"]["errors"] == {"not there": "Nobody sees this."}


async def test_faults_of_blocks_are_told_with_their_places(quiet: Shop) -> None:
    with pytest.raises(SlackApiError):
        await quiet.client.chat_postMessage(
            channel="C0ALL", text="Hi", blocks=[{"type": "divider"}, {"type": "nonsense"}]
        )
    entry = told(quiet)[-1]
    assert (entry["error"], entry["who"]) == ("invalid_blocks", "#all")
    assert [each["pointer"] for each in entry["faults"]] == ["/blocks/1/type"]
    with pytest.raises(SlackApiError):
        await quiet.client.chat_postMessage(text="Hi", channel="")
    assert told(quiet)[-1]["faults"] == [{"text": "missing required field: channel", "pointer": None}]


async def test_no_token_is_shown(shop: Shop, session: aiohttp.ClientSession) -> None:
    await shop.client.chat_postMessage(channel="C0ALL", text="Mine is xoxb-1-abc.")
    await session.post(f"{shop.sandbox.address}/api/auth.test", data={"token": "xoxb-1"})
    await shop.ada.command("/order", "help")
    shown = str(told(shop))
    assert "Mine is …." in shown
    assert "xoxb" not in shown
    assert "sandbox-verification" not in shown
    assert without_secrets({"token": None, "bot": ["xapp-1-A"]}) == {"token": None, "bot": ["…"]}


def test_only_the_newest_are_kept_and_told_a_page_at_a_time() -> None:
    record = Recorder(SteppedClock(), size=150)
    for number in range(400):
        record.moved(datetime(2026, 3, 1, tzinfo=UTC).replace(year=2000 + number))
    first = record.page(0)
    assert [each["number"] for each in first["entries"]] == list(range(251, 351))
    rest = record.page(350)
    assert [each["number"] for each in rest["entries"]] == list(range(351, 401))
    assert (first["last"], record.page(400)) == (400, {"entries": [], "last": 400})


def test_an_acknowledgement_after_three_seconds_is_late() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    assert [described(Entry(1, "ack", "/order", at, took=took))["late"] for took in (3000.0, 3000.1)] == [
        False,
        True,
    ]
    assert not Entry(1, "call", "views.open", at, took=9000.0).late


async def test_the_page_reads_on_from_where_it_was(quiet: Shop, session: aiohttp.ClientSession) -> None:
    await quiet.client.auth_test()
    await quiet.client.users_info(user="U0ADA")
    for since, titles in (
        ("", ["auth.test", "users.info"]),
        ("1", ["users.info"]),
        ("x", ["auth.test", "users.info"]),
    ):
        address = f"{quiet.sandbox.address}/sandbox/record"
        async with session.get(address, params={"since": since}) as response:
            body = await response.json()
        assert ([each["title"] for each in body["entries"]], body["last"]) == (titles, 2)
