"""What people may do next: each move picks among what is there by two numbers, so any list can be played."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.asks import answers, decisions
from bot.references import course, draft
from models.advocate import Advocate
from models.ask import Ask, AskState, Declined, Refused, Road
from models.base import new_id
from models.block import Block, BlockKind
from models.deal import Deal, Status
from models.member import Actor, Member
from models.reference import Reference, ReferenceState
from tests.histories.life import Life

SELLERS = ("U0TOM", "U0SOFIA")
DECIDERS = ("U0MAYA", "U0ANNA", "U0MAYA", "U0BEN")
ACTIVITIES = ("reference_call", "reference_call", "quote", "site_visit")
Move = Callable[[Life, int, int], Awaitable[object]]


async def request(life: Life, a: int, b: int) -> None:
    """A seller fills the form and starts at once."""
    user = SELLERS[a % 2]
    async with life.database.reading() as session:
        found = await session.scalars(
            select(Deal).where(Deal.program_id == life.program_id, Deal.status == Status.OPEN)
        )
        open_deals = sorted(found, key=lambda deal: deal.key)
    form = draft.NeedForm(
        deal=open_deals[b % len(open_deals)].id,
        prospect=None,
        activity=ACTIVITIES[a % len(ACTIVITIES)],
        needed_on=life.now.date() + timedelta(days=2 + (a * 7 + b) % 40),
        wanted=1 + b % 2,
    )
    key = new_id()

    async def ask(session: AsyncSession, actor: Actor) -> None:
        made = await draft.take(session, actor, form, form_key=key, now=life.now)
        await course.start(session, actor, made.id, now=life.now)

    await life.act(user, ask)


async def _asks(life: Life, *states: AskState) -> Sequence[Ask]:
    async with life.database.reading() as session:
        found = await session.scalars(
            select(Ask).where(Ask.program_id == life.program_id, Ask.state.in_(states)).order_by(Ask.id)
        )
        return found.all()


async def approve(life: Life, a: int, b: int) -> None:
    waiting = await _asks(life, AskState.APPROVING)
    if waiting:
        ask = waiting[a % len(waiting)]
        await life.act(
            DECIDERS[b % 4], lambda session, actor: decisions.approve(session, actor, ask.id, now=life.now)
        )


async def refuse(life: Life, a: int, b: int) -> None:
    waiting = await _asks(life, AskState.APPROVING)
    if waiting:
        ask, how = waiting[a % len(waiting)], list(Refused)[b % 2]
        await life.act(
            DECIDERS[a % 4],
            lambda session, actor: decisions.refuse(session, actor, ask.id, how, now=life.now),
        )


async def _customer(life: Life, a: int) -> tuple[Ask, str] | None:
    """A question that is with a customer, and their Slack user."""
    open_ = [ask for ask in await _asks(life, AskState.ASKED, AskState.CHECKING) if ask.road is Road.SLACK]
    if not open_:
        return None
    ask = open_[a % len(open_)]
    async with life.database.reading() as session:
        advocate = await session.get_one(Advocate, (life.program_id, ask.advocate_id))
    return ask, advocate.slack_user_id or ""


async def say_yes(life: Life, a: int, _b: int) -> None:
    found = await _customer(life, a)
    if found:
        await life.act(
            found[1], lambda session, actor: answers.accept(session, actor, found[0].id, now=life.now)
        )


async def say_no(life: Life, a: int, b: int) -> None:
    found = await _customer(life, a)
    how = (Declined.NOT_THIS, Declined.NEVER_THIS_KIND)[b % 2]
    if found:
        await life.act(
            found[1], lambda session, actor: answers.decline(session, actor, found[0].id, how, now=life.now)
        )


async def not_now(life: Life, a: int, b: int) -> None:
    found = await _customer(life, a)
    day = life.now.date() + timedelta(days=1 + b % 60)
    if found:
        await life.act(
            found[1],
            lambda session, actor: answers.pause_until(session, actor, found[0].id, day, now=life.now),
        )


async def cancel(life: Life, a: int, b: int) -> None:
    async with life.database.reading() as session:
        found = await session.scalars(
            select(Reference)
            .where(Reference.program_id == life.program_id, Reference.state == ReferenceState.LOOKING)
            .order_by(Reference.id)
        )
        looking = found.all()
    if looking:
        reference = looking[b % len(looking)]
        await life.act(
            SELLERS[a % 2], lambda session, actor: course.cancel(session, actor, reference.id, now=life.now)
        )


async def agree_on_a_day(life: Life, a: int, b: int) -> None:
    accepted = await _asks(life, AskState.ACCEPTED)
    if accepted:
        ask, day = accepted[a % len(accepted)], life.now.date() + timedelta(days=b % 12 - 1)
        await life.act(
            SELLERS[a % 2],
            lambda session, actor: course.set_held_on(session, actor, ask.id, day, now=life.now),
        )


async def fall_out(life: Life, a: int, b: int) -> None:
    """An incident at one of the companies, for some days."""
    async with life.database.transaction() as session:
        found = await session.scalars(
            select(Advocate).where(Advocate.program_id == life.program_id).order_by(Advocate.id)
        )
        people = found.all()
        session.add(
            Block(
                program_id=life.program_id,
                account_id=people[a % len(people)].account_id,
                kind=(BlockKind.INCIDENT, BlockKind.DISPUTE, BlockKind.HELD_BACK)[b % 3],
                since=life.now,
                until=life.now + timedelta(days=1 + b % 30),
                known_at=life.now,
                source="a hook",
            )
        )


async def go_away(life: Life, a: int, b: int) -> None:
    async with life.database.transaction() as session:
        found = await session.scalars(
            select(Member).where(Member.program_id == life.program_id, Member.is_owner).order_by(Member.id)
        )
        owners = found.all()
        owners[a % len(owners)].away_until = life.now + timedelta(days=b % 8)


async def an_hour_passes(life: Life, a: int, b: int) -> None:
    await life.pass_time(1 + (a + b) % 5)


async def a_day_passes(life: Life, a: int, _b: int) -> None:
    await life.pass_time(24 * (1 + a % 3))


async def weeks_pass(life: Life, a: int, _b: int) -> None:
    await life.pass_time(24 * 7 * (1 + a % 2))


MOVES: Mapping[str, Move] = {
    move.__name__: move
    for move in (
        request,
        approve,
        refuse,
        say_yes,
        say_no,
        not_now,
        cancel,
        agree_on_a_day,
        fall_out,
        go_away,
        an_hour_passes,
        a_day_passes,
        weeks_pass,
    )
}
# What has to come together for anybody to be asked at all.
OFTEN = ("request", "request", "approve", "approve", "approve", "say_yes", "a_day_passes", "an_hour_passes")
