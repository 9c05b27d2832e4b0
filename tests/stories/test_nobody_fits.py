"""Where nobody fits, the seller reads why, what would help, and takes it with one press."""

from datetime import date, datetime

from sqlalchemy import update

from models import activity as activities
from models.advocate import Advocate, Consent, Consented
from tests.views.people import at
from tests.world import World


async def refuse_calls(world: World) -> None:
    """Everybody was asked about calls, and does not want them."""
    async with world.rung.database.transaction() as session:
        found = await activities.by_key(session, world.program_id)
        people = (await session.scalars(everybody(world))).all()
        for advocate in people:
            consent = await session.get(Advocate, (world.program_id, advocate.id))
            assert consent is not None
            session.add(
                Consent(
                    program_id=world.program_id,
                    advocate_id=advocate.id,
                    activity_id=found["group_call"].id,
                    state=Consented.NO,
                    since=world.clock.business(),
                    source="test",
                )
            )


async def pause(world: World, until: datetime) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Advocate).values(paused_until=until))
