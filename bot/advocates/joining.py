"""The customer's answer to an invitation, given by themselves or told to their contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.advocates import consents, limits, standing
from bot.advocates.standing import Own
from models import activity as activities
from models import audit, joining
from models.consent import Consented
from models.joining import Customer
from models.member import Actor
from models.program import Program


@dataclass(frozen=True, slots=True)
class Answers:
    """What stood in the invitation when *Join* was pressed; None where nothing was chosen."""

    open_to: Sequence[str]
    asks_in_year: str | None = None
    days_between_asks: str | None = None
    reach: str | None = None
    assistant: str | None = None


async def join(
    session: AsyncSession, actor: Actor, advocate_id: str, answers: Answers, *, now: datetime
) -> None:
    """They join: what is ticked is a yes, what is not was not asked yet."""
    own = await _theirs(session, actor, advocate_id)
    if own.advocate.left_on:
        raise own.refuse("left_already")
    values: dict[str, Any] = {
        name: limits.checked(own, name, chosen)
        for name, chosen in (
            ("asks_in_year", answers.asks_in_year),
            ("days_between_asks", answers.days_between_asks),
            ("reach", answers.reach),
        )
        if chosen
    }
    if answers.assistant:
        values["assistant"] = answers.assistant
    limits.assistant_named(own, values.get("reach"), answers.assistant or own.advocate.assistant)
    if not await enter(session, own.customer, own.program, values, now=now):
        raise own.refuse("joined_already" if own.advocate.joined_on else "invite_answered")
    await agreed(session, own.customer, answers.open_to, consents.INVITATION, actor.user_id, now=now)
    await welcome(session, own.customer, actor, now=now)


async def refuse(session: AsyncSession, actor: Actor, advocate_id: str, *, now: datetime) -> None:
    """*No, thank you*: they are not invited again, unless they come back by themselves."""
    own = await _theirs(session, actor, advocate_id)
    if not await say_no(session, own.customer, own.program, now=now):
        raise own.refuse("joined_already" if own.advocate.joined_on else "invite_answered")
    await said(session, own.customer, actor, "invitation_refused", now=now)


async def come_back(session: AsyncSession, actor: Actor, advocate_id: str, *, now: datetime) -> None:
    """*Join again*, after leaving or a no: what they said and set before holds again."""
    own = await _theirs(session, actor, advocate_id)
    day = standing.today(own.program, now)
    if not await joining.come_back(session, actor.program_id, advocate_id, joined_on=day):
        raise own.refuse("joined_already" if own.advocate.joined_on else "invite_waits")
    await welcome(session, own.customer, actor, now=now)


async def _theirs(session: AsyncSession, actor: Actor, advocate_id: str) -> Own:
    own = await standing.of(session, actor)
    if own.advocate.id != advocate_id:
        raise own.refuse("only_theirs")
    return own


async def enter(
    session: AsyncSession, customer: Customer, program: Program, values: dict[str, Any], *, now: datetime
) -> bool:
    values |= {"joined_on": standing.today(program, now)}
    return await joining.join(session, program.id, customer.advocate.id, **values)


async def say_no(session: AsyncSession, customer: Customer, program: Program, *, now: datetime) -> bool:
    day = standing.today(program, now)
    return await joining.refuse(session, program.id, customer.advocate.id, refused_on=day)


async def agreed(
    session: AsyncSession, customer: Customer, open_to: Sequence[str], source: str, by: str, *, now: datetime
) -> None:
    ladder = await activities.all_of(session, customer.advocate.program_id)
    for each in ladder:
        if each.id in open_to:
            await consents.record(
                session, customer.advocate, each.id, Consented.YES, source=source, now=now, by=by
            )


async def welcome(session: AsyncSession, customer: Customer, actor: Actor, *, now: datetime) -> None:
    await said(session, customer, actor, "joined", now=now)
    fresh = await joining.find(session, actor.program_id, customer.advocate.id)
    if fresh is None:
        return
    # Only a yes is worth a message of its own; a no shows on the inviter's Home. Who recorded it knows already.
    inviter = fresh.inviter
    if inviter is not None and inviter.active and inviter.slack_user_id != actor.user_id:
        await messages.show_joined(session, fresh.advocate, inviter, now=now)
    if fresh.advocate.in_slack:
        await messages.show_own_page(session, fresh.advocate, now=now)


async def said(session: AsyncSession, customer: Customer, actor: Actor, verb: str, *, now: datetime) -> None:
    advocate_id = customer.advocate.id
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb=verb, subject=advocate_id)
    await standing.changed(session, customer, now=now)
