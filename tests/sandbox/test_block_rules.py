"""Every door through which blocks come is kept by the block rules."""

from typing import Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.delivery import Answer
from sandbox.errors import SlackError
from sandbox.responses import answer_by
from sandbox.submissions import settle
from tests.sandbox.calls import refusal
from tests.sandbox.shop import BLOCK, ORDER, Json, Shop, modal, plain

MARKED: Json = {"type": "header", "text": {"type": "mrkdwn", "text": "Top"}}
BAD: list[Json] = [BLOCK, MARKED, {"type": "section"}]
POINTED = [
    "unsupported type: mrkdwn [json-pointer:{}/1/text/type]",
    "must define `text` or `fields` [json-pointer:{}/2]",
]
VIEW: Json = {**modal("Order", ORDER), "blocks": [*ORDER, MARKED]}


async def refused(client: AsyncWebClient, method: str, **arguments: Any) -> Json:
    """The whole answer of a call that is refused."""
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=arguments)
    return dict(caught.value.response.data)


async def test_messages_are_judged_and_every_fault_is_named(quiet: Shop) -> None:
    posted = await quiet.client.chat_postMessage(channel="C0ALL", text="Hi", blocks=[BLOCK])
    calls: list[tuple[str, Json]] = [
        ("chat.postMessage", {"channel": "U0ADA"}),
        ("chat.postEphemeral", {"channel": "C0ALL", "user": "U0ADA"}),
        ("chat.update", {"channel": "C0ALL", "ts": posted["ts"]}),
    ]
    said = [each.format("/blocks") for each in POINTED]
    for method, arguments in calls:
        assert await refused(quiet.client, method, **arguments, text="Hi", blocks=BAD) == {
            "ok": False,
            "error": "invalid_blocks",
            "errors": said,
            "response_metadata": {"messages": [f"[ERROR] {each}" for each in said]},
        }
    assert len(quiet.team.channels["C0ALL"].messages) == 1


async def test_two_tables_have_an_error_of_their_own(quiet: Shop) -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "cell"}]]}
    answer = await refused(quiet.client, "chat.postMessage", channel="U0ADA", blocks=[table, table])
    assert answer["error"] == "invalid_attachments"
    assert answer["errors"] == ["only_one_table_allowed [json-pointer:/blocks/1]"]
    wrong = await refusal(quiet, "chat.postMessage", channel="U0ADA", blocks={"type": "divider"})
    assert wrong == "invalid_blocks_format"


async def test_views_are_judged(quiet: Shop) -> None:
    def trigger() -> str:
        return quiet.sandbox.tickets.trigger("U0ADA", "T0SHOP")

    opened = await quiet.client.views_open(trigger_id=trigger(), view=modal("Order", ORDER))
    home = {"type": "home", "blocks": [MARKED]}
    calls: list[tuple[str, Json]] = [
        ("views.open", {"trigger_id": trigger(), "view": VIEW}),
        ("views.push", {"trigger_id": trigger(), "view": VIEW}),
        ("views.update", {"view_id": opened["view"]["id"], "view": VIEW}),
        ("views.publish", {"user_id": "U0ADA", "view": home}),
    ]
    for method, arguments in calls:
        answer = await refused(quiet.client, method, **arguments)
        number = len(arguments["view"]["blocks"]) - 1
        assert (answer["error"], answer["errors"]) == (
            "invalid_arguments",
            [f"unsupported type: mrkdwn [json-pointer:/view/blocks/{number}/text/type]"],
        )
    wrong = await refused(quiet.client, "views.open", trigger_id=trigger(), view=["modal"])
    assert wrong["errors"] == ["must provide an object [json-pointer:/view]"]
    assert (len(quiet.ada.modals), quiet.ada.home) == (1, None)


async def test_a_view_may_be_too_large(quiet: Shop) -> None:
    options = [
        {"text": plain("x" * 75), "value": "x" * 150, "description": plain("x" * 75)} for _ in range(100)
    ]
    menu = {"type": "static_select", "options": options}
    rows = [{"type": "actions", "elements": [{**menu, "action_id": str(each)} for each in range(7)]}]
    trigger = quiet.sandbox.tickets.trigger("U0ADA", "T0SHOP")
    view = modal("Order", rows)
    assert await refusal(quiet, "views.open", trigger_id=trigger, view=view) == "view_too_large"


async def test_answers_by_a_response_url_are_judged(quiet: Shop) -> None:
    key = quiet.sandbox.tickets.response(
        user_id="U0ADA", team_id="T0SHOP", channel_id="C0ALL", message_ts=None
    )
    with pytest.raises(SlackError, match="invalid_blocks"):
        answer_by(quiet.sandbox, key, {"text": "Hi", "blocks": BAD})
    assert quiet.ada.ephemerals == []


@pytest.mark.parametrize("action", ["update", "push"])
async def test_answers_to_a_submission_are_judged(quiet: Shop, action: str) -> None:
    trigger = quiet.sandbox.tickets.trigger("U0ADA", "T0SHOP")
    view_id = (await quiet.client.views_open(trigger_id=trigger, view=modal("Order", ORDER)))["view"]["id"]
    body = {"response_action": action, "view": VIEW}
    refused = settle(quiet.team, "U0ADA", view_id, Answer(200, body))
    assert refused is not None
    assert refused.error == "invalid_arguments"
    assert [each["title"]["text"] for each in quiet.ada.modals] == ["Order"]


async def test_answers_to_a_command_are_judged(quiet: Shop) -> None:
    said: Json = {"text": "Hi", "blocks": BAD}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=said))
    async with httpx.AsyncClient(transport=transport) as bot:
        quiet.sandbox.deliver_by_http("http://bot", bot)
        answer = await quiet.ada.command("/order")
        said["blocks"] = [BLOCK]
        assert (await quiet.ada.command("/order")).error is None
    assert answer.error == "invalid_blocks"
    assert [each.text for each in quiet.ada.ephemerals] == [
        f"/order failed with the error “invalid_blocks”: the answer of {quiet.team.bot_name} can't be shown.",
        "Hi",
    ]


async def test_anybody_may_have_blocks_judged(quiet: Shop) -> None:
    """blocks.validate asks for no token."""
    stranger = AsyncWebClient(base_url=quiet.client.base_url)
    for name, payload in (("blocks", [BLOCK]), ("message", {"blocks": [BLOCK]}), ("view", modal("A", ORDER))):
        assert (await stranger.api_call("blocks.validate", json={name: payload})).data == {"ok": True}
    header = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]
    for name, payload, place in (
        ("blocks", header, ""),
        ("message", {"blocks": header}, "/blocks"),
        ("view", modal("A", header), "/blocks"),
    ):
        assert await refused(stranger, "blocks.validate", **{name: payload}) == {
            "ok": False,
            "error": f"invalid_{name}",
            "errors": [
                {
                    "pointer": f"{place}/0/text/text",
                    "code": "failed_constraint",
                    "message": "must be less than 151 characters",
                    "constraint": {"type": "maxLength", "expected": 150},
                }
            ],
        }


async def test_exactly_one_payload_is_judged_and_forms_are_read(quiet: Shop) -> None:
    stranger = AsyncWebClient(base_url=quiet.client.base_url)
    both = {"blocks": [BLOCK], "view": modal("A", ORDER)}
    for given in ({}, both):
        answer = await refused(stranger, "blocks.validate", **given)
        assert answer["error"] == "invalid_arguments"
        assert answer["response_metadata"]["messages"] == [
            "[ERROR] must provide exactly one of: blocks, message, view"
        ]
    sent = await stranger.api_call("blocks.validate", data={"message": '{"blocks": [{"type": "divider"}]}'})
    assert sent["ok"]
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await stranger.api_call("blocks.validate", data={"message": "{"})
