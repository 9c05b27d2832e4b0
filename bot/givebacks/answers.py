"""What customers answer to something offered to them, and what they take back."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import tasks
from bot.advocates import standing
from bot.advocates.standing import Own
from bot.givebacks import peers, showing
from bot.views.giveback.tasks import said_of
from models import audit
from models import giveback as givebacks
from models.giveback import OPEN, GivebackKind, GivebackState, WholeGiveback
from models.member import Actor
from models.task import TaskKind

TOLD = frozenset(
    {GivebackKind.EARLY_LOOK, GivebackKind.RECOGNITION}
)  # after a yes their owner has something to do

TAKEN_BACK = "no longer agrees to a line that stands in public."


async def agree(session: AsyncSession, actor: Actor, giveback_id: str, *, now: datetime) -> None:
    own, whole = await _theirs(session, actor, giveback_id)
    if whole.account.public_sector:
        raise own.refuse("giveback_public")
    if not await agreed(session, whole, by=actor.user_id, now=now):
        raise own.refuse("giveback_settled")


async def agreed(session: AsyncSession, whole: WholeGiveback, *, by: str, now: datetime) -> bool:
    """They said yes, here or to their owner. False: it is settled already."""
    row, program_id = whole.giveback, whole.giveback.program_id
    await givebacks.hold(session, program_id, row.id)
    offered = {GivebackState.OFFERED}
    if not await givebacks.move(
        session, program_id, row.id, GivebackState.AGREED, came_from=offered, by=by, now=now
    ):
        return False
    audit.record(session, program_id, at=now, actor=by, verb="giveback_agreed", subject=row.id)
    customer = showing.customer_of(whole)
    if row.kind in TOLD:
        await showing.give_to_owner(
            session, customer, TaskKind.GIVE, row.id, said=said_of(row.kind, row.text), now=now
        )
    await showing.changed(session, customer, row.id, now=now)
    if row.pair_id is not None:
        await peers.weigh(session, program_id, row.pair_id, now=now)
    return True


async def decline(session: AsyncSession, actor: Actor, giveback_id: str, *, now: datetime) -> None:
    own, whole = await _theirs(session, actor, giveback_id)
    if whole.giveback.state is not GivebackState.OFFERED or not await showing.end(
        session, whole, GivebackState.DECLINED, by=actor.user_id, now=now
    ):
        raise own.refuse("giveback_settled")


async def take_back(session: AsyncSession, actor: Actor, giveback_id: str, *, now: datetime) -> None:
    """A yes that they no longer mean. A line that stands in public has to come down: their owner is told to."""
    own, whole = await _theirs(session, actor, giveback_id)
    row, by = whole.giveback, own.advocate.slack_user_id or actor.user_id
    public = row.kind is GivebackKind.RECOGNITION and row.state is GivebackState.GIVEN
    if not public:
        if row.state not in OPEN or not await showing.end(
            session, whole, GivebackState.WITHDRAWN, by=by, now=now
        ):
            raise own.refuse("giveback_settled")
        return
    if not await givebacks.move(
        session,
        actor.program_id,
        row.id,
        GivebackState.WITHDRAWN,
        came_from={GivebackState.GIVEN},
        by=by,
        now=now,
    ):
        raise own.refuse("giveback_settled")
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb="giveback_withdrawn", subject=row.id
    )
    await tasks.open_(
        session,
        TaskKind.TAKE_DOWN,
        member=whole.owner,
        account=whole.account,
        advocate=whole.advocate,
        subject=row.id,
        said=f"{TAKEN_BACK}\n{row.text}",
        now=now,
    )
    await showing.changed(session, own.customer, row.id, now=now)


async def _theirs(session: AsyncSession, actor: Actor, giveback_id: str) -> tuple[Own, WholeGiveback]:
    """Raises BotError for what was offered to somebody else."""
    own = await standing.of(session, actor)
    whole = await givebacks.whole(session, actor.program_id, giveback_id)
    if whole is None or whole.advocate.id != own.advocate.id:
        raise own.refuse("only_theirs")
    return own, whole
