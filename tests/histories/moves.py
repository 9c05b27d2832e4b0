"""All that may happen next: what people do, what becomes known of companies, and time that passes."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from models.account import Account, Health
from models.advocate import Advocate
from models.block import Block, BlockKind
from models.member import Member
from tests.histories import approvers, customers, sellers
from tests.histories.life import Life
from tests.histories.picks import picked, rows

Move = Callable[[Life, int, int], Awaitable[object]]


async def fall_out(life: Life, a: int, b: int) -> None:
    """An incident at one of the companies, for some days."""
    if person := picked(await rows(life, Advocate), a):
        async with life.database.transaction() as session:
            session.add(
                Block(
                    program_id=life.program_id,
                    account_id=person.account_id,
                    kind=(BlockKind.INCIDENT, BlockKind.DISPUTE, BlockKind.HELD_BACK)[b % 3],
                    since=life.now,
                    until=life.now + timedelta(days=1 + b % 30),
                    known_at=life.now,
                    source="a hook",
                )
            )


async def health_changes(life: Life, a: int, b: int) -> None:
    if found := picked(await rows(life, Account), a):
        async with life.database.transaction() as session:
            account = await session.get_one(Account, (life.program_id, found.id))
            account.health = Health.RED if b % 3 == 0 else Health.GREEN
            account.health_as_of = life.now.date()


async def go_away(life: Life, a: int, b: int) -> None:
    if found := picked(await rows(life, Member, Member.is_owner), a):
        async with life.database.transaction() as session:
            owner = await session.get_one(Member, (life.program_id, found.id))
            owner.away_until = life.now + timedelta(days=b % 8)


async def an_hour_passes(life: Life, a: int, b: int) -> None:
    await life.pass_time(1 + (a + b) % 5)


async def a_day_passes(life: Life, a: int, _b: int) -> None:
    await life.pass_time(24 * (1 + a % 3))


async def morning_comes(life: Life, a: int, _b: int) -> None:
    """An hour at which customers can be asked, on one of the next days."""
    day = life.now + timedelta(days=1 + a % 4)
    await life.pass_time((day.replace(hour=8, minute=30) - life.now) / timedelta(hours=1))


async def all_goes_well(life: Life, a: int, b: int) -> None:
    """Requested, approved and agreed within minutes: how caps are filled."""
    await sellers.request(life, a, b)
    await approvers.approve_all(life, a, b)
    await customers.all_say_yes(life, a, b)


async def a_day_passes_asleep(life: Life, a: int, _b: int) -> None:
    await life.pass_time(20 + a, asleep=True)


async def weeks_pass(life: Life, a: int, _b: int) -> None:
    await life.pass_time(24 * 7 * (1 + a % 2))


MOVES: Mapping[str, Move] = {
    move.__name__: move
    for move in (
        sellers.request,
        sellers.cancel,
        sellers.no_longer_need,
        sellers.agree_on_a_day,
        sellers.say_how_useful,
        approvers.approve,
        approvers.approve_all,
        approvers.ask_in_person,
        approvers.refuse,
        approvers.block_until,
        approvers.approve_ahead,
        approvers.withdraw_approval,
        approvers.record_answer,
        approvers.decide_about_customer,
        approvers.make_exception,
        approvers.log_favour,
        approvers.invite,
        customers.say_yes,
        customers.all_say_yes,
        customers.say_no,
        customers.not_now,
        customers.yes_if_no_conflict,
        customers.confirm,
        customers.withdraw,
        customers.ask_my_colleague,
        customers.talk_to_my_assistant,
        customers.back_out,
        customers.say_why_not,
        customers.join,
        customers.leave,
        customers.join_again,
        customers.pause,
        customers.resume,
        customers.set_limit,
        fall_out,
        health_changes,
        go_away,
        an_hour_passes,
        a_day_passes,
        morning_comes,
        all_goes_well,
        a_day_passes_asleep,
        weeks_pass,
    )
}
# What has to come together for anybody to be asked at all.
OFTEN = (
    "request",
    "approve_all",
    "yes_if_no_conflict",
    "confirm",
    "all_say_yes",
    "all_goes_well",
    "all_goes_well",
    "all_goes_well",
    "morning_comes",
    "morning_comes",
    "morning_comes",
)
