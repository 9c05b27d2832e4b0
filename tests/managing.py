"""What stories of managers share: menus of the queue, the log, and counted statements."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.views.blocks import Drawing
from models.audit import Audit
from models.program import Program
from models.task import WholeTask
from sandbox.person import Person
from tests.world import World


async def choose(person: Person, holds: str, label: str) -> None:
    """The menu or button with this label, beside the text that holds the words, in the person's window."""
    assert person.modal is not None
    for block in person.modal["blocks"]:
        accessory = block.get("accessory")
        if not accessory or holds not in block["text"]["text"]:
            continue
        if accessory["type"] != "overflow":
            assert accessory["text"]["text"] == label
            await person.press_modal(accessory["action_id"], block_id=block["block_id"])
            return
        value = next(each["value"] for each in accessory["options"] if each["text"]["text"] == label)
        await person.pick(None, accessory["action_id"], value, block_id=block["block_id"])
        return
    raise AssertionError(f"nothing holds {holds!r}")


async def press(person: Person, label: str) -> None:
    """A button of the person's window, by how its label begins."""
    assert person.modal is not None
    for block in person.modal["blocks"]:
        for element in block.get("elements", []):
            if element.get("type") == "button" and element["text"]["text"].startswith(label):
                await person.press_modal(element["action_id"], block_id=block["block_id"])
                return
    raise AssertionError(f"no button begins with {label!r}")


async def logged(world: World) -> list[tuple[str, str]]:
    """(who, what) of all that the log tells, oldest first."""
    async with world.rung.database.reading() as session:
        rows = await session.execute(
            select(Audit.actor, Audit.verb)
            .where(Audit.program_id == world.program_id)
            .order_by(Audit.at, Audit.id)
        )
        return [(actor, verb) for actor, verb in rows]


async def set_up(world: World, **values: object) -> None:
    """Settings as if a manager had made them before."""
    async with world.rung.database.transaction() as session:
        await session.execute(update(Program).where(Program.id == world.program_id).values(**values))


async def statements(world: World, call: Callable[[AsyncSession], Awaitable[object]]) -> int:
    """How many statements a call takes, counted on its own connection: the edges poll beside it."""
    async with counted(world) as (session, seen):
        await call(session)
    return len(seen)


@asynccontextmanager
async def counted(world: World) -> AsyncIterator[tuple[AsyncSession, list[str]]]:
    seen: list[str] = []

    def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    async with world.rung.database.transaction() as session:
        connection = await session.connection()
        event.listen(connection.sync_connection, "before_cursor_execute", count)
        yield session, seen


def plain_card(whole: WholeTask, zone: str, now: object) -> Drawing:  # noqa: ARG001
    """For kinds of tasks whose own card is not what a story is about."""
    return Drawing(
        "To do", [{"type": "section", "text": {"type": "mrkdwn", "text": f"To do: {whole.task.said}"}}]
    )
