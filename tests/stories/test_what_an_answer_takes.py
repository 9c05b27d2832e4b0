"""A customer's yes is the turn that comes most often: so many statements and no more, whatever else there is."""

import pytest

from bot.asks import reveal
from bot.asks.reveal import Agreed
from models import actor as actors
from models.ask import Ask, AskState
from models.reference import Reference, ReferenceState
from tests import plenty
from tests.behind import rows
from tests.statements import counted
from tests.world import World

MOST = 12


@pytest.mark.parametrize("others", [0, 10])
async def test_a_yes_takes_so_many_statements(world: World, others: int) -> None:
    await world.request(world.tom)
    await world.ask(world.anna, world.priya)
    (ask,) = await rows(world, Ask, state=AskState.ASKED)
    await plenty.more(world, range(others))
    async with world.rung.database.transaction() as session, counted(session) as seen:
        actor = await actors.identify(session, world.team.id, world.priya.id)
        assert actor is not None
        await reveal.agree(session, actor, ask.id, Agreed.YES, edition=1, now=world.clock.business())
        await session.commit()
    assert len(seen) <= MOST, "\n".join(seen)
    (found,) = await rows(world, Reference, id=ask.reference_id)
    assert found.state is ReferenceState.FOUND
