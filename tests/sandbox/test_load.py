"""What the load driver counts is what the app counts, which knows it best."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import aiohttp
import httpx
import pytest
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.clock import TimeMachine
from sandbox.load import Pace, Script, Tally, Visitor, drive, share_within
from sandbox.people import User
from sandbox.person import Person
from sandbox.server import Sandbox, serve
from tests.sandbox.shop import MANIFEST, Json, button, field_of, modal

PRESSES = 36
TAKES = 0.02  # seconds that the app thinks about a press
OFFER = [{"type": "actions", "elements": [button("take", "Take", "1"), button("look", "Look", "1")]}]
FORM = modal(
    "How many",
    [field_of("many", {"type": "number_input", "action_id": "count", "is_decimal_allowed": False})],
)


@dataclass
class Stall:
    """An app that refuses each third press and drops each fourth; `did` is what it did, by its own count."""

    sandbox: Sandbox
    people: list[Person]
    did: Counter[str] = field(default_factory=Counter)
    pressers: list[str] = field(default_factory=list)

    def cast(self, script: Script) -> Sequence[tuple[Person, Script]]:
        return [(person, script) for person in self.people]


def listen(app: AsyncApp, stall: Stall, client: AsyncWebClient) -> None:
    @app.action("take")
    async def take(ack: AsyncAck, body: Json, respond: AsyncRespond) -> None:
        stall.pressers.append(body["user"]["id"])
        number = len(stall.pressers)
        await asyncio.sleep(TAKES)
        if number % 4 == 0:
            stall.did["dropped"] += 1
            raise RuntimeError("on purpose")
        if number % 3 == 0:
            stall.did["refused"] += 1
            await respond("Sorry, sold out.", replace_original=False)
        else:
            stall.did["taken"] += 1
            await client.chat_postMessage(channel=body["user"]["id"], text="It is yours.")
        await ack()

    @app.command("/order")
    async def order(ack: AsyncAck, body: Json) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @app.view("order")
    async def ordered(ack: AsyncAck, body: Json) -> None:
        many = int(body["view"]["state"]["values"]["many"]["count"]["value"])
        stall.did["too many" if many > 3 else "ordered"] += 1
        await (ack(response_action="errors", errors={"many": "Too many"}) if many > 3 else ack())


@pytest.fixture
async def stall() -> AsyncIterator[Stall]:
    sandbox = Sandbox(manifest=MANIFEST, clock=TimeMachine(), signing_secret="secret", app_token="xapp-1")
    team = sandbox.add_workspace(team_id="T0STALL", name="Stall", bot_token="xoxb-1", bot_user_id="U0BOT")
    for number in range(4):
        team.add_user(User(id=f"U{number}", name=f"person{number}"))
    async with serve(sandbox) as address, aiohttp.ClientSession() as session:
        client = AsyncWebClient(token="xoxb-1", base_url=f"{address}/api/", session=session)
        app = AsyncApp(client=client, signing_secret="secret", process_before_response=True)
        stall = Stall(sandbox, [sandbox.person(each) for each in team.users])
        listen(app, stall, client)
        for person in stall.people:
            await client.chat_postMessage(channel=person.id, text="An offer", blocks=OFFER)
        transport = httpx.ASGITransport(app=AsyncSlackRequestHandler(app))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://stall") as bot:
            sandbox.deliver_by_http("http://stall/slack/events", bot)
            yield stall


async def press(visitor: Visitor) -> None:
    await visitor.press("Take")


async def press_and_wait(visitor: Visitor) -> None:
    had = len(visitor.person.dm)
    await visitor.press("Take")
    await visitor.sees(lambda: len(visitor.person.dm) > had)


def refuses(text: str) -> bool:
    return text.startswith("Sorry")


async def test_acts_are_counted_as_the_app_counts_them(stall: Stall) -> None:
    tally = await drive(stall.sandbox, stall.cast(press), Pace(500, PRESSES), refusal=refuses)
    assert stall.did == {"taken": 18, "refused": 9, "dropped": 9}
    assert (tally.acknowledged, tally.refused, tally.failed) == (18, 9, 9)
    assert (tally.turns, tally.done, tally.stopped) == (PRESSES, PRESSES, [])
    assert len(tally.acks) == 27
    assert TAKES <= share_within(tally.acks, 50) <= share_within(tally.acks, 99) <= max(tally.acks)
    assert tally.late > 0


async def test_what_is_waited_for_is_timed_and_missed_where_it_does_not_come(stall: Stall) -> None:
    pace = Pace(500, 8, patience=0.5)
    tally = await drive(stall.sandbox, stall.cast(press_and_wait)[:1], pace, refusal=refuses)
    assert stall.did == {"taken": 4, "refused": 2, "dropped": 2}
    assert (len(tally.waits), tally.unseen, len(tally.stopped)) == (4, 4, 4)
    assert all(TAKES <= each < 0.5 for each in tally.waits)


async def test_a_form_with_errors_is_a_refusal_and_what_is_not_there_stops_a_turn(stall: Stall) -> None:
    async def order(visitor: Visitor) -> None:
        await visitor.command("/order")
        await visitor.person.fill(many=visitor.random.choice(["2", "7"]))
        await visitor.do(visitor.person.submit())
        await visitor.press("Give back")

    tally = await drive(stall.sandbox, stall.cast(order), Pace(500, 12))
    assert tally.refused == stall.did["too many"] > 0
    assert tally.acknowledged == 12 + stall.did["ordered"] > 12
    assert tally.stopped == ["Nothing offers “Give back”"] * 12


async def test_the_same_seed_gives_the_same_run(stall: Stall) -> None:
    async def run(seed: int) -> tuple[set[tuple[str, float]], Tally]:
        chosen: set[tuple[str, float]] = set()

        async def choose(visitor: Visitor) -> None:
            chosen.add((visitor.person.id, visitor.random.random()))
            await visitor.press("Take")

        tally = await drive(stall.sandbox, stall.cast(choose), Pace(500, 12, seed=seed))
        return chosen, tally

    first, _ = await run(1)
    again, tally = await run(1)
    other, _ = await run(2)
    assert first == again
    assert first.isdisjoint(other)
    assert len(first) == 12
    assert tally.refused == 0, "without a word for it, a private answer is no refusal"


def test_turns_come_by_chance_or_evenly() -> None:
    assert list(Pace(4, 3, evenly=True).moments()) == [0.25, 0.5, 0.75]
    moments = list(Pace(50, 5_000, seed=7).moments())
    assert moments == list(Pace(50, 5_000, seed=7).moments()) != list(Pace(50, 5_000, seed=8).moments())
    assert moments[-1] == pytest.approx(100, rel=0.1)
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert share_within(gaps, 50) == pytest.approx(0.6931 / 50, rel=0.1)
