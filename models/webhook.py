"""What another system signs its calls with: a status page, a billing system, a CRM."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import LargeBinary, String, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned


class Webhook(Owned):
    __tablename__ = "webhook"

    name: Mapped[str] = mapped_column(String(100))  # the system's, as cards show it: "status page"
    secret: Mapped[bytes] = mapped_column(LargeBinary)  # sealed, see bot/kit/vault.py
    former_secret: Mapped[bytes | None] = mapped_column(LargeBinary)  # good as well until the day below
    former_until: Mapped[datetime | None]  # real time
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


async def calling(session: AsyncSession, webhook_id: str) -> Webhook | None:
    """The webhook that a call names, unless it was retired, whatever its program: how a call finds its tenant."""
    return (
        await session.scalars(
            select(Webhook).where(Webhook.id == webhook_id, Webhook.retired_at.is_(None)),
        )
    ).one_or_none()


async def of_program(session: AsyncSession, program_id: str) -> Sequence[Webhook]:
    """All of them, the retired ones too, the oldest first."""
    return (
        await session.scalars(select(Webhook).where(Webhook.program_id == program_id).order_by(Webhook.id))
    ).all()


async def rotate(
    session: AsyncSession, program_id: str, webhook_id: str, *, secret: bytes, former_until: datetime
) -> bool:
    """A new secret, beside which the present one stays good for a while. False: there is none, or it was retired."""
    rotated = await session.execute(
        update(Webhook)
        .where(Webhook.program_id == program_id, Webhook.id == webhook_id, Webhook.retired_at.is_(None))
        .values(former_secret=Webhook.secret, former_until=former_until, secret=secret)
        .returning(Webhook.id)
        .execution_options(synchronize_session=False),
    )
    return rotated.first() is not None


async def retire(session: AsyncSession, program_id: str, webhook_id: str, *, now: datetime) -> bool:
    """Calls signed with it are refused from now on. False: there is none, or it was retired before."""
    retired = await session.execute(
        update(Webhook)
        .where(Webhook.program_id == program_id, Webhook.id == webhook_id, Webhook.retired_at.is_(None))
        .values(retired_at=now)
        .returning(Webhook.id)
        .execution_options(synchronize_session=False),
    )
    return retired.first() is not None
