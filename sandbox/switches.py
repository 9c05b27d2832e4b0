"""Faults that are switched on for all traffic, by the page or by a test. All are off until somebody asks for one."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.changes import Changes
from sandbox.errors import Json


class Name(StrEnum):
    LIMITS = "limits"
    LOST = "lost"
    OUTAGE = "outage"
    BUSY = "busy"
    SLOW = "slow"
    DROPPED = "dropped"
    TWICE = "twice"
    SHUFFLED = "shuffled"


@dataclass
class Switch:
    """`every`: of so many calls of a method, or events, one meets the fault; the first one does."""

    label: str
    every: int = 1
    on: bool = False


class Switches:
    """`slowness` and `patience` are real seconds: what a slow answer takes longer, and how long an event is held back
    until another comes; `retry_after` those that a busy Slack names. `copies`: how often an event comes that comes
    more than once. `seed` moves where the count begins, so that other calls meet the fault.
    """

    def __init__(self, changes: Changes) -> None:
        self.seed = 0
        self.slowness = 1.0
        self.patience = 1.0
        self.retry_after = 1
        self.copies = 2
        self._changes = changes
        self._counts: Counter[tuple[Name, str]] = Counter()
        self._switches = {
            Name.LIMITS: Switch("Slack's rate limits"),
            Name.LOST: Switch("Answers get lost after Slack did what it was asked", every=3),
            Name.OUTAGE: Switch("Slack answers 503 and does nothing", every=3),
            Name.BUSY: Switch("Slack answers 429 and says when to come again", every=3),
            Name.SLOW: Switch("Answers come late", every=2),
            Name.DROPPED: Switch("Connections drop", every=3),
            Name.TWICE: Switch("Events come twice"),
            Name.SHUFFLED: Switch("Events come out of order", every=2),
        }

    def turn(self, name: str, *, on: bool) -> None:
        """Raises KeyError for a name that is none."""
        switch = {str(each): switch for each, switch in self._switches.items()}[name]
        switch.on = on
        self._counts.clear()
        self._changes.note()

    def strike_all(self, name: Name) -> None:
        """From now on every call, or event, meets this fault."""
        self._switches[name].every = 1

    def on(self, name: Name) -> bool:
        return self._switches[name].on

    def strikes(self, name: Name, what: str) -> bool:
        """Counts one call or event of this sort where the fault is on; True if it is one of those that meet it."""
        switch = self._switches[name]
        if not switch.on:
            return False
        count = self._counts[name, what]
        self._counts[name, what] += 1
        return (count + self.seed) % switch.every == 0

    def shown(self) -> Json:
        """As the page reads it."""
        rows = [{"name": name, "label": each.label, "on": each.on} for name, each in self._switches.items()]
        return {"switches": rows}


def routes(switches: Switches) -> list[BaseRoute]:
    """GET /sandbox/faults tells what is on; POST {"name", "on"} switches one, and tells it again."""

    async def read(_: Request) -> Response:
        return JSONResponse(switches.shown())

    async def turn(request: Request) -> Response:
        sent: Json = await request.json()
        try:
            switches.turn(str(sent.get("name")), on=sent.get("on") is True)
        except KeyError:
            refusal = f"There is no fault {sent.get('name')!r}."
            return JSONResponse({"ok": False, "error": refusal}, status_code=404)
        return JSONResponse(switches.shown())

    return [Route("/sandbox/faults", read), Route("/sandbox/faults", turn, methods=["POST"])]
