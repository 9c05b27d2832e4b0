"""*Change*: what a need asks for, after somebody was asked already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks import course, timing
from bot.asks.change import withdraw
from bot.kit.errors import BotError, FormError
from bot.references import listing, said
from bot.references.sharing import CHANGED, keep_informed, to_change
from models import activity as activities
from models import ask as asks
from models import audit
from models import deal as deals
from models import reference as references
from models.ask import RUNNING, AskState
from models.member import Actor
from models.reference import Reference, ReferenceState

OPEN = frozenset({ReferenceState.LOOKING, ReferenceState.FOUND})
CLOSED = "This is closed already, so there is nothing to change."
SAID_YES = {
    1: "Somebody has said yes already",
    2: "Two have said yes already",
    3: "Three have said yes already",
}


@dataclass(frozen=True, slots=True)
class ChangeForm:
    needed_on: date
    questions: str = ""
    off_limits: str = ""
    named: bool = False
    wanted: int = 1
    informed: Sequence[str] = ()


async def to_edit(session: AsyncSession, actor: Actor, reference_id: str) -> Reference:
    """The reference as its form shows it; raises BotError where it is not to change any more."""
    reference = await to_change(session, actor, reference_id)
    if reference.state not in OPEN:
        raise BotError(CLOSED)
    return reference


async def change(
    session: AsyncSession, actor: Actor, reference_id: str, edition: int, form: ChangeForm, *, now: datetime
) -> None:
    """Take the changed form: everybody who was asked sees it, and whoever said yes keeps it.

    `edition` is the one that the form showed. Raises FormError, by input, where it can't be taken as it is.
    """
    reference = await to_edit(session, actor, reference_id)
    if reference.edition != edition:
        raise BotError(CHANGED)
    own = await asks.of_references(session, actor.program_id, [reference_id])
    accepted = sum(whole.ask.state == AskState.ACCEPTED for whole in own)
    if form.wanted < accepted:
        raise FormError({"wanted": f"{SAID_YES.get(accepted, SAID_YES[3])}, so it can't be fewer."})
    await said.colleagues(session, actor, form.informed)
    changed, before = _changed(reference, form), reference.needed_on
    reopens = reference.state == ReferenceState.FOUND and form.wanted > reference.wanted
    if "needed_on" in changed:
        asking = reopens or reference.state == ReferenceState.LOOKING
        said.day(actor, form.needed_on, now=now, asking=asking)
    if changed:
        await _write(session, actor, reference, changed, now=now)
        if "needed_on" in changed:
            await timing.day_moved(session, actor.program_id, reference_id, before=before, now=now)
        if reopens:
            await _reopen(session, actor, reference, now=now)
        elif form.wanted == accepted:
            await withdraw(
                session, actor.program_id, reference_id, came_from=RUNNING, now=now, actor=actor.user_id
            )
        await course.advance(session, actor.program_id, reference_id, now=now)
        told = [whole.ask.id for whole in own]
        await messages.changed(session, actor.program_id, reference_id, *told, now=now)
    await keep_informed(session, actor, await _again(session, reference), form.informed, now=now)


def _changed(reference: Reference, form: ChangeForm) -> dict[str, Any]:
    """What is not as it was, but for the colleagues: they make no new edition."""
    wanted: dict[str, Any] = {
        "needed_on": form.needed_on,
        "questions": said.questions(form.questions),
        "off_limits": said.off_limits(form.off_limits),
        "named": form.named,
        "wanted": form.wanted,
    }
    return {name: value for name, value in wanted.items() if getattr(reference, name) != value}


async def _write(
    session: AsyncSession, actor: Actor, reference: Reference, changed: dict[str, Any], *, now: datetime
) -> None:
    edition = reference.edition
    values = changed | {"edition": edition + 1, "changed_at": now}
    if not await references.change(session, actor.program_id, reference.id, seen=edition, **values):
        raise BotError(CHANGED)
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb="changed", subject=reference.id)
    await _again(session, reference)


async def _reopen(session: AsyncSession, actor: Actor, reference: Reference, *, now: datetime) -> None:
    """More are wanted than were found: the list goes on where it stopped."""
    program_id, reference_id = actor.program_id, reference.id
    found, looking = frozenset({ReferenceState.FOUND}), ReferenceState.LOOKING
    await references.move(session, program_id, reference_id, came_from=found, to=looking)
    audit.record(session, program_id, at=now, actor=actor.user_id, verb="reopened", subject=reference_id)
    await listing.bring_back(session, program_id, reference_id, AskState.WITHDRAWN, now=now)
    deal = await deals.find(session, program_id, reference.deal_id)
    if deal is not None:
        activity = await activities.get(session, program_id, reference.activity_id)
        await listing.fill(session, reference, deal, activity, now=now)


async def _again(session: AsyncSession, reference: Reference) -> Reference:
    found = await references.lock(session, reference.program_id, reference.id)
    if found is None:
        raise BotError(CLOSED)
    return found
