"""A programme that lives for some months: what may happen to its customers, played through the real statements."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.nudges import looking, screens
from bot.nudges.offering import offer
from bot.rules.hours import next_open
from bot.rules.nudging import judge
from models import activity as activities
from models import contact, next_step
from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask import AskState
from models.base import new_id
from models.block import Block, BlockKind
from models.contact import ContactKind
from models.giveback import Giveback, GivebackKind, GivebackState
from models.message import Message, MessageKind
from models.nudge import Nudge, NudgeState
from models.participation import ParticipationState
from tests.eligibility.builder import NOW, Customers

ZONES = ("Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland")
HELD_OUT, OTHERS = "000", "fff"  # the ends of ids


@dataclass(frozen=True)
class Event:
    """What happens to one person, so many hours after what happened before."""

    hours: int
    what: str
    who: int


@dataclass
class Life:
    """Everybody is ready for a step when it begins: only what happens then keeps anybody from one."""

    here: Customers
    session: AsyncSession
    now: datetime = NOW
    people: list[Advocate] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    ladder: dict[str, Activity] = field(default_factory=dict)
    posted: list[tuple[str, datetime]] = field(default_factory=list)  # (advocate, when)

    @classmethod
    async def begin(cls, session: AsyncSession) -> "Life":
        here = await Customers.begin(session)
        here.ada.left_on = date(2020, 1, 1)
        life = cls(here, session)
        life.ladder = await activities.by_key(session, here.program.id)
        for number in range(6):
            await life._one(number)
        await here.save()
        return life

    async def _one(self, number: int) -> None:
        account = self.here.account() if number % 2 == 0 else self.accounts[-1]
        person = self.here.advocate(
            account,
            agreed=("review", "blog"),
            id=f"person-{number}-{HELD_OUT if number == 5 else OTHERS}",
            zone=ZONES[number % len(ZONES)],
            workspace_id=self.here.workspace.id,
            rung=2,
            seniority=2 if number == 4 else 1,
        )
        self.accounts.append(account)
        self.people.append(person)
        self.here.favour(person, done_on=date(2025, 8, 1), kind="review")
        self._give(person, date(2025, 8, 1))

    def _give(self, person: Advocate, day: date) -> None:
        self.here.add(
            Giveback,
            advocate_id=person.id,
            account_id=person.account_id,
            kind=GivebackKind.PEER,
            state=GivebackState.GIVEN,
            state_at=self.now,
            state_by="U0ANNA",
            given_on=day,
            made_at=self.now,
            made_by="U0ANNA",
            id=new_id(),
        )

    async def live(self, events: Sequence[Event]) -> None:
        for event in events:
            until = self.now + timedelta(hours=event.hours)
            # The outbox looks again and again; what was not posted by then waits for nothing but more time.
            while self.now < until and await self._post():
                self.now = min(until, self.now + timedelta(hours=5))
            self.now = until
            await self._post()
            await self._happens(event.what, self.people[event.who], self.accounts[event.who])
            await self._post()

    async def _happens(self, what: str, person: Advocate, account: Account) -> None:
        today = self.now.astimezone(UTC).date()
        if what == "sweep":
            await self._sweep()
        elif what in set(ContactKind):
            await contact.spend(
                self.session, self.here.program.id, ContactKind(what), {person.id: new_id()}, now=self.now
            )
        elif what == "incident":
            until = self.now + timedelta(days=9)
            self.here.block(BlockKind.INCIDENT, account_id=account.id, since=self.now, until=until)
        elif what == "did":
            self.here.favour(person, done_on=today, kind="review")
        elif what == "claimed":
            self.here.favour(person, done_on=today, kind="review", state=ParticipationState.CLAIMED)
        elif what == "given":
            self._give(person, today)
        elif what == "asked":
            self.here.ask(person, asked=self.now, state=AskState.ASKED, due_at=self.now + timedelta(days=2))
        elif what == "lapse":
            await self._lapse(person)
        else:
            values: dict[str, dict[str, object]] = {
                "stop": {"stopped_on": today},
                "pause": {"paused_until": self.now + timedelta(days=20)},
                "leave": {"left_on": today},
                "stay": {"stays_since": today},
                "snooze": {"snoozed_until": self.now + timedelta(days=30)},
            }
            for name, value in values[what].items():
                setattr(person, name, value)
        await self.here.save()

    async def _lapse(self, person: Advocate) -> None:
        found = await self.session.scalars(
            select(Nudge).where(
                Nudge.program_id == self.here.program.id,
                Nudge.advocate_id == person.id,
                Nudge.state == NudgeState.OFFERED,
            )
        )
        for nudge in found:
            nudge.state, nudge.state_at = NudgeState.LATER, self.now

    async def _sweep(self) -> None:
        """As the ticks do; and what the statement takes is what the rule let through."""
        session, program = self.session, self.here.program
        people = await next_step.page(session, program.id, after="", most=1000)
        weights = await next_step.weights(session, program.id, now=self.now)
        programme = looking.programme_of(program, self.ladder.values(), weights)
        seen = await looking.persons(session, program, people, now=self.now)
        ruled = {each.row.id for each in seen if judge(each.person, programme, self.now).chosen is not None}
        before = await self._nudged()
        looked = await offer(session, program, people, weights, now=self.now)
        assert sorted(await self._nudged() - before) == sorted(ruled)
        assert looked.proposed == len(ruled)
        for person in self.people:
            await session.refresh(person)

    async def _nudged(self) -> Counter[str]:
        found = await self.session.scalars(
            select(Nudge.advocate_id).where(Nudge.program_id == self.here.program.id)
        )
        return Counter(found)

    async def _post(self) -> bool:
        """As the outbox does: drawn anew, and held back until an hour that suits. False: nothing is left to post."""
        waiting = await self.session.scalars(
            select(Message).where(
                Message.program_id == self.here.program.id,
                Message.kind == MessageKind.NUDGE,
                Message.ts.is_(None),
                Message.shown < Message.wanted,
            )
        )
        found = waiting.all()
        for message in found:
            drawn = await screens.nudge(self.session, message, now=self.now)
            if drawn is None:
                message.shown = message.wanted
            elif next_open(drawn[1], self.now) <= self.now:
                message.ts, message.shown = "1.0", message.wanted
                nudge = await self.session.get(Nudge, (message.program_id, message.subject))
                assert nudge is not None
                self.posted.append((nudge.advocate_id, self.now))
        await self.session.flush()
        return any(message.ts is None and message.shown < message.wanted for message in found)

    async def incidents(self) -> list[Block]:
        found = await self.session.scalars(select(Block).where(Block.program_id == self.here.program.id))
        return list(found)
