"""What moved for sellers within some days: read from the log, which is only ever added to."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.ask import Ask, AskState
from models.audit import CLOCK, Audit
from models.deal import Deal
from models.reference import Reference, ReferenceState

OF_ASKS = (
    AskState.ASKED,
    AskState.ACCEPTED,
    AskState.DECLINED,
    AskState.PASSED_ON,
    AskState.SILENT,
    AskState.REFUSED,
    AskState.UNAPPROVED,
    AskState.BACKED_OUT,
    AskState.NOT_HELD,
)
OF_NEEDS = (ReferenceState.FOUND, ReferenceState.UNFILLED)


def _of_asks(since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(Audit.verb.in_([each.value for each in OF_ASKS]), Audit.at > since, Audit.at <= until)


def _of_needs(since: datetime, until: datetime) -> ColumnElement[bool]:
    """Its end by the course of things: what sellers end themselves is no news to them."""
    verbs = [each.value for each in OF_NEEDS]
    return and_(Audit.verb.in_(verbs), Audit.actor == CLOCK, Audit.at > since, Audit.at <= until)


async def sellers(
    session: AsyncSession, program_id: str, member_ids: Sequence[str], *, since: datetime, until: datetime
) -> Sequence[str]:
    """Those of the sellers for one of whose needs something moved."""
    of_asks = (
        select(Reference.seller_id)
        .join(Ask, and_(Ask.program_id == Reference.program_id, Ask.reference_id == Reference.id))
        .join(Audit, and_(Audit.program_id == Ask.program_id, Audit.subject == Ask.id))
        .where(
            Reference.program_id == program_id,
            Reference.seller_id.in_(member_ids),
            Ask.state_at > since,  # whatever moved was written on the row as well
            _of_asks(since, until),
        )
    )
    of_needs = (
        select(Reference.seller_id)
        .join(Audit, and_(Audit.program_id == Reference.program_id, Audit.subject == Reference.id))
        .where(
            Reference.program_id == program_id,
            Reference.seller_id.in_(member_ids),
            _of_needs(since, until),
        )
    )
    return (await session.scalars(of_asks.union(of_needs))).all()


async def of_seller(
    session: AsyncSession, program_id: str, seller_id: str, *, since: datetime, until: datetime, most: int
) -> list[tuple[str, date, dict[str, int]]]:
    """(deal, needed by, how often each thing happened) of a seller's needs for which something moved.

    The soonest needed first.
    """
    happened: dict[str, dict[str, int]] = {}
    needs: dict[str, tuple[str, date]] = {}
    ask = and_(Ask.program_id == Reference.program_id, Ask.reference_id == Reference.id)
    about = {
        "asks": (Ask.id, _of_asks(since, until), ask),
        "needs": (Reference.id, _of_needs(since, until), None),
    }
    for subject, condition, join in about.values():
        statement = _counted(program_id, seller_id, subject, condition, join)
        for reference_id, deal, needed_on, verb, count in await session.execute(statement):
            needs[reference_id] = (deal, needed_on)
            happened.setdefault(reference_id, {})[verb] = int(count)
    ordered = sorted(needs, key=lambda each: (needs[each][1], each))[:most]
    return [(*needs[each], happened[each]) for each in ordered]


def _counted(
    program_id: str,
    seller_id: str,
    subject: Any,
    condition: ColumnElement[bool],
    join: ColumnElement[bool] | None,
) -> Any:
    found = select(
        Reference.id, Deal.name, Reference.needed_on, Audit.verb, func.count(distinct(Audit.subject))
    )
    found = found.select_from(Reference) if join is None else found.select_from(Reference).join(Ask, join)
    return (
        found.join(Audit, and_(Audit.program_id == Reference.program_id, Audit.subject == subject))
        .join(Deal, and_(Deal.program_id == Reference.program_id, Deal.id == Reference.deal_id))
        .where(
            Reference.program_id == program_id,
            Reference.seller_id == seller_id,
            Reference.state != ReferenceState.DRAFT,
            condition,
        )
        .group_by(Reference.id, Deal.name, Reference.needed_on, Audit.verb)
    )
