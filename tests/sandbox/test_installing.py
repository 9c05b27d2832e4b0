"""The install page, codes and tokens, several workspaces, and how an installation ends."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from sandbox.errors import NotOnScreen
from tests.sandbox.calls import refusal
from tests.sandbox.companies import CALLBACK, SCOPES, client_of, reinstalled, second
from tests.sandbox.shop import BLOCK, MANIFEST, Json, Shop, button

# The SDK writes its Basic header by a class that aiohttp has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")

PRESSABLE: Json = {"type": "actions", "elements": [button("go", "Go", "1")]}


@pytest.fixture
def open_app(quiet: Shop) -> Shop:
    """The app may be installed by others: it has an address to send them back to, and hears of its end."""
    quiet.sandbox.manifest = {
        **MANIFEST,
        "display_information": {"name": "Shop & Sons"},
        "oauth_config": {**MANIFEST["oauth_config"], "redirect_urls": [CALLBACK]},
        "settings": {"event_subscriptions": {"bot_events": ["app_uninstalled", "tokens_revoked"]}},
    }
    return quiet


def asked(shop: Shop, **more: str) -> dict[str, str]:
    return {
        "client_id": shop.sandbox.installations.client_id,
        "scope": "chat:write,users:read",
        "state": "s-1",
        **more,
    }


async def decide(shop: Shop, decision: str, as_whom: str, **more: str) -> dict[str, list[str]]:
    """What the app is sent back with."""
    form = asked(shop, **more) | {"decision": decision, "as": as_whom}
    session = shop.client.session
    assert session is not None
    address = f"{shop.sandbox.address}/oauth/v2/authorize"
    async with session.post(address, data=form, allow_redirects=False) as answer:
        assert answer.status == 302
        where = urlsplit(answer.headers["location"])
    assert f"{where.scheme}://{where.netloc}{where.path}" == CALLBACK
    return parse_qs(where.query)


async def exchanged(shop: Shop, code: str, **more: Any) -> Json:
    apps = shop.sandbox.installations
    given = {"client_id": apps.client_id, "client_secret": apps.client_secret, "code": code} | more
    answer = await client_of(shop, "").oauth_v2_access(**given)
    assert isinstance(answer.data, dict)
    return answer.data


async def test_the_page_names_the_app_its_scopes_and_who_may_install(
    open_app: Shop, session: aiohttp.ClientSession
) -> None:
    second(open_app, token="")
    address = f"{open_app.sandbox.address}/oauth/v2/authorize"
    async with session.get(address, params=asked(open_app, team="T0TWO")) as answer:
        page = await answer.text()
    assert answer.status == 200
    assert "Shop &amp; Sons asks for access to a workspace" in page
    assert re.findall(r"<li><code>(.*?)</code>", page) == ["chat:write", "users:read"]
    offered = re.findall(r'<option value="(.*?)"( selected)?>', page)
    assert offered == [("T0SHOP/U0ADA", ""), ("T0SHOP/U0BOB", ""), ("T0TWO/U0ZOE", " selected")]
    assert re.findall(r'<button name="decision" value="(.*?)">(.*?)<', page) == [
        ("cancel", "Cancel"),
        ("allow", "Allow"),
    ]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_id": "9.9"}, "invalid_client_id"),
        ({"scope": ""}, "no_scopes"),
        ({"redirect_uri": "https://elsewhere.example/slack/oauth_redirect"}, "bad_redirect_uri"),
        ({"redirect_uri": f"{CALLBACK}ed"}, "bad_redirect_uri"),
    ],
)
async def test_the_page_is_not_shown_to_a_wrong_address(
    open_app: Shop, session: aiohttp.ClientSession, wrong: dict[str, str], error: str
) -> None:
    address = f"{open_app.sandbox.address}/oauth/v2/authorize"
    async with session.get(address, params=asked(open_app, **wrong)) as answer:
        assert (answer.status, f"Error: {error}" in await answer.text()) == (400, True)
    form = asked(open_app, **wrong) | {"decision": "allow", "as": "T0SHOP/U0ADA"}
    async with session.post(address, data=form, allow_redirects=False) as answer:
        assert (answer.status, f"Error: {error}" in await answer.text()) == (400, True)


@pytest.mark.parametrize("whom", ["T0SHOP/U0GUS", "T0SHOP/U0EVE", "T0SHOP/U0NONE", "T0NONE/U0ADA", ""])
async def test_only_members_install(open_app: Shop, session: aiohttp.ClientSession, whom: str) -> None:
    address = f"{open_app.sandbox.address}/oauth/v2/authorize"
    form = asked(open_app) | {"decision": "allow", "as": whom}
    async with session.post(address, data=form, allow_redirects=False) as answer:
        assert (answer.status, "invalid_team" in await answer.text()) == (400, True)


async def test_cancelling_sends_back_without_a_code(open_app: Shop) -> None:
    back = await decide(open_app, "cancel", "T0SHOP/U0ADA")
    assert back == {"error": ["access_denied"], "state": ["s-1"]}


async def test_a_second_workspace_is_installed_into(open_app: Shop) -> None:
    team = second(open_app, token="")
    assert not team.installed
    back = await decide(open_app, "allow", "T0TWO/U0ZOE")
    assert back["state"] == ["s-1"]
    answer = await exchanged(open_app, back["code"][0])
    assert answer | {"access_token": ""} == {
        "ok": True,
        "app_id": "A0RUNG",
        "authed_user": {"id": "U0ZOE"},
        "scope": "chat:write,users:read",
        "token_type": "bot",
        "access_token": "",
        "bot_user_id": "U0BOT2",
        "team": {"id": "T0TWO", "name": "Two"},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    client = client_of(open_app, answer["access_token"])
    assert (await client.auth_test())["team_id"] == "T0TWO"
    await client.chat_postMessage(channel="U0ZOE", text="Hello")
    assert [each.text for each in open_app.sandbox.person("U0ZOE").dm] == ["Hello"]
    assert (await open_app.client.auth_test())["team_id"] == "T0SHOP"


async def test_a_code_is_good_once_and_for_ten_minutes(open_app: Shop) -> None:
    code = (await decide(open_app, "allow", "T0SHOP/U0ADA"))["code"][0]
    await exchanged(open_app, code)
    with pytest.raises(SlackApiError, match="invalid_code"):
        await exchanged(open_app, code)
    late = (await decide(open_app, "allow", "T0SHOP/U0ADA"))["code"][0]
    open_app.sandbox.clock.hand += timedelta(minutes=10, seconds=1)  # type: ignore[attr-defined]
    with pytest.raises(SlackApiError, match="invalid_code"):
        await exchanged(open_app, late)


async def test_the_app_says_who_it_is(open_app: Shop) -> None:
    back = f"{CALLBACK}/again"
    code = open_app.sandbox.installations.code(
        team_id="T0SHOP", user_id="U0ADA", scopes=["chat:write"], redirect_uri=back
    )
    for wrong, error in (
        ({"client_id": "9.9"}, "invalid_client_id"),
        ({"client_id": ""}, "invalid_client_id"),
        ({"client_secret": "guessed"}, "bad_client_secret"),
        ({"grant_type": "password"}, "invalid_grant_type"),
    ):
        with pytest.raises(SlackApiError, match=error):
            await exchanged(open_app, code, **wrong)
    apps = open_app.sandbox.installations
    in_the_body = {"client_id": apps.client_id, "client_secret": apps.client_secret, "code": code}
    answer = await client_of(open_app, "").api_call(
        "oauth.v2.access", data=in_the_body | {"redirect_uri": back}
    )
    assert answer["access_token"] == "xoxb-1"
    assert apps.client_secret not in str(open_app.sandbox.calls)
    other = apps.code(team_id="T0SHOP", user_id="U0ADA", scopes=["chat:write"], redirect_uri=back)
    with pytest.raises(SlackApiError, match="bad_redirect_uri"):
        await exchanged(open_app, other)


async def test_unreadable_credentials_are_no_client(open_app: Shop, session: aiohttp.ClientSession) -> None:
    address = f"{open_app.sandbox.address}/api/oauth.v2.access"
    async with session.post(address, headers={"authorization": "Basic *"}, data={"code": "1"}) as answer:
        assert (await answer.json())["error"] == "invalid_client_id"


async def test_scopes_add_up_until_the_app_is_taken_out(open_app: Shop) -> None:
    again = await decide(open_app, "allow", "T0SHOP/U0ADA", scope="team:read channels:read")
    answer = await exchanged(open_app, again["code"][0])
    assert answer["access_token"] == "xoxb-1"
    assert set(answer["scope"].split(",")) == {*SCOPES, "team:read", "channels:read"}

    await open_app.sandbox.uninstall(open_app.team)
    fresh = await decide(open_app, "allow", "T0SHOP/U0ADA", scope="chat:write")
    answer = await exchanged(open_app, fresh["code"][0])
    assert answer["access_token"] != "xoxb-1"
    assert answer["scope"] == "chat:write"
    assert await refusal(open_app, "auth.test") == "account_inactive"


async def test_scopes_are_those_of_the_installation(open_app: Shop) -> None:
    second(open_app, ["chat:write", "team:read"])
    two = client_of(open_app, "xoxb-2")
    answer = await two.team_info()
    assert answer.headers["x-oauth-scopes"] == "chat:write,team:read"
    with pytest.raises(SlackApiError) as caught:
        await two.users_info(user="U0ZOE")
    told = caught.value.response
    assert (told["error"], told["needed"], told["provided"]) == (
        "missing_scope",
        "users:read",
        "chat:write,team:read",
    )
    assert await refusal(open_app, "team.info") == "missing_scope"
    reinstalled(open_app, "team:read")
    assert (await open_app.client.team_info())["team"]["id"] == "T0SHOP"
    assert await refusal(open_app, "users.info", user="U0ADA") == "missing_scope"


async def test_nothing_crosses_from_one_workspace_to_the_other(open_app: Shop) -> None:
    second(open_app)
    posted = await open_app.client.chat_postMessage(channel="C0ALL", text="Ours")
    for method, arguments, error in (
        ("chat.postMessage", {"channel": "C0ALL", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "U0ADA", "text": "x"}, "user_not_found"),
        ("chat.update", {"channel": "C0ALL", "ts": posted["ts"], "text": "x"}, "channel_not_found"),
        ("conversations.history", {"channel": "C0ALL"}, "channel_not_found"),
        ("conversations.open", {"users": "U0ADA"}, "user_not_found"),
        ("users.info", {"user": "U0ADA"}, "user_not_found"),
        ("views.publish", {"user_id": "U0ADA", "view": {"type": "home", "blocks": []}}, "user_not_found"),
    ):
        assert await refusal(open_app, method, token="xoxb-2", **arguments) == error
    trigger = open_app.sandbox.tickets.trigger("U0ADA", "T0SHOP")
    view = {"type": "modal", "title": {"type": "plain_text", "text": "M"}, "blocks": [BLOCK]}
    stolen = {"trigger_id": trigger, "view": view}
    assert await refusal(open_app, "views.open", token="xoxb-2", **stolen) == "invalid_trigger_id"


@pytest.mark.parametrize("tokens_first", [False, True])
async def test_uninstalling_ends_the_token_and_is_told_in_two_events(
    open_app: Shop, session: aiohttp.ClientSession, *, tokens_first: bool
) -> None:
    sandbox = open_app.sandbox
    sandbox.installations.tokens_first = tokens_first
    client = {"client_id": sandbox.installations.client_id, "client_secret": "guessed"}
    assert await refusal(open_app, "apps.uninstall", **client) == "bad_client_secret"
    assert await refusal(open_app, "apps.uninstall", client_id="9.9") == "invalid_client_id"
    url = f"ws{sandbox.address.removeprefix('http')}/socket/{sandbox.delivery.sockets.ticket()}"
    async with session.ws_connect(url) as socket:
        await socket.receive_json()
        secret = sandbox.installations.client_secret
        await open_app.client.apps_uninstall(client_id=client["client_id"], client_secret=secret)
        heard = []
        for _ in range(2):
            envelope = await socket.receive_json()
            await socket.send_json({"envelope_id": envelope["envelope_id"]})
            assert envelope["payload"]["team_id"] == "T0SHOP"
            heard.append(envelope["payload"]["event"])
    gone: Json = {"type": "app_uninstalled"}
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}}
    assert heard == ([revoked, gone] if tokens_first else [gone, revoked])
    assert await refusal(open_app, "auth.test") == "account_inactive"


async def test_an_app_that_is_gone_hears_nothing_more(open_app: Shop) -> None:
    await open_app.sandbox.uninstall(open_app.team)
    before = len(open_app.sandbox.payloads)
    assert await open_app.sandbox.send_event(open_app.team, {"type": "user_change"}) is None
    await open_app.ada.say("Hello?")
    assert len(open_app.sandbox.payloads) == before


async def test_an_app_that_is_gone_cannot_be_used(open_app: Shop) -> None:
    await open_app.client.chat_postMessage(channel="U0ADA", text="Press", blocks=[PRESSABLE])
    await open_app.sandbox.uninstall(open_app.team)
    before = len(open_app.sandbox.payloads)
    with pytest.raises(NotOnScreen, match="not in Shop Demo any more"):
        await open_app.ada.command("/order")
    with pytest.raises(NotOnScreen, match="not in Shop Demo any more"):
        await open_app.ada.press_label(open_app.ada.dm[0], "Go")
    assert len(open_app.sandbox.payloads) == before


async def test_a_revoked_token_says_so(open_app: Shop) -> None:
    second(open_app)
    open_app.sandbox.installations.end(open_app.team, "token_revoked")
    assert await refusal(open_app, "auth.test") == "token_revoked"
    assert await refusal(open_app, "chat.postMessage", channel="C0ALL", text="x") == "token_revoked"
    assert (await client_of(open_app, "xoxb-2").auth_test())["ok"]


async def test_the_app_level_token_opens_connections_alone(open_app: Shop) -> None:
    assert await refusal(open_app, "auth.test", token="xapp-1") == "not_allowed_token_type"
    assert await refusal(open_app, "apps.connections.open", token="xapp-2") == "invalid_auth"
    opened = await client_of(open_app, "").apps_connections_open(app_token="xapp-1")
    assert opened["url"].startswith("ws://")
    with pytest.raises(SlackApiError, match="not_authed"):
        await client_of(open_app, "").api_call("apps.connections.open")
