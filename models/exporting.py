"""What a programme holds, page by page in the order of the rows' ids, as the export writes it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.account import Account, AccountTag, TagKind
from models.activity import Activity
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.block import Block
from models.company_approval import CompanyApproval
from models.consent import Consent
from models.deal import Deal, Status
from models.giveback import Giveback
from models.member import Member
from models.nps import NpsAnswer
from models.participation import Participation, ParticipationState
from models.story import Story
from models.survey import Survey

PAGE = 500
ENDED = (AskState.ACCEPTED, AskState.DECLINED, AskState.SILENT, AskState.PASSED_ON)
Page = Sequence[Any]
KNOWN = Advocate.erased_at.is_(None)  # whoever was erased has no address to be known by again


def _beside(entity: Any, row: Any, id_: Any) -> ColumnElement[bool]:
    return and_(entity.program_id == row.program_id, entity.id == id_)


async def _pages(session: AsyncSession, found: Any, row: Any, program_id: str) -> AsyncIterator[Page]:
    """A page at a time, so that memory stays flat however much there is."""
    last = ""
    while True:
        page = (
            await session.execute(
                found.where(row.program_id == program_id, row.id > last).order_by(row.id).limit(PAGE)
            )
        ).all()
        if not page:
            return
        yield page
        last = page[-1][0].id
        session.expunge_all()


def members(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(member, their backup's address); whose address nobody knows is left out."""
    backup = aliased(Member)
    found = select(Member, backup.email).outerjoin(backup, _beside(backup, Member, Member.backup_id))
    return _pages(session, found.where(Member.email.is_not(None), Member.active), Member, program_id)


def accounts(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(account, its owner)."""
    found = select(Account, Member).join(Member, _beside(Member, Account, Account.owner_id))
    return _pages(session, found, Account, program_id)


async def tags(
    session: AsyncSession, program_id: str, account_ids: Sequence[str]
) -> Mapping[tuple[str, TagKind], list[str]]:
    """By account and kind."""
    rows = await session.execute(
        select(AccountTag.account_id, AccountTag.kind, AccountTag.value)
        .where(AccountTag.program_id == program_id, AccountTag.account_id.in_(account_ids))
        .order_by(AccountTag.value),
    )
    found: dict[tuple[str, TagKind], list[str]] = {}
    for account_id, kind, value in rows:
        found.setdefault((account_id, kind), []).append(value)
    return found


def advocates(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(advocate, their company's name)."""
    found = select(Advocate, Account.name).join(Account, _beside(Account, Advocate, Advocate.account_id))
    found = found.where(KNOWN)
    return _pages(session, found, Advocate, program_id)


def answers(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(answer, address): each that was ever given to “would you recommend us”."""
    found = select(NpsAnswer, Advocate.email).join(
        Advocate, and_(KNOWN, _beside(Advocate, NpsAnswer, NpsAnswer.advocate_id))
    )
    return _pages(session, found, NpsAnswer, program_id)


def bare_answers(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(advocate,) whose newest number has no row of its own: it came before those were kept."""
    kept = select(NpsAnswer.id).where(
        NpsAnswer.program_id == Advocate.program_id,
        NpsAnswer.advocate_id == Advocate.id,
        NpsAnswer.day == Advocate.nps_as_of,
    )
    return _pages(session, select(Advocate).where(KNOWN, ~kept.exists()), Advocate, program_id)


def wishes(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(survey, the role of whoever said it, their company): what people would change."""
    found = (
        select(Survey, Advocate.title, Account.name)
        .join(Advocate, _beside(Advocate, Survey, Survey.advocate_id))
        .join(Account, _beside(Account, Survey, Survey.account_id))
        .where(Survey.to_change.is_not(None))
    )
    return _pages(session, found, Survey, program_id)


def deals(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(deal, its seller)."""
    found = select(Deal, Member).join(Member, _beside(Member, Deal, Deal.seller_id))
    return _pages(session, found.where(Deal.status != Status.UNKNOWN), Deal, program_id)


def favours(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(participation, address, activity, ask or None, deal or None): the rows of the ledger that stand."""
    later = aliased(Participation)
    superseded = select(later.id).where(
        later.program_id == Participation.program_id, later.supersedes_id == Participation.id
    )
    found = (
        select(Participation, Advocate.email, Activity.key, Ask, Deal)
        .join(Advocate, and_(KNOWN, _beside(Advocate, Participation, Participation.advocate_id)))
        .join(Activity, _beside(Activity, Participation, Participation.activity_id))
        .outerjoin(Ask, _beside(Ask, Participation, Participation.ask_id))
        .outerjoin(Deal, _beside(Deal, Participation, Participation.deal_id))
        .where(
            Participation.state.in_([ParticipationState.VERIFIED, ParticipationState.CORRECTED]),
            ~superseded.exists(),
        )
    )
    return _pages(session, found, Participation, program_id)


def questions(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(ask, address, activity, deal): asks that ended and led to nothing that the ledger holds."""
    held = select(Participation.id).where(
        Participation.program_id == Ask.program_id, Participation.ask_id == Ask.id
    )
    found = (
        select(Ask, Advocate.email, Activity.key, Deal)
        .join(Advocate, and_(KNOWN, _beside(Advocate, Ask, Ask.advocate_id)))
        .join(Activity, _beside(Activity, Ask, Ask.activity_id))
        .join(Deal, _beside(Deal, Ask, Ask.deal_id))
        .where(Ask.state.in_(ENDED), Ask.asked_at.is_not(None), ~held.exists())
    )
    return _pages(session, found, Ask, program_id)


def consents(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(consent, address, activity)."""
    found = (
        select(Consent, Advocate.email, Activity.key)
        .join(Advocate, _beside(Advocate, Consent, Consent.advocate_id))
        .join(Activity, _beside(Activity, Consent, Consent.activity_id))
    )
    return _pages(session, found, Consent, program_id)


def blocks(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(block, company, address or None, activity or None)."""
    found = (
        select(Block, Account.name, Advocate.email, Activity.key)
        .join(Account, _beside(Account, Block, Block.account_id))
        .outerjoin(Advocate, _beside(Advocate, Block, Block.advocate_id))
        .outerjoin(Activity, _beside(Activity, Block, Block.activity_id))
    )
    return _pages(session, found, Block, program_id)


def stories(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(story, company)."""
    found = select(Story, Account.name).join(Account, _beside(Account, Story, Story.account_id))
    return _pages(session, found, Story, program_id)


def givebacks(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(giveback, address, company)."""
    found = (
        select(Giveback, Advocate.email, Account.name)
        .join(Advocate, and_(KNOWN, _beside(Advocate, Giveback, Giveback.advocate_id)))
        .join(Account, _beside(Account, Giveback, Giveback.account_id))
    )
    return _pages(session, found, Giveback, program_id)


def approvals(session: AsyncSession, program_id: str) -> AsyncIterator[Page]:
    """(a company's approval, the company)."""
    found = select(CompanyApproval, Account.name).join(
        Account, _beside(Account, CompanyApproval, CompanyApproval.account_id)
    )
    return _pages(session, found, CompanyApproval, program_id)
