"""Days that are longer, shorter or stranger than others, hour by hour: when the clocks change, a leap day, New Year.

What holds is looked at after each hour, by the wall clocks of the people and not by the rules under test: nobody hears
from us at night or on a day off, each Monday is told once at 8:00, a customer has nine of their working hours to
answer, and whatever is due is said.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import holidays
from sqlalchemy import select, update

from bot.rules import weeks
from models.account import Account
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.digest import Digest
from models.member import Member
from models.message import Message, MessageKind, MessageState
from models.program import Program
from sandbox.blocks import elements, label
from sandbox.person import Person
from tests import heard
from tests.databases import SqliteMaker
from tests.faults.proof import Proof, Scale, same
from tests.world import World, small_world

TITLE = "Clocks that change, a leap day and New Year, hour by hour"
HOUR, STEP = timedelta(hours=1), timedelta(minutes=15)
SATURDAY, FRIDAY = 5, 4
CIRCLE = "C0CIRCLE"
ANSWER = 9 * HOUR  # of the customer's working time
LONGEST = timedelta(days=6)  # without an hour in which somebody may be written to, at New Year
SILENT = "U0PRIYA"
# To whoever has just done something: a line, or an answer to what they wrote.
ANY_HOUR = frozenset({MessageKind.LINE, MessageKind.HOME, MessageKind.OWN_PAGE, MessageKind.GREETING})
AT_EIGHT = frozenset({MessageKind.DIGEST, MessageKind.SELLER_WEEK})


@dataclass(frozen=True, slots=True)
class Passage:
    """Days in a zone, from the first one's midnight; `needed_on`: by when the references are."""

    name: str
    zone: str
    country: str | None
    first: date
    days: int

    @property
    def here(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.first, time(), self.here).astimezone(UTC)

    def is_off(self, day: date) -> bool:
        off = self.country is not None and day in holidays.country_holidays(self.country)
        return day.weekday() >= SATURDAY or off

    def within(self, moment: datetime, opens: int, closes: int) -> bool:
        """Is it a working day between two hours, by a clock on the wall?"""
        wall = moment.astimezone(self.here)
        return not self.is_off(wall.date()) and time(opens) <= wall.time() < time(closes)

    def working(self, since: datetime, until: datetime) -> timedelta:
        """Working time between two instants, counted by the quarter of an hour."""
        steps = range(int((until - since) / STEP))
        return sum((STEP for n in steps if self.within(since + n * STEP, 9, 17)), timedelta())


PASSAGES = (
    Passage("the clocks go forward in Berlin", "Europe/Berlin", "DE", date(2026, 3, 26), 6),
    Passage("the clocks go back in Berlin", "Europe/Berlin", "DE", date(2026, 10, 22), 6),
    Passage("the clocks go forward in New York", "America/New_York", "US", date(2026, 3, 5), 6),
    Passage("the clocks go back in New York", "America/New_York", "US", date(2026, 10, 29), 6),
    Passage("the clocks go forward in Lord Howe", "Australia/Lord_Howe", "AU", date(2026, 10, 1), 6),
    Passage("the clocks go back in Lord Howe", "Australia/Lord_Howe", "AU", date(2026, 4, 2), 7),
    Passage("a leap day", "Europe/Berlin", "DE", date(2028, 2, 24), 8),
    Passage("New Year after week 53", "Europe/Berlin", "DE", date(2026, 12, 28), 10),
)
PLAYED = {Scale.FULL: PASSAGES, Scale.SHORT: (PASSAGES[5],)}


@dataclass
class Played:
    """A passage as it goes by, and what was seen in it."""

    world: World
    passage: Passage
    counts: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    async def play(self) -> None:
        now = self.passage.begins
        while now < self.passage.begins + timedelta(days=self.passage.days):
            now += HOUR
            await self.world.until(now)
            await self._look()
            if self.passage.within(now, 9, 17):
                await self._act(now)
                await self._look()
        await self._whole()

    async def _act(self, now: datetime) -> None:
        """Two references on the first day; then everybody answers what is asked of them, but for one customer."""
        wall = now.astimezone(self.passage.here)
        needed = (wall + timedelta(days=21)).date()
        if wall.date() == self.passage.first or self.counts["references"] < 2:
            deals = ("Kestrel", "Fjord")
            sellers = (self.world.tom, self.world.sofia)
            number = self.counts["references"]
            if number < len(deals) and wall.hour >= 14:
                await self.world.request(sellers[number], deals[number], needed_on=needed.isoformat())
                self.counts["references"] += 1
        for user in list(self.world.team.users):
            await self._answer(self.world.person(user), wall.date())

    async def _answer(self, person: Person, today: date) -> None:
        for message in list(person.dm):
            for block, element in list(elements(message.blocks)):
                name = label(element)
                if name == "Approve" or (name == "Yes" and person.id != SILENT):
                    await self.world.person(person.id).press_label(message, name)
                    await self.world.quiet()
                    break
                empty = element["type"] == "datepicker" and not element.get("initial_date")
                if empty and element["placeholder"]["text"] == "Enter the day":
                    held = (today + timedelta(days=1)).isoformat()
                    await person.pick(message, "held_on", held, block_id=block["block_id"])
                    await self.world.quiet()
                    break

    async def _look(self) -> None:
        """What came since the last look came at an hour at which it may, and what waits does not wait too long."""
        now = self.world.clock.business()
        async with self.world.rung.database.reading() as session:
            rows = (await session.scalars(select(Message).where(Message.kind != MessageKind.HOME))).all()
            customers = set(await session.scalars(select(Advocate.slack_user_id)))
            asks = (await session.scalars(select(Ask).where(Ask.state == AskState.ASKED))).all()
        for row in rows:
            if row.ts is not None and row.id not in self.seen:
                self.seen.add(row.id)
                self._on_time(row, to_customer=row.recipient in customers)
        unfit = [(row.kind, row.error) for row in rows if row.state is not MessageState.IDLE]
        same("messages that can't be sent", unfit, [])
        late = [row.kind for row in rows if row.shown != row.wanted and row.due_at <= now]
        same("messages that are late", late, [])
        far = [row.kind for row in rows if row.shown != row.wanted and row.due_at > now + LONGEST]
        same("messages that wait for too long", far, [])
        same("asks that are overdue", [ask.id for ask in asks if ask.due_at and ask.due_at <= now], [])
        for ask in asks:
            self._has_time(ask)

    def _on_time(self, row: Message, *, to_customer: bool) -> None:
        if row.posted_at is None:
            raise AssertionError(f"{row.kind} was posted at no time")
        wall = row.posted_at.astimezone(self.passage.here)
        self.counts["messages"] += 1
        if row.kind in ANY_HOUR:
            return
        opens, closes = (9, 16) if to_customer else (9, 17)
        if row.kind in AT_EIGHT:
            opens, closes = 8, 10
        if to_customer and wall.weekday() == FRIDAY:
            closes = 14
        if not self.passage.within(row.posted_at, opens, closes):
            raise AssertionError(f"{row.kind} came on {wall:%A %-d %B %Y at %H:%M}")

    def _has_time(self, ask: Ask) -> None:
        if ask.asked_at is None or ask.due_at is None or ask.id in self.asked:
            return
        self.asked.add(ask.id)
        self.counts["deadlines"] += 1
        has = self.passage.working(ask.asked_at, ask.due_at)
        if abs(has - ANSWER) > STEP:
            raise AssertionError(f"asked at {ask.asked_at}, due at {ask.due_at}: {has} of working time")

    async def _whole(self) -> None:
        """Each Monday was told once and at 8:00, and nothing stands in Slack twice."""
        heard.nothing_twice(self.world)
        last = self.passage.first + timedelta(days=self.passage.days - 1)
        days = [self.passage.first + timedelta(days=n) for n in range(self.passage.days)]
        expected = {}
        for monday in (day for day in days if day.weekday() == 0):
            told = next(
                each
                for each in (monday + timedelta(days=n) for n in range(7))
                if not self.passage.is_off(each)
            )
            if told <= last:
                expected[monday] = datetime.combine(told, time(8), self.passage.here).astimezone(UTC)
        async with self.world.rung.database.reading() as session:
            found = {each.week: each.as_of for each in await session.scalars(select(Digest))}
        if expected.keys() != found.keys():
            raise AssertionError(f"Mondays {sorted(found)}, expected {sorted(expected)}")
        for monday, told in expected.items():
            if not told <= found[monday] < told + HOUR:
                raise AssertionError(f"the Monday of {monday} was told at {found[monday]}, not at {told}")
        self.counts["Mondays"] += len(found)


async def prove(scale: Scale) -> Proof:
    """All passages, each on a database of its own."""
    together = Counter[str]()
    with TemporaryDirectory(prefix="rung-days-") as place:
        maker = await asyncio.to_thread(SqliteMaker, Path(place))
        for number, passage in enumerate(PLAYED[scale]):
            together += Counter(await gone_by(maker.fresh(f"days{number}"), passage))
            together["hours"] += 24 * passage.days
    return Proof(4, TITLE, {"passages": len(PLAYED[scale]), **together})


async def gone_by(url: str, passage: Passage) -> Mapping[str, int]:
    """One of them: what was counted in it."""
    async with small_world(url, begins=passage.begins - timedelta(minutes=5)) as world:
        await _moved(world, passage)
        played = Played(world, passage)
        await played.play()
        return dict(played.counts)


async def _moved(world: World, passage: Passage) -> None:
    """Everybody lives there; nothing that is known of a customer is too old."""
    now = world.clock.business()
    there = {"zone": passage.zone, "country": passage.country}
    world.team.add_channel(CIRCLE, "circle", ["U0MAYA", world.team.bot_user_id])
    async with world.rung.database.transaction() as session:
        told = weeks.next_told(passage.zone, passage.country, now)
        await session.execute(update(Program).values(**there, channel=CIRCLE, digest_due_at=told))
        await session.execute(update(Member).values(**there))
        await session.execute(update(Advocate).values(**there, nps=None, nps_as_of=None))
        await session.execute(update(Account).values(renewal_on=None, health_as_of=now.date()))
