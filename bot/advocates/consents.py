"""What customers agree to: a yes, a no, or nothing said yet, for each kind of activity."""

from calendar import monthrange
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import advocate as advocates
from models import audit
from models import program as programs
from models.advocate import Advocate, Consented


async def record_yes(
    session: AsyncSession, advocate: Advocate, activity_id: str, *, source: str, now: datetime
) -> None:
    """They agree to be asked for this kind, until the programme's months have passed."""
    await record(session, advocate, activity_id, Consented.YES, source=source, now=now)


async def record(
    session: AsyncSession,
    advocate: Advocate,
    activity_id: str,
    state: Consented,
    *,
    source: str,
    now: datetime,
    by: str | None = None,
) -> None:
    """Write a yes, which ends one day, or a no, which does not. `by`: who wrote it down, where not themselves."""
    until = None
    if state is Consented.YES:
        program = await programs.get(session, advocate.program_id)
        until = months_later(now, program.consent_months)
    consent_id = await advocates.set_consent(
        session,
        advocate.program_id,
        advocate.id,
        activity_id,
        state=state,
        since=now,
        until=until,
        source=source,
    )
    actor = by or advocate.slack_user_id or audit.CLOCK
    audit.record(
        session, advocate.program_id, at=now, actor=actor, verb=f"consent_{state}", subject=consent_id
    )


def months_later(moment: datetime, months: int) -> datetime:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
