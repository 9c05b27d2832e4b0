"""Consent that was there before the question: the programme's for a whole tier, or an owner's for one customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.people import working_week
from bot.rules import hours
from models import audit
from models import member as members
from models import program as programs
from models import standing as standings
from models.ask import WholeAsk
from models.member import Member
from models.standing import StandingApproval


@dataclass(frozen=True, slots=True)
class Agreed:
    """`by`: who gave it ahead, and `approval`: in what; both None where the programme waives the owner's consent."""

    by: Member | None = None
    approval: StandingApproval | None = None

    @property
    def verb(self) -> str:
        return "standing_used" if self.approval else "waived"


async def agreed(session: AsyncSession, whole: WholeAsk, *, now: datetime) -> Agreed | None:
    """The consent that covers this ask already, used up by it; None: somebody has to be asked."""
    program = await programs.get(session, whole.ask.program_id)
    if whole.account.tier is not None and whole.account.tier in program.waived_tiers:
        return Agreed()
    givers = await _givers(session, whole)
    used = await standings.use(
        session,
        whole.ask.program_id,
        advocate_id=whole.ask.advocate_id,
        activity_id=whole.ask.activity_id,
        givers=list(givers),
        today=hours.local_day(working_week(whole.owner), now),
    )
    return Agreed(givers[used.member_id], used) if used else None


async def _givers(session: AsyncSession, whole: WholeAsk) -> dict[str, Member]:
    """Whose word given ahead still counts: the owner's and their backup's, never a seller's for themselves."""
    ids = [whole.owner.id, *([whole.owner.backup_id] if whole.owner.backup_id else [])]
    found = await members.some(session, whole.ask.program_id, ids)
    own = whole.owner.id
    return {m.id: m for m in found if m.active and (m.id == own or m.id != whole.seller.id)}


async def tell(session: AsyncSession, whole: WholeAsk, consent: Agreed, *, now: datetime) -> None:
    """Write down what was used, and show the owner, and who gave it, that nothing is left to decide."""
    program_id = whole.ask.program_id
    audit.record(session, program_id, at=now, actor=audit.CLOCK, verb=consent.verb, subject=whole.ask.id)
    for reader in {m.id: m for m in (whole.owner, consent.by) if m is not None and m.active}.values():
        await messages.show_approval(session, whole, reader, now=now)
    if consent.approval is not None:
        used: Sequence[str] = await standings.asks_by(session, program_id, consent.approval.id)
        await messages.changed(session, program_id, *used, now=now)
