"""What is known of the customers of some asks, in a number of statements that does not grow with them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.views.ask.known import Carried
from models import ask as asks
from models import block as blocks
from models import debrief as debriefs
from models import standing as standings
from models.ask import AskState, WholeAsk
from models.debrief import Side
from models.eligibility import known
from models.kept import hold, once


async def one(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> Carried:
    async def read() -> Carried:
        (found,) = await of(session, [whole], now=now)
        return found

    return await once(session, ("carried", whole.ask.program_id, whole.ask.id), read)


async def read_ahead(
    session: AsyncSession, program_id: str, ask_ids: Sequence[str], *, now: datetime
) -> None:
    """Read these together, with their asks, and keep them in this session."""
    wholes = await asks.read_ahead(session, program_id, ask_ids)
    for whole, carried in zip(wholes, await of(session, wholes, now=now), strict=True):
        hold(session, ("carried", program_id, whole.ask.id), carried)


async def of(session: AsyncSession, wholes: Sequence[WholeAsk], *, now: datetime) -> list[Carried]:
    """For each ask, in their order; the ask itself is not counted. What is weighed is read for those that wait."""
    if not wholes:
        return []
    program_id = wholes[0].ask.program_id
    own = [whole.ask.id for whole in wholes]
    open_ = [whole for whole in wholes if whole.ask.state is AskState.APPROVING]
    people = [whole.advocate.id for whole in open_]
    load = await asks.carried(session, program_id, people, except_asks=own, now=now) if people else {}
    done = await known.favours(session, program_id, people, now=now) if people else {}
    kinds = [whole.activity.id for whole in open_]
    said = await known.consents(session, program_id, people, kinds) if people else {}
    against = await blocks.standing(session, program_id, [whole.account.id for whole in wholes], now=now)
    used = [whole.ask.standing_id for whole in wholes if whole.ask.standing_id]
    given = {each.id: each for each in await standings.some(session, program_id, used)}
    rated = await debriefs.scores(session, program_id, own, Side.ADVOCATE)
    nothing: tuple[datetime | None, int] = (None, 0)
    return [
        Carried(
            last_asked_at=(load.get(whole.advocate.id) or nothing)[0],
            asked_in_year=(load.get(whole.advocate.id) or nothing)[1],
            favours=done.get(whole.advocate.id),
            blocks=[block for block in against if block.account_id == whole.account.id],
            consent=said.get((whole.advocate.id, whole.activity.id)),
            standing=given.get(whole.ask.standing_id or ""),
            rated=rated.get(whole.ask.id),
        )
        for whole in wholes
    ]
