"""The press of a button as Slack sends it, with the head that proves it is Slack's."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.kit.ids import Action

SECRET = "a signing secret for benchmarks"
TEAM, USER, CHANNEL = "T0BENCH", "U0ANNA", "D0ANNA"
ASK = "0198f3b2c1d27a40b6c5d4e3f2a1b0c9"
PRESSED = Action.APPROVE

_SIGNER = SignatureVerifier(SECRET)
_MESSAGE = {
    "type": "message",
    "user": "U0RUNG",
    "bot_id": "B0RUNG",
    "app_id": "A0RUNG",
    "ts": "1772440200.000100",
    "team": TEAM,
    "text": "May we ask Lukas Brandt of Nordwind about Kestrel?",
    "blocks": [
        {
            "type": "section",
            "block_id": "question",
            "text": {"type": "mrkdwn", "text": "*May we ask Lukas Brandt of Nordwind about Kestrel?*"},
        },
        {
            "type": "actions",
            "block_id": "decision",
            "elements": [
                {
                    "type": "button",
                    "action_id": action,
                    "value": ASK,
                    "text": {"type": "plain_text", "text": label},
                }
                for action, label in (
                    (Action.APPROVE, "Approve"),
                    (Action.REFUSE_NOW, "Not now"),
                    (Action.REFUSE_DEAL, "Not this deal"),
                )
            ],
        },
    ],
}
_PRESS: dict[str, Any] = {
    "type": "block_actions",
    "team": {"id": TEAM, "domain": "brightwell"},
    "user": {"id": USER, "username": "anna", "name": "anna", "team_id": TEAM},
    "api_app_id": "A0RUNG",
    "token": "unused",
    "is_enterprise_install": False,
    "enterprise": None,
    "container": {
        "type": "message",
        "message_ts": _MESSAGE["ts"],
        "channel_id": CHANNEL,
        "is_ephemeral": False,
    },
    "channel": {"id": CHANNEL, "name": "directmessage"},
    "message": _MESSAGE,
    "state": {"values": {}},
    "trigger_id": "1.2.bench",
    "response_url": "http://127.0.0.1:9/never-called",
    "actions": [
        {
            "type": "button",
            "action_id": PRESSED,
            "block_id": "decision",
            "value": ASK,
            "text": {"type": "plain_text", "text": "Approve"},
            "action_ts": "1772440260.000200",
        }
    ],
}


@dataclass(frozen=True, slots=True)
class Signed:
    """The bytes that every variant is sent alike."""

    body: str
    headers: Mapping[str, str]

    def request(self) -> AsyncBoltRequest:
        return AsyncBoltRequest(body=self.body, headers=dict(self.headers))


def press(action: str = PRESSED, value: str = ASK, user: str = USER) -> Signed:
    """A button, pressed now."""
    pressed = _PRESS["actions"][0] | {"action_id": action, "value": value}
    return _form(_PRESS | {"user": _PRESS["user"] | {"id": user}, "actions": [pressed]})


def search(menu: str, typed: str, user: str) -> Signed:
    """Letters in a menu that looks its options up."""
    return _form(
        {
            "type": "block_suggestion",
            "team": _PRESS["team"],
            "user": _PRESS["user"] | {"id": user},
            "api_app_id": _PRESS["api_app_id"],
            "action_id": menu,
            "block_id": "menu",
            "value": typed,
        }
    )


def home_opened(user: str, event_id: str) -> Signed:
    event = {"type": "app_home_opened", "user": user, "channel": CHANNEL, "tab": "home"}
    told = {"type": "event_callback", "team_id": TEAM, "api_app_id": _PRESS["api_app_id"]}
    body = json.dumps(told | {"event": event, "event_id": event_id, "event_time": int(time.time())})
    return _signed(body, "application/json")


def _form(payload: Mapping[str, Any]) -> Signed:
    return _signed(urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded")


def _signed(body: str, content_type: str) -> Signed:
    """Now: Slack's signatures are good for five minutes."""
    timestamp = str(int(time.time()))
    signature = _SIGNER.generate_signature(timestamp=timestamp, body=body)
    if signature is None:
        raise RuntimeError("the payload could not be signed")
    return Signed(
        body,
        {
            "content-type": content_type,
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": signature,
        },
    )
