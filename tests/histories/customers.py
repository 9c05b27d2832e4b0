"""What customers may do next."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.advocates import joining, leaving, limits
from bot.asks import answers, backing_out, handing_on, reasons, reveal
from bot.asks.reveal import Agreed
from models.advocate import Advocate
from models.ask import Ask, AskState, Declined, WhyNot
from models.member import Actor
from models.reference import Reference
from tests.histories.life import Life
from tests.histories.picks import a_customer, rows, users_ask

Do = Callable[[AsyncSession, Actor, str], Awaitable[object]]
LIMITS = (
    ("days_between_asks", "20"),
    ("days_between_asks", "40"),
    ("asks_in_year", "1"),
    ("asks_in_year", "2"),
    ("contact_opens", "11"),
    ("contact_closes", "13"),
    ("reach", "owner"),
)


async def _answer(life: Life, number: int, do: Do, *states: AskState) -> None:
    """Whoever has a question in one of these states does something about it."""
    if found := await users_ask(life, number, *(states or (AskState.ASKED, AskState.CHECKING))):
        ask_id, user = found
        await life.act(user, lambda session, actor: do(session, actor, ask_id))


async def say_yes(life: Life, a: int, _b: int) -> None:
    await _answer(
        life, a, lambda session, actor, ask_id: answers.accept(session, actor, ask_id, now=life.now)
    )


async def all_say_yes(life: Life, _a: int, _b: int) -> None:
    for place in range(len(await rows(life, Ask, Ask.state == AskState.ASKED))):
        await say_yes(life, place, 0)


async def say_no(life: Life, a: int, b: int) -> None:
    how = (Declined.NOT_THIS, Declined.NEVER_THIS_KIND)[b % 2]
    await _answer(
        life, a, lambda session, actor, ask_id: answers.decline(session, actor, ask_id, how, now=life.now)
    )


async def not_now(life: Life, a: int, b: int) -> None:
    day = life.now.date() + timedelta(days=1 + b % 60)
    await _answer(
        life, a, lambda session, actor, ask_id: answers.pause_until(session, actor, ask_id, day, now=life.now)
    )


async def _agree(life: Life, a: int, how: Agreed, state: AskState) -> None:
    async def agree(session: AsyncSession, actor: Actor, ask_id: str) -> None:
        (ask,) = await rows(life, Ask, Ask.id == ask_id)
        (reference,) = await rows(life, Reference, Reference.id == ask.reference_id)
        await reveal.agree(session, actor, ask_id, how, edition=reference.edition, now=life.now)

    await _answer(life, a, agree, state)


async def yes_if_no_conflict(life: Life, a: int, _b: int) -> None:
    await _agree(life, a, Agreed.IF_NO_CONFLICT, AskState.ASKED)


async def confirm(life: Life, a: int, _b: int) -> None:
    await _agree(life, a, Agreed.CONFIRMED, AskState.CHECKING)


async def withdraw(life: Life, a: int, _b: int) -> None:
    await _answer(
        life,
        a,
        lambda session, actor, ask_id: reveal.withdraw(session, actor, ask_id, now=life.now),
        AskState.CHECKING,
    )


async def ask_my_colleague(life: Life, a: int, _b: int) -> None:
    await _answer(
        life, a, lambda session, actor, ask_id: handing_on.to_colleague(session, actor, ask_id, now=life.now)
    )


async def talk_to_my_assistant(life: Life, a: int, _b: int) -> None:
    await _answer(
        life, a, lambda session, actor, ask_id: handing_on.to_assistant(session, actor, ask_id, now=life.now)
    )


async def back_out(life: Life, a: int, _b: int) -> None:
    """*Can't make it any more*."""
    await _answer(
        life,
        a,
        lambda session, actor, ask_id: backing_out.back_out(session, actor, ask_id, now=life.now),
        AskState.ACCEPTED,
    )


async def say_why_not(life: Life, a: int, b: int) -> None:
    why = list(WhyNot)[b % len(WhyNot)]
    await _answer(
        life,
        a,
        lambda session, actor, ask_id: reasons.give(session, actor, ask_id, why, now=life.now),
        AskState.DECLINED,
    )


async def join(life: Life, a: int, _b: int) -> None:
    if person := await a_customer(life, a, Advocate.joined_on.is_(None)):
        ticked = joining.Answers(open_to=[])
        await life.act(
            person.slack_user_id or "",
            lambda session, actor: joining.join(session, actor, person.id, ticked, now=life.now),
        )


async def _by_themselves(life: Life, a: int, do: Callable[[AsyncSession, Actor], Awaitable[object]]) -> None:
    if person := await a_customer(life, a):
        await life.act(person.slack_user_id or "", do)


async def leave(life: Life, a: int, _b: int) -> None:
    await _by_themselves(life, a, lambda session, actor: leaving.leave(session, actor, now=life.now))


async def join_again(life: Life, a: int, _b: int) -> None:
    if person := await a_customer(life, a, Advocate.left_on.is_not(None)):
        await life.act(
            person.slack_user_id or "",
            lambda session, actor: joining.come_back(session, actor, person.id, now=life.now),
        )


async def pause(life: Life, a: int, b: int) -> None:
    day = life.now.date() + timedelta(days=1 + b % 30)
    await _by_themselves(life, a, lambda session, actor: limits.pause(session, actor, day, now=life.now))


async def resume(life: Life, a: int, _b: int) -> None:
    if person := await a_customer(life, a, Advocate.paused_until > life.now):
        await life.act(
            person.slack_user_id or "", lambda session, actor: limits.resume(session, actor, now=life.now)
        )


async def set_limit(life: Life, a: int, b: int) -> None:
    name, chosen = LIMITS[b % len(LIMITS)]
    await _by_themselves(
        life, a, lambda session, actor: limits.set_limit(session, actor, name, chosen, now=life.now)
    )
