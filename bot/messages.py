"""Saying what is to be shown to whom. Nothing here posts; the outbox does."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import correspondence
from models import member as members
from models import message as messages
from models.advocate import Advocate
from models.ask import WholeAsk
from models.member import Actor, Member
from models.message import MessageKind
from models.reference import Reference

BY_TIME = "by_time"  # why somebody was erased, as a message's part


async def show_line(session: AsyncSession, reference: Reference, *, now: datetime) -> None:
    """The seller's one live line, and the same for whoever else follows it: colleagues, channels."""
    seller = await seller_of(session, reference)
    for recipient in [seller.slack_user_id, *reference.informed, *reference.shared]:
        await messages.want(
            session,
            program_id=reference.program_id,
            workspace_id=seller.workspace_id,
            kind=MessageKind.LINE,
            subject=reference.id,
            recipient=recipient,
            now=now,
        )


async def seller_of(session: AsyncSession, reference: Reference) -> Member:
    return await members.get(session, reference.program_id, reference.seller_id)


async def try_line_again(session: AsyncSession, reference: Reference, channel: str) -> None:
    """A channel that could not be posted in may be open to us by now."""
    await correspondence.try_again(session, reference.program_id, MessageKind.LINE, reference.id, channel)


async def lines_not_shown(
    session: AsyncSession, program_id: str, reference_ids: Sequence[str]
) -> dict[tuple[str, str], str]:
    """Of lines that did not arrive, Slack's reason by (reference, recipient)."""
    return await correspondence.gone(session, program_id, MessageKind.LINE, reference_ids)


async def show_approval(
    session: AsyncSession, whole: WholeAsk, approver: Member, *, now: datetime, reminder: bool = False
) -> None:
    await messages.want(
        session,
        program_id=approver.program_id,
        workspace_id=approver.workspace_id,
        kind=MessageKind.APPROVAL_REMINDER if reminder else MessageKind.APPROVAL,
        subject=whole.ask.id,
        recipient=approver.slack_user_id,
        now=now,
    )


async def show_approval_in(
    session: AsyncSession, whole: WholeAsk, channel: str, workspace_id: str, *, now: datetime
) -> None:
    """The approver's card in a channel of the managers."""
    await messages.want(
        session,
        program_id=whole.ask.program_id,
        workspace_id=workspace_id,
        kind=MessageKind.APPROVAL,
        subject=whole.ask.id,
        recipient=channel,
        now=now,
    )


async def show_ask(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> None:
    """The customer's card. Only people who are in Slack are asked, so that they have a user id."""
    advocate = whole.advocate
    if advocate.slack_user_id is None or advocate.workspace_id is None:
        raise ValueError(f"advocate {advocate.id} is not in Slack")
    await messages.want(
        session,
        program_id=advocate.program_id,
        workspace_id=advocate.workspace_id,
        kind=MessageKind.ASK,
        subject=whole.ask.id,
        recipient=advocate.slack_user_id,
        now=now,
    )


async def show_task(session: AsyncSession, task_id: str, member: Member, *, now: datetime) -> None:
    await messages.want(
        session,
        program_id=member.program_id,
        workspace_id=member.workspace_id,
        kind=MessageKind.TASK,
        subject=task_id,
        recipient=member.slack_user_id,
        now=now,
    )


async def show_favour(
    session: AsyncSession, kind: MessageKind, whole: WholeAsk, reader: Advocate | Member, *, now: datetime
) -> None:
    """A brief, a question or an outcome, to one side of a favour. Who is not in Slack has no messages."""
    if reader.slack_user_id is None or reader.workspace_id is None:
        raise ValueError(f"{reader.id} is not in Slack")
    await messages.want(
        session,
        program_id=reader.program_id,
        workspace_id=reader.workspace_id,
        kind=kind,
        subject=whole.ask.id,
        recipient=reader.slack_user_id,
        now=now,
    )


async def remind_of_task(session: AsyncSession, task_id: str, member: Member, *, now: datetime) -> None:
    await messages.want(
        session,
        program_id=member.program_id,
        workspace_id=member.workspace_id,
        kind=MessageKind.RELAY_REMINDER,
        subject=task_id,
        recipient=member.slack_user_id,
        now=now,
    )


async def show_invitation(session: AsyncSession, advocate: Advocate, *, now: datetime) -> None:
    await _to_customer(session, advocate, MessageKind.INVITATION, now=now)


async def show_joined(session: AsyncSession, advocate: Advocate, inviter: Member, *, now: datetime) -> None:
    """To whoever invited them; what becomes of them later shows in the same line."""
    await messages.want(
        session,
        program_id=inviter.program_id,
        workspace_id=inviter.workspace_id,
        kind=MessageKind.ANSWERED,
        subject=advocate.id,
        recipient=inviter.slack_user_id,
        now=now,
    )


async def show_own_page(
    session: AsyncSession,
    advocate: Advocate,
    *,
    now: datetime,
    page: int = 0,
    real: datetime | None = None,
    reader: Actor | None = None,
) -> None:
    """A customer's own page in their messages; with `real`, the part of it that they turn to now.

    With `reader`, who is this customer, it goes to where they are; they may be in several workspaces.
    """
    there = {} if reader is None else {"workspace_id": reader.workspace_id, "recipient": reader.user_id}
    await _to_customer(session, advocate, MessageKind.OWN_PAGE, now=now, page=page, looked_at=real, **there)


async def show_about(
    session: AsyncSession, advocate: Advocate, kind: MessageKind, subject: str, *, now: datetime
) -> None:
    """Something of their own that is neither an ask nor their page, like a draft of their words."""
    await _to_customer(session, advocate, kind, now=now, subject=subject)


async def show_giveback(
    session: AsyncSession, advocate: Advocate, giveback_id: str, *, now: datetime
) -> None:
    await _to_customer(session, advocate, MessageKind.GIVEBACK, now=now, subject=giveback_id)


async def show_forgotten(
    session: AsyncSession, advocate_id: str, owner: Member, *, by_time: bool, now: datetime
) -> None:
    """To their owner, that a customer was erased; `by_time`: not as they wished, but long after they left.

    Something may be left to take down, so the managers are told where the owner is no longer with us.
    """
    for reader in [owner] if owner.active else await members.managers(session, owner.program_id):
        await messages.want(
            session,
            program_id=reader.program_id,
            workspace_id=reader.workspace_id,
            kind=MessageKind.FORGOTTEN,
            subject=advocate_id,
            recipient=reader.slack_user_id,
            part=BY_TIME if by_time else "",
            now=now,
        )


async def _to_customer(
    session: AsyncSession, advocate: Advocate, kind: MessageKind, *, now: datetime, **more: Any
) -> None:
    if advocate.slack_user_id is None or advocate.workspace_id is None:
        raise ValueError(f"advocate {advocate.id} is not in Slack")
    to = {"workspace_id": advocate.workspace_id, "recipient": advocate.slack_user_id}
    await messages.want(
        session,
        program_id=advocate.program_id,
        kind=kind,
        now=now,
        **to | {"subject": advocate.id} | more,
    )


async def changed(session: AsyncSession, program_id: str, *subjects: str, now: datetime) -> None:
    """The state behind these references and asks changed: every message about them is drawn again."""
    await messages.touch(session, program_id, subjects, now=now)


async def show_home(
    session: AsyncSession, actor: Actor, *, tab: str, page: int, now: datetime, real: datetime
) -> None:
    """The Home tab of somebody who looks at it now, at one of its pages."""
    await messages.want(
        session,
        program_id=actor.program_id,
        workspace_id=actor.workspace_id,
        kind=MessageKind.HOME,
        subject=actor.user_id,
        recipient=actor.user_id,
        now=now,
        looked_at=real,
        tab=tab,
        page=page,
    )
