"""List 6: payloads as Slack never sends them find no way to an error of ours, nor to a change without an actor."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from handlers.payloads import parse
from handlers.roles import MAY
from models.member import Role
from tests.databases import Maker, SqliteMaker
from tests.faults import bots, hooks, strange, walks
from tests.faults.bots import Bot, Still, bot
from tests.faults.copies import copy
from tests.faults.mute import mute
from tests.faults.proof import Proof, Scale
from tests.faults.races import A_FEW, databases
from tests.faults.recorded import Press, kind_of
from tests.faults.watching import Watch, watching

TITLE = "Payloads with fields missing, null, of wrong types, huge, or somebody else's"
FULL_SQLITE, FULL_POSTGRESQL, SHORT = 90_000, 10_000, 2_000  # payloads
SEED = 20_260_302
FORGED = 0.4  # of the payloads come from somebody who may not
BROKEN = 0.03  # are no JSON, no form, or not signed
CALLS = 0.03  # come through the other door
BROKEN_BODIES = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"5",
    b"payload=",
    b"payload=5",
    b"payload=[]",
    b"\xff\xfe",
    b"[" * 9_000,
)


async def prove(url: str, scale: Scale) -> Proof:
    """Most of them on SQLite, where turns are quick, and some on PostgreSQL, which refuses other values."""
    with databases(url) as (maker, _, place):
        presses = await walks.record(place, walks.STORIES if scale is Scale.FULL else A_FEW)
        full = FULL_SQLITE if isinstance(maker, SqliteMaker) else FULL_POSTGRESQL
        return await judged(presses, maker, full if scale is Scale.FULL else SHORT)


async def judged(presses: Sequence[Press], maker: Maker, number: int) -> Proof:
    """Raises AssertionError with what went wrong, and after what."""
    counts, faults = await run(presses, number, maker)
    assert not faults, "\n".join(faults[:20])
    return Proof(6, TITLE, dict(counts))


@dataclass
class Fuzz:
    """Sends what comes of one press."""

    bot: Bot
    watch: Watch
    roles: Mapping[str, frozenset[Role]]
    strings: Sequence[str]
    counts: Counter[str] = field(default_factory=Counter)

    async def send(self, press: Press, random: Random) -> None:
        """One strange payload, and a look at what came of it."""
        payload = strange.spoilt(press.payload, self.strings, random)
        forged = random.random() < FORGED
        user, team = self._stranger(random) if forged else (None, None)
        if forged:
            payload = strange.by_somebody_else(payload, user, team)
        self.counts["payloads"] += 1
        if random.random() < BROKEN:
            await self._broken(press, payload, random)
            return
        before = self.watch.writes
        answer = await self.bot.hear(press.kind, payload)
        self.watch.look(answer.status_code, payload)
        self.counts[f"answered with {answer.status_code}"] += 1
        if forged and self._may_not(payload, user, team):
            self.counts["without a valid actor"] += 1
            if self.watch.writes != before:
                self.watch.faults.append(f"changed by {user!r} of {team!r}: {payload}")

    async def _broken(self, press: Press, payload: Any, random: Random) -> None:
        """Bytes that are no payload, or whose signature is missing: nothing changes."""
        body, kind = bots.written(press.kind, payload)
        signed = random.random() < 0.5
        if signed:
            cut = body[: random.randint(0, len(body))]
            body = random.choice([*BROKEN_BODIES, cut + b"\xc3\x28", cut + b"\x00{"])
        kind = random.choice([kind, bots.FORM, bots.JSON, "", "text/plain"])
        before = self.watch.writes
        answer = await self.bot.read(body, kind, signed=signed)
        self.watch.look(answer.status_code, repr(body[:2_000]))
        self.counts["broken or not signed"] += 1
        if self.watch.writes != before:
            self.watch.faults.append(f"changed by {body[:2_000]!r}")

    def _stranger(self, random: Random) -> tuple[Any, str | None]:
        """Somebody, or of another workspace, or nobody at all."""
        if random.random() < 0.2:
            return random.choice(list(self.roles)), strange.OTHER_TEAM
        return random.choice([*self.roles, strange.STRANGER, None, 5, [], {}, "", "\x00"]), None

    def _may_not(self, payload: Any, user: Any, team: str | None) -> bool:
        """Nothing may change, whoever this says they are, whatever they do."""
        kind = kind_of(payload)
        allowed = MAY.get(parse(kind, payload, team_id="").id) if kind else None
        if team is not None or allowed is None:
            return True
        held = self.roles.get(user, frozenset()) if isinstance(user, str) else frozenset()
        return bool(allowed) and not allowed & held


async def run(presses: Sequence[Press], number: int, maker: Maker) -> tuple[Counter[str], list[str]]:
    """So many payloads, spread over the presses and the events, each on the database of a press."""
    counts: Counter[str] = Counter()
    strings = sorted({each for press in presses for each in strange.strings_of(strange.lean(press.payload))})
    async with mute(remember=False) as slack:
        with watching() as watch:
            for at, press in enumerate(presses):
                url, clock, random = (
                    copy(maker, press.database, f"fuzz{at}"),
                    Still(press.now),
                    Random(SEED + at),  # noqa: S311
                )
                share = number // len(presses) + (at < number % len(presses))
                async with bot(url, clock, slack) as here:
                    watch.over(here.database)
                    fuzz = Fuzz(here, watch, roles_in(press.database), strings)
                    lean = replace(press, payload=strange.lean(press.payload))
                    for _ in range(share):
                        await fuzz.send(lean, random)
                    called = await hooks.call(here, clock, int(share * CALLS), watch, random)
                    counts += fuzz.counts + called
                maker.drop(url)
    return counts, watch.faults


def roles_in(kept: Path) -> dict[str, frozenset[Role]]:
    """What everybody in Slack is in the programme, read without the bot; also somebody whom it does not know."""
    found: dict[str, frozenset[Role]] = {"U0NOBODY": frozenset()}
    with sqlite3.connect(kept) as file:
        held = "SELECT slack_user_id, is_seller, is_owner, is_manager FROM member WHERE active"
        for user, *holds in file.execute(held):
            named = zip((Role.SELLER, Role.OWNER, Role.MANAGER), holds, strict=True)
            found[user] = frozenset(role for role, holding in named if holding)
        for (user,) in file.execute("SELECT slack_user_id FROM advocate WHERE slack_user_id IS NOT NULL"):
            found[user] = found.get(user, frozenset()) | {Role.ADVOCATE}
    return found
