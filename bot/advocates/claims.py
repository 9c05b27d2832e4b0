"""*I did it*: something a customer reports themselves, and their owner's word on it."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy.ext.asyncio import AsyncSession

from bot import participations, tasks
from bot.advocates import standing
from bot.advocates.decisions import to_decide
from bot.advocates.standing import Own
from bot.kit.text import LINKABLE, plain
from bot.nudges import ends
from bot.views import dates
from models import activity as activities
from models import joining
from models import nudge as nudges
from models import participation as ledger
from models.activity import Activity
from models.member import Actor
from models.participation import ParticipationState
from models.task import TaskKind

SOURCE = "their own word"
LONGEST_LINK = 1000


@dataclass(frozen=True, slots=True)
class Report:
    """What was filled in."""

    activity_id: str | None
    day: date | None
    link: str | None
    until: date | None = None  # of what is served for a time, the last day


async def report(session: AsyncSession, actor: Actor, form: Report, *, now: datetime) -> None:
    """Write down what they did, and show it to their owner. Raises BotError for what can't be."""
    own = await standing.inside(session, actor)
    ladder = {each.id: each for each in await activities.all_of(session, actor.program_id)}
    activity = ladder.get(form.activity_id or "")
    if activity is None:
        raise own.refuse("report_which")
    if form.day is None:
        raise own.refuse("report_no_day")
    if form.day > dates.today(now, own.advocate.zone):
        raise own.refuse("report_later")
    if form.link and not is_web_page(form.link):
        raise own.refuse("report_bad_link")
    await claim(session, actor, own, activity, form.day, link=form.link, until=form.until, now=now)


async def claim(
    session: AsyncSession,
    actor: Actor,
    own: Own,
    activity: Activity,
    day: date,
    *,
    link: str | None,
    note: str = "",
    until: date | None = None,
    now: datetime,
) -> None:
    """Write it down, once for a day, as the end of the step that led to it where there is one; the owner confirms.

    `until`: its last day, where it is served for a time.
    """
    until = _last_day(own, activity, day, until)
    program_id, advocate_id = actor.program_id, own.advocate.id
    await joining.lock(session, program_id, advocate_id)
    if await ledger.told_before(session, program_id, advocate_id, activity.id, day):
        raise own.refuse("report_twice")
    nudge_id = await nudges.begun(session, program_id, advocate_id, activity.id)
    row_id = await participations.record(
        session,
        own.advocate,
        ParticipationState.CLAIMED,
        activity_id=activity.id,
        done_on=day,
        source=SOURCE,
        by=actor.user_id,
        nudge_id=nudge_id,
        link=link,
        note=note,
        serves_until=until,
        now=now,
    )
    if nudge_id is not None:
        await ends.done(session, program_id, nudge_id, row_id, by=actor.user_id, now=now)
    await _show(session, own, row_id, _said(activity, day, link, note, until), now=now)


def _last_day(own: Own, activity: Activity, day: date, until: date | None) -> date | None:
    if until is None or not activity.lasting:
        return None
    if until < day:
        raise own.refuse("report_ends_early")
    return until


async def _show(session: AsyncSession, own: Own, row_id: str, said: str, *, now: datetime) -> None:
    """To their owner, who confirms it."""
    await tasks.open_(
        session,
        TaskKind.CLAIM,
        member=own.customer.owner,
        account=own.customer.account,
        advocate=own.advocate,
        subject=row_id,
        said=said,
        now=now,
    )
    await standing.changed(session, own.customer, now=now)


def _said(activity: Activity, day: date, link: str | None, note: str, until: date | None) -> str:
    """As bot/views/advocate/cards.py reads it: three lines, then until when, and their own words."""
    served = [f"Served until {until.isoformat()}."] if until else []
    return "\n".join([plain(activity.name), day.isoformat(), link or "", *served, *([note] if note else [])])


def is_web_page(link: str) -> bool:
    if len(link) > LONGEST_LINK or not LINKABLE.fullmatch(link):
        return False
    try:
        return bool(urlsplit(link).hostname)
    except ValueError:
        return False


async def decide(session: AsyncSession, actor: Actor, task_id: str, *, happened: bool, now: datetime) -> None:
    """The owner's word: verified, or void."""
    whole = await to_decide(session, actor, task_id, TaskKind.CLAIM)
    state = ParticipationState.VERIFIED if happened else ParticipationState.VOID
    stands = await ledger.last_word(session, actor.program_id, whole.task.subject)
    if stands is not None and stands.state is ParticipationState.CLAIMED:
        await participations.supersede(session, stands, state, by=actor.user_id, now=now)
        if stands.nudge_id and not happened:
            await ends.undone(session, actor.program_id, stands.nudge_id, by=actor.user_id, now=now)
    elif stands is not None:
        state = stands.state  # somebody settled it in the record, and that is not said twice
    outcome = "void" if state is ParticipationState.VOID else "verified"
    await tasks.close(session, actor, whole, outcome, now=now)
    await standing.changed_of(session, whole, now=now)
