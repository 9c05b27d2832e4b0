"""Forgetting a customer, as they wish: what runs ends as it would if they left, and then nobody is known any more.

What is left are counts: an ask that was put, a favour that was held, an answer's number, of nobody. What colleagues
were shown is drawn again without them, and what they were sent says nothing.
"""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.advocates import peace, standing
from bot.asks import backing_out, course
from bot.asks.change import change
from bot.givebacks import showing
from bot.kit.errors import BotError
from bot.people import working_week
from bot.privacy import suppression
from bot.rules.hours import local_day
from bot.views import erased as view
from bot.views.blocks import Drawing
from models import ask as asks
from models import audit, joining
from models import member as members
from models import place as places
from models import program as programs
from models.ask import RUNNING, AskState, WholeAsk
from models.joining import Customer
from models.member import Actor
from models.message import Message
from models.privacy import erasing

OPEN = RUNNING | {AskState.LISTED}
AGREED = frozenset({AskState.ACCEPTED, AskState.SPARE})
MOST = 1000  # questions of one person that are open or agreed to
ONLY_THEMSELVES = "Only whom it is about can have that erased."


async def erase_own(
    session: AsyncSession, actor: Actor, advocate_id: str, *, now: datetime, real: datetime
) -> str:
    """They confirmed it themselves; what to tell them. Raises BotError for anybody else."""
    own = await standing.of(session, actor)
    if own.advocate.id != advocate_id:
        raise BotError(ONLY_THEMSELVES)
    said = own.sentence("erased_now")
    await erase(session, own.customer, by=own.advocate.id, now=now, real=real)
    return said


async def erase(
    session: AsyncSession,
    customer: Customer,
    *,
    by: str,
    now: datetime,
    real: datetime,
    left_before: date | None = None,
) -> bool:
    """Forget a customer. False: they are forgotten already, or did not leave, nor say no, before that day."""
    advocate, program_id = customer.advocate, customer.advocate.program_id
    concerned = await asks.of_advocate(session, program_id, advocate.id, states=OPEN | AGREED, most=MOST)
    # Before their own row: whoever records an answer of theirs holds the question first, too.
    await course.hold(session, program_id, [each.reference.id for each in concerned])
    await joining.lock(session, program_id, advocate.id)
    found = await joining.find(session, program_id, advocate.id)
    if found is None or found.advocate.erased_at is not None or not _left(found, left_before):
        return False
    customer, advocate = found, found.advocate
    users = await places.users(session, advocate)
    await suppression.suppress(session, advocate, users, now=now)
    audit.record(session, program_id, at=now, actor=by, verb="erased", subject=advocate.id)
    await _end(session, customer, by=by, now=now)
    for each in concerned:
        await _withdraw(session, each.ask.id, program_id, by=by, now=now)
    subjects = await erasing.subjects(session, program_id, advocate.id)
    tasks = await erasing.close_tasks(session, program_id, advocate, now=now)
    await standing.changed(session, customer, now=now)
    await messages.changed(session, program_id, *subjects, *tasks, customer.account.id, now=now)
    await messages.show_forgotten(
        session, advocate.id, customer.owner, by_time=left_before is not None, now=now
    )
    await session.flush()
    await erasing.retire_messages(session, advocate, users, now=now, real=real)
    program = await programs.get(session, program_id)
    day = min(standing.today(program, now), now.date())
    session.expunge(advocate)  # as it was; the row says nothing any more
    await erasing.forget(session, advocate, users, now=now, left_on=day)
    return True


def _left(customer: Customer, before: date | None) -> bool:
    """As the scan for them says it; None: it does not matter."""
    if before is None:
        return True
    advocate = customer.advocate
    said_no = advocate.refused_on if advocate.joined_on is None else None
    day = advocate.left_on or said_no
    return day is not None and day < before


async def _end(session: AsyncSession, customer: Customer, *, by: str, now: datetime) -> None:
    """What waits for them unasked, what they were to get, and what was to be asked of them afterwards."""
    program_id, advocate_id = customer.advocate.program_id, customer.advocate.id
    await peace.take_back(session, program_id, advocate_id, by=by, now=now)
    await showing.let_go(session, program_id, advocate_id, by=by, now=now)
    await erasing.ask_nothing_more(session, program_id, advocate_id)


async def _withdraw(session: AsyncSession, ask_id: str, program_id: str, *, by: str, now: datetime) -> None:
    """An open question ends, and the search goes on without them; a yes whose day is still to come is taken back."""
    whole = await course.locked(session, program_id, ask_id)
    if whole is None:
        return
    if await change(session, whole.ask, AskState.WITHDRAWN, came_from=OPEN, now=now, actor=by):
        await course.go_on(session, program_id, whole.reference.id, now=now)
        return
    if whole.ask.state is not AskState.ACCEPTED or _over(whole, now):
        return
    if await change(session, whole.ask, AskState.BACKED_OUT, came_from=AskState.ACCEPTED, now=now, actor=by):
        await backing_out.look_again(session, whole, by=by, now=now)


def _over(whole: WholeAsk, now: datetime) -> bool:
    day = whole.ask.held_on or whole.reference.needed_on
    return local_day(working_week(whole.advocate), now) > day


async def unsaid(_session: AsyncSession, message: Message, *, now: datetime) -> tuple[Drawing, None] | None:  # noqa: ARG001
    """What is left of a message that they were sent; None for one that was never said."""
    return (view.nothing(), None) if message.ts else None


async def forgotten(session: AsyncSession, message: Message, *, now: datetime) -> tuple[Drawing, None] | None:
    """What the owner reads; None for somebody who reads nothing of Rung any more."""
    customer = await joining.find(session, message.program_id, message.subject)
    reader = await members.by_user(session, message.program_id, message.recipient)
    if customer is None or reader is None or customer.advocate.erased_at is None:
        return None
    public = await erasing.published(session, message.program_id, message.subject)
    at = customer.advocate.erased_at
    by_time = message.part == messages.BY_TIME
    return view.forgotten(
        customer.account.name, public, by_time=by_time, zone=reader.zone, now=now, at=at
    ), None
