"""List 5, first part: every id pressed twice at the same instant comes to what it comes to when it is pressed once."""

import asyncio
import contextlib
import hashlib
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from sqlalchemy import select

from bot import screens
from bot.kit.clock import Clock
from handlers import routes
from models.message import Message, MessageKind, MessageState
from tests.databases import Maker, SqliteMaker
from tests.faults import outcomes, strange
from tests.faults.bots import Bot, Still, bot, told
from tests.faults.copies import Rows, contents, ids_in, kept_as
from tests.faults.mute import MuteClients, mute
from tests.faults.recorded import Press

OK = 200
WRONG = "Something went wrong"
LOOKS = frozenset(str(id_) for (_, id_), route in routes.build().items() if not route.writes)
# Their forms are what changes something: these open the next one, with what was chosen kept in it.
OPEN_A_FORM = frozenset(
    {
        *("look_again", "line_more", "ladder_retire", "ladder_bring_back", "ladder_activity", "ladder_name"),
        "/rung",  # each further link that it gives to a workspace is one more, as typed
    },
)
APART = 0.004  # seconds by which two who press at once may miss each other


@dataclass
class Presses:
    """`faults` are what must never be, by the id that was pressed."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


async def twice(presses: Sequence[Press], maker: Maker, *, times: int, random: Random) -> Presses:
    """Each press once on one copy of its database, and twice at once on others; on PostgreSQL by two replicas."""
    found = Presses()
    for number, press in enumerate(presses):
        if press.id in LOOKS and not isinstance(maker, SqliteMaker):
            continue  # what only looks changes nothing: once is enough
        known, like = ids_in(press.database), f"before{number}"
        with kept_as(maker, press.database, like) as kept:
            before = contents(kept, known)
            once = await _pressed(press, maker, like, [0.0], known=known, found=found)
            found.counts["ids"] += 1
            found.counts["that changed something"] += once != before
            if once == before and press.id not in LOOKS | OPEN_A_FORM:
                found.faults.append(f"{press.id}: changes nothing; name in walks.toml where it does")
            for _ in range(times):
                delays = [0.0, random.random() * APART]
                both = await _pressed(press, maker, like, delays, known=known, found=found)
                found.counts["pressed twice at once"] += 1
                if both != once:
                    more, less = sorted((both - once).elements()), sorted((once - both).elements())
                    found.faults.append(f"{press.id}: twice there is more {more}, and less {less}")
    return found


async def _pressed(
    press: Press, maker: Maker, like: str, delays: Sequence[float], *, known: frozenset[str], found: Presses
) -> Rows:
    """What stands in the database after somebody pressed so often, and that everybody was told well."""
    url, clock = maker.fresh("pressed", like=like), Still(press.now)
    try:
        async with doors(url, clock, most=1 if isinstance(maker, SqliteMaker) else 2) as (bots, slack):
            payload, outdated = strange.lean(press.payload), await stale(bots[0], clock)

            async def press_after(number: int, delay: float) -> None:
                await asyncio.sleep(delay)
                answer = await bots[number % len(bots)].hear(press.kind, payload)
                said = f"{answer.status_code} {told(answer)}"
                if answer.status_code != OK or WRONG in said:
                    found.faults.append(f"{press.id}: is answered with {said}")
                elif press.id in LOOKS | OPEN_A_FORM and not outcomes.read(answer, slack.said).opens:
                    found.faults.append(f"{press.id}: opens nothing; name in walks.toml where it does")

            await asyncio.gather(*(press_after(each, delay) for each, delay in enumerate(delays)))
            found.faults += [f"{press.id}: is told {each}" for each in slack.said if WRONG in each]
            found.faults += [f"{press.id}: {each}" for each in await stale(bots[0], clock) - outdated]
        return contents(url, known)
    finally:
        maker.drop(url)


@contextlib.asynccontextmanager
async def doors(url: str, clock: Clock, *, most: int) -> AsyncIterator[tuple[list[Bot], MuteClients]]:
    """So many replicas of the bot on one database."""
    async with mute() as slack, contextlib.AsyncExitStack() as stack:
        yield [await stack.enter_async_context(bot(url, clock, slack)) for _ in range(most)], slack


async def stale(replica: Bot, clock: Clock) -> set[str]:
    """The messages that show something else than what they would show now, and that nobody will draw again."""
    now = clock.business()
    async with replica.database.reading() as session:
        rest = select(Message).where(
            Message.kind != MessageKind.HOME,
            Message.ts.is_not(None),
            Message.state == MessageState.IDLE,
            Message.shown == Message.wanted,
        )
        found = set()
        for message in (await session.scalars(rest)).all():
            screen = await screens.draw(session, message, now=now)
            if screen is not None and _hash(screen.drawing.blocks) != message.hash:
                found.add(f"the {message.kind} of {message.recipient} about {message.subject} is stale")
        return found


def _hash(blocks: Any) -> str:
    return hashlib.sha256(json.dumps(blocks, sort_keys=True).encode()).hexdigest()
