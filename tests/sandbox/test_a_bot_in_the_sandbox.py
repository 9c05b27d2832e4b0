"""Bolt's own listeners, over Socket Mode and signed HTTP, hear what Slack would send."""

import asyncio
import json

import pytest

from sandbox.errors import NotOnScreen
from tests.sandbox.shop import Shop


async def test_a_command_is_answered_in_private(shop: Shop) -> None:
    answer = await shop.ada.command("/order", "help")

    assert (answer.status, answer.error) == (200, None)
    assert [each.text for each in shop.ada.ephemerals] == ["Write /order and what you want."]
    assert shop.bob.ephemerals == []
    assert shop.ada.dm == []
    command = shop.heard[0]
    assert {
        key: command[key] for key in ("team_id", "team_domain", "user_id", "user_name", "channel_name")
    } == {
        "team_id": "T0SHOP",
        "team_domain": "shop-demo",
        "user_id": "U0ADA",
        "user_name": "ada",
        "channel_name": "directmessage",
    }
    assert {
        "token",
        "api_app_id",
        "response_url",
        "trigger_id",
        "channel_id",
        "text",
        "command",
    } <= command.keys()


async def test_a_command_may_be_answered_aloud(shop: Shop) -> None:
    await shop.ada.command("/order", "aloud", channel="C0ALL")
    assert [each.text for each in shop.bob.channel("C0ALL")] == ["All hear this"]
    assert shop.ada.ephemerals == []


async def test_a_response_url_answers_privately_unless_told_otherwise(shop: Shop) -> None:
    await shop.ada.command("/order", "link", channel="C0ALL")
    assert [each.text for each in shop.ada.ephemerals] == ["first"]
    assert [each.text for each in shop.bob.channel("C0ALL")] == ["second"]


async def test_a_form_is_filled_in_and_sent(shop: Shop) -> None:
    ada = shop.ada
    await ada.command("/order")
    await ada.fill(what="Tea", size="large", extras=["milk"])
    found = await ada.search("find", "north")
    await ada.fill(shelf="northwest")
    answer = await ada.submit()

    assert answer.error is None
    assert ada.modal is None
    assert [each["value"] for each in found] == ["north", "northwest"]
    large, milk, shelf = (
        {"text": {"type": "plain_text", "text": value.title()}, "value": value}
        for value in ("large", "milk", "northwest")
    )
    assert json.loads(ada.dm[0].text) == {
        "what": {"text": {"type": "plain_text_input", "value": "Tea"}},
        "when": {"date": {"type": "datepicker", "selected_date": "2026-03-03"}},
        "size": {"pick": {"type": "static_select", "selected_option": large}},
        "extras": {"tick": {"type": "checkboxes", "selected_options": [milk]}},
        "shelf": {"find": {"type": "external_select", "selected_option": shelf}},
    }


async def test_what_is_left_out_of_a_form_is_null(shop: Shop) -> None:
    await shop.ada.command("/order")
    await shop.ada.fill(what="Tea", when=None)
    refused = await shop.ada.submit()
    assert (refused.error, shop.ada.errors) == (
        "incomplete",
        {"when": "Please complete this required field."},
    )

    await shop.ada.fill(when="2026-04-01")
    await shop.ada.submit()
    payload = shop.heard[-1]
    assert {"team", "user", "api_app_id", "token", "trigger_id", "response_urls"} <= payload.keys()
    assert payload["view"]["app_installed_team_id"] == "T0SHOP"
    values = payload["view"]["state"]["values"]
    assert values["when"]["date"]["selected_date"] == "2026-04-01"
    assert values["size"]["pick"]["selected_option"] is None
    assert values["extras"]["tick"]["selected_options"] == []


async def test_a_form_with_errors_stays_and_is_mended(shop: Shop) -> None:
    await shop.ada.command("/order")
    await shop.ada.fill(what="nothing")
    await shop.ada.submit()
    assert shop.ada.errors == {"what": "We do not sell nothing."}

    await shop.ada.fill(what="Tea")
    await shop.ada.submit()
    assert (shop.ada.errors, shop.ada.modals) == ({}, [])


async def test_an_error_at_no_input_of_the_form_is_the_bots_mistake(shop: Shop) -> None:
    await shop.ada.command("/order")
    await shop.ada.fill(what="odd")
    answer = await shop.ada.submit()
    assert answer.error == "invalid_error_block_ids"
    assert shop.ada.modal


async def test_a_form_is_updated_with_what_was_typed_kept(shop: Shop) -> None:
    await shop.ada.command("/order")
    before = shop.ada.modal or {}
    await shop.ada.fill(what="other")
    await shop.ada.submit()
    after = shop.ada.modal or {}
    assert (after["id"], after["title"]["text"]) == (before["id"], "Other")
    assert after["hash"] != before["hash"]
    await shop.ada.fill(size="small")
    await shop.ada.submit()
    assert shop.heard[-1]["view"]["state"]["values"]["what"]["text"]["value"] == "other"


async def test_forms_are_stacked_and_cleared(shop: Shop) -> None:
    await shop.ada.command("/order")
    await shop.ada.press_modal("go_deeper")
    assert [each["title"]["text"] for each in shop.ada.modals] == ["Order", "Deeper"]
    assert shop.ada.modals[1]["previous_view_id"] == shop.ada.modals[0]["id"]

    await shop.ada.fill(what="next")
    await shop.ada.submit()
    assert [each["title"]["text"] for each in shop.ada.modals] == ["Order", "Deeper", "Next"]

    await shop.ada.fill(what="next")
    assert (await shop.ada.submit()).error == "push_limit_reached"

    await shop.ada.fill(what="all")
    await shop.ada.submit()
    assert shop.ada.modals == []


async def test_closing_is_told_to_those_who_asked(shop: Shop) -> None:
    await shop.ada.command("/order")
    await shop.ada.press_modal("go_deeper")
    await shop.ada.close()
    assert [each["type"] for each in shop.heard if each.get("type")] == []

    await shop.ada.close()
    assert [(each["type"], each["is_cleared"]) for each in shop.heard if each.get("type")] == [
        ("view_closed", False)
    ]
    assert shop.ada.modals == []


async def test_closing_a_form_that_clears_closes_all(shop: Shop) -> None:
    await shop.ada.command("/order")
    await shop.ada.fill(what="next")
    await shop.ada.submit()
    await shop.ada.close()
    assert shop.ada.modals == []
    assert [each["is_cleared"] for each in shop.heard if each.get("type") == "view_closed"] == [True, True]


async def test_a_button_changes_the_card_and_thanks(shop: Shop) -> None:
    ada = shop.ada
    await ada.command("/order", "card")
    card = ada.dm[0]
    await ada.press_label(card, "Accept")

    assert [(each.text, each.blocks, each.edited) for each in ada.dm] == [("Accepted", [], True)]
    assert [each.text for each in ada.ephemerals] == ["Thank you"]
    payload = shop.heard[-1]
    assert payload["container"] == {
        "type": "message",
        "message_ts": card.ts,
        "channel_id": card.channel,
        "is_ephemeral": False,
    }
    assert payload["user"] == {"id": "U0ADA", "username": "ada", "name": "ada", "team_id": "T0SHOP"}
    assert payload["message"]["blocks"][1]["block_id"] == payload["actions"][0]["block_id"] == "decide"
    assert payload["actions"][0]["confirm"]["title"]["text"] == "Sure?"
    assert payload["message"]["text"] == "An order"


async def test_two_presses_at_once_both_arrive(shop: Shop) -> None:
    await shop.ada.command("/order", "card")
    card = shop.ada.dm[0]
    answers = await asyncio.gather(shop.ada.press(card, "accept"), shop.ada.press(card, "accept"))
    assert [each.status for each in answers] == [200, 200]
    assert len([each for each in shop.heard if each.get("type") == "block_actions"]) == 2


async def test_a_button_that_is_gone_can_be_pressed_only_on_a_slow_phone(shop: Shop) -> None:
    await shop.ada.command("/order", "card")
    card = shop.ada.dm[0]
    await shop.ada.press(card, "accept")
    with pytest.raises(NotOnScreen, match=r"'accept'.*is not on the screen"):
        await shop.ada.press(card, "accept")
    assert (await shop.ada.press(card, "accept", stale=True)).status == 200


async def test_a_message_is_replaced_by_its_response_url(shop: Shop) -> None:
    await shop.ada.command("/order", "card")
    await shop.ada.press(shop.ada.dm[0], "refuse")
    assert [(each.text, each.blocks) for each in shop.ada.dm] == [("Refused", [])]
    assert shop.ada.ephemerals == []


async def test_choices_in_a_message_are_reported_with_its_state(shop: Shop) -> None:
    await shop.ada.command("/order", "card")
    card = shop.ada.dm[0]
    await shop.ada.pick(card, "day", "2026-05-05")
    assert shop.heard[-1]["actions"][0]["selected_date"] == "2026-05-05"

    await shop.ada.pick(card, "rest", "never")
    assert shop.heard[-1]["actions"][0]["selected_option"]["value"] == "never"
    assert shop.heard[-1]["state"]["values"] == {
        "decide": {"day": {"type": "datepicker", "selected_date": "2026-05-05"}}
    }
    with pytest.raises(NotOnScreen, match="not offered"):
        await shop.ada.pick(card, "rest", "sometimes")


async def test_a_block_without_an_id_is_named_alike_everywhere(shop: Shop) -> None:
    await shop.ada.command("/order", "card")
    await shop.ada.press(shop.ada.dm[0], "look", value="a")
    assert shop.heard[-1]["actions"][0]["block_id"] == shop.ada.dm[0].raw["blocks"][0]["block_id"]


async def test_shortcuts_open_forms(shop: Shop) -> None:
    await shop.ada.shortcut("order_now")
    assert shop.ada.modal
    assert "response_url" not in shop.heard[-1]

    await shop.ada.command("/order", "card")
    await shop.ada.shortcut("copy", shop.ada.dm[0])
    assert (shop.heard[-1]["type"], shop.heard[-1]["message"]["text"]) == ("message_action", "An order")


async def test_home_is_published_when_opened_and_can_be_pressed(shop: Shop) -> None:
    assert shop.ada.home is None
    await shop.ada.open_home()
    assert shop.ada.home
    await shop.ada.press_home("home_button")
    assert shop.heard[-1]["container"] == {"type": "view", "view_id": shop.ada.home["id"]}

    await shop.ada.open_home()
    event = shop.heard[-1]
    assert event["event"]["view"]["type"] == "home"
    assert event["authorizations"][0]["team_id"] == "T0SHOP"
    assert event["event_id"].startswith("Ev")


async def test_what_is_said_to_the_bot_is_heard(shop: Shop) -> None:
    await shop.ada.say("hello")
    assert [each.text for each in shop.ada.dm] == ["hello", "You said: hello"]

    await shop.ada.say("<@U0BOT> hi", channel="C0ALL")
    assert shop.heard[-1]["event"]["type"] == "app_mention"
    await shop.ada.say("not for the bot", channel="C0ALL")
    assert len(shop.heard) == 2


async def test_a_bot_that_fails_is_seen_to_fail(shop: Shop) -> None:
    shop.sandbox.delivery.ack_limit = 0.05
    answer = await shop.ada.command("/order", "broken")
    assert answer.error in {"operation_timeout", "dispatch_failed"}
    assert "Shop did not respond" in shop.ada.ephemerals[0].text
    assert shop.ada.answers == [answer]


async def test_events_that_fail_come_again(shop: Shop) -> None:
    shop.sandbox.delivery.ack_limit = 0.05
    await shop.ada.say("fail once")
    await shop.sandbox.retry_events()
    await shop.sandbox.retry_events()
    await shop.sandbox.retry_events()
    assert len(shop.heard) == 4
    assert len({each["event_id"] for each in shop.heard}) == 1


@pytest.mark.parametrize("shop", ["socket"], indirect=True)
async def test_a_bot_reconnects_when_slack_asks(shop: Shop) -> None:
    sockets = shop.sandbox.delivery.sockets
    await sockets.refresh()
    assert sockets.connected == 0
    await shop.sandbox.wait_until(lambda: sockets.connected)
    assert (await shop.ada.command("/order", "help")).status == 200
