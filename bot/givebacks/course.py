"""What owners do about something given back: pass an offer on, do it, say no to it, introduce two, take a line down."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.givebacks import answers, arrival, guards, peers, showing
from bot.givebacks.guards import TEXT
from bot.kit.errors import BotError, FormError
from bot.views.giveback.tasks import Do
from models import giveback as givebacks
from models.giveback import GivebackKind, GivebackState, WholeGiveback
from models.member import Actor
from models.task import TaskKind, WholeTask

KINDS = (TaskKind.HAND_OFFER, TaskKind.GIVE, TaskKind.INTRODUCE, TaskKind.TAKE_DOWN)


async def to_answer(session: AsyncSession, actor: Actor, task_id: str) -> WholeTask:
    """The open task before a form about it is shown."""
    return await tasks.to_decide(session, actor, task_id, TaskKind.GIVE)


async def decide(
    session: AsyncSession, actor: Actor, task_id: str, do: Do, *, now: datetime, word: str = ""
) -> None:
    """Close the task as decided, with what follows from it."""
    task = await tasks.to_decide(session, actor, task_id, *KINDS)
    effect = EFFECTS.get((task.task.kind, do))
    if effect is None:
        raise BotError("That can't be decided here any more.")
    await tasks.close(session, actor, task, do, now=now)
    await effect(session, actor, task, word, now)


async def _whole(session: AsyncSession, task: WholeTask) -> WholeGiveback:
    found = await givebacks.whole(session, task.task.program_id, task.task.subject)
    if found is None:
        raise BotError(tasks.DONE)
    return found


async def _passed_on(session: AsyncSession, actor: Actor, task: WholeTask, word: str, now: datetime) -> None:  # noqa: ARG001
    """A draft is theirs now; it asks for no answer."""
    if not await arrival.hand_over(session, actor.program_id, task.task.subject, by=actor.user_id, now=now):
        raise BotError(tasks.SETTLED_ITSELF)


async def _yes(session: AsyncSession, actor: Actor, task: WholeTask, word: str, now: datetime) -> None:  # noqa: ARG001
    """They told their owner so."""
    if not await answers.agreed(session, await _whole(session, task), by=actor.user_id, now=now):
        raise BotError(tasks.SETTLED_ITSELF)


async def _no(session: AsyncSession, actor: Actor, task: WholeTask, word: str, now: datetime) -> None:  # noqa: ARG001
    whole = await _whole(session, task)
    if not await showing.end(session, whole, GivebackState.DECLINED, by=actor.user_id, now=now):
        raise BotError(tasks.SETTLED_ITSELF)


async def _done(session: AsyncSession, actor: Actor, task: WholeTask, word: str, now: datetime) -> None:
    """A line that names the company needs its approval on the very day on which it goes out."""
    whole = await _whole(session, task)
    if whole.account.public_sector:
        raise BotError(guards.public_sector(whole.account.name))
    values: dict[str, Any] = {"word": word} if word else {}
    if whole.giveback.kind is GivebackKind.RECOGNITION:
        line, customer = whole.giveback.text, showing.customer_of(whole)
        values["approval_id"] = await guards.approval_for(session, customer, line, now=now)
    if not await peers.given(session, whole, by=actor.user_id, now=now, **values):
        raise BotError(tasks.SETTLED_ITSELF)
    await _tell(session, whole, now=now)


async def _not_possible(
    session: AsyncSession, actor: Actor, task: WholeTask, word: str, now: datetime
) -> None:
    """What they asked for is declined with a word; what we offered comes to nothing."""
    whole = await _whole(session, task)
    theirs = asked_themselves(whole)
    if theirs and not word.strip():
        raise FormError({"word": "Write them why: they read it as it stands here."})
    state = GivebackState.DECLINED if theirs else GivebackState.WITHDRAWN
    said = word.strip()[:TEXT]
    if not await showing.end(session, whole, state, by=actor.user_id, now=now, word=said):
        raise BotError(tasks.SETTLED_ITSELF)
    await _tell(session, whole, now=now)


def asked_themselves(whole: WholeGiveback) -> bool:
    return whole.giveback.made_by == whole.advocate.slack_user_id


async def _tell(session: AsyncSession, whole: WholeGiveback, *, now: datetime) -> None:
    """Whoever asked for it hears what became of it; an offer's own message is drawn again by itself."""
    if asked_themselves(whole) and whole.advocate.in_slack:
        await messages.show_giveback(session, whole.advocate, whole.giveback.id, now=now)


async def _introduced(session: AsyncSession, actor: Actor, task: WholeTask, word: str, now: datetime) -> None:  # noqa: ARG001
    await peers.introduced(session, actor.program_id, task.task.subject, by=actor.user_id, now=now)


async def _not_introduced(
    session: AsyncSession,
    actor: Actor,
    task: WholeTask,
    word: str,  # noqa: ARG001
    now: datetime,
) -> None:
    for whole in await givebacks.of_pair(session, actor.program_id, task.task.subject):
        await showing.end(session, whole, GivebackState.WITHDRAWN, by=actor.user_id, now=now)


async def _noted(session: AsyncSession, actor: Actor, task: WholeTask, word: str, now: datetime) -> None:
    """What was to come down has: the log says so."""


Effect = Callable[[AsyncSession, Actor, WholeTask, str, datetime], Awaitable[None]]
EFFECTS: Mapping[tuple[TaskKind, Do], Effect] = {
    (TaskKind.HAND_OFFER, Do.PASSED_ON): _passed_on,
    (TaskKind.HAND_OFFER, Do.YES): _yes,
    (TaskKind.HAND_OFFER, Do.NO): _no,
    (TaskKind.GIVE, Do.DONE): _done,
    (TaskKind.GIVE, Do.NOT_POSSIBLE): _not_possible,
    (TaskKind.INTRODUCE, Do.DONE): _introduced,
    (TaskKind.INTRODUCE, Do.NOT_POSSIBLE): _not_introduced,
    (TaskKind.TAKE_DOWN, Do.DONE): _noted,
}
