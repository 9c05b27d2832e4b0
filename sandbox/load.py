"""A load driver: people who act at a given rate, and a count of what they see. It works with any app."""

import asyncio
import statistics
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from sandbox.as_text import message_as_text
from sandbox.blocks import Found, elements, label
from sandbox.delivery import Answer
from sandbox.errors import Json, NotOnScreen
from sandbox.messages import Message
from sandbox.person import Person
from sandbox.world import World

Script = Callable[["Visitor"], Awaitable[None]]
"""What somebody does in one turn."""


@dataclass
class Tally:
    """What all of them saw; times in seconds.

    Each act that reached the app was acknowledged, refused (it was answered, with errors in the form or in words that
    say so) or failed (no answer, or none that Slack would take). `acks` are the times until an answer came, `waits`
    those from an act until what it brings was on the screen. `unseen` never came. `late` turns found their person
    still busy and began after that. `stopped` says why a turn could not go on: what was to be used was not there.
    """

    turns: int = 0
    late: int = 0
    acknowledged: int = 0
    refused: int = 0
    failed: int = 0
    unseen: int = 0
    acks: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        """All acts."""
        return self.acknowledged + self.refused + self.failed


class Unseen(Exception):  # noqa: N818 — nobody is at fault yet
    """What somebody waited for did not come."""


@dataclass(frozen=True)
class Pace:
    """`rate` turns a second, by chance (as people come) or evenly; the same seed gives the same run again.

    `patience` is how long somebody waits for something to appear, in seconds.
    """

    rate: float
    turns: int
    seed: int = 0
    evenly: bool = False
    patience: float = 10.0

    def moments(self) -> Iterator[float]:
        """When each turn begins, in seconds from the start."""
        random, at = _chance(self.seed), 0.0
        for _ in range(self.turns):
            at += 1 / self.rate if self.evenly else random.expovariate(self.rate)
            yield at


@dataclass
class Run:
    """What the visitors of one run share."""

    world: World
    pace: Pace
    refusal: Callable[[str], bool]
    tally: Tally = field(default_factory=Tally)


class Visitor:
    """A person whose acts are counted and timed; `random` is for the choices of a script."""

    def __init__(self, run: Run, person: Person, number: int) -> None:
        self.person = person
        self.random = _chance(run.pace.seed, number)
        self._run, self._tally = run, run.tally
        self._began = _now()

    async def do(self, act: Awaitable[Answer]) -> Answer:
        """Any act of the person that the app acknowledges, such as `person.submit()`."""
        errors, private = self.person.errors, len(self.person.ephemerals)
        self._began = _now()
        answer = await act
        news = self.person.ephemerals[private:]
        shown = self.person.errors if self.person.errors is not errors else {}
        if answer.error not in {None, "incomplete"}:
            self._tally.failed += 1
            return answer
        if answer.error is None:
            self._tally.acks.append(_now() - self._began)
        if shown or any(self._run.refusal(text_of(each)) for each in news):
            self._tally.refused += 1
        else:
            self._tally.acknowledged += 1
        return answer

    async def command(self, name: str, text: str = "") -> Answer:
        return await self.do(self.person.command(name, text))

    async def press(self, wanted: str) -> Message:
        """Presses the first button with this label, in the newest message that has one; the message as it was."""
        message = self.offering(wanted)
        if message is None:
            raise NotOnScreen(f"Nothing offers “{wanted}”")
        surface = self.person.on_message(message, stale=False)
        await self.do(self.person.use(surface, _buttons(surface.blocks, wanted)[0]))
        return message

    def offering(self, wanted: str) -> Message | None:
        """The newest message of the conversation with the app that has a button with this label."""
        return next((each for each in reversed(self.person.dm) if _buttons(each.blocks, wanted)), None)

    async def sees(self, holds: Callable[[], object]) -> None:
        """Waits until it holds, and tells how long after the last act that was. Raises Unseen."""
        try:
            await self._run.world.changes.until(holds, self._run.pace.patience)
        except TimeoutError:
            self._tally.unseen += 1
            raise Unseen from None
        self._tally.waits.append(_now() - self._began)

    async def reads(self, words: str) -> None:
        """The same, for words in the conversation with the app."""
        await self.sees(lambda: any(words in text_of(each) for each in reversed(self.person.dm)))


async def drive(
    world: World,
    cast: Sequence[tuple[Person, Script]],
    pace: Pace,
    *,
    refusal: Callable[[str], bool] = lambda _: False,
) -> Tally:
    """Turns at this pace, each by one of the cast, who does one thing at a time.

    `refusal` says whether a private answer, which came before the acknowledgement, refuses what was done.
    """
    run, casting = Run(world, pace, refusal), _chance(pace.seed, "cast")
    tally, busy, began = run.tally, defaultdict[str, asyncio.Lock](asyncio.Lock), _now()

    async def turn(number: int, moment: float, person: Person, script: Script) -> None:
        await asyncio.sleep(max(0.0, began + moment - _now()))
        tally.turns += 1
        tally.late += busy[person.id].locked()
        async with busy[person.id]:
            try:
                await script(Visitor(run, person, number))
            except (NotOnScreen, Unseen) as reason:
                tally.stopped.append(str(reason) or "what was waited for did not come")

    async with asyncio.TaskGroup() as group:
        for number, moment in enumerate(pace.moments()):
            group.create_task(turn(number, moment, *casting.choice(cast)))
    return tally


def share_within(times: Sequence[float], hundredth: int) -> float:
    """The time within which so many of a hundred stayed: 50 gives the median."""
    if len(times) == 1:
        return times[0]
    return statistics.quantiles(times, n=100, method="inclusive")[hundredth - 1]


def text_of(message: Message) -> str:
    return "\n".join(message_as_text(message.blocks, {})) or message.text


def _buttons(blocks: list[Json], wanted: str) -> list[Found]:
    return [pair for pair in elements(blocks) if pair[1]["type"] == "button" and label(pair[1]) == wanted]


def _chance(*seed: object) -> Random:
    return Random(" ".join(map(str, seed)))  # noqa: S311 — it guards nothing, it decides who acts and when


def _now() -> float:
    return asyncio.get_running_loop().time()
