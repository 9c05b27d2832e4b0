"""The log as managers read it: its lines, newest first, and who and what the ids in them stand for."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    bindparam,
    cast,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.advocate import Advocate
from models.ask import Ask
from models.audit import Audit
from models.base import beside
from models.block import Block
from models.company_approval import CompanyApproval
from models.consent import Consent
from models.deal import Deal
from models.draft import Draft
from models.giveback import Giveback
from models.member import Member
from models.nps import NpsQuestion
from models.nudge import Nudge
from models.participation import Participation
from models.reference import Reference
from models.standing import StandingApproval
from models.survey import Survey
from models.task import Task
from models.upload import Upload
from models.webhook import Webhook
from models.workspace import Workspace

PERHAPS_OF_CUSTOMERS: tuple[Any, ...] = (Block, Task)  # or of a whole company
OF_CUSTOMERS: tuple[Any, ...] = (
    *(Consent, Draft, Giveback, NpsQuestion, Nudge, Participation, StandingApproval, Survey),
    *PERHAPS_OF_CUSTOMERS,
)
NAMED: tuple[Any, ...] = (Workspace, Webhook, Upload)


@dataclass(frozen=True, slots=True)
class Verbs:
    """Some of the log's verbs: these, and those that begin so. Both empty: all of them."""

    exactly: Collection[str] = ()
    beginning: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """What an id stands for, as far as it is known: a person or a thing, its company, the deal that it is for."""

    name: str | None = None
    company: str | None = None
    deal: str | None = None


ALL = Verbs()


async def page(
    session: AsyncSession,
    program_id: str,
    *,
    most: int,
    before: str | None = None,
    verbs: Verbs = ALL,
    person_id: str | None = None,
) -> Sequence[Audit]:
    """Lines, the newest first. `before`: the id of the line that the page before ended with.

    `person_id`: a colleague or a customer who did it, or whom it is about.
    """
    found = select(Audit).where(Audit.program_id == program_id)
    if before is not None:
        found = found.where(Audit.id < before)  # ids are in the order of time
    if verbs != ALL:
        begun = (Audit.verb.startswith(each, autoescape=True) for each in verbs.beginning)
        found = found.where(or_(Audit.verb.in_(verbs.exactly), *begun))
    if person_id is not None:
        found = found.where(_concerns(program_id, person_id))
    return (await session.scalars(found.order_by(Audit.id.desc()).limit(most))).all()


def _concerns(program_id: str, person_id: str) -> ColumnElement[bool]:
    user = select(Member.slack_user_id).where(Member.program_id == program_id, Member.id == person_id)
    things = union_all(
        *(
            select(each.id).where(each.program_id == program_id, each.advocate_id == person_id)
            for each in (Ask, *OF_CUSTOMERS)
        )
    )
    return or_(
        Audit.actor == person_id,
        Audit.subject == person_id,
        Audit.actor.in_(user),
        Audit.subject.in_(things),
    )


async def people(session: AsyncSession, program_id: str, *, words: str, most: int) -> list[tuple[str, Named]]:
    """Colleagues, those who left too, and customers whose name or company holds the words, by name."""
    ours = select(Member.id, Member.name, null().label("company")).where(
        Member.program_id == program_id, Member.name.icontains(words, autoescape=True)
    )
    company = Account.name.icontains(words, autoescape=True)
    theirs = (
        select(Advocate.id, Advocate.name, Account.name)
        .join(Account, beside(Account, Advocate.account_id))
        .where(
            Advocate.program_id == program_id,
            Advocate.erased_at.is_(None),
            or_(Advocate.name.icontains(words, autoescape=True), company),
        )
    )
    both = union_all(ours, theirs).subquery()
    rows = await session.execute(select(both).order_by(both.c.name, both.c.id).limit(most))
    return [(row.id, Named(row.name, row.company)) for row in rows]


async def names(session: AsyncSession, program_id: str, ids: Iterable[str]) -> dict[str, Named]:
    """What ids of the log stand for, colleagues by their Slack user, too; those that are gone are left out."""
    rows = await session.execute(_names(), {"program": program_id, "ids": sorted(set(ids))})
    return {row.id: Named(row.name, row.company, row.deal) for row in rows}


@cache
def _names() -> CompoundSelect[Any]:
    """One look into every table that the log can be about: each by its primary key."""
    return union_all(
        _part(Member.slack_user_id, Member.name),
        _part(Member.id, Member.name),
        _at_company(Advocate, Advocate.name),
        _part(Account.id, None, Account.name),
        *(_part(each.id, each.name) for each in NAMED),
        *(_of_customer(each) for each in OF_CUSTOMERS),
        *(_at_company(each).where(each.advocate_id.is_(None)) for each in PERHAPS_OF_CUSTOMERS),
        _at_company(CompanyApproval),
        _of_customer(Ask, Deal.name).outerjoin(Deal, beside(Deal, Ask.deal_id)),
        _part(Reference.id, None, None, Deal.name).join(Deal, beside(Deal, Reference.deal_id)),
    )


def _part(id_: Any, name: Any, company: Any = None, deal: Any = None) -> Select[Any]:
    said = {"name": name, "company": company, "deal": deal}
    columns = (cast(null() if each is None else each, String).label(what) for what, each in said.items())
    entity = id_.class_
    ids: BindParameter[str] = bindparam("ids", expanding=True)
    here = entity.program_id == bindparam("program")
    return select(id_.label("id"), *columns).select_from(entity).where(here, id_.in_(ids))


def _at_company(entity: Any, name: Any = None) -> Select[Any]:
    return _part(entity.id, name, Account.name).join(Account, beside(Account, entity.account_id))


def _of_customer(entity: Any, deal: Any = None) -> Select[Any]:
    theirs = beside(Advocate, entity.advocate_id)
    company = beside(Account, Advocate.account_id)
    return _part(entity.id, Advocate.name, Account.name, deal).join(Advocate, theirs).join(Account, company)
