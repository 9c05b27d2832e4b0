"""Who is shown what of a giveback: the customer's message, the owner's task; and how one comes to its end."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks, wordings
from bot.advocates import standing
from bot.views.giveback.card import forward
from bot.views.giveback.tasks import parts_of, said_of
from models import audit
from models import giveback as givebacks
from models import program as programs
from models import task as task_rows
from models.giveback import OPEN, GivebackState, WholeGiveback
from models.joining import Customer
from models.task import TaskKind

TASKS = (TaskKind.HAND_OFFER, TaskKind.GIVE)  # about one side; INTRODUCE is about both
MOVED_ON = "moved_on"


async def offered(session: AsyncSession, customer: Customer, giveback_id: str, *, now: datetime) -> None:
    """By Rung, in their own hours, or by their owner where Slack brings them nothing."""
    if customer.advocate.in_slack:
        await messages.show_giveback(session, customer.advocate, giveback_id, now=now)
    else:
        await pass_on(session, customer, giveback_id, now=now)


async def pass_on(session: AsyncSession, customer: Customer, giveback_id: str, *, now: datetime) -> None:
    """Their owner gets the offer as a text to forward, in the customer's language."""
    program_id = customer.advocate.program_id
    whole = await givebacks.whole(session, program_id, giveback_id)
    if whole is None:
        return
    company = (await programs.get(session, program_id)).name
    text = forward(whole, await wordings.for_advocate(session, whole.advocate), company=company)
    said = said_of(whole.giveback.kind, text)
    await give_to_owner(session, customer, TaskKind.HAND_OFFER, giveback_id, said=said, now=now)


async def give_to_owner(
    session: AsyncSession, customer: Customer, kind: TaskKind, subject: str, *, said: str = "", now: datetime
) -> None:
    await tasks.open_(
        session,
        kind,
        member=customer.owner,
        account=customer.account,
        advocate=customer.advocate,
        subject=subject,
        said=said,
        now=now,
    )


async def changed(session: AsyncSession, customer: Customer, *subjects: str, now: datetime) -> None:
    """Draw again whatever shows it: the messages about it, the customer's page, their owner's Home, the digest."""
    await standing.changed(session, customer, now=now)
    await messages.changed(session, customer.advocate.program_id, *subjects, customer.account.id, now=now)


async def end(
    session: AsyncSession,
    whole: WholeGiveback,
    state: GivebackState,
    *,
    by: str,
    now: datetime,
    word: str = "",
) -> bool:
    """Declined or withdrawn, before it was given. False: it is settled already.

    Of a pair, the other side ends as well, and reads only that it did not come about: not who said no, nor whether
    anybody did. Whoever asked for somebody to meet still does: their owner looks for somebody else.
    """
    row = whole.giveback
    await givebacks.hold(session, row.program_id, row.id)
    values = {"word": word} if word else {}
    if not await givebacks.move(
        session, row.program_id, row.id, state, came_from=OPEN, by=by, now=now, **values
    ):
        return False
    await _ended(session, whole, state, by=by, now=now)
    for other in await others(session, whole):
        await _let_go(session, other, now=now)
    if row.pair_id:
        await tasks.settle(session, row.program_id, TaskKind.INTRODUCE, row.pair_id, MOVED_ON, now=now)
    return True


async def _let_go(session: AsyncSession, other: WholeGiveback, *, now: datetime) -> None:
    """The other side of a pair that does not meet: an offer has ended, what they asked for goes on."""
    row = other.giveback
    asked = (await task_rows.about(session, row.program_id, TaskKind.GIVE, [row.id])).get(row.id)
    if asked is not None:
        await _look_again(session, other, asked.task.said, now=now)
    elif await givebacks.move(
        session,
        row.program_id,
        row.id,
        GivebackState.WITHDRAWN,
        came_from=OPEN,
        by=audit.CLOCK,
        now=now,
    ):
        await _ended(session, other, GivebackState.WITHDRAWN, by=audit.CLOCK, now=now)


async def _look_again(session: AsyncSession, other: WholeGiveback, said: str, *, now: datetime) -> None:
    """It stands as they asked for it, with their owner."""
    row, program_id = other.giveback, other.giveback.program_id
    nobody = {"peer_id": None, "pair_id": None, "text": parts_of(said)[2]}
    if await givebacks.move(
        session, program_id, row.id, GivebackState.AGREED, came_from=OPEN, by=audit.CLOCK, now=now, **nobody
    ):
        await _ended(session, other, GivebackState.AGREED, by=audit.CLOCK, now=now)
        await give_to_owner(session, customer_of(other), TaskKind.GIVE, row.id, said=said, now=now)


async def others(session: AsyncSession, whole: WholeGiveback) -> Sequence[WholeGiveback]:
    """The other side of a pair; nobody where it is none."""
    row = whole.giveback
    if row.pair_id is None:
        return []
    return [
        each
        for each in await givebacks.of_pair(session, row.program_id, row.pair_id)
        if each.giveback.id != row.id
    ]


async def _ended(
    session: AsyncSession, whole: WholeGiveback, state: GivebackState, *, by: str, now: datetime
) -> None:
    program_id, giveback_id = whole.giveback.program_id, whole.giveback.id
    audit.record(session, program_id, at=now, actor=by, verb=f"giveback_{state}", subject=giveback_id)
    for kind in TASKS:
        await tasks.settle(session, program_id, kind, giveback_id, MOVED_ON, now=now)
    await changed(session, customer_of(whole), giveback_id, now=now)


def customer_of(whole: WholeGiveback) -> Customer:
    return Customer(whole.advocate, whole.account, whole.owner, None)


async def let_go(session: AsyncSession, program_id: str, advocate_id: str, *, by: str, now: datetime) -> None:
    """Somebody leaves: nothing is offered to them any more, and nobody waits to meet them."""
    for giveback_id in await givebacks.open_of(session, program_id, advocate_id):
        whole = await givebacks.whole(session, program_id, giveback_id)
        if whole is not None:
            await end(session, whole, GivebackState.WITHDRAWN, by=by, now=now)
