"""What customers agree to: a yes, a no, or nothing said yet, for each kind of activity."""

from calendar import monthrange
from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import activity as activities
from models import audit
from models import consent as consent_rows
from models import program as programs
from models.advocate import Advocate
from models.consent import Consented

# Where a consent comes from; bot/views/advocate/kept.py says each in the customer's own words.
INVITATION, OWN_PAGE, TOLD = "invitation", "own page", "told to their contact"
AFTERWARDS, SURVEY = "answer afterwards", "survey"


async def record_yes(
    session: AsyncSession, advocate: Advocate, activity_id: str, *, source: str, by: str, now: datetime
) -> None:
    """They agree to be asked for this kind, until the programme's months have passed; `by`: who says so."""
    await record(session, advocate, activity_id, Consented.YES, source=source, by=by, now=now)


async def record(
    session: AsyncSession,
    advocate: Advocate,
    activity_id: str,
    state: Consented,
    *,
    source: str,
    now: datetime,
    by: str | None = None,
) -> str:
    """Write a yes, which ends one day, or a no, which does not; the row's id.

    `by`: who wrote it down, where not themselves.
    """
    until = None
    if state is Consented.YES:
        program = await programs.get(session, advocate.program_id)
        until = months_later(now, program.consent_months)
    consent_id = await consent_rows.put(
        session,
        advocate.program_id,
        advocate.id,
        activity_id,
        state=state,
        since=now,
        until=until,
        source=source,
    )
    audit.record(
        session,
        advocate.program_id,
        at=now,
        actor=by or advocate.id,
        verb=f"consent_{state}",
        subject=consent_id,
    )
    return consent_id


async def choose(
    session: AsyncSession, advocate: Advocate, state: Consented, chosen: Collection[str], *, now: datetime
) -> None:
    """One of the two menus of their page: what is chosen in it has this state, what was taken out has none."""
    kept = await consent_rows.of_advocate(session, advocate.program_id, advocate.id)
    had = {c.activity_id for c in kept if c.state is state and (c.until is None or c.until > now)}
    ladder = {each.id for each in await activities.all_of(session, advocate.program_id)}
    for activity_id in sorted((ladder & set(chosen)) - had):
        await record(session, advocate, activity_id, state, source=OWN_PAGE, now=now)
    for activity_id in sorted((had & ladder) - set(chosen)):  # the menus show no other
        await _forget(session, advocate, activity_id, now=now)


async def _forget(session: AsyncSession, advocate: Advocate, activity_id: str, *, now: datetime) -> None:
    """Back to not asked yet."""
    program_id = advocate.program_id
    consent_id = await consent_rows.drop(session, program_id, advocate.id, activity_id)
    if consent_id is not None:
        audit.record(
            session, program_id, at=now, actor=advocate.id, verb="consent_dropped", subject=consent_id
        )


def months_later(moment: datetime, months: int) -> datetime:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
