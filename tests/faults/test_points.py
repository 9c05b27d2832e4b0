"""Each point at which a replica kills itself is where it says: what is left behind shows it."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from models.message import Message, MessageKind, MessageState
from models.reference import Reference, ReferenceState
from sandbox.delivery import Answer
from tests.faults.points import Point
from tests.faults.replica import replicas
from tests.faults.stage import Stage, stage

LEASE = 600.0  # seconds: whatever a replica held is still there to be seen

pytestmark = pytest.mark.timeout(300)


@dataclass(frozen=True)
class Left:
    """What is left of a seller's *Ask for me*, during which the replica died."""

    answer: Answer
    state: ReferenceState
    sending: list[Message]
    posted: set[str]  # rows that Slack shows


@asynccontextmanager
async def killed(url: str, point: Point) -> AsyncIterator[Left]:
    async with stage(url, 1, lease=LEASE) as scene:
        with replicas(1, **scene.given) as (replica,):
            replica.start(point)
            await scene.connected()
            await scene.rest()
            (seller,) = (user for user, deals in scene.crowd.company.deals.items() if deals)
            person = scene.sandbox.person(seller, scene.team.id)
            await person.command("/reference")
            options = await person.search("deal", "Prospect")
            await person.fill(deal=options[0]["value"], activity="reference_call", needed_on="2026-03-20")
            await person.submit()
            replica.arm()
            answer = await person.submit()
            assert await replica.died() == -signal.SIGKILL
            yield await _left(scene, answer)


async def _left(scene: Stage, answer: Answer) -> Left:
    async with scene.database.reading() as session:
        (reference,) = await session.scalars(select(Reference))
        rows = (await session.scalars(select(Message).where(Message.kind != MessageKind.HOME))).all()
    payloads = (
        (message.metadata or {}).get("event_payload", {})
        for channel in scene.team.channels.values()
        for message in channel.messages.values()
    )
    posted = {payload["message"] for payload in payloads if "message" in payload}
    return Left(answer, reference.state, [row for row in rows if row.state is MessageState.SENDING], posted)


async def test_before_the_commit(sqlite_url: str) -> None:
    async with killed(sqlite_url, Point("commit", "before")) as left:
        assert left.answer.error
        assert left.state is ReferenceState.DRAFT


async def test_after_the_commit(sqlite_url: str) -> None:
    async with killed(sqlite_url, Point("commit", "after")) as left:
        assert left.answer.error
        assert left.state is ReferenceState.LOOKING


async def test_before_the_acknowledgement(sqlite_url: str) -> None:
    async with killed(sqlite_url, Point("ack", "before")) as left:
        assert left.answer.error
        assert left.state is ReferenceState.LOOKING


async def test_after_the_acknowledgement(sqlite_url: str) -> None:
    async with killed(sqlite_url, Point("ack", "after")) as left:
        assert left.answer.error is None
        assert left.state is ReferenceState.LOOKING


async def test_before_the_claim(database_url: str) -> None:
    async with killed(database_url, Point("claim", "before")) as left:
        assert left.state is ReferenceState.LOOKING
        assert left.sending == []
        assert left.posted == set()


async def test_after_the_claim(database_url: str) -> None:
    async with killed(database_url, Point("claim", "after")) as left:
        assert [row for row in left.sending if row.claimed_at or row.ts] == []
        assert left.sending != []
        assert left.posted == set()


async def test_before_the_post(database_url: str) -> None:
    async with killed(database_url, Point("post", "before")) as left:
        begun = [row for row in left.sending if row.claimed_at]
        assert begun != []
        assert {row.ts for row in left.sending} == {None}
        assert left.posted == set()


async def test_after_the_post(database_url: str) -> None:
    async with killed(database_url, Point("post", "after")) as left:
        in_doubt = {row.id for row in left.sending if row.claimed_at and row.ts is None}
        assert left.posted != set()
        assert left.posted <= in_doubt
