"""A manager passes the programme's own caps for one customer and one need, with a written reason.

Nobody passes the customer's words, a contract or a conflict.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, needs
from bot.asks import course
from bot.kit.errors import BotError, FormError
from bot.rules import matching, protection
from bot.views.manager.exception import Exceptions
from models import activity as activities
from models import ask as asks
from models import audit
from models import deal as deals
from models import reference as references
from models.ask import Ask, AskState
from models.base import new_id
from models.eligibility.needs import Standing
from models.member import Actor
from models.reference import Reference, ReferenceState

SHORTEST_REASON, LONGEST_REASON = 10, 500
OFFERED = 8
OPEN = frozenset({ReferenceState.LOOKING, ReferenceState.UNFILLED})
NEVER_ASKED = frozenset({
    AskState.LISTED,
    AskState.BLOCKED,
    AskState.TOO_LATE,
    AskState.UNAPPROVED,
    AskState.NOT_PASSED_ON,
    AskState.WITHDRAWN,
    AskState.DROPPED,
})  # fmt: skip
CLOSED = "This is closed in the meantime, so there is nothing to make an exception for."
NOT_THEM = "Nobody can make an exception for this customer. Choose another one."


async def offered(session: AsyncSession, actor: Actor, reference_id: str, *, now: datetime) -> Exceptions:
    """Who could be asked for this if only the programme's own caps were passed."""
    reference = await references.lock(session, actor.program_id, reference_id)
    if reference is None or reference.state not in OPEN or reference.needed_on < now.date():
        raise BotError(CLOSED)
    deal = await deals.find(session, actor.program_id, reference.deal_id)
    activity = await activities.get(session, actor.program_id, reference.activity_id)
    if deal is None:
        raise BotError(CLOSED)
    found = await needs.standings(session, reference, deal, activity, now=now)
    own = await asks.of_references(session, actor.program_id, [reference_id])
    tried = {whole.ask.advocate_id for whole in own if whole.ask.state not in NEVER_ASKED}
    held = [
        standing
        for standing in found
        if protection.may_be_excepted(standing.until) and standing.advocate_id not in tried
    ]
    return Exceptions(reference=reference, deal=deal, near_misses=held[:OFFERED])


async def make(
    session: AsyncSession, actor: Actor, reference_id: str, advocate_id: str, reason: str, *, now: datetime
) -> None:
    """Put a customer first on the list in spite of the caps; their owner is asked as always."""
    why = reason.strip()
    if not SHORTEST_REASON <= len(why) <= LONGEST_REASON:
        raise FormError(
            {"reason": f"Say why, in {SHORTEST_REASON} to {LONGEST_REASON} characters: it is kept and shown."}
        )
    found = await offered(session, actor, reference_id, now=now)
    standing = next((each for each in found.near_misses if each.advocate_id == advocate_id), None)
    if standing is None:
        raise FormError({"customer": NOT_THEM})
    await course.hold(session, actor.program_id, [reference_id], also=[standing.account_id])
    if await _made(session, actor, reference_id, advocate_id, why):
        return
    ask_id = await _first(session, actor, found.reference, standing, why, now=now)
    await references.move(session, actor.program_id, reference_id, came_from=OPEN, to=ReferenceState.LOOKING)
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb="exception", subject=ask_id)
    await messages.changed(session, actor.program_id, reference_id, ask_id, now=now)
    await course.go_on(session, actor.program_id, reference_id, now=now)


async def _made(session: AsyncSession, actor: Actor, reference_id: str, advocate_id: str, why: str) -> bool:
    """The same manager has made this exception already, and it waits for its turn."""
    own = await asks.of_references(session, actor.program_id, [reference_id])
    made = {
        (w.ask.advocate_id, w.ask.exception, w.ask.exception_by)
        for w in own
        if w.ask.state is AskState.LISTED
    }
    return (advocate_id, why, actor.member_id) in made


async def _first(
    session: AsyncSession, actor: Actor, reference: Reference, standing: Standing, why: str, *, now: datetime
) -> str:
    """The ask, before all others on the list; its id."""
    own = await asks.of_references(session, actor.program_id, [reference.id])
    values = {
        "position": min((whole.ask.position for whole in own), default=0) - 1,
        "exception": why,
        "exception_by": actor.member_id,
    }
    known = next((w.ask for w in own if w.ask.advocate_id == standing.advocate_id), None)
    if known is not None:
        values |= {"stage": None, "decided_by": None}
        if not await asks.move(
            session, known.program_id, known.id, came_from=NEVER_ASKED, to=AskState.LISTED, now=now, **values
        ):
            raise FormError({"customer": NOT_THEM})
        return known.id
    ask_id = new_id()
    session.add(
        Ask(
            program_id=actor.program_id,
            id=ask_id,
            reference_id=reference.id,
            advocate_id=standing.advocate_id,
            account_id=standing.account_id,
            deal_id=reference.deal_id,
            activity_id=reference.activity_id,
            state=AskState.LISTED,
            state_at=now,
            reasons=matching.strongest(standing.fits),
            **values,
        )
    )
    await session.flush()
    return ask_id
