"""What is done for many at once: rounds, and what a fault in one does to the others."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.outbox.together import Together
from tests.outbox_units.skipping import played


class Counted:
    """Doubles numbers. Whatever has a negative one among it fails; zeros are left out of rounds."""

    def __init__(self, *, size: int = 50, rounds: int = 1) -> None:
        self.rounds: list[Sequence[int]] = []
        self.alone: list[int] = []
        self.at_once = self.most_at_once = 0
        self.together = Together(self.of_all, self.of_one, size=size, rounds=rounds)

    async def of_all(self, numbers: Sequence[int]) -> dict[int, int]:
        self.rounds.append(numbers)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(1)
        self.at_once -= 1
        if min(numbers) < 0:
            raise ValueError(str(numbers))
        return {place: 2 * number for place, number in enumerate(numbers) if number}

    async def of_one(self, number: int) -> int:
        self.alone.append(number)
        if number < 0:
            raise ValueError(str(number))
        return 2 * number


def test_what_comes_at_the_same_moment_goes_in_one_round() -> None:
    async def scene(_loop: object) -> None:
        counted = Counted()
        assert await asyncio.gather(*map(counted.together.do, range(1, 31))) == [2 * n for n in range(1, 31)]
        assert counted.rounds == [list(range(1, 31))]
        assert counted.alone == []

    played(scene)


def test_who_is_alone_is_done_alone() -> None:
    async def scene(_loop: object) -> None:
        counted = Counted()
        assert [await counted.together.do(number) for number in (1, 2)] == [2, 4]
        assert counted.rounds == []
        assert counted.alone == [1, 2]

    played(scene)


def test_what_comes_while_a_round_is_under_way_goes_with_the_next() -> None:
    async def scene(_loop: object) -> None:
        counted = Counted()
        first = [asyncio.create_task(counted.together.do(number)) for number in (1, 2)]
        await asyncio.sleep(0.5)
        later = [asyncio.create_task(counted.together.do(number)) for number in (3, 4, 5)]
        assert await asyncio.gather(*first, *later) == [2, 4, 6, 8, 10]
        assert counted.rounds == [[1, 2], [3, 4, 5]]

    played(scene)


@pytest.mark.parametrize("rounds", [1, 2])
def test_no_round_is_larger_and_no_more_go_at_once_than_allowed(rounds: int) -> None:
    async def scene(_loop: object) -> None:
        counted = Counted(size=10, rounds=rounds)
        await asyncio.gather(*map(counted.together.do, range(1, 41)))
        assert [len(each) for each in counted.rounds] == [10] * 4
        assert counted.most_at_once == rounds

    played(scene)


def test_a_fault_in_one_hurts_no_other() -> None:
    async def scene(_loop: object) -> None:
        counted = Counted()
        found = await asyncio.gather(
            *map(counted.together.do, (1, -1, 2)), counted.together.do(3), return_exceptions=True
        )
        assert [each for each in found if isinstance(each, int)] == [2, 4, 6]
        assert isinstance(found[1], ValueError)
        assert sorted(counted.alone) == [-1, 1, 2, 3]

    played(scene)


def test_what_a_round_leaves_out_is_done_by_itself() -> None:
    async def scene(_loop: object) -> None:
        counted = Counted()
        assert await asyncio.gather(*map(counted.together.do, (1, 0, 2))) == [2, 0, 4]
        assert counted.alone == [0]

    played(scene)


def test_who_gives_up_leaves_the_others_alone() -> None:
    async def scene(_loop: object) -> None:
        counted = Counted()
        one, two, three = (asyncio.create_task(counted.together.do(number)) for number in (1, 2, 3))
        await asyncio.sleep(0)
        one.cancel()
        assert list(await asyncio.gather(two, three)) == [4, 6]
        assert counted.rounds == [[2, 3]]
        four, five = (asyncio.create_task(counted.together.do(number)) for number in (4, 5))
        await asyncio.sleep(0.5)
        four.cancel()
        assert await five == 10

    played(scene)


def test_who_asks_again_at_the_end_of_a_round_is_not_forgotten() -> None:
    async def scene(_loop: object) -> None:
        counted = Counted()

        async def twice(number: int) -> int:
            return await counted.together.do(await counted.together.do(number))

        async with asyncio.timeout(60):
            first, second = await asyncio.gather(twice(1), counted.together.do(2))
        assert (first, second) == (4, 4)

    played(scene)
