"""Would you recommend us: each answer that was ever given, and the questions that Rung asked."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, Text, and_, case, exists, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.advocate import Advocate
from models.base import Instant, Owned, new_id, within_program
from models.contact import in_peace, reachable, within_budget
from models.inserting import insert_into
from models.kept import hold, once
from models.rounds import Stretch

LONGEST_COMMENT = 2000
APART = timedelta(days=183)  # at most twice a year: the third one comes when it is over
CHANGES_FOR = timedelta(days=1)  # how long another number may be pressed


class NpsSource(StrEnum):
    IMPORT = "import"
    ASKED = "asked"
    SURVEY = "survey"


class QuestionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    LAPSED = "lapsed"


class NpsAnswer(Owned):
    """One answer. The newest of somebody also stands in their own row, see `keep_newest`."""

    __tablename__ = "nps_answer"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        Index("ix_nps_answer_key", "program_id", "key", unique=True),
        Index("ix_nps_answer_of", "program_id", "advocate_id", "day"),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(48))  # the question or survey; of a file the person and the day
    score: Mapped[int]  # 0 to 10
    day: Mapped[date]
    comment: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[NpsSource]


class NpsQuestion(Owned):
    """Asked by a message. `due_at`: when it lapses; once answered, until when another number may be pressed."""

    __tablename__ = "nps_question"
    __table_args__ = (
        within_program("advocate_id", "advocate"),
        Index("ix_nps_question_of", "program_id", "advocate_id", "asked_at"),
        Index("ix_nps_question_due", "program_id", "due_at"),
    )

    advocate_id: Mapped[str] = mapped_column(String(32))
    state: Mapped[QuestionState] = mapped_column(default=QuestionState.OPEN)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    score: Mapped[int | None]
    answered_at: Mapped[datetime | None]
    said_at: Mapped[datetime | None]  # the follow-up was answered, or passed over


def of_a_file(advocate_id: str, day: date) -> str:
    return f"{advocate_id} {day.isoformat()}"


async def to_ask(
    session: AsyncSession, program_id: str, *, now: datetime, today: date, within: Stretch
) -> dict[str, tuple[str, str]]:
    """Of these people, those who may be asked now: by advocate, where they are in Slack."""
    recently = exists().where(
        NpsQuestion.program_id == Advocate.program_id,
        NpsQuestion.advocate_id == Advocate.id,
        NpsQuestion.asked_at > now - APART,
    )
    rows = await session.execute(
        select(Advocate.id, Advocate.workspace_id, Advocate.slack_user_id).where(
            Advocate.program_id == program_id,
            within.holds(),
            reachable(),
            in_peace(now),
            within_budget(now),
            or_(Advocate.nps_as_of.is_(None), Advocate.nps_as_of <= today - APART),
            ~recently,
        )
    )
    return {advocate_id: (workspace_id or "", user_id or "") for advocate_id, workspace_id, user_id in rows}


async def find(session: AsyncSession, program_id: str, question_id: str) -> NpsQuestion | None:
    async def read() -> NpsQuestion | None:
        return await session.get(NpsQuestion, (program_id, question_id), populate_existing=True)

    return await once(session, ("question", program_id, question_id), read)


async def read_ahead(
    session: AsyncSession, program_id: str, question_ids: Collection[str]
) -> Sequence[NpsQuestion]:
    """Read these together, and keep them in this session."""
    rows = await session.scalars(
        select(NpsQuestion).where(NpsQuestion.program_id == program_id, NpsQuestion.id.in_(question_ids))
    )
    found = rows.all()
    for each in found:
        hold(session, ("question", program_id, each.id), each)
    return found


async def answer(
    session: AsyncSession, program_id: str, question_id: str, score: int, *, now: datetime
) -> bool:
    """Take a number, or another one while that is still possible. False: it is too late."""
    first = NpsQuestion.state == QuestionState.OPEN
    answered = await session.execute(
        update(NpsQuestion)
        .where(
            NpsQuestion.program_id == program_id,
            NpsQuestion.id == question_id,
            NpsQuestion.state != QuestionState.LAPSED,
            NpsQuestion.due_at > now,
        )
        .values(
            state=QuestionState.ANSWERED,
            score=score,
            answered_at=func.coalesce(NpsQuestion.answered_at, literal(now, Instant)),
            due_at=case((first, literal(now + CHANGES_FOR, Instant)), else_=NpsQuestion.due_at),
        )
        .returning(NpsQuestion.id)
        .execution_options(synchronize_session=False),
    )
    return answered.first() is not None


async def said(session: AsyncSession, program_id: str, question_id: str, *, now: datetime) -> bool:
    """The follow-up is done with. False: it was before, or it is too late."""
    done = await session.execute(
        update(NpsQuestion)
        .where(
            NpsQuestion.program_id == program_id,
            NpsQuestion.id == question_id,
            NpsQuestion.state == QuestionState.ANSWERED,
            NpsQuestion.said_at.is_(None),
            NpsQuestion.due_at > now,
        )
        .values(said_at=now)
        .returning(NpsQuestion.id)
        .execution_options(synchronize_session=False),
    )
    return done.first() is not None


async def take_back(session: AsyncSession, program_id: str, advocate_id: str) -> Sequence[str]:
    """What one person has not answered yet can be answered no more; which questions those are."""
    taken = await session.scalars(
        update(NpsQuestion)
        .where(
            NpsQuestion.program_id == program_id,
            NpsQuestion.advocate_id == advocate_id,
            NpsQuestion.state == QuestionState.OPEN,
        )
        .values(state=QuestionState.LAPSED, due_at=None)
        .returning(NpsQuestion.id)
        .execution_options(synchronize_session=False),
    )
    return taken.all()


async def close(session: AsyncSession, program_id: str, *, now: datetime, most: int) -> Sequence[str]:
    """Whatever ran out, unanswered or not, can no longer be pressed; which questions those are."""
    found = await session.scalars(
        select(NpsQuestion.id)
        .where(NpsQuestion.program_id == program_id, NpsQuestion.due_at <= now)
        .order_by(NpsQuestion.due_at)
        .limit(most)
    )
    due = found.all()
    if not due:
        return []
    lapses = NpsQuestion.state == QuestionState.OPEN
    closed = await session.scalars(
        update(NpsQuestion)
        .where(NpsQuestion.program_id == program_id, NpsQuestion.id.in_(due), NpsQuestion.due_at <= now)
        .values(due_at=None, state=case((lapses, QuestionState.LAPSED), else_=NpsQuestion.state))
        .returning(NpsQuestion.id)
        .execution_options(synchronize_session=False),
    )
    return closed.all()


async def put(session: AsyncSession, program_id: str, *, key: str, **values: Any) -> None:
    """Write an answer, in place of what was said to the same question before."""
    named = {"program_id": program_id, "key": key}
    await session.execute(
        insert_into(session, NpsAnswer)
        .values(named | {"id": new_id()} | values)
        .on_conflict_do_update(index_elements=list(named), set_=values)
    )


async def put_comment(session: AsyncSession, program_id: str, key: str, comment: str) -> None:
    await session.execute(
        update(NpsAnswer)
        .where(NpsAnswer.program_id == program_id, NpsAnswer.key == key)
        .values(comment=comment)
        .execution_options(synchronize_session=False)
    )


async def keep_newest(
    session: AsyncSession, program_id: str, advocate_id: str, score: int, day: date
) -> None:
    """What counts of a person is their newest answer."""
    await session.execute(
        update(Advocate)
        .where(
            Advocate.program_id == program_id,
            Advocate.id == advocate_id,
            or_(Advocate.nps_as_of.is_(None), Advocate.nps_as_of <= day),
        )
        .values(nps=score, nps_as_of=day)
        .execution_options(synchronize_session="fetch")
    )


async def keyed(session: AsyncSession, program_id: str, keys: Collection[str]) -> dict[str, NpsAnswer]:
    """Those of the answers that are known, by their keys."""
    found = await session.scalars(
        select(NpsAnswer).where(and_(NpsAnswer.program_id == program_id, NpsAnswer.key.in_(keys)))
    )
    return {answer.key: answer for answer in found}


async def of_advocate(
    session: AsyncSession, program_id: str, advocate_id: str, *, most: int
) -> Sequence[NpsAnswer]:
    """What somebody answered, the newest first."""
    found = await session.scalars(
        select(NpsAnswer)
        .where(NpsAnswer.program_id == program_id, NpsAnswer.advocate_id == advocate_id)
        .order_by(NpsAnswer.day.desc(), NpsAnswer.id.desc())
        .limit(most)
        .execution_options(populate_existing=True)
    )
    return found.all()
