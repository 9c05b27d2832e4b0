"""A lunch bot as its own team would write it, from Bolt's documentation: it has never heard of the sandbox.

    SLACK_BOT_TOKEN=… SLACK_APP_TOKEN=… python app.py                               Socket Mode
    SLACK_BOT_TOKEN=… SLACK_SIGNING_SECRET=… PORT=3000 python app.py                HTTP
    SLACK_CLIENT_ID=… SLACK_CLIENT_SECRET=… SLACK_SIGNING_SECRET=… PORT=3000 …      HTTP, for any workspace

SLACK_API_URL is the one thing that differs between Slack and anything that stands in for it.
"""

import logging
import os
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore

SLACK = os.environ.get("SLACK_API_URL", WebClient.BASE_URL)

logging.basicConfig(level=logging.INFO)


def settings_for_any_workspace() -> OAuthSettings | None:
    if "SLACK_CLIENT_ID" not in os.environ:
        return None
    return OAuthSettings(
        client_id=os.environ["SLACK_CLIENT_ID"],
        client_secret=os.environ["SLACK_CLIENT_SECRET"],
        scopes=["chat:write", "commands", "im:history"],
        installation_store=FileInstallationStore(base_dir="./installations"),
        state_store=FileOAuthStateStore(expiration_seconds=600, base_dir="./states"),
        authorization_url=SLACK.removesuffix("api/") + "oauth/v2/authorize",
        install_page_rendering_enabled=False,
    )


app = App(
    token=os.environ.get("SLACK_BOT_TOKEN"),
    signing_secret=os.environ.get("SLACK_SIGNING_SECRET", "not needed in Socket Mode"),
    client=WebClient(token=os.environ.get("SLACK_BOT_TOKEN"), base_url=SLACK),
    oauth_settings=settings_for_any_workspace(),
)


@app.command("/lunch")
def open_form(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    ack()
    client.views_open(
        trigger_id=body["trigger_id"],
        view={
            "type": "modal",
            "callback_id": "lunch_form",
            "private_metadata": body["channel_id"],
            "title": {"type": "plain_text", "text": "Lunch"},
            "submit": {"type": "plain_text", "text": "Suggest"},
            "blocks": [
                {
                    "type": "input",
                    "block_id": "place",
                    "label": {"type": "plain_text", "text": "Where?"},
                    "element": {"type": "plain_text_input", "action_id": "place_input"},
                },
            ],
        },
    )


@app.view("lunch_form")
def suggest(ack: Ack, body: dict[str, Any], view: dict[str, Any], client: WebClient) -> None:
    place = view["state"]["values"]["place"]["place_input"]["value"]
    if len(place) < 3:
        ack(response_action="errors", errors={"place": "Please write at least three letters"})
        return
    ack()
    client.chat_postMessage(
        channel=view["private_metadata"],
        text=f"Lunch at {place}?",
        blocks=[
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": f"<@{body['user']['id']}> suggests *{place}*"},
                "accessory": {
                    "type": "button",
                    "action_id": "join_lunch",
                    "text": {"type": "plain_text", "text": "Count me in"},
                    "value": place,
                },
            },
        ],
    )


@app.action("join_lunch")
def join(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
    ack()
    place = body["actions"][0]["value"]
    client.chat_update(
        channel=body["channel"]["id"],
        ts=body["message"]["ts"],
        text=f"Lunch at {place}: {body['user']['username']} comes",
        blocks=[],
    )
    respond(f"See you at {place}", replace_original=False)


@app.event("app_home_opened")
def show_home(event: dict[str, Any], client: WebClient) -> None:
    client.views_publish(
        user_id=event["user"],
        view={
            "type": "home",
            "blocks": [
                {"type": "section", "text": {"type": "mrkdwn", "text": f"Hungry, <@{event['user']}>?"}}
            ],
        },
    )


@app.message("hello")
def greet(message: dict[str, Any], say: Say, context: BoltContext) -> None:
    say(f"Hi <@{message['user']}>, I am <@{context['bot_user_id']}>")


@app.event("message")
def ignore() -> None:
    """Everything else that is said."""


if __name__ == "__main__":
    if "PORT" in os.environ:
        app.start(port=int(os.environ["PORT"]))
    else:
        SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start()  # type: ignore[no-untyped-call]
