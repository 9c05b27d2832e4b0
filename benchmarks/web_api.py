"""Slack's Web API as the sandbox answers it: calls for each second of the server's own processor time."""

import asyncio
import json
import time
from collections.abc import Iterator
from itertools import count, cycle
from typing import Any
from urllib.parse import urlencode, urlsplit

import psutil

from benchmarks.apart import MANY, TOKEN, sandbox_apart
from benchmarks.results import Result
from tests.views.gallery import everything
from tests.views.people import Names

CALLERS = 8
WARM_UP, CALLS = 400, 4_000
LEAST_A_SECOND = 500
PAGE = 200

Body = dict[str, Any]
Call = tuple[str, Body]


class Caller:
    """One connection, kept open, and no client library: the caller is to cost less than the server."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str) -> None:
        self._reader, self._writer, self._token = reader, writer, token

    @classmethod
    async def at(cls, address: str, token: str = TOKEN) -> "Caller":
        place = urlsplit(address)
        return cls(*await asyncio.open_connection(place.hostname, place.port), token)

    async def call(self, method: str, body: Body, *, form: bool = False) -> Body:
        """`form`: for the methods that read no JSON."""
        content = (urlencode(body) if form else json.dumps(body)).encode()
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        head = (
            f"POST /api/{method} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {self._token}\r\n"
            f"content-type: {kind}\r\ncontent-length: {len(content)}\r\n\r\n"
        )
        self._writer.write(head.encode() + content)
        answered = (await self._reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(answered.partition("content-length:")[2].partition("\r\n")[0])
        said: Body = json.loads(await self._reader.readexactly(length))
        if not said["ok"]:
            raise RuntimeError(f"{method}: {said}")
        return said

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


class Mix:
    """What an outbox sends: a card posted, redrawn, and now and then a Home page; every surface Rung has, in turn."""

    def __init__(self) -> None:
        drawn = everything(Names())
        self._messages = cycle([each for each in drawn if each.kind == "message"])
        self._homes = cycle([each.view for each in drawn if each.kind == "home"])
        self._people = (f"U{each % MANY:05}" for each in count())

    def __iter__(self) -> Iterator[list[Call]]:
        """Endless rounds, each of calls about one person: two posts, two updates, and in each fifth a Home."""
        for number in count():
            user = next(self._people)
            calls: list[Call] = []
            for method in ("chat.postMessage", "chat.update") * 2:
                shown = next(self._messages)
                calls.append((method, {"channel": user, "text": shown.text, "blocks": shown.blocks}))
            if number % 5 == 0:
                calls.append(("views.publish", {"user_id": user, "view": next(self._homes)}))
            yield calls


async def measure() -> tuple[list[Result], list[str]]:
    async with sandbox_apart() as (address, process):
        callers = [await Caller.at(address) for _ in range(CALLERS)]
        try:
            rounds = iter(Mix())
            await _press(callers, rounds, WARM_UP)
            before, began = _seconds(process), time.perf_counter()
            made = await _press(callers, rounds, CALLS)
            wall, own = time.perf_counter() - began, _seconds(process) - before
            listed = await _list(callers[0])
        finally:
            for caller in callers:
                await caller.close()
    results = [
        Result(
            f"{LEAST_A_SECOND} Web API calls: the sandbox's processor time",
            own / made * LEAST_A_SECOND,
            "s",
            1.0,
        ),
        Result(f"`users.list` of {MANY:,} by pages of {PAGE}", listed, "s", 1.0),
    ]
    return results, [
        f"the sandbox: {made / own:.0f} calls for each processor second, {made / wall:.0f} a second by the clock"
    ]


async def _press(callers: list[Caller], rounds: Iterator[list[Call]], least: int) -> int:
    """As many calls, or a few more; how many."""
    made = 0

    async def drive(caller: Caller) -> None:
        nonlocal made
        while made < least:
            posted: Body = {}
            for method, body in next(rounds):
                made += 1
                said = await caller.call(method, body | (posted if method == "chat.update" else {}))
                posted = {key: said[key] for key in ("channel", "ts") if key in said}

    await asyncio.gather(*map(drive, callers))
    return made


async def _list(caller: Caller) -> float:
    began, cursor, found = time.perf_counter(), "", 0
    while True:
        said = await caller.call("users.list", {"limit": PAGE, "cursor": cursor}, form=True)
        found += sum(not each["is_bot"] for each in said["members"])
        cursor = said["response_metadata"]["next_cursor"]
        if not cursor:
            break
    if found != MANY:
        raise RuntimeError(f"users.list gave {found} of {MANY} people")
    return time.perf_counter() - began


def _seconds(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system)
