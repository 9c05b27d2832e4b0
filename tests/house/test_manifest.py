"""app.yaml asks of Slack exactly what the code uses, no more and no less."""

import ast
import inspect
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

import app
from bot.kit.ids import SlackEvent
from handlers import install, routes
from handlers.payloads import Kind
from tests.house.tree import sources

# What Slack's reference says of each method and event that the code uses.
METHOD_SCOPES: dict[str, set[str]] = {
    "apps_connections_open": set(),  # by the app-level token, with connections:write
    "auth_test": set(),
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    # After a post whose answer was lost: did it arrive? Read where Rung writes, and nowhere else.
    "conversations_history": {"im:history", "channels:history", "groups:history", "mpim:history"},
    "conversations_info": {"channels:read", "groups:read"},  # of the programme's channel
    "conversations_open": {"im:write", "mpim:write"},  # two customers who meet: a group
    "files_info": {"files:read"},
    "oauth_v2_access": set(),  # by the app's own secret
    "usergroups_list": {"usergroups:read"},
    "usergroups_users_list": {"usergroups:read"},
    "users_info": {"users:read", "users:read.email"},
    "users_lookupByEmail": {"users:read.email"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
EVENT_SCOPES: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_uninstalled": set(),
    "file_shared": {"files:read"},
    "message.im": {"im:history"},
    "tokens_revoked": set(),
    "user_change": {"users:read"},
}
METHODS = {
    name
    for name, _ in inspect.getmembers(AsyncWebClient, inspect.iscoroutinefunction)
    if not name.startswith("_")
}


@pytest.fixture(scope="module")
def manifest() -> Any:
    return yaml.safe_load(app.MANIFEST.read_text("utf-8"))


def heard(kind: Kind) -> set[str]:
    return {str(id_) for known, id_ in routes.build() if known is kind}


def called() -> set[str]:
    """Slack methods that the code names, called at once or kept in a variable first."""
    return {
        node.attr
        for _, tree in sources("bot", "handlers")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in METHODS
    }


def test_commands_are_those_that_are_heard(manifest: Any) -> None:
    declared = [each["command"] for each in manifest["features"]["slash_commands"]]
    assert sorted(declared) == sorted(heard(Kind.COMMAND))


def test_shortcuts_are_those_that_are_heard(manifest: Any) -> None:
    declared = [each["callback_id"] for each in manifest["features"]["shortcuts"]]
    assert sorted(declared) == sorted(heard(Kind.SHORTCUT))


def test_events_are_those_that_are_heard(manifest: Any) -> None:
    declared = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert sorted(declared) == sorted(heard(Kind.EVENT))


def test_each_method_and_event_of_the_code_has_its_scopes_written_down() -> None:
    assert called() == set(METHOD_SCOPES)
    assert heard(Kind.EVENT) == set(EVENT_SCOPES)


def test_scopes_are_those_that_the_code_needs(manifest: Any) -> None:
    needed = set().union(*(METHOD_SCOPES[method] for method in called()))
    needed = needed.union(*(EVENT_SCOPES[event] for event in heard(Kind.EVENT)))
    if heard(Kind.COMMAND) or heard(Kind.SHORTCUT):
        needed.add("commands")
    assert manifest["oauth_config"]["scopes"] == {"bot": sorted(needed)}


def test_slack_sends_browsers_back_to_where_they_are_heard(manifest: Any) -> None:
    (address,) = manifest["oauth_config"]["redirect_urls"]
    assert urlsplit(address).path == install.BACK
    assert address.startswith("https://")


def test_what_is_pressed_opened_and_written_to_is_switched_on(manifest: Any) -> None:
    tabs = manifest["features"]["app_home"]
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert tabs["home_tab_enabled"] is ("views_publish" in called())
    assert tabs["messages_tab_enabled"] is ("chat_postMessage" in called())
    assert tabs["messages_tab_read_only_enabled"] is not (SlackEvent.WROTE in heard(Kind.EVENT))
