"""Somebody whom Slack does not reach in one workspace is written to in another one of theirs."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.advocate import Advocate
from models.giveback import Giveback
from models.message import Message, MessageState
from models.place import Place
from models.workspace import Workspace

PLAIN = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Onward:
    """Where somebody is written to by now. `first`: this message is the first that had to go there."""

    advocate_id: str
    workspace_id: str
    user_id: str
    first: bool


async def onward(
    session: AsyncSession, program_id: str, workspace_id: str, user_id: str, *, error: str
) -> Onward | None:
    """Write to this customer in another place from now on; None: there is none, or they are no customer.

    A place that brought nothing once is not tried again, so that nobody is sent to and fro.
    """
    advocate_id = await session.scalar(
        select(Advocate.id)
        .where(
            Advocate.program_id == program_id,
            Advocate.workspace_id == workspace_id,
            Advocate.slack_user_id == user_id,
        )
        .with_for_update()
    )
    if advocate_id is None:
        return await _since(session, program_id, workspace_id, user_id)
    place = await _other(session, program_id, advocate_id)
    if place is None:
        return None
    to = Onward(advocate_id, place.workspace_id, place.slack_user_id, first=True)
    await _swap(session, program_id, place.id, to, (workspace_id, user_id), error=error)
    return to


async def _swap(
    session: AsyncSession,
    program_id: str,
    place_id: str,
    to: Onward,
    came_from: tuple[str, str],
    *,
    error: str,
) -> None:
    """The further place becomes the first, and the first a further one that brought nothing."""
    workspace_id, user_id = came_from
    values = {"workspace_id": to.workspace_id, "slack_user_id": to.user_id, "dm_error": None}
    await session.execute(
        update(Advocate)
        .where(Advocate.program_id == program_id, Advocate.id == to.advocate_id)
        .values(values)
        .execution_options(**PLAIN)
    )
    left = {"workspace_id": workspace_id, "slack_user_id": user_id, "dm_error": error}
    await session.execute(
        update(Place)
        .where(Place.program_id == program_id, Place.id == place_id)
        .values(left)
        .execution_options(**PLAIN)
    )
    for column in (Giveback.made_by, Giveback.state_by):  # what they asked for stays asked for by them
        await session.execute(
            update(Giveback)
            .where(
                Giveback.program_id == program_id, Giveback.advocate_id == to.advocate_id, column == user_id
            )
            .values({column: to.user_id})
            .execution_options(**PLAIN)
        )


async def _since(session: AsyncSession, program_id: str, workspace_id: str, user_id: str) -> Onward | None:
    """An earlier message found them gone from here."""
    found = await session.execute(
        select(Advocate.id, Advocate.workspace_id, Advocate.slack_user_id)
        .join(Place, (Place.program_id == Advocate.program_id) & (Place.advocate_id == Advocate.id))
        .where(
            Advocate.program_id == program_id,
            Advocate.dm_error.is_(None),
            Place.workspace_id == workspace_id,
            Place.slack_user_id == user_id,
            Place.dm_error.is_not(None),
        )
    )
    row = found.one_or_none()
    return None if row is None else Onward(row.id, row.workspace_id, row.slack_user_id, first=False)


async def _other(session: AsyncSession, program_id: str, advocate_id: str) -> Place | None:
    """A place of theirs that was not tried in vain, in a workspace that lets us in."""
    others = select(Advocate.id).where(
        Advocate.program_id == program_id,
        Advocate.slack_user_id == Place.slack_user_id,
        Advocate.id != advocate_id,
    )
    found = await session.scalars(
        select(Place)
        .join(
            Workspace,
            (Workspace.program_id == Place.program_id) & (Workspace.id == Place.workspace_id),
        )
        .where(
            Place.program_id == program_id,
            Place.advocate_id == advocate_id,
            Place.dm_error.is_(None),
            Workspace.paused_at.is_(None),
            ~others.exists(),
        )
        .order_by(Place.id)
        .limit(1)
    )
    return found.one_or_none()


async def send_on(
    session: AsyncSession, program_id: str, message_id: str, to: Onward, *, worker: str
) -> bool:
    """Address a claimed message anew. False: they have it there already, or another worker has it by now."""
    other = aliased(Message)
    same = select(other.id).where(
        other.program_id == program_id,
        other.kind == Message.kind,
        other.subject == Message.subject,
        other.part == Message.part,
        other.recipient == to.user_id,
        other.id != message_id,
    )
    sent = await session.execute(
        update(Message)
        .where(
            Message.program_id == program_id,
            Message.id == message_id,
            Message.state == MessageState.SENDING,
            Message.worker == worker,
            ~same.exists(),
        )
        .values(workspace_id=to.workspace_id, recipient=to.user_id)
        .returning(Message.id)
        .execution_options(**PLAIN)
    )
    return sent.first() is not None


async def try_again(session: AsyncSession, program_id: str, advocate_id: str) -> None:
    """Slack is to be tried again, wherever it was tried in vain."""
    await session.execute(
        update(Place)
        .where(Place.program_id == program_id, Place.advocate_id == advocate_id)
        .values(dm_error=None)
        .execution_options(**PLAIN)
    )
