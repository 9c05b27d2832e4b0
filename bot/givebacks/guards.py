"""What is never given back, and to whom nothing is: each a sentence that says why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import approvals
from bot.advocates.standing import today
from bot.kit.errors import BotError, FormError
from bot.kit.text import foreign
from bot.rules import giving
from bot.views import dates
from bot.views.advocate.values import joined
from models import balance, joining
from models import program as programs
from models.advocate import PausedBy
from models.company_approval import ApprovalOf
from models.giveback import GivebackKind
from models.joining import Customer
from models.member import Actor

TEXT = 600
REVIEWS = "Reviews are never rewarded"
ABOUT_THEM = frozenset({GivebackKind.RECOGNITION, GivebackKind.WORD})  # may speak of sums that they saved


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a colleague wants to give, as the form was filled in."""

    advocate_id: str
    kind: str
    text: str
    peer_id: str | None = None
    no_competitors: bool = False


async def looked_after(session: AsyncSession, actor: Actor, advocate_id: str) -> Customer:
    """The customer, where the actor is the owner of their account, the owner's backup, or a manager."""
    found = await joining.find(session, actor.program_id, advocate_id)
    if found is None:
        raise BotError("This customer is not known here any more.")
    if actor.member_id not in {found.owner.id, found.owner.backup_id} and not actor.is_manager:
        raise BotError(
            f"{foreign(found.owner.name)} looks after this customer, so this is theirs, or a manager's."
        )
    return found


def public_sector(company: str) -> str:
    return (
        f"{foreign(company)} is in the public sector: Rung gives nothing back to its people, so that nobody there "
        "ever has to explain it. Your thanks in person are fine."
    )


async def refuse(session: AsyncSession, customer: Customer, *, now: datetime, field: str = "kind") -> None:
    """Raises FormError, under that input, where nothing may be given to this customer now."""
    advocate = customer.advocate
    name = foreign(advocate.name)
    if customer.account.public_sector:
        raise FormError({field: public_sector(customer.account.name)})
    since = today(await programs.get(session, advocate.program_id), now) - giving.REVIEWED
    if await balance.reviewed_last(session, advocate.program_id, advocate.id, since=since):
        days = giving.REVIEWED.days
        why = f"{name} wrote a review in the last {days} days, or is asked for one now."
        raise FormError({field: f"{REVIEWS}. {why} Give something back once that is behind you both."})
    if not joined(advocate):
        raise FormError({field: f"{name} is not in the programme, so Rung brings them nothing."})


def refuse_contact(customer: Customer, *, now: datetime, field: str = "kind") -> None:
    """The same, where they asked to be left in peace: what they did not ask for is not offered then."""
    advocate, name = customer.advocate, foreign(customer.advocate.name)
    if advocate.stopped_on is not None:
        raise FormError({field: f"{name} wants nothing that they did not ask for. Thank them in person."})
    until = advocate.paused_until
    if until is not None and until > now and advocate.paused_by is not PausedBy.SILENCE:
        day = dates.on(until, zone=advocate.zone, now=now)
        raise FormError({field: f"{name} asked to be left alone until {day}. Offer it after that day."})


def refuse_text(kind: GivebackKind, text: str) -> str:
    """The text without what stands around it, a public line on one line; raises FormError for none, and for money."""
    written = " ".join(text.split()) if kind is GivebackKind.RECOGNITION else text.strip()
    if not written:
        raise FormError({"text": "Write what it is: they read it as it stands here."})
    found = giving.money_in(written, public=kind in ABOUT_THEM)
    if found is not None:
        raise FormError(
            {
                "text": f"“{foreign(found, 40)}” reads like money. Rung gives no cash, vouchers or discounts: write "
                "what it is in other words, or leave it."
            }
        )
    return written[:TEXT]


async def approval_for(session: AsyncSession, customer: Customer, text: str, *, now: datetime) -> str | None:
    """The company's approval under which a public line names it today; None where it does not.

    Raises BotError where it does, and the company has not said so.
    """
    if not giving.names(text, customer.account.name):
        return None
    on = today(await programs.get(session, customer.account.program_id), now)
    found = await approvals.refuse_without(session, customer.account, ApprovalOf.NAMING, on)
    return found.id
