"""An answer that somebody brought back, and roads that turn out to be closed, or open again."""

from datetime import UTC, date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.asks import answers, course, relay
from bot.kit.errors import BotError, FormError
from bot.rules.hours import zone_of
from bot.views.owner.relay import SLACK_AGAIN
from models import advocate as advocates
from models import ask as asks
from models import audit, correspondence, moved
from models.ask import WITH_CUSTOMER, AskState, Declined, Road, WholeAsk
from models.member import Actor
from models.message import Message, MessageKind
from models.task import TaskKind, WholeTask


async def to_record(session: AsyncSession, actor: Actor, task_id: str) -> WholeTask:
    """The open task of passing a question on, where it is the actor's; raises BotError where it is not."""
    return await tasks.to_decide(session, actor, task_id, TaskKind.RELAY)


async def record(
    session: AsyncSession,
    actor: Actor,
    task_id: str,
    answer: str | None,
    until: date | None,
    *,
    now: datetime,
) -> None:
    """What the customer said, as if they had pressed it; `until` goes with "not now".

    Raises FormError, by input, where it can't be taken as it is.
    """
    task = await to_record(session, actor, task_id)
    whole = await held(session, task)
    how = None if answer == AskState.ACCEPTED else _declined(answer)
    moment = _rest_until(whole, until, now=now) if how is Declined.NOT_NOW else None
    await asks.reached(session, actor.program_id, whole.ask.id, now=now)
    await tasks.close(session, actor, task, answer or "", now=now)
    if how is None:
        await answers.accept(session, actor, whole.ask.id, now=now)
    else:
        await answers.decline(session, actor, whole.ask.id, how, now=now, until=moment)


def _declined(answer: str | None) -> Declined:
    try:
        return Declined(answer or "")
    except ValueError:
        raise FormError({"answer": "Choose what they said."}) from None


def _rest_until(whole: WholeAsk, until: date | None, *, now: datetime) -> datetime:
    """The beginning of that day where the customer lives."""
    if until is not None:
        moment = datetime.combine(until, time(), zone_of(whole.advocate.zone)).astimezone(UTC)
        if moment > now:
            return moment
    raise FormError({"until": "Choose the day from which they may be asked again, from tomorrow on."})


async def held(session: AsyncSession, task: WholeTask) -> WholeAsk:
    """The ask behind a task, held; it is with the customer as long as the task is open."""
    whole = await course.locked(session, task.task.program_id, task.task.subject)
    if whole is None or whole.ask.state not in WITH_CUSTOMER:
        raise BotError(tasks.DONE)
    return whole


async def try_slack(session: AsyncSession, actor: Actor, task_id: str, *, now: datetime) -> None:
    """*Try Slack again*: the question goes to the customer by a message from Rung once more."""
    task = await to_record(session, actor, task_id)
    whole = await held(session, task)
    await tasks.close(session, actor, task, SLACK_AGAIN, now=now)
    program_id, ask_id, user_id = actor.program_id, whole.ask.id, whole.advocate.slack_user_id
    if user_id is None:
        raise BotError("Rung does not know them in Slack, so there is nothing to try.")
    await reached(session, program_id, user_id, by=actor.user_id, now=now)
    await moved.try_again(session, program_id, whole.advocate.id)
    await asks.take_road(session, program_id, ask_id, Road.SLACK)
    await asks.reached(
        session, program_id, ask_id, now=now, due_at=await relay.answer_by(session, whole, now=now)
    )
    await correspondence.try_again(session, program_id, MessageKind.ASK, ask_id)
    await messages.show_ask(session, whole, now=now)
    await messages.changed(session, program_id, ask_id, whole.reference.id, now=now)


async def undelivered(session: AsyncSession, message: Message, error: str, *, now: datetime) -> None:
    """Slack will never bring this message to its recipient: a question finds another road by itself.

    Call it before the row is settled: whoever answers holds the ask first and its messages then.
    """
    whole = None
    if message.kind is MessageKind.ASK:
        whole = await course.locked(session, message.program_id, message.subject)
    if message.ts is None and message.kind is not MessageKind.HOME:
        changed = await advocates.note_dm_error(session, message.program_id, message.recipient, error)
        for advocate_id in changed:
            audit.record(
                session,
                message.program_id,
                at=now,
                actor=audit.CLOCK,
                verb="unreachable",
                subject=advocate_id,
            )
    if whole is not None and whole.ask.state in WITH_CUSTOMER and whole.ask.road is Road.SLACK:
        await relay.hand_over(session, whole, Road.RELAY, now=now)


async def reached(
    session: AsyncSession, program_id: str, user_id: str, *, now: datetime, by: str = audit.CLOCK
) -> None:
    """Slack brings messages to this person again, or is to be tried."""
    for advocate_id in await advocates.note_dm_error(session, program_id, user_id, None):
        audit.record(session, program_id, at=now, actor=by, verb="reachable", subject=advocate_id)
