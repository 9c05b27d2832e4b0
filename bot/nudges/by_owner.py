"""What an owner decides about a customer's next step: proposed in person, in touch, done, or nothing came of it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import approvals, messages, participations, tasks
from bot.kit.errors import BotError
from bot.nudges import ends, looking
from bot.nudges.answers import HEARD_WITHIN
from bot.rules.hours import local_day, working
from bot.views.nudge.tasks import Decided, said
from models import audit, contact
from models import nudge as nudges
from models import program as programs
from models import task as task_rows
from models.contact import ContactKind
from models.member import Actor
from models.nudge import BEGUN, NudgeState, WholeNudge
from models.participation import ParticipationState
from models.task import TaskKind, WholeTask

SOURCE = "a step that was proposed"
NOT_TWICE = (
    "They heard from us twice in 60 days without having asked, or something speaks against it right now. "
    "Nothing was changed; try again later, or press Not now."
)
ABOUT_THEMSELVES = "This is about you, so somebody else decides: your backup or a manager."


async def decide(
    session: AsyncSession,
    actor: Actor,
    task_id: str,
    decided: Decided,
    *,
    until: date | None = None,
    now: datetime,
) -> None:
    """Act on a press, with its effect. Raises BotError where somebody else was first.

    `until`: the last day of what is served for a time, where one was chosen.
    """
    kinds = [kind for kind, choice in EFFECTS if choice is decided]
    task = await tasks.to_decide(session, actor, task_id, *kinds)
    if task.advocate is not None and task.advocate.id == actor.advocate_id:
        raise BotError(ABOUT_THEMSELVES)
    whole = await nudges.whole(session, actor.program_id, task.task.subject)
    if whole is None:
        raise BotError(tasks.DONE)
    if decided is Decided.DONE:
        await _done(session, actor, task, whole, now, until=until)
    else:
        await EFFECTS[task.task.kind, decided](session, actor, task, whole, now)


async def _ask(
    session: AsyncSession, actor: Actor, task: WholeTask, whole: WholeNudge, now: datetime
) -> None:
    """They ask in person: it counts as a contact that nobody had asked for."""
    program_id, nudge_id = actor.program_id, whole.nudge.id
    await tasks.close(session, actor, task, Decided.ASK, now=now)
    about, program = {whole.advocate.id: nudge_id}, await programs.get(session, program_id)
    fits = await looking.still_fits(session, program, whole, now=now)
    if not fits or not await contact.spend(session, program_id, ContactKind.NUDGE, about, now=now):
        raise BotError(NOT_TWICE)
    await _move(session, actor, whole, NudgeState.IN_PERSON, now=now, answered_at=now)
    await _begin(session, whole, "", now=now)


async def _not_now(
    session: AsyncSession, actor: Actor, task: WholeTask, whole: WholeNudge, now: datetime
) -> None:
    await tasks.close(session, actor, task, Decided.NOT_NOW, now=now)
    await _move(session, actor, whole, NudgeState.WITHDRAWN, now=now)


async def _touched(
    session: AsyncSession, actor: Actor, task: WholeTask, whole: WholeNudge, now: datetime
) -> None:
    """The card stays: how it ends is still to come."""
    day = local_day(working(actor.zone, None), now)
    program_id, kind, subject = actor.program_id, task.task.kind, task.task.subject
    kept = said(whole.activity.phrase, day.isoformat(), lasting=whole.activity.lasting)
    if not await task_rows.restate(session, program_id, kind, subject, kept, if_other=True):
        return
    state = whole.nudge.state
    await nudges.move(
        session, program_id, subject, state, came_from=BEGUN, now=now, due_at=now + HEARD_WITHIN
    )
    audit.record(session, program_id, at=now, actor=actor.user_id, verb="nudge_in_touch", subject=subject)
    await messages.changed(session, program_id, task.task.id, now=now)


async def _done(
    session: AsyncSession,
    actor: Actor,
    task: WholeTask,
    whole: WholeNudge,
    now: datetime,
    *,
    until: date | None = None,
) -> None:
    """It is done, or has begun where it is served for a time: the owner's word is the confirmation."""
    day = local_day(working(actor.zone, None), now)
    if until is not None and until < day:
        raise BotError("That last day has passed. Choose another one, or leave it empty while they serve.")
    await approvals.refuse_logo(session, whole.account, whole.activity, day)
    await tasks.close(session, actor, task, Decided.DONE, now=now)
    row_id = await participations.record(
        session,
        whole.advocate,
        ParticipationState.VERIFIED,
        activity_id=whole.activity.id,
        done_on=day,
        serves_until=until if whole.activity.lasting else None,
        source=SOURCE,
        by=actor.user_id,
        nudge_id=whole.nudge.id,
        now=now,
    )
    await ends.done(session, actor.program_id, whole.nudge.id, row_id, by=actor.user_id, now=now)
    await messages.changed(session, actor.program_id, whole.advocate.id, now=now)


async def _nothing(
    session: AsyncSession, actor: Actor, task: WholeTask, whole: WholeNudge, now: datetime
) -> None:
    await tasks.close(session, actor, task, Decided.NOTHING, now=now)
    await ends.dropped(session, actor.program_id, whole.nudge.id, by=actor.user_id, now=now)


async def _still(
    session: AsyncSession, actor: Actor, task: WholeTask, whole: WholeNudge, now: datetime
) -> None:
    """Nobody is asked a second time; the card to close it with stays."""
    await tasks.close(session, actor, task, Decided.STILL, now=now)
    await _begin(session, whole, local_day(working(actor.zone, None), now).isoformat(), now=now)


async def _begin(session: AsyncSession, whole: WholeNudge, touched: str, *, now: datetime) -> None:
    await tasks.open_(
        session,
        TaskKind.STARTED,
        member=whole.owner,
        account=whole.account,
        advocate=whole.advocate,
        subject=whole.nudge.id,
        said=said(whole.activity.phrase, touched, lasting=whole.activity.lasting),
        now=now,
    )


async def _move(
    session: AsyncSession,
    actor: Actor,
    whole: WholeNudge,
    to: NudgeState,
    *,
    now: datetime,
    **values: datetime,
) -> None:
    program_id, nudge_id = actor.program_id, whole.nudge.id
    due = {} if to is NudgeState.WITHDRAWN else {"due_at": now + HEARD_WITHIN}
    came_from = (NudgeState.WITH_OWNER,)
    if not await nudges.move(
        session, program_id, nudge_id, to, came_from=came_from, now=now, **due, **values
    ):
        raise BotError(tasks.DONE)
    audit.record(session, program_id, at=now, actor=actor.user_id, verb=f"nudge_{to}", subject=nudge_id)


Effect = Callable[[AsyncSession, Actor, WholeTask, WholeNudge, datetime], Awaitable[None]]
EFFECTS: Mapping[tuple[TaskKind, Decided], Effect] = {
    (TaskKind.PROPOSE, Decided.ASK): _ask,
    (TaskKind.PROPOSE, Decided.NOT_NOW): _not_now,
    (TaskKind.STARTED, Decided.TOUCHED): _touched,
    (TaskKind.STARTED, Decided.DONE): _done,
    (TaskKind.STARTED, Decided.NOTHING): _nothing,
    (TaskKind.UNHEARD, Decided.STILL): _still,
    (TaskKind.UNHEARD, Decided.DONE): _done,
    (TaskKind.UNHEARD, Decided.NOTHING): _nothing,
}
