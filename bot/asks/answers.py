"""What people answer: the approver's yes or no, then the customer's."""

from datetime import UTC, date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.asks import course, sending
from bot.asks.approval import backup_of
from bot.asks.change import change
from bot.kit.errors import BotError
from bot.kit.text import foreign
from bot.rules.hours import zone_of
from models import advocate as advocates
from models import ask as asks
from models.advocate import Consent, Consented
from models.ask import AskState, Declined, Refused, WholeAsk
from models.member import Actor

SETTLED = "This has been settled in the meantime, so there is nothing left to do."
ANSWERED = "You have answered this already. Nothing was changed."


async def approve(session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime) -> WholeAsk:
    """An approver's yes: the customer is asked now or when their contact hours begin."""
    whole = await _to_decide(session, actor, ask_id)
    if not await change(
        session,
        whole.ask,
        AskState.APPROVED,
        came_from=AskState.APPROVING,
        now=now,
        actor=actor.user_id,
        decided_by=actor.member_id,
    ):
        raise BotError(SETTLED)
    whole = await _again(session, whole)
    if not await sending.send(session, whole, now=now):
        await course.advance(session, actor.program_id, whole.reference.id, now=now)
    return await _again(session, whole)


async def refuse(
    session: AsyncSession, actor: Actor, ask_id: str, how: Refused, *, now: datetime
) -> WholeAsk:
    """An approver's no: for this customer now, or for everybody at the account and this deal."""
    whole = await _to_decide(session, actor, ask_id)
    if not await change(
        session,
        whole.ask,
        AskState.REFUSED,
        came_from=AskState.APPROVING,
        now=now,
        actor=actor.user_id,
        decided_by=actor.member_id,
        refused=how,
    ):
        raise BotError(SETTLED)
    if how is Refused.NOT_THIS_DEAL:
        await _spare_colleagues(session, whole, now=now)
    await course.advance(session, actor.program_id, whole.reference.id, now=now)
    return await _again(session, whole)


async def accept(session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime) -> WholeAsk:
    """The customer's yes."""
    whole = await _answer(session, actor, ask_id, AskState.ACCEPTED, now=now)
    await course.advance(session, actor.program_id, whole.reference.id, now=now)
    return whole


async def decline(
    session: AsyncSession,
    actor: Actor,
    ask_id: str,
    how: Declined,
    *,
    now: datetime,
    until: datetime | None = None,
) -> WholeAsk:
    """The customer's no, with its one effect; `until` goes with NOT_NOW: when they may be asked again."""
    if how is Declined.NOT_NOW and (until is None or until <= now):
        raise BotError("Choose a day from tomorrow on.")
    whole = await _answer(session, actor, ask_id, AskState.DECLINED, now=now, declined=how)
    if until is not None:
        await advocates.pause_until(session, actor.program_id, whole.advocate.id, until)
    if how is Declined.NEVER_THIS_KIND:
        await _never_this_kind(session, whole, now=now)
    await _spare_colleagues(session, whole, now=now)
    await course.advance(session, actor.program_id, whole.reference.id, now=now)
    return whole


async def pause_until(
    session: AsyncSession, actor: Actor, ask_id: str, day: date, *, now: datetime
) -> WholeAsk:
    """*Not now until …*: a no to this one, and a rest until that day begins where the customer lives."""
    until = datetime.combine(day, time(), zone_of(actor.zone)).astimezone(UTC)
    return await decline(session, actor, ask_id, Declined.NOT_NOW, now=now, until=until)


async def _to_decide(session: AsyncSession, actor: Actor, ask_id: str) -> WholeAsk:
    whole = await course.locked(session, actor.program_id, ask_id)
    if whole is None:
        raise BotError(SETTLED)
    if actor.member_id == whole.seller.id != whole.owner.id:
        raise BotError("You asked for this yourself, so somebody else decides.")
    backup = await backup_of(session, whole.owner)
    if actor.member_id not in {whole.owner.id, backup and backup.id} and not actor.is_manager:
        owner, account = foreign(whole.owner.name), foreign(whole.account.name)
        raise BotError(f"{owner} looks after {account}, so this is theirs to decide.")
    return whole


async def _answer(
    session: AsyncSession, actor: Actor, ask_id: str, to: AskState, *, now: datetime, **values: object
) -> WholeAsk:
    whole = await course.locked(session, actor.program_id, ask_id)
    if whole is None or actor.advocate_id != whole.ask.advocate_id:
        raise BotError("This was asked of somebody else, so only they can answer it.")
    if not await change(
        session,
        whole.ask,
        to,
        came_from=AskState.ASKED,
        now=now,
        actor=actor.user_id,
        answered_at=now,
        **values,
    ):
        raise BotError(ANSWERED if whole.ask.answered_at else f"Thank you. {SETTLED}")
    return whole


async def _never_this_kind(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    program_id, advocate_id = whole.ask.program_id, whole.advocate.id
    kept = await advocates.consent(session, program_id, advocate_id, whole.activity.id)
    if kept is None:
        kept = Consent(program_id=program_id, advocate_id=advocate_id, activity_id=whole.activity.id)
        session.add(kept)
    kept.state, kept.since, kept.until, kept.source = Consented.NO, now, None, "answer to an ask"
    await session.flush()


async def _spare_colleagues(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    """One person's no covers their colleagues for that deal."""
    await asks.withdraw_rest(
        session,
        whole.ask.program_id,
        reference_id=whole.reference.id,
        account_id=whole.ask.account_id,
        came_from=course.LISTED,
        now=now,
    )


async def _again(session: AsyncSession, whole: WholeAsk) -> WholeAsk:
    found = await asks.whole(session, whole.ask.program_id, whole.ask.id)
    if found is None:
        raise BotError(SETTLED)
    return found
