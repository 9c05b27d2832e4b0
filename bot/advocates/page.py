"""A customer's own page, one part at a time: in their messages, on Home, in a window."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, wordings
from bot.advocates import climb, standing
from bot.privacy import export
from bot.rules.wording import Wording
from bot.views.advocate.page import OF_EVERYBODY, own_page_window
from bot.views.advocate.told import Told
from bot.views.advocate.values import OwnPage, Part, joined
from models import activity as activities
from models import ask as asks
from models import consent as consent_rows
from models import contact, joining, nps
from models import draft as drafts
from models import giveback as givebacks
from models import nudge as nudges
from models import participation as participations
from models import program as programs
from models import survey as surveys
from models import task as tasks
from models.ask import AskState
from models.joining import Customer
from models.member import Actor
from models.nudge import NudgeState
from models.task import TaskKind

PAGE, MOST_ANSWERED, MOST_TASKS = 10, 5, 5
MOST_KEPT = 10
ANSWERED = frozenset({
    AskState.ACCEPTED,
    AskState.SPARE,
    AskState.NOT_HELD,
    AskState.DECLINED,
    AskState.BACKED_OUT,
    AskState.PASSED_ON,
    AskState.SILENT,
})  # fmt: skip
Parts = Mapping[str, Any]


async def of(
    session: AsyncSession, program_id: str, advocate_id: str, place: int, *, now: datetime
) -> tuple[OwnPage, Wording] | None:
    """One part of somebody's page, in the programme's words; None where they are not known."""
    customer = await joining.find(session, program_id, advocate_id)
    if customer is None:
        return None
    program = await programs.get(session, program_id)
    wording = await wordings.for_advocate(session, customer.advocate)
    theirs = joined(customer.advocate) or OwnPage(customer, program, place).part in OF_EVERYBODY
    page = OwnPage(customer, program, max(place, 0) if theirs else Part.OVERVIEW)
    found = await _FOUND[page.part](session, customer, page.place, now)
    return OwnPage(customer, program, page.place, **found), wording


async def looked_at(session: AsyncSession, actor: Actor, place: int, *, now: datetime) -> None:
    """Note who had everything shown that is kept on them, once for all its pages."""
    if place == Part.EXPORT:
        own = await standing.of(session, actor)
        export.taken_out(session, own.customer, by=actor.user_id, now=now)


async def turn_to(session: AsyncSession, actor: Actor, place: int, *, now: datetime, real: datetime) -> None:
    """They turn to another part of the page in their messages; what others may not read is never one of those."""
    own = await standing.inside(session, actor)
    shown = Part.KEPT if place >= Part.EXPORT else max(place, 0)
    await messages.show_own_page(session, own.advocate, now=now, page=shown, real=real, reader=actor)


async def window(
    session: AsyncSession, actor: Actor, place: int, *, now: datetime, note: str = ""
) -> dict[str, Any]:
    """The same in a window, for people of the workspace itself; `note` is the key of a text above it."""
    own = await standing.of(session, actor)
    found = await of(session, actor.program_id, own.advocate.id, place, now=now)
    if found is None:
        raise own.refuse("only_theirs")
    return own_page_window(*found, now=now, note=note)


async def _overview(session: AsyncSession, customer: Customer, place: int, now: datetime) -> Parts:  # noqa: ARG001
    program_id, advocate = customer.advocate.program_id, customer.advocate
    carried = await asks.carried(session, program_id, [advocate.id], except_asks=[], now=now)
    # Whoever has not joined sees their invitation here, with what there is to tick.
    ladder = [] if advocate.joined_on else await activities.all_of(session, program_id)
    found: Parts = {"asked": carried.get(advocate.id, (None, 0)), "activities": ladder}
    if not joined(advocate):
        return found
    program = await programs.get(session, program_id)
    return {**found, "climb": await climb.of(session, customer, program, now=now)}


async def _limits(session: AsyncSession, customer: Customer, place: int, now: datetime) -> Parts:  # noqa: ARG001
    program_id = customer.advocate.program_id
    return {
        "activities": await activities.all_of(session, program_id),
        "consents": await consent_rows.of_advocate(session, program_id, customer.advocate.id),
    }


async def _kept(session: AsyncSession, customer: Customer, place: int, now: datetime) -> Parts:
    objections = await _tasks(session, customer, TaskKind.OBJECTION)
    # What they said of a kind that is no longer on the ladder is kept, so it is shown with the rest.
    ever = await activities.every(session, customer.advocate.program_id)
    told = await _told(session, customer)
    return {
        **await _limits(session, customer, place, now),
        "activities": ever,
        "tasks": objections,
        "told": told,
    }


async def _told(session: AsyncSession, customer: Customer) -> Told:
    program_id, advocate_id = customer.advocate.program_id, customer.advocate.id
    states = frozenset(NudgeState)
    return Told(
        answers=await nps.of_advocate(session, program_id, advocate_id, most=MOST_KEPT),
        surveys=await surveys.of_advocate(session, program_id, advocate_id, most=MOST_KEPT),
        drafts=await drafts.of_advocate(session, program_id, advocate_id, most=MOST_KEPT),
        nudges=await nudges.before(session, program_id, advocate_id, states, most=MOST_KEPT),
        given=await givebacks.of_advocate(session, program_id, advocate_id, most=MOST_KEPT),
        contacts=await contact.of_advocate(session, program_id, advocate_id, most=MOST_KEPT),
    )


async def _report(session: AsyncSession, customer: Customer, place: int, now: datetime) -> Parts:  # noqa: ARG001
    return {"activities": await activities.all_of(session, customer.advocate.program_id)}


async def _nominate(session: AsyncSession, customer: Customer, place: int, now: datetime) -> Parts:  # noqa: ARG001
    return {"tasks": await _tasks(session, customer, TaskKind.NOMINATED)}


async def _form(session: AsyncSession, customer: Customer, place: int, now: datetime) -> Parts:  # noqa: ARG001
    return {}


async def _ask_for(session: AsyncSession, customer: Customer, place: int, now: datetime) -> Parts:  # noqa: ARG001
    advocate = customer.advocate
    found = await givebacks.asked_for(session, advocate.program_id, advocate, most=MOST_TASKS)
    return {"asked_for": found}


async def _everything(session: AsyncSession, customer: Customer, place: int, now: datetime) -> Parts:  # noqa: ARG001
    return {"everything": await export.entries(session, customer)}


async def _did(session: AsyncSession, customer: Customer, place: int, now: datetime) -> Parts:  # noqa: ARG001
    program_id, advocate_id, page = customer.advocate.program_id, customer.advocate.id, place - Part.DID
    done = await participations.of_advocate(session, program_id, advocate_id, most=PAGE + 1, skip=page * PAGE)
    answered = await asks.of_advocate(
        session, program_id, advocate_id, states=ANSWERED, most=MOST_ANSWERED if page == 0 else 0
    )
    return {"done": done[:PAGE], "more": len(done) > PAGE, "answered": answered}


async def _tasks(session: AsyncSession, customer: Customer, kind: TaskKind) -> Any:
    program_id, advocate_id = customer.advocate.program_id, customer.advocate.id
    return await tasks.of_advocate(session, program_id, advocate_id, kind, most=MOST_TASKS)


_Find = Callable[[AsyncSession, Customer, int, datetime], Awaitable[Parts]]
_FOUND: Mapping[Part, _Find] = {
    Part.OVERVIEW: _overview,
    Part.LIMITS: _limits,
    Part.KEPT: _kept,
    Part.REPORT: _report,
    Part.NOMINATE: _nominate,
    Part.OBJECT: _form,
    Part.ASSISTANT: _form,
    Part.ASK_FOR: _ask_for,
    Part.DID: _did,
    Part.EXPORT: _everything,
    Part.ERASE: _form,
}
