"""What became overdue: each thing is told once, all of a day in one message to each manager."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.tasks import late_if_made_by
from bot.people import present
from bot.rules import hours, weeks
from bot.views.digest.overdue import Overdue
from models import ask as asks
from models import audit, figures, overdue
from models import digest as digests
from models import member as members
from models import message as messages
from models import task as tasks
from models.member import Member
from models.message import MessageKind
from models.program import Program

ASKS, TASKS, FAVOURS = "overdue_asks", "overdue_tasks", "overdue_favours"


async def tell(session: AsyncSession, program: Program, *, now: datetime) -> None:
    """The note of the day names what no note has named before."""
    found = {
        ASKS: await overdue.asks(session, program.id, ASKS, since=now - weeks.WEEK),
        TASKS: await overdue.tasks(session, program.id, TASKS, made_by=late_if_made_by(program, now)),
        FAVOURS: await overdue.debriefs(session, program.id, FAVOURS),
    }
    names = [(section, subject) for section, subjects in found.items() for subject in subjects]
    if not names:
        return
    day = _day(program, now).isoformat()
    await digests.mention(session, program.id, day, names, now=now)
    audit.record(session, program.id, at=now, actor=audit.CLOCK, verb="overdue_told", subject=program.id)
    for manager in await _readers(session, program.id, now=now):
        await messages.want(
            session,
            program_id=program.id,
            workspace_id=manager.workspace_id,
            kind=MessageKind.OVERDUE,
            subject=day,
            recipient=manager.slack_user_id,
            now=now,
        )


def _day(program: Program, now: datetime) -> date:
    """Today, or the next working day where nobody works today."""
    week = hours.working(program.zone, program.country)
    today = hours.local_day(week, now)
    return today if week.span(today) else hours.local_day(week, hours.next_open(week, now))


async def _readers(session: AsyncSession, program_id: str, *, now: datetime) -> Sequence[Member]:
    """The managers who are there; all of them, where nobody is."""
    managers = await members.managers(session, program_id)
    return present(managers, now) or managers


async def of_day(session: AsyncSession, program_id: str, day: str) -> Overdue:
    """What the note of a day names, as it stands now."""
    named = await digests.mentioned(session, program_id, day)
    ask_ids, favour_ids = named.get(ASKS, []), named.get(FAVOURS, [])
    wholes = {w.ask.id: w for w in await asks.some(session, program_id, [*ask_ids, *favour_ids])}
    return Overdue(
        day=date.fromisoformat(day),
        asks=[wholes[id_] for id_ in ask_ids if id_ in wholes],
        tasks=await tasks.some(session, program_id, named.get(TASKS, [])),
        favours=[wholes[id_] for id_ in favour_ids if id_ in wholes],
        sides=await figures.unsaid(session, program_id, favour_ids),
    )
