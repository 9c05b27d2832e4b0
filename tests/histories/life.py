"""A company's months played on the house itself, without Slack: people act at random, and time passes."""

import csv
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import homes, intake, programs, screens
from bot.jobs import WORK, Work
from bot.kit.database import Database
from bot.kit.errors import BotError, FormError
from bot.managers.person import Person
from models import actor as actors
from models.ask import Ask
from models.debrief import Debrief
from models.member import Actor
from models.message import Message, MessageKind
from models.workspace import Workspace
from tests.histories import crowd

SMALL = Path(__file__).parent.parent / "data" / "small"
BEGIN = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)  # a Monday
MOST_AT_ONCE = 100
TEAM = "T0LIFE"


async def _find(emails: Sequence[str]) -> dict[str, Person]:
    """Slack's word for the colleagues of the small world."""
    with (SMALL / "people.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["email"] in emails]
    return {
        row["email"]: Person(row["user_id"], row["name"], row["email"], row["tz"], ours=True) for row in rows
    }


@dataclass
class Life:
    """The programme, and what o'clock it is there."""

    database: Database
    workspace: Workspace
    now: datetime = BEGIN

    @classmethod
    async def begin(cls, database: Database, rules: Mapping[str, object]) -> "Life":
        """The small company, with more people at two of its customers, and rules of its own."""
        async with database.transaction() as session:
            workspace = await programs.connect(
                session,
                team_id=TEAM,
                team_name="Brightwell",
                bot_user_id="U0RUNG",
                bot_id="B0RUNG",
                sealed_token=b"sealed",
                program_name="Brightwell",
                zone="Europe/Berlin",
                now=BEGIN,
            )
        await intake.take_folder(database, workspace.program_id, SMALL, now=BEGIN, find=_find)
        async with database.transaction() as session:
            await crowd.settle(session, workspace, rules)
        return cls(database, workspace)

    @property
    def program_id(self) -> str:
        return self.workspace.program_id

    async def act(self, user: str, do: Callable[[AsyncSession, Actor], Awaitable[object]]) -> bool:
        """Somebody does something, as a turn would. False: they were refused with a sentence.

        It takes them a second, so that an onlooker can tell what came first.
        """
        self.now += timedelta(seconds=1)
        try:
            async with self.database.transaction() as session:
                actor = await actors.identify(session, TEAM, user)
                assert actor is not None
                await do(session, actor)
        except (BotError, FormError):
            return False
        return True

    async def pass_time(self, hours: float, *, asleep: bool = False) -> None:
        """Time passes from one clock that runs out to the next, and what is due is done.

        `asleep`: the process had stopped, so that everything is done late and at once.
        """
        end = self.now + timedelta(hours=hours)
        while self.now < end:
            self.now = end if asleep else min(end, await self._next_due() or end)
            for work in WORK:
                await self._do(work)

    async def _next_due(self) -> datetime | None:
        async with self.database.reading() as session:
            moments = [
                await session.scalar(
                    select(func.min(table.due_at)).where(
                        table.program_id == self.program_id, table.due_at > self.now
                    )
                )
                for table in (Ask, Debrief)
            ]
        return min((moment for moment in moments if moment is not None), default=None)

    async def _do(self, work: Work) -> None:
        while True:
            async with self.database.reading() as session:
                rows = await work.due(session, now=self.now, most=MOST_AT_ONCE)
            if not rows:
                return
            for program_id, row_id in rows:
                async with self.database.transaction() as session:
                    await work.act(session, program_id, row_id, now=self.now)

    async def screens(self) -> list[tuple[Message, str]]:
        """Every message as it would stand in Slack now: its row, and all that is written in it."""
        seen = []
        async with self.database.reading() as session:
            rows = await session.scalars(select(Message).where(Message.program_id == self.program_id))
            for row in rows.all():
                if row.kind is MessageKind.HOME:
                    continue
                screen = await screens.draw(session, row, now=self.now)
                if screen is not None:
                    written = json.dumps(screen.drawing.blocks, ensure_ascii=False)
                    seen.append((row, f"{screen.drawing.text} {written}"))
        return seen

    async def home(self, user: str, tab: str) -> str:
        """All that is written in a tab of somebody's Home."""
        async with self.database.reading() as session:
            drawn = await homes.draw(session, TEAM, user, tab=tab, page=0, now=self.now)
        return json.dumps(drawn, ensure_ascii=False)
