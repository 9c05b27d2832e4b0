"""A file that a manager dropped into their messages with Rung: what was found in it, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ColumnElement, Index, String, Text, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, new_id, only_where, within_program
from models.inserting import insert_into


class UploadState(StrEnum):
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    DONE = "done"
    REFUSED = "refused"  # the file can't be taken as a whole; another kind or order of dates may help
    LEFT = "left"  # somebody decided not to import it
    GONE = "gone"  # it was deleted in Slack


AT_WORK = frozenset({UploadState.CHECKING, UploadState.IMPORTING})
STILL_OPEN = frozenset({UploadState.CHECKED, UploadState.REFUSED})  # it waits for its manager


class Upload(Owned):
    __tablename__ = "upload"
    __table_args__ = (
        within_program("workspace_id", "workspace"),
        within_program("member_id", "member"),
        Index("ix_upload_file", "program_id", "slack_file_id", unique=True),
        Index("ix_upload_made", "made_at"),
        Index(
            "ix_upload_at_work",
            "program_id",
            "id",
            info=only_where("state IN ('checking', 'importing')"),
        ),
    )

    workspace_id: Mapped[str] = mapped_column(String(32))
    slack_file_id: Mapped[str] = mapped_column(String(32))
    channel: Mapped[str] = mapped_column(String(32))
    member_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(255), default="")  # empty until Slack has told it
    kind: Mapped[str | None] = mapped_column(
        String(24)
    )  # what the file holds; None until its headings were read
    dates: Mapped[str | None] = mapped_column(
        String(24)
    )  # which comes first in 03/04/2026, if somebody said so
    asks_dates: Mapped[bool] = mapped_column(default=False)
    state: Mapped[UploadState] = mapped_column(default=UploadState.CHECKING)
    round: Mapped[int] = mapped_column(
        default=1
    )  # how often it was begun to be checked: what buttons are about
    skip_bad: Mapped[bool] = mapped_column(default=False)
    rows: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    faulty: Mapped[int] = mapped_column(default=0)
    faults: Mapped[list[list[Any]]] = mapped_column(
        JSON, default=list
    )  # line, column, value, reason; the first
    more_faults: Mapped[int] = mapped_column(default=0)
    ignored: Mapped[list[str]] = mapped_column(JSON, default=list)
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)
    refusal: Mapped[str] = mapped_column(Text, default="")
    percent: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)  # of the work that it waits for now
    size: Mapped[int] = mapped_column(BigInteger, default=0)  # bytes
    made_at: Mapped[datetime]
    # Real time.
    lease_until: Mapped[datetime | None]
    worker: Mapped[str | None] = mapped_column(String(64))


async def dropped(session: AsyncSession, *, program_id: str, slack_file_id: str, **values: Any) -> str | None:
    """Note a file, to be checked; its id, or None where it was noted before."""
    upload_id = new_id()
    made = await session.execute(
        insert_into(session, Upload)
        .values({"program_id": program_id, "id": upload_id, "slack_file_id": slack_file_id} | values)
        .on_conflict_do_nothing(index_elements=["program_id", "slack_file_id"])
        .returning(Upload.id),
    )
    return upload_id if made.first() is not None else None


async def find(session: AsyncSession, program_id: str, upload_id: str) -> Upload | None:
    return await session.get(Upload, (program_id, upload_id))


async def move(
    session: AsyncSession,
    program_id: str,
    upload_id: str,
    *,
    round_: int,
    before: frozenset[UploadState],
    **values: Any,
) -> bool:
    """Change an upload that is still where its buttons say it is. False: it is not."""
    return await _change(
        session,
        program_id,
        upload_id,
        and_(Upload.round == round_, Upload.state.in_(before)),
        {"lease_until": None, "worker": None, "attempts": 0, "percent": 0} | values,
    )


async def due(session: AsyncSession, *, real: datetime, most: int) -> Sequence[tuple[str, str]]:
    """(program, upload) that wait for work and that nobody works at, in all programs, the oldest first."""
    rows = await session.execute(
        select(Upload.program_id, Upload.id).where(_free(real)).order_by(Upload.id).limit(most),
    )
    return [(program_id, upload_id) for program_id, upload_id in rows]


async def claim(
    session: AsyncSession, program_id: str, upload_id: str, *, worker: str, real: datetime, until: datetime
) -> bool:
    """Take an upload to work at it. False: another worker has it, or there is nothing left to do."""
    values = {"worker": worker, "lease_until": until, "attempts": Upload.attempts + 1}
    return await _change(session, program_id, upload_id, _free(real), values)


async def settle(
    session: AsyncSession, program_id: str, upload_id: str, *, worker: str, **values: Any
) -> bool:
    """Write what became of claimed work. False: its lease was lost, so that it is somebody else's by now."""
    ours = and_(Upload.worker == worker, Upload.state.in_(AT_WORK))
    return await _change(session, program_id, upload_id, ours, values)


async def forget_faults(session: AsyncSession, *, before: datetime) -> None:
    """Drop the cells that stood in reports of long ago, in all programs: they hold people's data."""
    await session.execute(
        update(Upload)
        .where(Upload.made_at < before, Upload.faulty > 0, Upload.state.not_in(AT_WORK))
        .values(faults=[], more_faults=Upload.faulty)
        .execution_options(synchronize_session=False),
    )


def _free(real: datetime) -> ColumnElement[bool]:
    return and_(
        Upload.state.in_(AT_WORK),
        or_(Upload.lease_until.is_(None), Upload.lease_until <= real),
    )


async def _change(
    session: AsyncSession, program_id: str, upload_id: str, where: ColumnElement[bool], values: Any
) -> bool:
    changed = await session.execute(
        update(Upload)
        .where(Upload.program_id == program_id, Upload.id == upload_id, where)
        .values(**values)
        .returning(Upload.id)
        .execution_options(synchronize_session=False),
    )
    return changed.first() is not None
