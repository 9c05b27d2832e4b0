"""The ledger of what customers did. It is only ever added to: a later row supersedes an earlier one.

Where somebody stands on the ladder follows, in the same transaction.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import standings
from bot.kit.errors import BotError, FormError
from models import audit
from models import participation as participations
from models.activity import Activity
from models.advocate import Advocate
from models.participation import Participation, ParticipationState

VOID = "This was made void, and nothing can follow it. Log it anew if it was done after all."
# What stays as it was where a later row says nothing of it.
KEPT = (
    *("advocate_id", "account_id", "activity_id", "deal_id", "ask_id", "nudge_id"),
    *("done_on", "serves_until", "source", "link", "note"),
)
NOT_SERVED = "This is done once, not served for a time. Leave it empty."
ENDS_EARLY = "That is before it began. Choose the last day, or leave it empty while they serve."
CHANGED = "Somebody has changed this in the meantime. Look at it again."


def last_day(activity: Activity, done_on: date, until: date | None) -> date | None:
    """Until when something is served, None while it is; raises FormError, under `serves_until`, for what can't be."""
    if until is not None and not activity.lasting:
        raise FormError({"serves_until": NOT_SERVED})
    if until is not None and until < done_on:
        raise FormError({"serves_until": ENDS_EARLY})
    return until


async def record(
    session: AsyncSession,
    advocate: Advocate,
    state: ParticipationState,
    *,
    activity_id: str,
    done_on: date,
    source: str,
    by: str,
    now: datetime,
    deal_id: str | None = None,
    ask_id: str | None = None,
    nudge_id: str | None = None,
    link: str | None = None,
    note: str = "",
    form_key: str | None = None,
    serves_until: date | None = None,
) -> str:
    """Write down something that was done; its id. `by` is a Slack user id, or `audit.CLOCK`."""
    came_of = {"deal_id": deal_id, "ask_id": ask_id, "nudge_id": nudge_id}
    about = {"source": source, "link": link, "note": note, "form_key": form_key}
    row_id = await participations.add(
        session,
        advocate.program_id,
        **came_of | about,
        advocate_id=advocate.id,
        account_id=advocate.account_id,
        activity_id=activity_id,
        state=state,
        done_on=done_on,
        serves_until=serves_until,
        recorded_at=now,
        recorded_by=by,
    )
    return await _written(session, advocate.program_id, advocate.id, state, row_id, by=by, now=now)


async def supersede(
    session: AsyncSession,
    earlier: Participation,
    state: ParticipationState,
    *,
    by: str,
    now: datetime,
    **changes: Any,
) -> str:
    """Verify, correct or void: a new row in the earlier one's place, with what changes; its id.

    Raises BotError where somebody else was first.
    """
    # Only a favour that was moved, and is to be held after all, begins anew: it is claimed once more.
    if earlier.state is ParticipationState.VOID and state is not ParticipationState.CLAIMED:
        raise BotError(VOID)
    kept = {name: getattr(earlier, name) for name in KEPT}
    row_id = await participations.add(
        session,
        earlier.program_id,
        **kept | changes,
        state=state,
        supersedes_id=earlier.id,
        recorded_at=now,
        recorded_by=by,
    )
    return await _written(session, earlier.program_id, earlier.advocate_id, state, row_id, by=by, now=now)


async def _written(
    session: AsyncSession,
    program_id: str,
    advocate_id: str,
    state: ParticipationState,
    row_id: str | None,
    *,
    by: str,
    now: datetime,
) -> str:
    """The row's id, where it was written; raises BotError where somebody else was first."""
    if row_id is None:
        raise BotError(CHANGED)
    audit.record(session, program_id, at=now, actor=by, verb=f"participation_{state}", subject=row_id)
    await standings.after_an_act(session, program_id, advocate_id, now=now)
    return row_id
