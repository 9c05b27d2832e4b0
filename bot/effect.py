"""Whether nudging does anything: a tenth held out, the months counted, and a pause where it does harm."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.kit.errors import BotError
from bot.people import working_week
from bot.rules import harm as stopping
from bot.rules import weeks
from bot.rules.effect import ENOUGH_MONTHS, HOLDS_OUT_FROM, Sums
from bot.rules.harm import LOOKS, Harm, Seen, Share
from bot.rules.hours import Week, zone_of
from bot.views.blocks import Drawing
from bot.views.digest import effect as view
from models import audit, correspondence, figures
from models import effect as counts
from models import member as members
from models import program as programs
from models.effect import Arms
from models.member import Actor
from models.message import Message, MessageKind
from models.program import Program

QUARTER = timedelta(weeks=13)
TOLD_BY = timedelta(days=7)  # how long after a month's end it is counted: some things are told late
NOT_PAUSED = "Proposals are going out already."


@dataclass(frozen=True, slots=True)
class Counted:
    """Months in full, by arm: what people did, and who left since the first of them."""

    firsts: Sequence[date]
    acts: tuple[Sums, Sums]
    left: tuple[Sums, Sums]

    @property
    def months(self) -> int:
        return len(self.firsts) - 1


async def look(session: AsyncSession, program: Program, monday: date, *, now: datetime) -> None:
    """Hold a tenth out where the programme is large enough, and once a month see whether nudging does harm."""
    if not program.nudging:
        await counts.measure_from(session, program.id, None)
        return
    if program.holdout_since is None:
        await _hold_out(session, program, now=now)
    if program.nudging_paused_at is not None:
        return
    if program.holdout_since is not None and program.measured_since is None:
        await counts.measure_from(session, program.id, _next_month(program, now))
    if monthly(monday):
        await _stop_harm(session, program, monday, now=now)


def monthly(monday: date) -> bool:
    """Is this the one Monday of its month on which the months before are looked at?"""
    return TOLD_BY.days < monday.day <= 2 * TOLD_BY.days


async def _hold_out(session: AsyncSession, program: Program, *, now: datetime) -> None:
    enough = await counts.joined(session, program.id) >= HOLDS_OUT_FROM
    if not enough or not await counts.hold_out(session, program.id, now=now):
        return
    taken_back = await counts.withdraw_unseen(session, program.id, only_held_out=True, now=now)
    audit.record(session, program.id, at=now, actor=audit.CLOCK, verb="holdout", subject=program.id)
    if taken_back:
        await messages.changed(session, program.id, *taken_back, now=now)


def _next_month(program: Program, now: datetime) -> date:
    """The first day of the first month that is still whole."""
    first = now.astimezone(zone_of(program.zone)).date().replace(day=1)
    return _after(first)


def _after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def firsts(since: date | None, monday: date) -> list[date]:
    """The first days of the months that are over and told, and the day that ends them; empty where there is none."""
    last = (monday - TOLD_BY).replace(day=1)
    found = [since] if since is not None and since < last else []
    while found and found[-1] < last:
        found.append(_after(found[-1]))
    return found


async def counted(session: AsyncSession, program: Program, days: Sequence[date]) -> Counted | None:
    """These months; None where there are too few for a figure."""
    if len(days) - 1 < ENOUGH_MONTHS:
        return None
    acts, left = await counts.acts(session, program.id, days)
    return Counted(days, _both(acts), _both(left))


def _both(arms: Arms) -> tuple[Sums, Sums]:
    nudged, held_out = arms
    return Sums(**asdict(nudged)), Sums(**asdict(held_out))


async def declined(session: AsyncSession, program: Program, days: Sequence[date]) -> tuple[Sums, Sums]:
    """Answers to asks in these months, and the noes among them, by arm."""
    since, until = (weeks.midnight(program.zone, day) for day in (days[0], days[-1]))
    return _both(await counts.declined(session, program.id, since=since, until=until))


async def quarters(session: AsyncSession, program: Program, monday: date) -> dict[str, list[int]]:
    """The thirteen weeks before the last thirteen, and those: by figure, with the needs that found nobody."""
    days = [monday - 2 * QUARTER, monday - QUARTER, monday]
    bounds = [weeks.midnight(program.zone, day) for day in days]
    found = [asdict(each) for each in await counts.quarters(session, program.id, days=days, bounds=bounds)]
    unfilled = await figures.unfilled(session, program.id, bounds)
    return {name: [each[name] for each in found] for name in found[0]} | {"unfilled": unfilled}


async def _stop_harm(session: AsyncSession, program: Program, monday: date, *, now: datetime) -> None:
    days = firsts(program.measured_since, monday)
    begun = max(len(days) - 2, 0) // LOOKS * LOOKS  # the two years that this month belongs to
    months = await counted(session, program, days[begun:])
    by_arm: dict[Harm, tuple[Sums, Sums]] = {}
    if months is not None:
        noes = await declined(session, program, months.firsts)
        by_arm = {Harm.ACTS: months.acts, Harm.LEFT: months.left, Harm.DECLINED: noes}
    by_quarter = shares(await quarters(session, program, monday))
    seen = Seen(months.months if months else 0, by_arm, by_quarter)
    found = stopping.harm(seen)
    if found is not None:
        await _pause(session, program, view.why(found, seen), now=now)


def shares(figures: Mapping[str, Sequence[int]]) -> dict[Harm, tuple[Share, Share]]:
    """What has no arm: (this quarter, the one before). Nothing where nobody has answered a nudge lately."""

    def both(hits: str, of: Sequence[int]) -> tuple[Share, Share]:
        before, now = (Share(*each) for each in zip(figures[hits], of, strict=True))
        return now, before

    if not figures["answers"][-1]:
        return {}
    ended = [filled + not_ for filled, not_ in zip(figures["filled"], figures["unfilled"], strict=True)]
    return {
        Harm.STOPPED: both("stopped", figures["answers"]),
        Harm.LATER: both("later", figures["answers"]),
        Harm.UNFILLED: both("unfilled", ended),
    }


async def _pause(session: AsyncSession, program: Program, why: str, *, now: datetime) -> None:
    """Nobody is nudged until a manager says so; what nobody has seen yet is taken back."""
    if not await counts.pause(session, program.id, why, now=now):
        return
    taken_back = await counts.withdraw_unseen(session, program.id, only_held_out=False, now=now)
    audit.record(session, program.id, at=now, actor=audit.CLOCK, verb="nudging_paused", subject=program.id)
    managers = await members.managers(session, program.id)
    day = _day(program, now)
    await correspondence.want_once(session, program.id, MessageKind.NUDGING, day, managers, now=now)
    if taken_back:
        await messages.changed(session, program.id, *taken_back, now=now)


async def resume(session: AsyncSession, actor: Actor, now: datetime) -> None:
    """A manager lets nudges go out again; what they do is measured from the next month on."""
    program = await programs.get(session, actor.program_id)
    paused_at = program.nudging_paused_at
    since = _next_month(program, now)
    if paused_at is None or not await counts.resume(session, program.id, measured_since=since):
        raise BotError(NOT_PAUSED)
    audit.record(session, program.id, at=now, actor=actor.user_id, verb="nudging_resumed", subject=program.id)
    await messages.changed(session, program.id, _day(program, paused_at), now=now)


def _day(program: Program, moment: datetime) -> str:
    return moment.astimezone(zone_of(program.zone)).date().isoformat()


async def note(session: AsyncSession, message: Message, *, now: datetime) -> tuple[Drawing, Week] | None:  # noqa: ARG001
    """To a manager, the same day: nudges are paused, and why; or that they go out again."""
    reader = await members.by_user(session, message.program_id, message.recipient)
    program = await programs.get(session, message.program_id)
    paused_at = program.nudging_paused_at
    paused = paused_at is not None and _day(program, paused_at) == message.subject
    if reader is None or not reader.is_manager or (message.ts is None and not paused):
        return None
    why = program.nudging_paused_why if paused else None
    return view.paused_note(why), working_week(reader)
