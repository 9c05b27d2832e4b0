"""A colleague gives something back to a customer they look after.

An offer is a thank-you for something that the customer did, and so no unsolicited contact: it does not count in the
budget of two in sixty days. It keeps to that budget's manners all the same: it arrives in the customer's contact hours,
nobody has two offers before them at once (a unique key settles it), none is made while they asked to be left alone or
after *Stop*, and nobody is reminded of one.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.advocates.standing import today
from bot.givebacks import guards, showing
from bot.givebacks.guards import Wanted, looked_after
from bot.kit.errors import BotError, FormError
from bot.kit.text import foreign
from bot.views.giveback.words import CHOICES
from models import audit
from models import block as blocks
from models import giveback as givebacks
from models import program as programs
from models import task as task_rows
from models.base import new_id
from models.giveback import GivebackKind, GivebackState
from models.joining import Customer
from models.member import Actor
from models.task import TaskKind

STILL_OPEN = (
    "They have an offer before them that they have not answered yet. One at a time: wait, or withdraw it."
)


async def prepare(session: AsyncSession, actor: Actor, advocate_id: str) -> Customer:
    """For whom the form is opened; raises BotError where nothing is given there at all."""
    found = await looked_after(session, actor, advocate_id)
    if found.account.public_sector:
        raise BotError(guards.public_sector(found.account.name))
    return found


async def offer(session: AsyncSession, actor: Actor, wanted: Wanted, *, form_key: str, now: datetime) -> str:
    """Offer it, once whatever is sent again; what the colleague is told then. Raises FormError for what can't be."""
    customer = await looked_after(session, actor, wanted.advocate_id)
    if wanted.kind not in {kind for _, kind in CHOICES}:
        raise FormError({"kind": "Choose what it is."})
    kind = GivebackKind(wanted.kind)
    if await givebacks.by_form(session, actor.program_id, form_key) is not None:
        return said(kind, customer)
    await guards.refuse(session, customer, now=now)
    text = guards.refuse_text(kind, wanted.text)
    if kind is GivebackKind.PEER:
        await _peers(session, actor, customer, wanted, text, form_key=form_key, now=now)
        return said(kind, customer)
    if kind is GivebackKind.HELP:
        await _record(session, actor, customer, text, form_key=form_key, now=now)
        return said(kind, customer)
    guards.refuse_contact(customer, now=now)
    approval_id = None
    if kind is GivebackKind.RECOGNITION:
        approval_id = await _approved(session, customer, text, now)
    await _write(session, actor, customer, kind, text, now=now, approval_id=approval_id, form_key=form_key)
    return said(kind, customer)


async def _approved(session: AsyncSession, customer: Customer, text: str, now: datetime) -> str | None:
    """Said under the line, so that nobody has to write it again."""
    try:
        return await guards.approval_for(session, customer, text, now=now)
    except BotError as refusal:
        raise FormError({"text": refusal.user_message}) from refusal


async def _peers(
    session: AsyncSession,
    actor: Actor,
    customer: Customer,
    wanted: Wanted,
    text: str,
    *,
    form_key: str,
    now: datetime,
) -> None:
    """Both are asked; who asked for somebody to meet is asked about this one."""
    if not wanted.peer_id:
        raise FormError({"peer": "Choose whom they could meet."})
    other = await looked_after(session, actor, wanted.peer_id)
    if other.account.id == customer.account.id:
        raise FormError({"peer": "They work at the same company: they need no introduction from us."})
    if not wanted.no_competitors:
        raise FormError({"no_competitors": "Only where you know that the two do not compete."})
    if await blocks.between(session, actor.program_id, customer.account, other.account, now=now):
        one, two = foreign(customer.account.name), foreign(other.account.name)
        raise FormError(
            {"peer": f"{one} and {two} are in conflict: one of them said so. Choose somebody else."}
        )
    one, two = customer.advocate.id, other.advocate.id
    if await givebacks.would_rather_not(session, actor.program_id, one, two):
        raise FormError({"peer": "One of the two would rather not meet the other. Choose somebody else."})
    await guards.refuse(session, other, now=now, field="peer")
    guards.refuse_contact(other, now=now, field="peer")
    same: dict[str, Any] = {"pair_id": new_id(), "now": now}
    mine = same | {"peer_id": other.advocate.id, "form_key": form_key}
    asked = await _asked_for_a_peer(session, customer)
    if asked is None:
        guards.refuse_contact(customer, now=now)
        await _write(session, actor, customer, GivebackKind.PEER, text, **mine)
    else:
        await _found(session, actor, customer, asked, text=text, **mine)
    await _write(session, actor, other, GivebackKind.PEER, text, peer_id=customer.advocate.id, **same)


async def _asked_for_a_peer(session: AsyncSession, customer: Customer) -> str | None:
    """What they asked for themselves and nobody has found yet."""
    found = await givebacks.asked_for(session, customer.advocate.program_id, customer.advocate, most=10)
    waits = (
        each.id
        for each in found
        if (each.kind, each.state, each.peer_id) == (GivebackKind.PEER, GivebackState.AGREED, None)
    )
    return next(waits, None)


async def _found(
    session: AsyncSession, actor: Actor, customer: Customer, asked: str, *, now: datetime, **more: Any
) -> None:
    """Somebody for whoever asked: they are asked about this one, and the task is done."""
    program_id = actor.program_id
    open_ = await givebacks.standing_of(session, program_id, customer.advocate.id, most=20)
    if any(each.state is GivebackState.OFFERED for each in open_):
        raise BotError(STILL_OPEN)
    if not await givebacks.pair_up(session, program_id, asked, by=actor.user_id, now=now, **more):
        raise BotError(STILL_OPEN)
    audit.record(session, program_id, at=now, actor=actor.user_id, verb="giveback_offered", subject=asked)
    closed = await task_rows.close_about(session, program_id, TaskKind.GIVE, asked, outcome="found", now=now)
    await showing.offered(session, customer, asked, now=now)
    await showing.changed(session, customer, asked, *closed, now=now)


async def _record(
    session: AsyncSession, actor: Actor, customer: Customer, text: str, *, form_key: str, now: datetime
) -> None:
    """Help that they had already: written down, and nothing is sent."""
    day = today(await programs.get(session, actor.program_id), now)
    more = {"form_key": form_key, "given_on": day}
    await _write(
        session, actor, customer, GivebackKind.HELP, text, now=now, state=GivebackState.GIVEN, **more
    )


async def _write(
    session: AsyncSession,
    actor: Actor,
    customer: Customer,
    kind: GivebackKind,
    text: str,
    *,
    now: datetime,
    state: GivebackState = GivebackState.OFFERED,
    **more: Any,
) -> None:
    giveback_id = await givebacks.add(
        session,
        actor.program_id,
        advocate_id=customer.advocate.id,
        account_id=customer.account.id,
        kind=kind,
        state=state,
        state_at=now,
        state_by=actor.user_id,
        text=text,
        made_at=now,
        made_by=actor.user_id,
        **more,
    )
    if giveback_id is None:
        raise BotError(f"{foreign(customer.advocate.name)}: {STILL_OPEN}")
    verb = f"giveback_{state}"
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb=verb, subject=giveback_id)
    if state is GivebackState.OFFERED:
        await showing.offered(session, customer, giveback_id, now=now)
    await showing.changed(session, customer, giveback_id, now=now)


def said(kind: GivebackKind, customer: Customer) -> str:
    """What becomes of it now."""
    name = foreign(customer.advocate.name)
    if kind is GivebackKind.HELP:
        return f"Written down for {name}. They see it on their page."
    if not customer.advocate.in_slack:
        return f"Slack brings no message to {name}. You get a text to pass on, and a place for their answer."
    if kind is GivebackKind.PEER:
        return "Both are asked in their own hours. They learn each other's names once both have said yes."
    if kind is GivebackKind.WORD:
        return f"{name} gets the draft in their own hours. Rung sends it to nobody else."
    return f"{name} is asked in their own hours. You hear of their answer."


async def withdraw(session: AsyncSession, actor: Actor, giveback_id: str, *, now: datetime) -> str:
    """Take back what was offered or agreed; whose it was. The other side of a pair is let go as well."""
    whole = await givebacks.whole(session, actor.program_id, giveback_id)
    if whole is None:
        raise BotError("That offer is no longer there.")
    await looked_after(session, actor, whole.advocate.id)
    if not await showing.end(session, whole, GivebackState.WITHDRAWN, by=actor.user_id, now=now):
        raise BotError("That is settled by now: there is nothing left to withdraw.")
    return whole.advocate.id
