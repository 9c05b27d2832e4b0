"""The press of a button as Slack sends it, with the head that proves it is Slack's."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
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
_PRESS = {
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
_BODY = urlencode({"payload": json.dumps(_PRESS)})


@dataclass(frozen=True, slots=True)
class Signed:
    """The bytes that every variant is sent alike."""

    body: str
    headers: Mapping[str, str]

    def request(self) -> AsyncBoltRequest:
        return AsyncBoltRequest(body=self.body, headers=dict(self.headers))


def press() -> Signed:
    """Approve, pressed now: Slack's signatures are good for five minutes."""
    timestamp = str(int(time.time()))
    signature = _SIGNER.generate_signature(timestamp=timestamp, body=_BODY)
    if signature is None:
        raise RuntimeError("the press could not be signed")
    return Signed(
        _BODY,
        {
            "content-type": "application/x-www-form-urlencoded",
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": signature,
        },
    )
