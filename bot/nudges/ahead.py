"""What somebody could do next, as they are shown it on their own page: by the rule that chooses what is proposed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.nudges import looking
from bot.rules.next_step import fitting
from bot.views.advocate.climb import Next
from models import activity as activities
from models import next_step
from models import nudge as nudges
from models import sweep as sweeps
from models.advocate import Advocate
from models.next_step import Weight
from models.nudge import NudgeState
from models.program import Program


async def of(
    session: AsyncSession, program: Program, advocate: Advocate, *, now: datetime, most: int
) -> list[Next]:
    """What is proposed to them already, and then what would be, the best first; nothing they did lately or refused."""
    seen = await looking.some_one(session, program, advocate.id, now=now)
    if seen is None:
        return []
    ladder = {each.id: each for each in await activities.all_of(session, program.id)}
    weights = await _weights(session, program, now=now)
    steps = looking.programme_of(program, ladder.values(), weights).ladder
    own, stays = seen.person.own, advocate.stays_since is not None
    offered = await nudges.before(session, program.id, advocate.id, {NudgeState.OFFERED}, most=1)
    proposed = [each.activity.id for each in offered if each.activity.id in ladder]
    best = [step.id for step in fitting(own, steps, stays=stays) if step.id not in proposed]
    return [
        Next(ladder[id_].phrase, ladder[id_].minutes, proposed=id_ in proposed, agreed=id_ in own.agreed)
        for id_ in [*proposed, *best][:most]
    ]


async def _weights(session: AsyncSession, program: Program, *, now: datetime) -> Mapping[str, Weight]:
    """The shares of yeses as the last weekly look weighed them, with what is needed by now."""
    needed = await next_step.needed(session, program.id, now=now)
    last = await sweeps.newest(session, program.id)
    found = {id_: Weight(**weight) for id_, weight in (last.weights if last else {}).items()}
    nothing = Weight()
    return {
        id_: Weight(**asdict(found.get(id_, nothing)) | {"needed": needed.get(id_, 0)})
        for id_ in {*found, *needed}
    }
