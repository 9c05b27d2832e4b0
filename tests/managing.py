"""What stories of managers share: menus of the queue, the log, and counted statements."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event as events
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.views.blocks import Drawing
from models.audit import Audit
from models.program import Program
from models.task import WholeTask
from sandbox.errors import Json
from sandbox.people import user_object
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
        events.listen(connection.sync_connection, "before_cursor_execute", count)
        yield session, seen


def plain_card(whole: WholeTask, zone: str, now: object) -> Drawing:  # noqa: ARG001
    """For kinds of tasks whose own card is not what a story is about."""
    return Drawing(
        "To do", [{"type": "section", "text": {"type": "mrkdwn", "text": f"To do: {whole.task.said}"}}]
    )


async def managing(world: World) -> None:
    """A manager uses everything that is theirs: each leaves its line in the log."""
    maya = world.maya
    await world.request(world.tom)
    await maya.command("/rung")
    await press(maya, "Blocks")
    await press(maya, "Approvals")
    await choose(maya, "Nordlicht Pay", "Take over")
    await choose(maya, "Nordlicht Pay", "Hand to somebody else")
    await maya.fill(to="U0BEN")
    await maya.submit()
    await maya.command("/rung", "owners")
    await choose(maya, "Anna Schmidt", "Hand over")
    await maya.search("account_to_hand", "Nord")
    await maya.fill(to="U0BEN")
    await maya.submit()
    await maya.command("/rung")
    await choose(maya, "Nordlicht Pay", "Decide")
    await maya.fill(decision="not_now")
    await maya.submit()
    await press(maya, "References")
    await choose(maya, "Kestrel", "Make an exception")
    assert maya.modal is not None
    held = next(block for block in maya.modal["blocks"] if block.get("block_id") == "customer")
    await maya.fill(customer=held["element"]["options"][0]["value"], reason="They offered it themselves.")
    await maya.submit()
    await maya.command("/rung", "settings")
    await choose(maya, "How often we ask", "Change")
    await maya.fill(days_between_asks="20")
    await maya.submit()
    await _roles_and_texts(world)
    await _ladder(world)
    world.team.change_user("U0BEN", kind="deactivated")
    await slack_says(world, "U0BEN")
    await world.pass_time(hours=1)


async def _roles_and_texts(world: World) -> None:
    maya = world.maya
    await maya.command("/rung", "roles")
    await maya.pick(None, "role_person", "U0NOBODY")
    await maya.fill(roles=["owner"])
    await maya.submit()
    world.team.set_group("S0SALES", "sales", ["U0TOM", "U0PRIYA"])
    await choose(maya, "Sellers", "Follow a group")
    await world.quiet()
    await maya.search("group", "sales")
    await maya.fill(group="S0SALES")
    await maya.submit()
    await world.quiet()
    await maya.command("/rung", "texts")
    await choose(maya, "Who speaks, on every question", "Edit")
    await maya.fill(text="{owner} of {company}")
    await maya.submit()
    await maya.submit()
    await choose(maya, "Who speaks, on every question", "Edit")
    await press(maya, "Back to Rung's own")


async def _ladder(world: World) -> None:
    maya = world.maya
    await maya.command("/rung", "ladder")
    await choose(maya, "6 · Shape", "Open")
    await choose(maya, "Rung 6", "Rename")
    await maya.fill(name="Lead")
    await maya.submit()
    await maya.submit()
    await choose(maya, "6 · Lead", "Open")
    await choose(maya, "*Mentor*", "Change")
    await press(maya, "Retire")
    await maya.submit()
    await press(maya, "No longer on it (1)")
    await choose(maya, "Mentor", "Bring back")
    await maya.submit()
    await press(maya, "What was changed")


async def slack_says(world: World, user: str) -> None:
    """Slack tells every app that somebody is different now."""
    described = user_object(world.team.users[user], world.team.id, with_email=True, with_locale=True)
    event: Json = {"type": "user_change", "user": described, "event_ts": world.team.next_ts()}
    await world.sandbox.send_event(world.team, event)
