"""`make newcomer`: how long it takes from nothing to the first yes, by two commands: git clone, make demo."""

import asyncio
import os
import re
import time
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from benchmarks.results import Result, show

ROOT = Path(__file__).resolve().parent.parent
TARGET = 600.0  # seconds of machine time
DEMO_WITHIN = 540.0
PATIENCE = 60.0
TRIES = 5


class Page:
    """Somebody at the demo's page: what it shows and what can be done there, over the same HTTP."""

    def __init__(self, client: httpx.AsyncClient, user: str) -> None:
        self._client, self._user = client, user

    async def act(self, kind: str, **what: Any) -> dict[str, Any]:
        """Do it, and do it again where a busy machine took longer than Slack waits, as people would."""
        said: dict[str, Any] = {}
        for _ in range(TRIES):
            answer = await self._client.post("/sandbox/act", json={"user": self._user, "type": kind, **what})
            said = answer.json()
            if said["ok"]:
                return said
            if "did not respond" not in said["error"]:
                break
        raise RuntimeError(f"{self._user}, {kind}: {said}")

    async def press(self, label: str) -> None:
        """Press the button with this label, as soon as some message has it."""
        channel, message, button = await self._until(
            lambda text, each: (each, label) if label in text else None
        )
        await self.act("press", where="message", channel=channel, ts=message, **button)

    async def sees(self, words: str) -> None:
        await self._until(lambda text, _: ({}, "") if words in text else None)

    async def _until(self, wanted: Any) -> tuple[str, str, dict[str, Any]]:
        async with asyncio.timeout(PATIENCE):
            while True:
                for channel, message in await self._messages():
                    found = wanted(str(message), message)
                    button = _button(message, found[1]) if found else None
                    if found and (button is not None or not found[1]):
                        return channel, message["ts"], button or {}
                await asyncio.sleep(0.05)

    async def _messages(self) -> list[tuple[str, dict[str, Any]]]:
        state = (await self._client.get("/sandbox/state", params={"user": self._user})).json()
        found = []
        for channel in state["channels"]:
            where = {"user": self._user, "channel": channel["id"]}
            shown = (await self._client.get("/sandbox/conversation", params=where)).json()["messages"]
            found += [(channel["id"], message) for message in reversed(shown)]
        return found


def _button(message: dict[str, Any], label: str) -> dict[str, Any] | None:
    for block in message["blocks"]:
        for element in block.get("elements", []):
            if isinstance(element.get("text"), dict) and element["text"].get("text") == label:
                named = {"action_id": element["action_id"], "block_id": block["block_id"]}
                return named | ({"value": element["value"]} if "value" in element else {})
    return None


async def first_yes(address: str) -> None:
    """A seller asks, the owner agrees, the customer says yes, and the seller reads it."""
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as client:
        tom, anna, priya = (Page(client, user) for user in ("U0TOM", "U0ANNA", "U0PRIYA"))
        await tom.act("command", command="/reference")
        deal = (await tom.act("search", action_id="deal", query="Kestrel"))["options"][0]["value"]
        need = {"deal": deal, "activity": "reference_call", "needed_on": "2026-03-20"}
        await tom.act("submit", values=need)
        await tom.act("submit")
        await anna.press("Approve")
        await priya.press("Yes")
        await tom.sees("Found.")


async def measure() -> list[Result]:
    """Clone this repository elsewhere, and do there what its README says, without anything of ours around."""
    with TemporaryDirectory(prefix="rung-newcomer-") as place:
        began = time.perf_counter()
        await _finished("git", "clone", "--quiet", str(ROOT), "rung", cwd=Path(place))
        demo = await _started("make", "demo", "PORT=0", cwd=Path(place) / "rung")
        try:
            address = await _address(demo)
            ready = time.perf_counter() - began
            await first_yes(address)
            whole = time.perf_counter() - began
        finally:
            await _stopped(demo)
    return [
        Result("a newcomer: from clone to the demo", ready, "s", TARGET),
        Result("a newcomer: from clone to the first yes", whole, "s", TARGET),
    ]


def plain() -> dict[str, str]:
    """The environment without our own virtual one."""
    ours = os.environ.get("VIRTUAL_ENV", str(ROOT / ".venv"))
    path = [each for each in os.environ["PATH"].split(os.pathsep) if not each.startswith((ours, str(ROOT)))]
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
        and not name.startswith(("RUNG_", "SLACK_"))
    }
    return kept | {"PATH": os.pathsep.join(path), "PYTHONUNBUFFERED": "1"}


async def _started(*words: str, cwd: Path) -> Process:
    return await asyncio.create_subprocess_exec(
        *words, cwd=cwd, env=plain(), stdout=PIPE, start_new_session=True
    )


async def _finished(*words: str, cwd: Path) -> None:
    process = await _started(*words, cwd=cwd)
    if await process.wait() != 0:
        raise RuntimeError(f"{' '.join(words)} failed")


async def _address(demo: Process) -> str:
    if demo.stdout is None:
        raise RuntimeError("make was started without a pipe")
    async with asyncio.timeout(DEMO_WITHIN):
        async for line in demo.stdout:
            if found := re.search(rb"http://[\d.]+:\d+", line):
                return found.group().decode()
    raise RuntimeError("`make demo` ended before it was ready")


async def _stopped(demo: Process) -> None:
    """As Ctrl-C does: to make and whatever it started."""
    if demo.returncode is None:
        os.killpg(demo.pid, 2)
    await demo.communicate()


if __name__ == "__main__":
    show(asyncio.run(measure()), [])
