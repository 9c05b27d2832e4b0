"""The limits that customers set for themselves, their pauses, and how they like to be reached."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot import tasks
from bot.advocates import consents, peace, standing
from bot.advocates.standing import Own
from bot.rules.hours import zone_of
from bot.rules.limits import OURS, most_asks_in_year
from bot.views import dates
from bot.views.advocate.limits import GLAD
from bot.views.ask import customer_task
from models import audit, joining
from models.advocate import PausedBy, Reach
from models.consent import Consented
from models.member import Actor
from models.task import TaskKind

HOURS = frozenset({"contact_opens", "contact_closes"})
NAMES = frozenset({"asks_in_year", "days_between_asks", "reach"}) | HOURS
MOST = 365


async def set_limit(session: AsyncSession, actor: Actor, name: str, chosen: str, *, now: datetime) -> bool:
    """Set one limit, by the name of its column. False: their assistant is to be named first, nothing was set."""
    own = await standing.held(session, actor)
    value = checked(own, name, chosen)
    if value is Reach.ASSISTANT and not own.advocate.assistant:
        return False
    if value == getattr(own.advocate, name):
        return True
    await joining.set_limit(session, actor.program_id, own.advocate.id, name, value)
    await _said(session, own, actor, f"limit_{name}", now=now)
    return True


async def name_assistant(
    session: AsyncSession, actor: Actor, assistant: str | None, *, now: datetime
) -> None:
    """From now on they are reached through somebody, by name and address."""
    own = await standing.held(session, actor)
    assistant_named(own, Reach.ASSISTANT, assistant)
    if own.advocate.reach is Reach.ASSISTANT and own.advocate.assistant == assistant:
        return
    await joining.set_limit(session, actor.program_id, own.advocate.id, "assistant", assistant)
    await joining.set_limit(session, actor.program_id, own.advocate.id, "reach", Reach.ASSISTANT)
    await _said(session, own, actor, "limit_reach", now=now)


async def choose(
    session: AsyncSession, actor: Actor, menu: str, chosen: Collection[str], *, now: datetime
) -> None:
    """What they are glad to be asked for, or never want to be."""
    own = await standing.held(session, actor)
    state = Consented.YES if menu == GLAD else Consented.NO
    await consents.choose(session, own.advocate, state, chosen, now=now)
    await standing.changed(session, own.customer, now=now)


async def pause(session: AsyncSession, actor: Actor, day: date, *, now: datetime) -> datetime:
    """Rest until that day begins where they live; a later choice takes the place of an earlier one."""
    own = await standing.held(session, actor)
    if day <= dates.today(now, own.advocate.zone):
        raise own.refuse("pause_day")
    until = datetime.combine(day, time(), zone_of(own.advocate.zone)).astimezone(UTC)
    values = {"paused_until": until, "paused_by": PausedBy.THEMSELVES}
    if values == {name: getattr(own.advocate, name) for name in values}:
        return until
    await joining.pause(session, actor.program_id, own.advocate.id, **values)
    await peace.take_back(session, actor.program_id, own.advocate.id, by=actor.user_id, now=now)
    await _said(session, own, actor, "paused", now=now)
    return until


async def resume(session: AsyncSession, actor: Actor, *, now: datetime) -> Own:
    """End a pause, whoever set it: that they press it is the sign of life that a silence waited for."""
    own = await standing.held(session, actor)
    if own.advocate.paused_until is None or own.advocate.paused_until <= now:
        raise own.refuse("pause_ended")
    values = {"paused_until": None, "paused_by": None}
    await joining.pause(session, actor.program_id, own.advocate.id, **values)
    await tasks.settle(
        session, actor.program_id, TaskKind.CHECK_IN, own.advocate.id, customer_task.CAME_BACK, now=now
    )
    await _said(session, own, actor, "resumed", now=now)
    return own


def checked(own: Own, name: str, chosen: str) -> int | Reach | None:
    """What is chosen as the column keeps it; raises BotError where it is looser than the programme's."""
    if name == "reach":
        return _reach(own, chosen)
    if name not in NAMES or not (chosen == OURS or chosen.isdecimal()):
        raise own.refuse("limit_looser")
    if chosen == OURS:
        return _hours(own, name, None) if name in HOURS else None
    value, program = int(chosen), own.program
    strict = {
        "asks_in_year": 0 < value <= most_asks_in_year(program.days_between_asks),
        "days_between_asks": program.days_between_asks <= value,
        "contact_opens": program.contact_opens <= value <= program.contact_closes,
        "contact_closes": program.contact_opens <= value <= program.contact_closes,
    }
    if not strict[name] or value > MOST:
        raise own.refuse("limit_looser")
    return _hours(own, name, value) if name in HOURS else value


def assistant_named(own: Own, reach: object, assistant: str | None) -> None:
    """Raises BotError where somebody is to be reached through an assistant who has no name."""
    if reach is Reach.ASSISTANT and not assistant:
        raise own.refuse("assistant_missing")


def _reach(own: Own, chosen: str) -> Reach:
    try:
        return Reach(chosen)
    except ValueError:
        raise own.refuse("limit_looser") from None


def _hours(own: Own, name: str, value: int | None) -> int | None:
    """The hour, where together with the other one it leaves some of the day."""
    kept = {"contact_opens": own.advocate.contact_opens, "contact_closes": own.advocate.contact_closes}
    kept[name] = value
    opens = max(own.program.contact_opens, kept["contact_opens"] or 0)
    closes = min(own.program.contact_closes, kept["contact_closes"] or own.program.contact_closes)
    if opens >= closes:
        raise own.refuse("limit_no_hour")
    return value


async def _said(session: AsyncSession, own: Own, actor: Actor, verb: str, *, now: datetime) -> None:
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb=verb, subject=own.advocate.id)
    await standing.changed(session, own.customer, now=now)
