"""Where a load is played: a Slack, a company in a fresh database, and people who act."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr

import app
from bot import intake, lookups
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.database import Database
from sandbox.server import Sandbox, serve
from sandbox.workspace import Workspace
from tests.faults import company, counting
from tests.faults.crowd import AT_ONCE, Crowd
from tests.faults.hands import Hands
from tests.faults.replica import Hurried

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=BERLIN)
WEDNESDAY = datetime(2026, 3, 4, 9, 30, tzinfo=BERLIN)
GIVEN_UP_AFTER = 1_200.0  # seconds
ACK_LIMIT = 6.0  # seconds, on a machine that does much else; Slack's own are 3
LOOKS = 0.5  # seconds between two looks whether a load has come to rest


@dataclass
class Stage:
    """Replicas are started by whoever uses it; `given`: what each of them needs."""

    sandbox: Sandbox
    team: Workspace
    database: Database
    settings: Settings
    hands: Hands
    crowd: Crowd
    log: Path
    _ahead: timedelta = field(default_factory=timedelta)

    @property
    def references(self) -> int:
        return sum(map(len, self.crowd.company.deals.values()))

    @property
    def given(self) -> dict[str, Any]:
        return {"settings": self.settings, "hands": self.hands.path, "log": self.log}

    def time(self, moment: datetime) -> None:
        """Business time goes on from there, for all replicas."""
        self._ahead = moment - Clock().real()
        self.hands.set(business=self._ahead.total_seconds())

    @property
    def ahead(self) -> timedelta:
        """How far business time is, where nobody moved it by hand."""
        return self._ahead

    def now(self) -> datetime:
        return Clock().real() + self._ahead

    async def connected(self, replicas: int = 1) -> None:
        """Wait until so many have a connection."""
        sockets = self.sandbox.delivery.sockets
        await self.sandbox.changes.until(lambda: sockets.connected >= replicas, GIVEN_UP_AFTER)

    async def rest(self) -> None:
        """Wait until nobody has anything left to do, and no message is due."""
        try:
            async with asyncio.timeout(GIVEN_UP_AFTER):
                # Other processes work, and none of them could set an event of ours.
                while not (self.crowd.idle() and await counting.nothing_due(self.database, now=self.now())):  # noqa: ASYNC110
                    await asyncio.sleep(LOOKS)
        except TimeoutError:
            raise AssertionError(f"not at rest: {self.crowd.left()}; {self.last_words()}") from None

    def last_words(self) -> str:
        """The end of what the replicas wrote into their log."""
        return self.log.read_text("utf-8")[-5_000:] if self.log.exists() else ""


@contextlib.asynccontextmanager
async def stage(
    url: str,
    references: int,
    *,
    lease: float,
    ack_limit: float = ACK_LIMIT,
    seed: int = 0,
    at_once: int = AT_ONCE,
) -> AsyncIterator[Stage]:
    """The load of so many references on a fresh, migrated database.

    `lease`: of the replicas, in seconds; `at_once`: acts of people that wait for an answer.
    """
    with TemporaryDirectory(prefix="rung-faults-") as named:
        place = Path(named)
        cast = company.found(place, references)
        sandbox, team = company.slack(place)
        sandbox.delivery.ack_limit = ack_limit
        sandbox.tickets.trigger_life = timedelta(seconds=ack_limit)
        async with serve(sandbox) as address:
            settings = _settings(address, url, lease)
            await _import(settings, place)
            database = Database(url)
            try:
                crowd = Crowd(sandbox, team, cast, seed, at_once)
                made = Stage(sandbox, team, database, settings, Hands(place / "hands"), crowd, place / "log")
                made.time(MONDAY)
                yield made
            finally:
                await database.close()


async def _import(settings: Settings, place: Path) -> None:
    """The company, as an operator would."""
    clock = Clock()
    clock.set_business(MONDAY - timedelta(minutes=1))
    async with app.running(settings, clock) as rung:
        program = rung.workspace.program_id
        find = lookups.of_own(rung.slack, company.TOKEN, company.TEAM, settings)
        await intake.take_folder(rung.database, program, place, now=clock.business(), find=find)


def _settings(address: str, url: str, lease: float) -> Settings:
    return Hurried(
        _env_file=None,
        slack_bot_token=SecretStr(company.TOKEN),
        slack_app_token=SecretStr("xapp-proof"),
        slack_signing_secret=SecretStr(company.SECRET),
        slack_api_url=f"{address}/api/",
        database_url=url,
        secret_keys=SecretStr("a secret key of the proofs"),
        program_name="Brightwell",
        tick_seconds=1,
        slack_pace=1000.0,
        lease=lease,
    )
