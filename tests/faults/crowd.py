"""Sellers, owners and customers who do what a thousand references take, and do it again when nothing came of it.

Nobody is waited for by name: whoever sees something to do on their screen does it, as people would.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from bot.kit.errors import AwayError
from bot.kit.ids import Form
from sandbox.blocks import elements, label
from sandbox.delivery import Answer
from sandbox.errors import Json, NotOnScreen
from sandbox.messages import Message
from sandbox.person import Person
from sandbox.record import Entry
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from tests.faults.company import Company

AT_ONCE = 4  # acts that wait for an answer: more than keep one replica busy would only wait for each other
AGAIN = 60.0  # seconds after which somebody whose press changed nothing presses again
LOOKS = 5.0  # seconds after which somebody looks again, and tries again if they were told to
# What somebody reads whose press came to nothing, through no fault of theirs.
TOLD = ("Something went wrong on our side", AwayError().user_message)
NEEDED, HELD = "2026-03-20", "2026-03-03"
APPROVE, YES, NO, DATED, USEFUL, GLADLY = "Approve", "Yes", "Not this one", "held_on", "4", "Gladly again"
THE_DAY = "Enter the day"  # of a favour that has none yet
ONE_IN = 5  # customers says no
SHOWN = frozenset({"chat.postMessage", "chat.update"})

Act = Callable[[], Awaitable[Answer]]
Offer = tuple[Message, str, Act]  # something to do on a screen: the message, what it is, and the act


@dataclass
class Crowd:
    """What they did is known here, and not from the database.

    `at_once`: acts that wait for an answer; `sold`: deals taken through the form to its end; `said`: by what it was,
    the messages on which it was, each as (who, ts); `acts`: presses and forms that were tried; `again`: those of them
    that had been tried before.
    """

    sandbox: Sandbox
    team: Workspace
    company: Company
    seed: int = 0
    at_once: int = AT_ONCE
    acts: int = 0
    again: int = 0
    sold: list[str] = field(default_factory=list)
    said: defaultdict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    _tried: dict[tuple[str, str, str], float] = field(default_factory=dict)
    _busy: dict[str, asyncio.Event] = field(
        default_factory=dict
    )  # by who does something: there is news for them
    _hands: asyncio.Semaphore = field(init=False)
    _told: set[str] = field(default_factory=set)  # that their press came to nothing
    _wanting: int = 0  # who would act, and waits for a hand
    _wanted: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._hands = asyncio.Semaphore(self.at_once)

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """For as long as the block lasts, everybody does what their messages ask of them."""
        places = {self.team.dm_id(user): user for user in self.team.users}
        async with asyncio.TaskGroup() as group:
            tasks = set[asyncio.Task[None]]()

            def hear(entry: Entry) -> None:
                if told(entry):
                    self._told.add(entry.who)
                shows = entry.kind == "call" and entry.title in SHOWN
                user = places.get((entry.sent or {})["channel"]) if shows else None
                if user is None:
                    return
                if user in self._busy:
                    self._busy[user].set()
                    return
                self._busy[user] = asyncio.Event()
                task = group.create_task(self._react(self._person(user)))
                tasks.add(task)
                task.add_done_callback(tasks.discard)

            self.sandbox.record.listeners.append(hear)
            try:
                yield
            finally:
                self.sandbox.record.listeners.remove(hear)
                for task in tasks:
                    task.cancel()

    async def sell(self) -> None:
        """Every seller takes each of their deals through the form."""
        async with asyncio.TaskGroup() as group:
            for seller, deals in self.company.deals.items():
                group.create_task(self._sell_all(self._person(seller), deals))

    @contextlib.asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Nobody acts. The block begins when somebody would, and they do as soon as it ends."""
        for _ in range(self.at_once):
            await self._hands.acquire()
        try:
            while not self._wanting:
                self._wanted.clear()
                await self._wanted.wait()
            yield
        finally:
            for _ in range(self.at_once):
                self._hands.release()

    def idle(self) -> bool:
        """Nobody does anything, and nothing on any screen is still to be done."""
        return not self._busy

    def deeds(self) -> int:
        """How far the load has come: what people did that they had not done before."""
        return len(self.sold) + sum(map(len, self.said.values()))

    def left(self) -> dict[str, list[str]]:
        """What is still to be done, by whose screen it is on."""
        people = (self._person(user) for user in self.team.users if self.team.dm(user).messages)
        offers = {each.id: [what for _, what, _ in self._offers(each)] for each in people}
        return {user: whats for user, whats in offers.items() if whats}

    async def _sell_all(self, seller: Person, deals: list[str]) -> None:
        for deal in deals:
            while not await self._sell(seller, deal):
                pass
            self.sold.append(deal)

    async def _sell(self, seller: Person, deal: str) -> bool:
        """One deal through the form. False: it broke off before the end, and is taken up where it is."""
        with suppress(NotOnScreen, IndexError):
            if seller.modal is None:
                await self._do(lambda: seller.command("/reference"))
            if seller.modal is not None and _is_form(seller.modal):
                options = await seller.search("deal", deal)
                await seller.fill(deal=options[0]["value"], activity="reference_call", needed_on=NEEDED)
                await self._do(seller.submit)
            if seller.modal is not None and _is_notice(seller.modal):  # not just now
                await seller.close()
            elif seller.modal is not None and not _is_form(seller.modal):
                answer = await self._do(seller.submit)
                if seller.modal is None:
                    return True
                if answer.error is None and not _is_notice(seller.modal):
                    raise AssertionError(f"{deal}: the seller is left with {seller.modal}")
        async with self._hands:
            await self._connected()
        return False

    async def _do(self, act: Act) -> Answer:
        """Act, when somebody listens. Whoever is cut off waits as long as Slack does, and holds up nobody else."""
        async with self._hand():
            await self._connected()
            self.acts += 1
            answer, cut_off = asyncio.ensure_future(act()), asyncio.create_task(self._cut_off())
            try:
                await asyncio.wait({answer, cut_off}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                cut_off.cancel()
        return await answer

    @contextlib.asynccontextmanager
    async def _hand(self) -> AsyncIterator[None]:
        self._wanting += 1
        self._wanted.set()
        try:
            await self._hands.acquire()
        finally:
            self._wanting -= 1
        try:
            yield
        finally:
            self._hands.release()

    async def _cut_off(self) -> None:
        """Wait until no connection is left, over which an answer could come."""
        sockets, changes = self.sandbox.delivery.sockets, self.sandbox.changes
        while self.sandbox.delivery.over_http or sockets.connected:
            await changes.next()

    async def _connected(self) -> None:
        """Somebody who was told that the app did not respond tries again when it does."""
        sockets, changes = self.sandbox.delivery.sockets, self.sandbox.changes
        while not self.team.installed or not (self.sandbox.delivery.over_http or sockets.connected):
            await changes.next()

    async def _react(self, person: Person) -> None:
        """Do whatever is to be done, until nothing is left; then wait for the next message."""
        news = self._busy[person.id]
        while True:
            news.clear()
            offers = list(self._offers(person))
            if not offers and not news.is_set():
                del self._busy[person.id]
                return
            tried = [await self._try(person, *offer) for offer in offers]
            if not any(tried):
                with suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), LOOKS)
                if person.id in self._told:
                    self._told.discard(person.id)
                    self._tried |= {key: -AGAIN for key in self._tried if key[0] == person.id}

    async def _try(self, person: Person, message: Message, what: str, act: Act) -> bool:
        """False: it was done a moment ago, and is not seen yet."""
        key = (person.id, message.ts, what)
        if self._tried.get(key, -AGAIN) + AGAIN > _now():
            return False
        self.again += key in self._tried
        self.said[what].add((person.id, message.ts))
        self._tried[key] = _now()
        with suppress(NotOnScreen):
            answer = await self._do(act)
            self._tried[key] = _now() if answer.error is None else -AGAIN
        return True

    def _offers(self, person: Person) -> Iterator[Offer]:
        for message in person.dm:
            for block, element in elements(message.blocks):
                what = self._choice(person, element)
                if what == DATED:
                    yield message, what, _picking(person, message, block["block_id"])
                elif what:
                    yield message, what, _pressing(person, message, what)

    def _choice(self, person: Person, element: Json) -> str:
        """What somebody does with an element, if anything."""
        if element["type"] == "datepicker" and element["placeholder"]["text"] == THE_DAY:
            return "" if element.get("initial_date") else DATED
        name = label(element)
        if name == YES:
            return NO if self.says_no(person.id) else YES
        return name if name in {APPROVE, USEFUL, GLADLY} else ""

    def says_no(self, user: str) -> bool:
        return Random(f"{self.seed} {user}").randrange(ONE_IN) == 0  # noqa: S311

    def _person(self, user: str) -> Person:
        return self.sandbox.person(user, self.team.id)


def told(entry: Entry) -> bool:
    """Somebody read that what they did came to nothing."""
    return entry.kind in {"ack", "call", "response"} and any(
        said in f"{entry.sent} {entry.answer}" for said in TOLD
    )


def _pressing(person: Person, message: Message, name: str) -> Act:
    return lambda: person.press_label(message, name)


def _picking(person: Person, message: Message, block_id: str) -> Act:
    return lambda: person.pick(message, DATED, HELD, block_id=block_id)


def _is_form(modal: Json) -> bool:
    return any(block["block_id"] == "deal" for block in modal["blocks"])


def _is_notice(modal: Json) -> bool:
    return str(modal["callback_id"]) == Form.NOTICE


def _now() -> float:
    return asyncio.get_running_loop().time()
