"""Whether a favour was held: claimed when it should be over, verified or void once that is settled."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, participations, tasks
from bot.kit.text import plain
from bot.views import dates
from models import audit
from models import debrief as debriefs
from models import participation as ledger
from models import task as task_rows
from models.ask import Ask, WholeAsk
from models.debrief import Debrief, Side
from models.participation import ParticipationState
from models.task import TaskKind

SOURCE = "ask"
SAID = {None: "no answer yet", True: "it was held", False: "it did not happen"}


async def claim(session: AsyncSession, whole: WholeAsk, *, by: str = audit.CLOCK, now: datetime) -> None:
    """Write it into the ledger, once: again only where the line was void since."""
    day = whole.ask.held_on or whole.reference.needed_on
    found = await ledger.of_ask(session, whole.ask.program_id, whole.ask.id)
    if found is None:
        await participations.record(
            session,
            whole.advocate,
            ParticipationState.CLAIMED,
            activity_id=whole.activity.id,
            done_on=day,
            source=SOURCE,
            by=by,
            now=now,
            deal_id=whole.deal.id,
            ask_id=whole.ask.id,
        )
    elif found.state is ParticipationState.VOID:
        await participations.supersede(
            session, found, ParticipationState.CLAIMED, by=by, now=now, done_on=day
        )


async def verify(session: AsyncSession, whole: WholeAsk, *, by: str = audit.CLOCK, now: datetime) -> None:
    await claim(session, whole, by=by, now=now)
    found = await ledger.of_ask(session, whole.ask.program_id, whole.ask.id)
    if found is not None and found.state is ParticipationState.CLAIMED:
        await participations.supersede(session, found, ParticipationState.VERIFIED, by=by, now=now)
        await messages.changed(session, whole.ask.program_id, whole.ask.id, whole.reference.id, now=now)


async def void(session: AsyncSession, ask: Ask, *, by: str, now: datetime) -> None:
    found = await ledger.of_ask(session, ask.program_id, ask.id)
    if found is not None and found.state is not ParticipationState.VOID:
        await participations.supersede(session, found, ParticipationState.VOID, by=by, now=now)


async def weigh(session: AsyncSession, whole: WholeAsk, *, by: str, now: datetime) -> None:
    """One side has spoken. Both say that it was held: verified. One says that it did not happen: the owner decides."""
    sides = await debriefs.of_ask(session, whole.ask.program_id, whole.ask.id)
    said = [sides[side].held if side in sides else None for side in Side]
    if False in said:
        await _ask_owner(session, whole, sides, now=now)
    elif None not in said:
        await verify(session, whole, by=by, now=now)


async def silence_is_yes(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    """Two working days have passed: held, where neither side said that it did not happen."""
    sides = await debriefs.of_ask(session, whole.ask.program_id, whole.ask.id)
    if all(side.held is not False for side in sides.values()):
        await verify(session, whole, now=now)


async def _ask_owner(
    session: AsyncSession, whole: WholeAsk, sides: dict[Side, Debrief], *, now: datetime
) -> None:
    program_id, said = whole.ask.program_id, _told(whole, sides, now)
    await tasks.open_(
        session,
        TaskKind.NOT_HELD,
        member=whole.owner,
        account=whole.account,
        advocate=whole.advocate,
        subject=whole.ask.id,
        said=said,
        now=now,
    )
    changed = await task_rows.restate(session, program_id, TaskKind.NOT_HELD, whole.ask.id, said)
    await messages.changed(session, program_id, *changed, now=now)


def _told(whole: WholeAsk, sides: dict[Side, Debrief], now: datetime) -> str:
    """What the owner is to know, a line for each: what it was, and who says what."""
    day = dates.weekday(whole.ask.held_on or whole.reference.needed_on, now.date())
    names = {Side.SELLER: whole.seller.name, Side.ADVOCATE: whole.advocate.name}
    who = [f"{plain(names[side])}: {SAID[sides[side].held if side in sides else None]}" for side in Side]
    return "\n".join([f"{whole.activity.name} for {plain(whole.deal.name)}, {day}", *who])
