"""The live line of a reference: where it stands, for its seller and for whoever is kept informed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks.approval import present_deciders
from bot.views.reference.line import Line
from models import activity as activities
from models import ask as asks
from models import deal as deals
from models import participation as participations
from models import reference as references
from models.ask import WholeAsk
from models.kept import hold, once
from models.reference import Reference


async def of(session: AsyncSession, program_id: str, reference_id: str, *, now: datetime) -> Line | None:
    async def read() -> Line | None:
        reference = await references.find(session, program_id, reference_id)
        return (await some(session, [reference], now=now))[0] if reference else None

    return await once(session, ("line", program_id, reference_id), read)


async def read_ahead(
    session: AsyncSession, program_id: str, reference_ids: Sequence[str], *, now: datetime
) -> None:
    """Read these together, and keep them in this session."""
    for line in await some(session, await references.some(session, program_id, reference_ids), now=now):
        hold(session, ("line", program_id, line.reference.id), line)


async def some(session: AsyncSession, shown: Sequence[Reference], *, now: datetime) -> list[Line]:
    """The references of one program as lines, with a number of statements that does not grow with them."""
    if not shown:
        return []
    program_id = shown[0].program_id
    deals_by_id = await deals.some(session, program_id, [reference.deal_id for reference in shown])
    activities_by_id = {a.id: a for a in await activities.every(session, program_id)}
    by_reference: dict[str, list[WholeAsk]] = {reference.id: [] for reference in shown}
    for whole in await asks.of_references(session, program_id, list(by_reference)):
        by_reference[whole.reference.id].append(whole)
    everybody = [whole for own in by_reference.values() for whole in own]
    held = await participations.held(session, program_id, [whole.ask.id for whole in everybody])
    deciders = await present_deciders(session, program_id, everybody, now=now)
    unshown = await messages.lines_not_shown(session, program_id, list(by_reference))
    return [
        Line(
            reference=reference,
            deal=deals_by_id[reference.deal_id],
            activity=activities_by_id[reference.activity_id],
            asks=by_reference[reference.id],
            deciders=deciders,
            unshown={channel: why for (id_, channel), why in unshown.items() if id_ == reference.id},
            held=held,
        )
        for reference in shown
    ]
