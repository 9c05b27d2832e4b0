"""A file dropped by a manager: noted when it comes, decided about by them. `drops` does the work in between."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import greetings
from bot.kit.errors import BotError
from bot.rules.importing.days import DateOrder
from bot.rules.importing.kinds import Kind
from models import audit
from models import message as messages
from models import upload as uploads
from models.member import Actor
from models.message import MessageKind
from models.upload import STILL_OPEN, Upload, UploadState

DIRECT = "D"  # how the ids of direct messages begin
READY = frozenset({UploadState.CHECKED})
UNKNOWN = "That file is not known here any more. Drop it again."
NOT_YOURS = "Somebody else dropped this file, so they decide about it. Drop it here yourself, and you get a report too."
AGAIN = "This was checked once more in the meantime. Look at the newest report, and decide there."
MEANWHILE = {
    UploadState.CHECKING: "This file is being checked just now. What is found shows here in a moment.",
    UploadState.IMPORTING: "This file is being imported already. What was done shows here in a moment.",
    UploadState.DONE: "This file was imported already. Drop it again to import it once more.",
    UploadState.LEFT: "You left this file alone, so nothing was imported. Drop it again to import it.",
    UploadState.GONE: "This file is no longer in Slack, so it can't be imported. Drop it again.",
}


async def dropped(session: AsyncSession, actor: Actor, file_id: str, channel: str, *, now: datetime) -> None:
    """A file came. What is shared in channels is nothing to us, and who is no manager is told so."""
    if not channel.startswith(DIRECT):
        return
    if not actor.is_manager:
        await greetings.answer(session, actor, greetings.FILE, now=now)
        return
    upload_id = await uploads.dropped(
        session,
        program_id=actor.program_id,
        slack_file_id=file_id,
        workspace_id=actor.workspace_id,
        channel=channel,
        member_id=actor.member_id,
        made_at=now,
    )
    if upload_id is None:
        return
    _log(session, actor, "file_dropped", upload_id, now=now)
    await messages.want(
        session,
        program_id=actor.program_id,
        workspace_id=actor.workspace_id,
        kind=MessageKind.UPLOAD,
        subject=upload_id,
        recipient=actor.user_id,
        now=now,
    )


async def choose_kind(
    session: AsyncSession, actor: Actor, upload_id: str, round_: int, kind: Kind, *, now: datetime
) -> None:
    """It holds something else than it was taken for: it is checked again."""
    chosen = {"kind": kind, "state": UploadState.CHECKING, "round": round_ + 1, "asks_dates": False}
    await _move(session, actor, upload_id, round_, chosen, now=now)


async def choose_dates(
    session: AsyncSession, actor: Actor, upload_id: str, round_: int, dates: DateOrder, *, now: datetime
) -> None:
    """In which order its dates stand: it is checked again."""
    chosen = {"dates": dates, "state": UploadState.CHECKING, "round": round_ + 1}
    await _move(session, actor, upload_id, round_, chosen, now=now)


async def import_(
    session: AsyncSession, actor: Actor, upload_id: str, round_: int, *, skip_bad: bool, now: datetime
) -> None:
    """Write what was checked; with `skip_bad` without the rows that are faulty."""
    chosen = {"skip_bad": skip_bad, "state": UploadState.IMPORTING}
    await _move(session, actor, upload_id, round_, chosen, before=READY, now=now)


async def leave(session: AsyncSession, actor: Actor, upload_id: str, round_: int, *, now: datetime) -> None:
    await _move(session, actor, upload_id, round_, {"state": UploadState.LEFT}, now=now)


async def reported(session: AsyncSession, actor: Actor, upload_id: str) -> Upload:
    """An upload of theirs, with the faults that were found in it."""
    upload = await uploads.find(session, actor.program_id, upload_id)
    if upload is None:
        raise BotError(UNKNOWN)
    if upload.member_id != actor.member_id:
        raise BotError(NOT_YOURS)
    return upload


async def _move(
    session: AsyncSession,
    actor: Actor,
    upload_id: str,
    round_: int,
    values: dict[str, object],
    *,
    before: frozenset[UploadState] = STILL_OPEN,
    now: datetime,
) -> None:
    upload = await reported(session, actor, upload_id)
    moved = await uploads.move(session, actor.program_id, upload_id, round_=round_, before=before, **values)
    if not moved:
        await session.refresh(upload)
        raise BotError(MEANWHILE.get(upload.state, AGAIN))
    _log(session, actor, f"file_{values['state']}", upload_id, now=now)
    await messages.touch(session, actor.program_id, [upload_id], now=now)


def _log(session: AsyncSession, actor: Actor, verb: str, upload_id: str, *, now: datetime) -> None:
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb=verb, subject=upload_id)
