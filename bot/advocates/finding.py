"""Who a customer is in Slack: looked up by their address before the first thing is sent to them.

Of somebody in several workspaces of the programme each one is looked up: they are one customer.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.advocates import invitations, standing
from bot.managers.person import Person
from bot.privacy import erasing, suppression
from bot.rules.hours import is_zone
from models import audit, joining, lookup
from models import place as places
from models import program as programs
from models.advocate import AT_ONCE, Advocate
from models.joining import Customer

AGAIN_AFTER = timedelta(days=7)


async def answered(
    session: AsyncSession,
    advocate: Advocate,
    person: Person | None,
    workspace_id: str | None,
    *,
    now: datetime,
    real: datetime,
) -> None:
    """Slack was asked: this person has the address, in this workspace, or with None nobody whom Rung can write to.

    `advocate` as it was when Slack was asked. An invitation that waited for it takes its way now.
    """
    program_id = advocate.program_id
    seen, again_at = advocate.look_up_at, now + AGAIN_AFTER
    if not await lookup.looked_up(
        session, program_id, advocate.id, known=False, seen=seen, again_at=again_at
    ):
        return
    customer = await joining.find(session, program_id, advocate.id)
    if customer is None:
        return
    if person is not None and await _erased_again(session, customer, person, now=now, real=real):
        return
    if person is not None and workspace_id is not None:
        await _known(session, advocate, person, workspace_id, now=now)
        customer = await joining.find(session, program_id, advocate.id) or customer
    if seen == AT_ONCE and _waits(customer):
        await _invite(session, customer, person, now=now)
    await standing.changed(session, customer, now=now)


async def answered_elsewhere(
    session: AsyncSession,
    advocate: Advocate,
    found: Mapping[str, Person | None],
    *,
    now: datetime,
    real: datetime,
) -> None:
    """Slack was asked in further workspaces: who has the address there, or None where nobody has it.

    `advocate` as it was when Slack was asked.
    """
    program_id, seen = advocate.program_id, advocate.look_up_at
    if not await lookup.looked_up(
        session, program_id, advocate.id, known=True, seen=seen, again_at=now + AGAIN_AFTER
    ):
        return
    customer = await joining.find(session, program_id, advocate.id)
    if customer is None:
        return
    for workspace_id, person in found.items():
        verb = None
        if person is None:
            if await places.not_in(session, program_id, advocate.id, workspace_id):
                verb = "lost_in_slack"
        elif await _erased_again(session, customer, person, now=now, real=real):
            return
        elif await _is_them(session, advocate, person) and await places.found_in(
            session, program_id, advocate.id, workspace_id=workspace_id, user_id=person.user_id
        ):
            verb = "found_in_slack"
        if verb is not None:
            audit.record(session, program_id, at=now, actor=audit.CLOCK, verb=verb, subject=advocate.id)


async def _erased_again(
    session: AsyncSession, customer: Customer, person: Person, *, now: datetime, real: datetime
) -> bool:
    """Somebody who was erased came back by another address, and not by themselves: they are forgotten again."""
    program_id = customer.advocate.program_id
    known = await suppression.is_erased(session, program_id, email=person.email, user_id=person.user_id)
    if known:
        await erasing.erase(session, customer, by=audit.CLOCK, now=now, real=real)
    return known


async def _is_them(session: AsyncSession, advocate: Advocate, person: Person) -> bool:
    """A colleague is no customer, whatever their address."""
    program_id, email = advocate.program_id, advocate.email
    return await joining.colleague(session, program_id, user_id=person.user_id, email=email) is None


async def _known(
    session: AsyncSession, advocate: Advocate, person: Person, workspace_id: str, *, now: datetime
) -> None:
    """Keep who they are; a colleague, or somebody who is another customer already, is not them."""
    program_id = advocate.program_id
    if await _is_them(session, advocate, person) and await lookup.known_as(
        session, program_id, advocate.id, workspace_id=workspace_id, user_id=person.user_id
    ):
        audit.record(
            session, program_id, at=now, actor=audit.CLOCK, verb="found_in_slack", subject=advocate.id
        )


def _waits(customer: Customer) -> bool:
    """Were they invited, and has nothing come of it yet?"""
    advocate = customer.advocate
    answered_ = advocate.joined_on or advocate.refused_on or advocate.left_on
    return advocate.invited_at is not None and not answered_ and customer.inviter is not None


async def _invite(session: AsyncSession, customer: Customer, person: Person | None, *, now: datetime) -> None:
    """The invitation goes to them by Rung, in their own hours, or by whoever invites."""
    advocate, inviter = customer.advocate, customer.inviter
    if not advocate.in_slack:
        if inviter is not None:
            await invitations.pass_on(session, customer, inviter, now=now)
        return
    program = await programs.get(session, advocate.program_id)
    if person is not None and is_zone(person.zone or "") and advocate.zone == program.zone:
        advocate.zone = person.zone or advocate.zone  # until now it was only the programme's
        await session.flush()
    await messages.show_invitation(session, advocate, now=now)
