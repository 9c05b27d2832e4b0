"""A signed call blocks an account, or says how it is: once, in any order, and seen on the cards that are open."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from standardwebhooks import Webhook as Signing

from bot import webhooks
from bot.kit.vault import Vault
from models.account import Account, Health
from models.audit import Audit
from models.block import Block, BlockKind
from models.webhook import Webhook
from tests.behind import rows
from tests.world import World

INCIDENT = {"kind": "incident", "account": "nordlicht pay", "reference": "INC-7"}


class StatusPage:
    """Another system, with the key that an operator made for it."""

    def __init__(self, world: World, webhook: Webhook, secret: str) -> None:
        self.world, self.webhook, self.secret = world, webhook, secret
        self.calls = 0

    async def call(
        self,
        fact: dict[str, Any] | str | bytes,
        *,
        name: str | None = None,
        at: datetime | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> httpx.Response:
        """Say something; `headers` replace those of the signature."""
        self.calls += 1
        body = json.dumps(fact) if isinstance(fact, dict) else fact
        text = body if isinstance(body, str) else body.decode(errors="replace")
        at, name = at or self.world.clock.real(), name or f"msg_{self.calls}"
        signed = {
            "webhook-id": name,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": Signing(self.secret).sign(name, at, text),
        }
        given = {key: value for key, value in (signed | dict(headers)).items() if value}
        answer = await self.knock(body, given)
        await self.world.quiet()
        return answer

    async def knock(
        self, body: str | bytes, headers: dict[str, str], key: str | None = None
    ) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.world.rung.web)
        async with httpx.AsyncClient(transport=transport, base_url="http://rung.test") as client:
            place = {"key": self.webhook.id if key is None else key}
            return await client.post("/hooks/blocks", params=place, content=body, headers=headers)


async def status_page(world: World, name: str = "status page") -> StatusPage:
    vault = Vault(world.rung.settings.keys)
    async with world.rung.database.transaction() as session:
        webhook, secret = await webhooks.add(
            session, vault, world.program_id, name, by="operator", now=world.clock.business()
        )
    return StatusPage(world, webhook, secret)


async def blocks(world: World) -> list[tuple[str, datetime, datetime | None]]:
    found = await rows(world, Block, kind=BlockKind.INCIDENT, source="status page")
    return [(block.reference or "", block.since, block.until) for block in found]


async def account(world: World, name: str = "Nordlicht Pay") -> Account:
    (found,) = await rows(world, Account, name=name)
    return found


async def test_an_open_card_says_it_at_once_and_nobody_there_is_asked(world: World) -> None:
    page = await status_page(world)
    await world.request(world.tom)
    assert "incident" not in world.text(await world.see(world.anna, "May we ask Priya Raman"))
    answer = await page.call(INCIDENT)
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "result": "taken"})
    card = await world.see(world.anna, "May we ask Priya Raman")
    assert "Has a severe incident open (status page, 2 March, today)." in world.text(card)
    await world.anna.press_label(card, "Approve")
    await world.quiet()
    assert world.priya.dm == []
    assert "Nordlicht" not in await world.shortlist(world.sofia, "Fjord", activity="reference_call")


async def test_what_no_database_keeps_is_left_out(world: World) -> None:
    page = await status_page(world)
    assert (await page.call(INCIDENT | {"reference": "INC\0-7"})).json()["result"] == "taken"
    assert [reference for reference, _, _ in await blocks(world)] == ["INC-7"]


async def test_what_is_over_no_longer_blocks(world: World) -> None:
    page = await status_page(world)
    began = world.clock.business() - timedelta(hours=3)
    await page.call(INCIDENT | {"since": began.isoformat()})
    assert await blocks(world) == [("INC-7", began, None)]
    await page.call(INCIDENT | {"over": True})
    ((_, since, until),) = await blocks(world)
    assert since == began
    assert until is not None
    assert began < until <= world.clock.business()
    await world.request(world.tom)
    await world.see(world.anna, "May we ask Priya Raman")


async def test_a_call_delivered_again_is_heard_once(world: World) -> None:
    page = await status_page(world)
    first = await page.call(INCIDENT, name="msg_a")
    again = await page.call(INCIDENT, name="msg_a")
    assert first.json()["result"] == "taken"
    assert (again.status_code, again.json()["result"]) == (200, "heard before")
    assert len(await blocks(world)) == 1
    told = await rows(world, Audit, verb="incident_told")
    assert [(row.actor, row.subject) for row in told] == [(page.webhook.id, (await account(world)).id)]


async def test_the_same_call_twice_at_once_is_one(world: World) -> None:
    page = await status_page(world)
    answers = await asyncio.gather(*(page.call(INCIDENT, name="msg_a") for _ in range(4)))
    assert sorted(answer.json()["result"] for answer in answers) == ["heard before"] * 3 + ["taken"]
    assert len(await blocks(world)) == 1


async def test_calls_that_overtake_each_other_leave_what_is_newer(world: World) -> None:
    page = await status_page(world)
    now = world.clock.business()
    opened, over = (now - timedelta(minutes=9)).isoformat(), (now - timedelta(minutes=2)).isoformat()
    await page.call(INCIDENT | {"over": True, "known_at": over})
    late = await page.call(INCIDENT | {"known_at": opened})
    assert late.json() == {"ok": True, "result": "something newer is known"}
    ((_, since, until),) = await blocks(world)
    assert since == until


async def test_two_incidents_end_each_by_itself(world: World) -> None:
    page = await status_page(world)
    await page.call(INCIDENT)
    await page.call(INCIDENT | {"reference": "INC-8"})
    await page.call(INCIDENT | {"over": True})
    assert [(name, until is None) for name, _, until in await blocks(world)] == [
        ("INC-7", False),
        ("INC-8", True),
    ]


async def test_health_is_kept_with_its_day_and_the_newest_wins(world: World) -> None:
    page = await status_page(world)
    await world.request(world.tom)
    red = {"kind": "health", "domain": "nordlicht.example", "health": "red"}
    assert (await page.call(red)).json()["result"] == "taken"
    card = world.text(await world.see(world.anna, "May we ask Priya Raman"))
    assert "Health: red, as of 2 March" in card
    week_ago = (world.clock.business() - timedelta(days=7)).isoformat()
    older = await page.call(red | {"health": "green", "known_at": week_ago})
    assert older.json()["result"] == "something newer is known"
    assert (await account(world)).health is Health.RED


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        ({"kind": "incident", "account": "Nobody Ltd"}, "There is no account Nobody Ltd."),
        ({"kind": "incident", "account": "Nobody\0 Ltd"}, "There is no account Nobody Ltd."),
        ({"kind": "incident", "domain": "\0"}, "send the account's name or its domain."),
        ({"kind": "incident"}, "send the account's name or its domain."),
        ({"kind": "incident", "account": "a", "domain": "b"}, "send the account's name or its domain."),
        ({"kind": "health", "account": "Nordlicht Pay"}, "health (green, amber or red) goes with the kind"),
        ({"kind": "incident", "account": "Nordlicht Pay", "health": "red"}, "goes with the kind health."),
        ({"kind": "party", "account": "Nordlicht Pay"}, "kind: Input should be"),
        ({"kind": "conflict", "account": "Nordlicht Pay"}, "kind: Input should be"),
        (INCIDENT | {"known_at": "2031-01-01T00:00:00Z"}, "known_at lies in the future."),
        (INCIDENT | {"known_at": "2026-03-01T00:00:00"}, "known_at: "),
        (
            INCIDENT | {"since": "2026-03-01T00:00:00Z", "until": "2026-02-01T00:00:00Z"},
            "until has to be later than since.",
        ),
        (INCIDENT | {"severity": "high"}, "severity: Extra inputs are not permitted."),
        (INCIDENT | {"account": "N" * 201}, "account: "),
        ("not json", "Invalid JSON"),
        ("[1]", "Input should be"),
        ("", "Invalid JSON"),
    ],
)
async def test_what_makes_no_sense_is_refused_in_a_sentence_and_changes_nothing(
    world: World, fact: dict[str, Any] | str, sentence: str
) -> None:
    page = await status_page(world)
    answer = await page.call(fact)
    assert answer.status_code == 422
    assert sentence in answer.json()["error"]
    assert await blocks(world) == []
    # A refused call was not heard: mended, the same one is taken.
    assert (await page.call(INCIDENT, name="msg_1")).json()["result"] == "taken"


async def test_a_domain_of_two_accounts_names_neither(world: World) -> None:
    page = await status_page(world)
    async with world.rung.database.transaction() as session:
        other = (await session.scalars(select(Account).where(Account.name == "Talerhaus"))).one()
        other.domain = "Nordlicht.example"
    answer = await page.call({"kind": "incident", "domain": "nordlicht.example"})
    assert answer.json()["error"] == (
        "2 accounts have the domain nordlicht.example. Send the account's name."
    )


NOT_SIGNED = "The signature is missing, wrong or older than five minutes. Nothing was changed."


@pytest.mark.parametrize(
    "forged",
    [
        {"webhook-signature": "v1,aGVsbG8="},
        {"webhook-signature": "v1,!"},
        {"webhook-signature": "hello"},
        {"webhook-signature": ""},
        {"webhook-id": "another"},
        {"webhook-id": ""},
        {"webhook-id": "x" * 256},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "1e400"},
        {"webhook-timestamp": ""},
    ],
)
async def test_a_forged_signature_is_refused(world: World, forged: dict[str, str]) -> None:
    page = await status_page(world)
    answer = await page.call(INCIDENT, headers=forged)
    assert (answer.status_code, answer.json()) == (401, {"ok": False, "error": NOT_SIGNED})
    assert await blocks(world) == []


@pytest.mark.parametrize("minutes", [-6, 6])
async def test_a_stale_or_early_signature_is_refused(world: World, minutes: int) -> None:
    page = await status_page(world)
    answer = await page.call(INCIDENT, at=datetime.now(UTC) + timedelta(minutes=minutes))
    assert answer.status_code == 401
    assert await blocks(world) == []


async def test_a_body_that_was_changed_on_the_way_is_refused(world: World) -> None:
    page = await status_page(world)
    at = world.clock.real()
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Signing(page.secret).sign("msg_1", at, json.dumps(INCIDENT)),
    }
    changed = json.dumps(INCIDENT | {"account": "Talerhaus"})
    assert (await page.knock(changed, headers)).status_code == 401
    assert (await page.knock(b"\xff\xfe", headers)).status_code == 401
    assert (await page.knock(json.dumps(INCIDENT), headers, key="")).status_code == 401
    for key in ("f" * 32, f"{page.webhook.id}\0é"):
        assert (await page.knock(json.dumps(INCIDENT), headers, key=key)).status_code == 401
    assert (await page.knock(json.dumps(INCIDENT), headers)).status_code == 200


async def test_a_retired_key_opens_nothing_and_another_systems_key_does(world: World) -> None:
    page, billing = await status_page(world), await status_page(world, "billing")
    async with world.rung.database.transaction() as session:
        await webhooks.retire(
            session, world.program_id, page.webhook.id, by="operator", now=world.clock.business()
        )
    assert (await page.call(INCIDENT)).status_code == 401
    overdue = {"kind": "overdue_invoice", "account": "Nordlicht Pay"}
    assert (await billing.call(overdue)).json()["result"] == "taken"


async def test_a_body_without_end_is_read_no_further(world: World) -> None:
    page = await status_page(world)
    answer = await page.call(INCIDENT | {"reference": "x" * 70_000})
    assert (answer.status_code, answer.json()["error"]) == (413, "A call has 65,536 bytes at most.")
