"""What many ask for at the same moment is done for all of them at once."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")
PAUSE = 0.005  # seconds in which others come along


class Together(Generic[Item, Done]):
    """Rounds of one thing that is cheaper for many than for each.

    Where a round fails, or leaves some out, each of those is done by itself: a fault in one hurts no other.
    """

    def __init__(
        self,
        of_all: Callable[[Sequence[Item]], Awaitable[Mapping[int, Done]]],
        of_one: Callable[[Item], Awaitable[Done]],
        *,
        size: int,
        rounds: int = 1,
    ) -> None:
        """`of_all` returns what it did by the places of the items; at most `size` go in one round."""
        self._of_all, self._of_one = of_all, of_one
        self._size, self._free = size, rounds
        self._waiting = deque[tuple[Item, asyncio.Future[Done]]]()
        self._at_work = set[asyncio.Task[None]]()

    async def do(self, item: Item) -> Done:
        done: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._free:
            self._free -= 1
            self._begin(self._go_round())
        return await done

    async def _go_round(self) -> None:
        try:
            await asyncio.sleep(PAUSE)
            while self._waiting:
                some = [self._waiting.popleft() for _ in range(min(len(self._waiting), self._size))]
                await self._round([(item, done) for item, done in some if not done.done()])
        finally:
            self._free += 1  # in the same breath as the last look: whoever asks from now on begins a round

    async def _round(self, some: Sequence[tuple[Item, asyncio.Future[Done]]]) -> None:
        found: Mapping[int, Done] | BaseException = {}
        if len(some) > 1:
            (found,) = await asyncio.gather(self._of_all([item for item, _ in some]), return_exceptions=True)
        alone = []
        for place, (item, done) in enumerate(some):
            if isinstance(found, BaseException) or place not in found:
                alone.append(self._alone(item, done))
            elif not done.done():
                done.set_result(found[place])
        await asyncio.gather(*alone)

    async def _alone(self, item: Item, done: asyncio.Future[Done]) -> None:
        (found,) = await asyncio.gather(self._of_one(item), return_exceptions=True)
        if done.done():
            return
        if isinstance(found, BaseException):
            done.set_exception(found)
        else:
            done.set_result(found)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)
