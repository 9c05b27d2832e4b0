"""What a customer says to a proposal, early or months later: each answer has its one effect, once."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.advocates import claims, consents, standing, unasked
from bot.advocates.standing import Own
from bot.asks.answers import SOURCE
from bot.kit.text import cut
from bot.nudges import looking
from bot.views import dates
from bot.views.nudge.card import LATER, LONGEST
from bot.views.nudge.tasks import said
from models import audit, joining
from models import nudge as nudges
from models.activity import Start
from models.consent import Consented
from models.member import Actor
from models.nudge import OFFERED, NudgeState, WholeNudge
from models.task import TaskKind

HEARD_WITHIN = timedelta(days=30)  # after a yes; then the owner is asked


async def accept(session: AsyncSession, actor: Actor, nudge_id: str, *, now: datetime) -> None:
    """*Yes, tell me more*: it is a consent to this kind, and the step begins."""
    own, whole = await _theirs(session, actor, nudge_id)
    if whole.nudge.state in OFFERED and not await _fits(session, own, whole, now=now):
        raise own.refuse("nudge_not_now")
    await _answer(session, actor, own, whole, NudgeState.YES, now=now, due_at=now + HEARD_WITHIN)
    if whole.nudge.why.get("first", True):
        await consents.record_yes(
            session, whole.advocate, whole.activity.id, source=SOURCE, by=actor.user_id, now=now
        )
    if whole.activity.start is Start.OWNER:
        await tasks.open_(
            session,
            TaskKind.STARTED,
            member=whole.owner,
            account=whole.account,
            advocate=whole.advocate,
            subject=nudge_id,
            said=said(whole.activity.phrase, lasting=whole.activity.lasting),
            now=now,
        )


async def later(session: AsyncSession, actor: Actor, nudge_id: str, days: int, *, now: datetime) -> None:
    """*Later*: nothing is proposed for so many days, and never sooner than they were promised before."""
    own, whole = await _theirs(session, actor, nudge_id)
    if days not in LATER:
        raise own.refuse("nudge_answered")
    await _answer(
        session, actor, own, whole, NudgeState.LATER, now=now, why=whole.nudge.why | {"later": days}
    )
    until = max(now + timedelta(days=days), own.advocate.snoozed_until or now)
    await joining.set_limit(session, actor.program_id, own.advocate.id, "snoozed_until", until)


async def stay(session: AsyncSession, actor: Actor, nudge_id: str, *, now: datetime) -> None:
    """*I like it where I am*: nothing further up is proposed, the thanks go on."""
    own, whole = await _theirs(session, actor, nudge_id)
    await _answer(session, actor, own, whole, NudgeState.STAYS, now=now)
    day = dates.today(now, own.advocate.zone)
    await joining.set_limit(session, actor.program_id, own.advocate.id, "stays_since", day)


async def stop(session: AsyncSession, actor: Actor, nudge_id: str, *, now: datetime) -> None:
    """*Stop*: nothing at all that they did not ask for."""
    own, whole = await _theirs(session, actor, nudge_id)
    await _answer(session, actor, own, whole, NudgeState.STOPPED, now=now)
    await unasked.stop_unasked(session, actor, own, now=now)


async def never(session: AsyncSession, actor: Actor, nudge_id: str, *, now: datetime) -> None:
    """*Never this kind*: a no to the kind, for good."""
    own, whole = await _theirs(session, actor, nudge_id)
    await _answer(session, actor, own, whole, NudgeState.REFUSED, now=now)
    await consents.record(session, own.advocate, whole.activity.id, Consented.NO, source=SOURCE, now=now)


async def hand_in(
    session: AsyncSession,
    actor: Actor,
    nudge_id: str,
    words: str | None,
    link: str | None,
    *,
    until: date | None = None,
    now: datetime,
) -> None:
    """After a yes: what they wrote, or *I did it* with a link or without. Their owner confirms it.

    `until`: the last day of what is served for a time, where one was chosen.
    """
    own, whole = await _theirs(session, actor, nudge_id)
    if whole.nudge.state is not NudgeState.YES or whole.activity.start is Start.OWNER:
        raise own.refuse("nudge_answered")
    if whole.activity.start is Start.FORM and not words and not link:
        raise own.refuse("nudge_write")
    if link and not claims.is_web_page(link):
        raise own.refuse("report_bad_link")
    day, note = dates.today(now, own.advocate.zone), cut((words or "").strip(), LONGEST)
    await claims.claim(session, actor, own, whole.activity, day, link=link, note=note, until=until, now=now)


async def _theirs(session: AsyncSession, actor: Actor, nudge_id: str) -> tuple[Own, WholeNudge]:
    """The proposal, where it is the actor's to answer; raises BotError for others, after leaving, after *Stop*."""
    own = await standing.inside(session, actor)
    whole = await nudges.whole(session, actor.program_id, nudge_id)
    if whole is None or whole.advocate.id != own.advocate.id:
        raise own.refuse("only_theirs")
    if own.advocate.stopped_on is not None:
        raise own.refuse("nudge_stopped")
    return own, whole


async def _answer(
    session: AsyncSession,
    actor: Actor,
    own: Own,
    whole: WholeNudge,
    to: NudgeState,
    *,
    now: datetime,
    **more: Any,
) -> None:
    program_id, nudge_id = actor.program_id, whole.nudge.id
    values = {"answered_at": now} | more
    if not await nudges.move(session, program_id, nudge_id, to, came_from=OFFERED, now=now, **values):
        taken_back = whole.nudge.state is NudgeState.WITHDRAWN
        raise own.refuse("settled" if taken_back else "nudge_answered")
    audit.record(session, program_id, at=now, actor=actor.user_id, verb=f"nudge_{to}", subject=nudge_id)
    await messages.changed(session, program_id, nudge_id, now=now)
    await standing.changed(session, own.customer, now=now)


async def _fits(session: AsyncSession, own: Own, whole: WholeNudge, *, now: datetime) -> bool:
    """Does a yes still lead somewhere? To a late one their company has to be well, too."""
    seen = await looking.some_one(session, own.program, own.advocate.id, now=now)
    if seen is None or whole.activity.retired_on is not None:
        return False
    own_words, activity_id = seen.person.own, whole.activity.id
    late = whole.nudge.state is NudgeState.LAPSED
    against = own_words.all_forbidden or activity_id in own_words.forbidden | own_words.refused
    return not against and not (late and seen.person.company.trouble)
