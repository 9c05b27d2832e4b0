"""A company's months played on the house itself, without Slack: people act at random, and time passes."""

import csv
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import intake, programs, screens
from bot.jobs import WORK, Work
from bot.kit.database import Database
from bot.kit.errors import BotError, FormError
from bot.managers.person import Person
from models import actor as actors
from models.ask import Ask
from models.member import Actor
from models.message import Message, MessageKind
from models.workspace import Workspace

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


@dataclass(frozen=True)
class Asked:
    """One question that reached a customer, as an onlooker would have noted it."""

    ask_id: str
    advocate: str
    account: str
    deal: str
    activity: str
    at: datetime


@dataclass
class Life:
    """The programme, what o'clock it is there, and what was seen so far."""

    database: Database
    workspace: Workspace
    now: datetime = BEGIN
    asked: list[Asked] = field(default_factory=list)

    @classmethod
    async def begin(cls, database: Database) -> "Life":
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
        return cls(database, workspace)

    @property
    def program_id(self) -> str:
        return self.workspace.program_id

    async def act(self, user: str, do: Callable[[AsyncSession, Actor], Awaitable[object]]) -> bool:
        """Somebody does something, as a turn would. False: they were refused with a sentence."""
        try:
            async with self.database.transaction() as session:
                actor = await actors.identify(session, TEAM, user)
                assert actor is not None
                await do(session, actor)
        except (BotError, FormError):
            return False
        return True

    async def pass_time(self, hours: float) -> None:
        """Time passes in steps, and at each step whatever is due is done."""
        end = self.now + timedelta(hours=hours)
        while self.now < end:
            self.now = min(end, self.now + timedelta(hours=3))
            for work in WORK:
                await self._do(work)

    async def _do(self, work: Work) -> None:
        while True:
            async with self.database.reading() as session:
                rows = await work.due(session, now=self.now, most=MOST_AT_ONCE)
            if not rows:
                return
            for program_id, row_id in rows:
                async with self.database.transaction() as session:
                    await work.act(session, program_id, row_id, now=self.now)

    async def look(self) -> list[Asked]:
        """Note which questions reached a customer since the last look; the new ones."""
        async with self.database.reading() as session:
            rows = await session.scalars(
                select(Ask)
                .where(Ask.program_id == self.program_id, Ask.asked_at.is_not(None))
                .order_by(Ask.asked_at, Ask.id)
            )
            known = {each.ask_id for each in self.asked}
            new = [
                Asked(ask.id, ask.advocate_id, ask.account_id, ask.deal_id, ask.activity_id, ask.asked_at)
                for ask in rows
                if ask.id not in known and ask.asked_at is not None
            ]
        self.asked += new
        return new

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
