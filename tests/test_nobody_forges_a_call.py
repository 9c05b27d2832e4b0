"""Over a real port: what is forged, stale or replayed changes nothing, neither as Slack nor as another system."""

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier
from sqlalchemy import Engine, event, func, select
from standardwebhooks import Webhook as Signing
from starlette.types import Message, Receive, Scope, Send

import app
from bot import webhooks
from bot.kit.vault import Vault
from handlers.rations import BY_DOOR, Rationed, source
from models.audit import Audit
from models.event import Event
from models.message import Message as Row
from models.webhook import Webhook
from tests.test_over_http import opened
from tests.world import SECRET

KEY = "a secret key for the tests"
HOME = {
    "type": "event_callback",
    "team_id": "T0TEST",
    "event_id": "Ev0ONE",
    "event": {"type": "app_home_opened", "user": "U0TOM", "tab": "home"},
}


def as_slack(body: bytes, *, secret: str = SECRET, ago: int = 0) -> dict[str, str]:
    at = str(int(time.time()) - ago)
    signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=body)
    assert signature
    return {
        "content-type": "application/json",
        "x-slack-request-timestamp": at,
        "x-slack-signature": signature,
    }


async def count(rung: app.Rung, table: type) -> int:
    async with rung.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_what_is_not_signed_by_slack_just_now_changes_nothing(sqlite_url: str) -> None:
    async with opened(sqlite_url) as (_, rung, client):
        body = json.dumps(HOME).encode()
        fresh, other = as_slack(body), as_slack(b"{}")
        earlier = as_slack(body, ago=2)["x-slack-request-timestamp"]
        wrong = {
            "forged": as_slack(body, secret="guessed"),
            "stale": as_slack(body, ago=301),
            "of tomorrow": as_slack(body, ago=-301),
            "of another body": fresh | {"x-slack-signature": other["x-slack-signature"]},
            "of another time": fresh | {"x-slack-request-timestamp": earlier},
            "without": {"content-type": "application/json"},
        }
        for name, headers in wrong.items():
            answer = await client.post("/slack/events", content=body, headers=headers)
            assert answer.status_code == 401, name
        assert (await count(rung, Event), await count(rung, Row)) == (0, 0)
        assert (await client.post("/slack/events", content=body, headers=fresh)).status_code == 200
        assert (await count(rung, Event), await count(rung, Row)) == (1, 1)


async def test_a_call_of_slacks_that_is_played_again_is_heard_once(sqlite_url: str) -> None:
    async with opened(sqlite_url) as (_, rung, client):
        body = json.dumps(HOME).encode()
        headers = as_slack(body)
        answers = [await client.post("/slack/events", content=body, headers=headers) for _ in range(3)]
        assert [each.status_code for each in answers] == [200, 200, 200]
        assert await count(rung, Event) == 1
        async with rung.database.reading() as session:
            home = (await session.scalars(select(Row))).one()
        assert home.wanted == 1
        typed = urlencode(
            {"command": "/rung", "text": "workspaces ours", "team_id": "T0TEST", "user_id": "U0TOM"}
        )
        signed = as_slack(typed.encode()) | {"content-type": "application/x-www-form-urlencoded"}
        lines = await count(rung, Audit)
        for _ in range(2):  # of somebody who may not: no replay makes it more
            assert (await client.post("/slack/events", content=typed, headers=signed)).status_code == 200
        assert await count(rung, Audit) == lines


async def hook(rung: app.Rung) -> tuple[Webhook, str]:
    async with rung.database.transaction() as session:
        return await webhooks.add(
            session,
            Vault([KEY]),
            rung.workspace.program_id,
            "status",
            by="operator",
            now=rung.clock.business(),
        )


async def call(
    client: httpx.AsyncClient, key: str, secret: str, *, ago: timedelta = timedelta(), sent: bytes = b""
) -> int:
    body = json.dumps({"kind": "incident", "account": "Nobody Ltd"})
    at = datetime.now(UTC) - ago
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Signing(secret).sign("msg_1", at, body),
    }
    answer = await client.post("/hooks/blocks", params={"key": key}, content=sent or body, headers=headers)
    return answer.status_code


HEARD, UNSIGNED = 422, 401  # there is no such account, which only who is believed is told


async def test_a_forged_or_stale_call_of_another_system_is_refused(sqlite_url: str) -> None:
    async with opened(sqlite_url) as (_, rung, client):
        webhook, secret = await hook(rung)
        guessed = "whsec_Z3Vlc3NlZGd1ZXNzZWRndWVzc2Vk"
        assert await call(client, webhook.id, secret) == HEARD
        assert await call(client, webhook.id, guessed) == UNSIGNED
        assert await call(client, webhook.id, secret, ago=timedelta(minutes=6)) == UNSIGNED
        assert await call(client, webhook.id, secret, ago=-timedelta(minutes=6)) == UNSIGNED
        assert await call(client, webhook.id, secret, sent=b'{"kind": "health"}') == UNSIGNED
        assert await call(client, "0" * 32, secret) == UNSIGNED


async def test_two_secrets_are_good_for_a_week_and_then_the_new_one_alone(database_url: str) -> None:
    async with opened(database_url) as (_, rung, client):
        webhook, first = await hook(rung)

        async def rotated() -> str:
            now, real = rung.clock.business(), rung.clock.real()
            program_id, vault = rung.workspace.program_id, Vault([KEY])
            async with rung.database.transaction() as session:
                fresh, _ = await webhooks.rotate(
                    session, vault, program_id, webhook.id, by="operator", now=now, real=real
                )
            return fresh

        second = await rotated()
        assert [await call(client, webhook.id, each) for each in (first, second)] == [HEARD, HEARD]
        async with rung.database.transaction() as session:
            kept = (await session.scalars(select(Webhook))).one()
            assert kept.former_until is not None
            kept.former_until -= timedelta(days=7, seconds=1)
        assert [await call(client, webhook.id, each) for each in (first, second)] == [UNSIGNED, HEARD]
        third = await rotated()
        answers = [await call(client, webhook.id, each) for each in (first, second, third)]
        assert answers == [UNSIGNED, HEARD, HEARD]


async def test_whoever_is_refused_too_often_is_told_when_to_come_again(sqlite_url: str) -> None:
    async with opened(sqlite_url) as (_, _, client):
        refused = 0
        while (answer := await client.post("/hooks/blocks", content=b"{}")).status_code == UNSIGNED:
            refused += 1
            assert refused < 20 * BY_DOOR["/hooks"].burst  # it fills again meanwhile, a call a second
        assert refused >= BY_DOOR["/hooks"].burst
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "1"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert (await client.get("/metrics")).status_code == 200  # another door
        body = json.dumps(HOME).encode()
        assert (await client.post("/slack/events", content=body, headers=as_slack(body))).status_code == 200


async def test_what_is_signed_is_never_held_up(sqlite_url: str) -> None:
    async with opened(sqlite_url) as (_, _, client):
        body = json.dumps(HOME).encode()
        headers = as_slack(body)
        for _ in range(BY_DOOR["/slack/events"].burst // 50 + 1):
            answers = await asyncio.gather(
                *(client.post("/slack/events", content=body, headers=headers) for _ in range(50))
            )
            assert {each.status_code for each in answers} == {200}


async def test_whoever_keeps_us_running_always_gets_an_answer(sqlite_url: str) -> None:
    """Also where everybody comes from one address, and somebody uses up what that may ask."""
    async with opened(sqlite_url) as (_, _, client):
        while (await client.get("/nowhere")).status_code != 429:
            pass
        looks: list[str] = []

        def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            looks.extend([statement] if "alembic_version" in statement else [])

        event.listen(Engine, "before_cursor_execute", hear)
        try:
            probes = [client.get(path) for path in ("/healthz", "/readyz") for _ in range(200)]
            answers = await asyncio.gather(*probes)
        finally:
            event.remove(Engine, "before_cursor_execute", hear)
        assert {each.status_code for each in answers} == {200}
        assert 0 < len(looks) < 200  # who asks together is answered together


def scope(client: str, forwarded: str = "") -> dict[str, Any]:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    return {"type": "http", "client": (client, 1), "headers": headers, "path": "/metrics"}


@pytest.mark.parametrize(
    ("peer", "said", "proxies", "found"),
    [
        ("198.51.100.7", "", 0, "198.51.100.7"),
        ("198.51.100.7", "203.0.113.9", 0, "198.51.100.7"),  # nobody is believed
        ("10.0.0.1", "203.0.113.9", 1, "203.0.113.9"),
        ("10.0.0.1", "1.2.3.4, 203.0.113.9", 1, "203.0.113.9"),  # the caller wrote the first one
        ("10.0.0.1", "1.2.3.4, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9", 2, "10.0.0.1"),  # one of the proxies was gone round
        ("10.0.0.1", "nonsense" * 99, 1, "?"),
        ("10.0.0.1", "203.0.113.9:51515", 1, "203.0.113.9"),
        ("10.0.0.1", "[2001:db8:1:2:3:4:5:6]:443", 1, "2001:db8:1:2::/64"),
        ("10.0.0.1", "2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.7", "", 0, "198.51.100.7"),
    ],
)
def test_a_source_is_what_our_own_proxies_say(peer: str, said: str, proxies: int, found: str) -> None:
    assert source(scope(peer, said), proxies) == found


async def test_a_million_sources_cost_no_more_memory_than_a_few() -> None:
    async def nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
        pass

    async def never() -> Message:
        raise AssertionError

    async def unsaid(_message: Message) -> None:
        raise AssertionError

    rationed = Rationed(nothing, proxies=0, most=100)
    for number in range(1_000):
        await rationed(scope(f"198.51.{number // 250}.{number % 250}"), never, unsaid)
    assert len(rationed._buckets) == 100
