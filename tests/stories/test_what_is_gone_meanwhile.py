"""What a clock or a message is about may be gone by the time it is looked at: nothing is said, nothing changed."""

import pytest

from bot import screens
from bot.jobs import WORK, Work
from models.message import Message, MessageKind
from tests.world import World

NOTHING = "nothing"
OF_A_PROGRAMME = {"standings", "looks", "recaps", "surveys", "weekly sweeps", "nps"}  # which is never gone
OF_A_DAY = {MessageKind.OVERDUE, MessageKind.SELLER_WEEK}
OF_THEMSELVES = {MessageKind.NOT_OURS, MessageKind.GREETING, MessageKind.CHANNEL}


@pytest.mark.parametrize(
    "work", [work for work in WORK if work.name not in OF_A_PROGRAMME], ids=lambda work: work.name
)
async def test_a_clock_that_runs_out_for_nothing(world: World, work: Work) -> None:
    async with world.rung.database.transaction() as session:
        assert not await work.act(session, world.program_id, NOTHING, now=world.clock.business())


@pytest.mark.parametrize("recipient", ["U0MAYA", "U0STRANGER"])
@pytest.mark.parametrize("kind", sorted(screens.SCREENS.keys() - OF_A_DAY - OF_THEMSELVES))
async def test_a_message_about_nothing(world: World, kind: MessageKind, recipient: str) -> None:
    now = world.clock.business()
    row = Message(
        program_id=world.program_id,
        workspace_id=world.rung.workspace.id,
        kind=kind,
        subject=NOTHING,
        recipient=recipient,
        due_at=now,
    )
    async with world.rung.database.reading() as session:
        assert await screens.draw(session, row, now=now) is None
