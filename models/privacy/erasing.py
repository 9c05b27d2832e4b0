"""Forgetting one customer, as the register says: rows deleted or emptied, what was sent to them made to say nothing."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, delete, func, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.advocate import Advocate
from models.ask import Ask
from models.base import Base
from models.company_approval import CompanyApproval
from models.debrief import Debrief, Side
from models.draft import Draft, DraftState
from models.giveback import Giveback
from models.message import Message, MessageKind, MessageState
from models.participation import Participation
from models.privacy.holding import whose
from models.privacy.register import DELETE, ITS_ADDRESS, ITS_ROW, Column, Table, read
from models.privacy.suggested import ERASED, NAME, UNSAID, with_address
from models.story import Story
from models.task import Task, TaskKind

NO_ADDRESS = "erased.invalid"  # a domain that never is one (RFC 2606)
ITS_WORDS = "Words of somebody who was erased."  # in a list of what stands in public
KNOWN_BY = 60  # letters of a text, which may have been cut
ABOUT_THEM = (MessageKind.INVITATION, MessageKind.ANSWERED, MessageKind.OWN_PAGE, MessageKind.RECAP)


async def forget(
    session: AsyncSession, advocate: Advocate, users: Collection[str], *, now: datetime, left_on: date
) -> None:
    """Delete and empty what is kept on them; their row stays, and tells that it was somebody's.

    `users`: who they are in Slack.
    """
    program_id = advocate.program_id
    await _elsewhere(session, advocate, users)
    for table in read().of_customers:
        real, theirs = Base.metadata.tables[table.name], _theirs(table, advocate)
        if table.erased == DELETE:
            await session.execute(delete(real).where(theirs))
        elif values := _emptied(table, advocate.id):
            await session.execute(update(real).where(theirs).values(values))
    await session.execute(
        update(Advocate)
        .where(Advocate.program_id == program_id, Advocate.id == advocate.id)
        .values(erased_at=now, left_on=advocate.left_on or left_on)
        .execution_options(synchronize_session=False)
    )


def _theirs(table: Table, advocate: Advocate) -> Any:
    real = Base.metadata.tables[table.name]
    return and_(real.c.program_id == advocate.program_id, whose(table, advocate.program_id, advocate.id))


def _emptied(table: Table, advocate_id: str) -> Mapping[str, Any]:
    columns = Base.metadata.tables[table.name].c
    return {each.name: _empty(each, advocate_id, columns) for each in table.emptied}


def _empty(column: Column, advocate_id: str, columns: Any) -> Any:
    if column.to == ITS_ROW:
        return columns.id
    if column.to == ITS_ADDRESS:
        return f"{advocate_id}@{NO_ADDRESS}"
    if column.to is not None:
        return column.to
    return None if columns[column.name].nullable else ""


async def _elsewhere(session: AsyncSession, advocate: Advocate, users: Collection[str]) -> None:
    """What names them in rows that are not theirs: stories from their words, suggestions, approvals, what they did."""
    program_id = advocate.program_id
    await session.execute(
        delete(Story).where(Story.program_id == program_id, Story.id.in_(_stories(advocate)))
    )
    await session.execute(
        update(Task)
        .where(Task.program_id == program_id, with_address(advocate.email))
        .values(said=UNSAID)
        .execution_options(synchronize_session=False)
    )
    given = await session.execute(
        select(CompanyApproval.id, CompanyApproval.given_by).where(
            CompanyApproval.program_id == program_id, CompanyApproval.account_id == advocate.account_id
        )
    )
    # Compared here: a database may know no small letter for an Ö.
    by_them = [id_ for id_, name in given if name.strip().casefold() == advocate.name.casefold()]
    await session.execute(
        update(CompanyApproval)
        .where(CompanyApproval.program_id == program_id, CompanyApproval.id.in_(by_them))
        .values(given_by=NAME)
        .execution_options(synchronize_session=False)
    )
    for entity, column in ((Giveback, "state_by"), (Giveback, "made_by"), (Participation, "recorded_by")):
        await session.execute(
            update(entity)
            .where(entity.program_id == program_id, getattr(entity, column).in_(users))
            .values({column: advocate.id})
            .execution_options(synchronize_session=False)
        )


async def close_tasks(
    session: AsyncSession, program_id: str, advocate: Advocate, *, now: datetime
) -> Sequence[str]:
    """Nothing is left to decide about them, nor whether to invite them; what is about others, too, names them no more.

    The ids of what changed. Before what they wrote is deleted.
    """
    closed = await session.scalars(
        update(Task)
        .where(
            Task.program_id == program_id,
            or_(Task.advocate_id == advocate.id, with_address(advocate.email)),
            Task.done_at.is_(None),
        )
        .values(done_at=now, outcome=ERASED)
        .returning(Task.id)
        .execution_options(synchronize_session=False)
    )
    return [*closed, *await _unsay_introductions(session, advocate), *await _unsay_lists(session, advocate)]


async def _unsay_introductions(session: AsyncSession, advocate: Advocate) -> Sequence[str]:
    """By hand, of them and somebody else."""
    met = await session.scalars(
        update(Task)
        .where(
            Task.program_id == advocate.program_id,
            Task.kind == TaskKind.INTRODUCE,
            Task.subject.in_(_pairs(advocate)),
        )
        .values(said="")
        .returning(Task.id)
        .execution_options(synchronize_session=False)
    )
    return met.all()


async def _unsay_lists(session: AsyncSession, advocate: Advocate) -> Sequence[str]:
    """Of what stands in public under their company's approval: whatever is theirs."""
    program_id, found = advocate.program_id, list[str]()
    own, name = await _words(session, advocate), _letters(advocate.name)
    listed = select(Task.id, Task.said).where(
        Task.program_id == program_id,
        Task.kind == TaskKind.TAKE_DOWN,
        Task.account_id == advocate.account_id,
    )
    for task_id, said in (await session.execute(listed)).all():
        why, *lines = said.split("\n")
        theirs = [_letters(line)[:KNOWN_BY] in own or (name and name in _letters(line)) for line in lines]
        kept = [ITS_WORDS if its else line for its, line in zip(theirs, lines, strict=True)]
        if kept == lines:
            continue
        found.append(task_id)
        await session.execute(
            update(Task)
            .where(Task.program_id == program_id, Task.id == task_id)
            .values(said="\n".join([why, *kept]))
            .execution_options(synchronize_session=False)
        )
    return found


async def _words(session: AsyncSession, advocate: Advocate) -> set[str]:
    """How the lines begin that tell of what is theirs, in letters: models/published.py says what they hold."""
    program_id = advocate.program_id
    stories = select(Story.title, Story.url).where(
        Story.program_id == program_id, Story.id.in_(_stories(advocate))
    )
    lines = select(Giveback.text).where(
        Giveback.program_id == program_id, Giveback.advocate_id == advocate.id
    )
    rows = [*(await session.execute(stories)).all(), *(await session.execute(lines)).all()]
    return {begun for row in rows if (begun := _letters("".join(row))[:KNOWN_BY])}


def _letters(text: str) -> str:
    """What is left of a text however it was cut and written down."""
    return "".join(each for each in text.casefold() if each.isalnum())


def _stories(advocate: Advocate) -> Any:
    return select(Draft.story_id).where(
        Draft.program_id == advocate.program_id,
        Draft.advocate_id == advocate.id,
        Draft.story_id.is_not(None),
    )


def _pairs(advocate: Advocate) -> Any:
    """Those in which they met, or were to meet, somebody."""
    return select(Giveback.pair_id).where(
        Giveback.program_id == advocate.program_id,
        or_(Giveback.advocate_id == advocate.id, Giveback.peer_id == advocate.id),
        Giveback.pair_id.is_not(None),
    )


async def ask_nothing_more(session: AsyncSession, program_id: str, advocate_id: str) -> None:
    """Of favours that were done: their side is not waited for, ours still is."""
    asks = select(Ask.id).where(Ask.program_id == program_id, Ask.advocate_id == advocate_id)
    await session.execute(
        update(Debrief)
        .where(Debrief.program_id == program_id, Debrief.ask_id.in_(asks), Debrief.side == Side.ADVOCATE)
        .values(due_at=None, overdue_at=None)
        .execution_options(synchronize_session=False)
    )


async def subjects(session: AsyncSession, program_id: str, advocate_id: str) -> list[str]:
    """Ids of whatever messages may be about that name them, open or long closed."""
    found: set[str] = {advocate_id}
    own = (
        select(Ask.id, Ask.reference_id).where(Ask.program_id == program_id, Ask.advocate_id == advocate_id),
        select(Giveback.id, Giveback.pair_id).where(
            Giveback.program_id == program_id,
            or_(Giveback.advocate_id == advocate_id, Giveback.peer_id == advocate_id),
        ),
        select(Task.id, Task.subject).where(Task.program_id == program_id, Task.advocate_id == advocate_id),
        select(Draft.id, Draft.survey_id).where(
            Draft.program_id == program_id, Draft.advocate_id == advocate_id
        ),
    )
    for each in own:
        found |= {id_ for row in await session.execute(each) for id_ in row if id_}
    return sorted(found)


async def published(session: AsyncSession, program_id: str, advocate_id: str) -> int:
    """How many of their words stand somewhere in public."""
    counted = await session.scalars(
        select(func.count()).where(
            Draft.program_id == program_id,
            Draft.advocate_id == advocate_id,
            Draft.state == DraftState.PUBLISHED,
        )
    )
    return counted.one()


async def retire_messages(
    session: AsyncSession, advocate: Advocate, users: Collection[str], *, now: datetime, real: datetime
) -> None:
    """What they were sent, and what is about them as a person, says nothing any more; then its row is let go."""
    about = and_(Message.subject == advocate.id, Message.kind.in_(ABOUT_THEM))
    met = and_(Message.subject.in_(_pairs(advocate)), Message.kind == MessageKind.INTRODUCTION)
    theirs = and_(Message.program_id == advocate.program_id, or_(about, met, Message.recipient.in_(users)))
    unsaid = and_(Message.ts.is_(None), Message.claimed_at.is_(None), Message.kind != MessageKind.HOME)
    gone = Message.state == MessageState.GONE
    await session.execute(delete(Message).where(theirs, or_(unsaid, gone)))
    anew: dict[str, Any] = {
        "part": ERASED,
        "subject": Message.id,
        "wanted": Message.wanted + 1,
        "due_at": now,
        "attempts": 0,
    }
    for home, values in (
        (False, {"kind": MessageKind.ERASED}),
        (True, {"looked_at": real, "priority": 1}),  # it is published once more, without them
    ):
        kind = Message.kind == MessageKind.HOME
        await session.execute(
            update(Message)
            .where(theirs, kind if home else ~kind)
            .values(anew | values)
            .execution_options(synchronize_session=False)
        )


async def let_go_of_messages(session: AsyncSession, *, before: datetime) -> None:
    """Rows of messages that say nothing any more, in all programs: once Slack shows it, or when it never will."""
    said = or_(Message.shown >= Message.wanted, Message.state == MessageState.GONE, Message.due_at < before)
    erased = Message.part == literal_column(f"'{ERASED}'")  # as the index on these says it
    await session.execute(delete(Message).where(erased, said, Message.state != MessageState.SENDING))
