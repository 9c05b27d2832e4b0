"""A small bot in the manner of Bolt's examples: an order by command, modal, buttons and Home."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.workspace import Workspace

Json = dict[str, Any]

MANIFEST: Json = {
    "display_information": {"name": "Shop"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Shop"},
        "slash_commands": [{"command": "/order", "description": "Order something", "should_escape": False}],
        "shortcuts": [
            {"name": "Order", "type": "global", "callback_id": "order_now", "description": "Order"},
            {"name": "Copy", "type": "message", "callback_id": "copy", "description": "Copy"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "chat:write",
                "commands",
                "im:write",
                "im:read",
                "im:history",
                "channels:history",
                "users:read",
            ]
        }
    },
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "message.im", "app_mention"]}},
}


class SteppedClock:
    """Real time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.moved = timedelta()
        self.hand = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)  # a Wednesday

    def business(self) -> datetime:
        return self.hand + self.moved

    def real(self) -> datetime:
        return self.hand

    def move(self, by: timedelta) -> None:
        self.moved += by


@dataclass
class Shop:
    """A running sandbox with the bot connected; `heard` are the payloads that reached the bot's listeners."""

    sandbox: Sandbox
    team: Workspace
    client: AsyncWebClient
    heard: list[Json] = field(default_factory=list)

    @property
    def ada(self) -> Person:
        return self.sandbox.person("U0ADA")

    @property
    def bob(self) -> Person:
        return self.sandbox.person("U0BOB")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


def button(action_id: str, label: str, value: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(label), "value": value, **more}


def field_of(block_id: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element, **more}


def modal(title: str, blocks: list[Json], **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "order",
        "title": plain(title),
        "submit": plain("Send"),
        "blocks": blocks,
        **more,
    }


BLOCK: Json = {"type": "section", "text": plain("hello")}
SIZES = [option("small"), option("large")]
EXTRAS = [option("milk"), option("sugar")]

ORDER: list[Json] = [
    field_of("what", {"type": "plain_text_input", "action_id": "text", "max_length": 20}),
    field_of("when", {"type": "datepicker", "action_id": "date", "initial_date": "2026-03-03"}),
    field_of(
        "size",
        {"type": "static_select", "action_id": "pick", "options": SIZES},
        optional=True,
    ),
    field_of(
        "extras",
        {"type": "checkboxes", "action_id": "tick", "options": EXTRAS},
        optional=True,
    ),
    field_of("shelf", {"type": "external_select", "action_id": "find", "min_query_length": 1}, optional=True),
    {"type": "actions", "block_id": "more", "elements": [button("go_deeper", "Deeper", "1")]},
]

NOTIFYING = modal("Order", ORDER, notify_on_close=True)
CLEARING = modal("Next", ORDER, clear_on_close=True, notify_on_close=True)

CARD: list[Json] = [
    {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "An order"},
        "accessory": button("look", "Look", "a"),
    },
    {
        "type": "actions",
        "block_id": "decide",
        "elements": [
            button("accept", "Accept", "7", confirm={"title": plain("Sure?"), "text": plain("Really")}),
            button("refuse", "Refuse", "7", style="danger"),
            {"type": "datepicker", "action_id": "day"},
            {"type": "overflow", "action_id": "rest", "options": [option("later"), option("never")]},
        ],
    },
]


def listen(app: AsyncApp, shop: Shop) -> None:
    """Registers the bot's listeners."""
    _listen_to_commands(app, shop.heard)
    _listen_to_forms(app, shop.heard)
    _listen_to_buttons(app, shop.heard)
    _listen_to_events(app, shop.heard)


def _listen_to_commands(app: AsyncApp, heard: list[Json]) -> None:
    @app.command("/order")
    async def order(ack: AsyncAck, respond: AsyncRespond, body: Json, client: AsyncWebClient) -> None:
        heard.append(body)
        match body["text"]:
            case "help":
                await ack("Write /order and what you want.")
            case "aloud":
                await ack(text="All hear this", response_type="in_channel")
            case "card":
                await client.chat_postMessage(channel=body["user_id"], text="An order", blocks=CARD)
                await ack()
            case "link":
                await ack()
                await respond("first")
                await respond("second", response_type="in_channel")
            case "broken":
                raise RuntimeError("on purpose")
            case _:
                await client.views_open(trigger_id=body["trigger_id"], view=NOTIFYING)
                await ack()


def _listen_to_forms(app: AsyncApp, heard: list[Json]) -> None:
    @app.view("order")
    async def submitted(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        heard.append(body)
        match body["view"]["state"]["values"].get("what", {}).get("text", {}).get("value"):
            case "nothing":
                await ack(response_action="errors", errors={"what": "We do not sell nothing."})
            case "other":
                await ack(response_action="update", view=modal("Other", ORDER))
            case "next":
                await ack(
                    response_action="push",
                    view=CLEARING,
                )
            case "all":
                await ack(response_action="clear")
            case "odd":
                await ack(response_action="errors", errors={"not there": "Nobody sees this."})
            case _:
                values = json.dumps(body["view"]["state"]["values"])
                await client.chat_postMessage(channel=body["user"]["id"], text=values)
                await ack()

    @app.view_closed("order")
    async def closed(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack()


def _listen_to_buttons(app: AsyncApp, heard: list[Json]) -> None:
    @app.action("go_deeper")
    async def deeper(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await client.views_push(trigger_id=body["trigger_id"], view=modal("Deeper", ORDER))
        await ack()

    @app.action("accept")
    async def accept(ack: AsyncAck, body: Json, respond: AsyncRespond, client: AsyncWebClient) -> None:
        heard.append(body)
        if "message" in body:
            place = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
            await client.chat_update(**place, text="Accepted", blocks=[])
        await respond("Thank you")
        await ack()

    @app.action("refuse")
    async def refuse(ack: AsyncAck, body: Json, respond: AsyncRespond) -> None:
        heard.append(body)
        await respond(text="Refused", blocks=[], replace_original=True)
        await ack()

    @app.action("day")
    @app.action("rest")
    @app.action("look")
    @app.action("home_button")
    async def noted(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack()

    @app.options("find")
    async def find(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        shelves = ["north", "south", "northwest"]
        await ack(options=[option(each) for each in shelves if each.startswith(body["value"])])


def _listen_to_events(app: AsyncApp, heard: list[Json]) -> None:
    @app.shortcut("order_now")
    @app.shortcut("copy")
    async def started(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        heard.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=modal("Order", ORDER))
        await ack()

    @app.event("app_home_opened")
    async def opened(body: Json, event: Json, client: AsyncWebClient) -> None:
        heard.append(body)
        blocks = [{"type": "actions", "block_id": "top", "elements": [button("home_button", "Go", "1")]}]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.event("message")
    @app.event("app_mention")
    async def said(body: Json, event: Json, client: AsyncWebClient) -> None:
        heard.append(body)
        if event["text"] == "fail once" and not body.get("again"):
            raise RuntimeError("on purpose")
        await client.chat_postMessage(channel=event["channel"], text=f"You said: {event['text']}")
