"""What is written for many messages, and by how many transactions: little more than for one."""

from typing import Any

from sqlalchemy import event

from tests.outbox_units.stage import Stage, stage

WRITING = ("UPDATE", "INSERT", "DELETE")
ONE = {"UPDATE workspace": 2, "UPDATE message": 3}  # leased and released; claimed, begun and settled
FOR_TEN = 6  # more for each ten of many, at most


def written(place: Stage) -> list[str]:
    """What is written from now on, each by its first two words."""
    seen: list[str] = []

    def hear(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(WRITING):
            seen.append(" ".join(statement.split()[:2]))

    event.listen(place.database.engine.sync_engine, "before_cursor_execute", hear)
    return seen


async def test_one_message_is_claimed_begun_and_settled(database_url: str) -> None:
    async with stage(database_url, 1) as place:
        seen = written(place)
        await place.worker().settled()
        assert {each: seen.count(each) for each in set(seen)} == ONE
        await place.all_said_once()


async def test_thirty_are_written_together(database_url: str) -> None:
    async with stage(database_url, 30) as place:
        seen = written(place)
        await place.worker().settled()
        assert len(seen) <= sum(ONE.values()) + 30 / 10 * FOR_TEN, seen
        await place.all_said_once()
