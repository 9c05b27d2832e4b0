"""Promoters whom nobody ever asked: a first easy step each, which their owner suggests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.advocates import invitations
from bot.kit.errors import BotError
from bot.rules.nps import first_step
from bot.views.advocate.invite_form import Prefilled
from bot.views.nps.first_step import DECISIONS
from models import activity as activities
from models import block as blocks
from models import consent as consents
from models import joining
from models import task as task_rows
from models.activity import Activity
from models.consent import Consented
from models.member import Actor
from models.promoters import Promoter
from models.task import TaskKind

SUGGESTED = "Their owner has this suggestion already."
GONE = "This customer is no longer known, or has left."
NOTHING_LEFT = "There is no step left that they have not refused."


async def first_steps(
    session: AsyncSession, program_id: str, people: Sequence[Promoter], *, now: datetime
) -> dict[str, Activity]:
    """By advocate, what each could begin with; a number of statements that does not grow with them."""
    ladder = await activities.all_of(session, program_id)
    said = await consents.of_people(session, program_id, [each.advocate_id for each in people])
    standing = await blocks.standing(
        session, program_id, sorted({each.account_id for each in people}), now=now
    )
    found = {}
    for person in people:
        refused = {
            activity_id
            for (advocate_id, activity_id), consent in said.items()
            if advocate_id == person.advocate_id and consent.state is Consented.NO
        }
        forbidden = {
            block.activity_id
            for block in standing
            if block.activity_id and block.account_id == person.account_id
        }
        step = first_step(ladder, refused | forbidden)
        if step is not None:
            found[person.advocate_id] = step
    return found


async def suggest(session: AsyncSession, actor: Actor, advocate_id: str, *, now: datetime) -> None:
    """Their owner gets it: to suggest the step, or to invite them first."""
    program_id = actor.program_id
    customer = await joining.find(session, program_id, advocate_id)
    if customer is None or customer.advocate.left_on:
        raise BotError(GONE)
    before = (await task_rows.about(session, program_id, TaskKind.FIRST_STEP, [advocate_id])).get(advocate_id)
    if before is not None and before.task.done_at is None:
        raise BotError(SUGGESTED)
    person = Promoter(
        advocate_id,
        customer.account.id,
        customer.advocate.title,
        customer.account.name,
        customer.owner.name,
        joined=customer.advocate.joined_on is not None,
    )
    step = (await first_steps(session, program_id, [person], now=now)).get(advocate_id)
    if person.joined and step is None:
        raise BotError(NOTHING_LEFT)
    await tasks.open_(
        session,
        TaskKind.FIRST_STEP,
        member=customer.owner,
        account=customer.account,
        advocate=customer.advocate,
        subject=advocate_id,
        said=step.phrase if step else "",
        now=now,
    )
    await messages.changed(session, program_id, advocate_id, now=now)


async def decide(session: AsyncSession, actor: Actor, task_id: str, outcome: str, *, now: datetime) -> None:
    """The owner asked them, or leaves it for now."""
    whole = await tasks.to_decide(session, actor, task_id, TaskKind.FIRST_STEP)
    if outcome not in DECISIONS:
        raise BotError("That button is from an older message. Open the newest one and press it there.")
    await tasks.close(session, actor, whole, outcome, now=now)
    await messages.changed(session, actor.program_id, whole.task.subject, now=now)


async def to_invite(session: AsyncSession, actor: Actor, task_id: str) -> Prefilled:
    """What the owner's invitation starts with."""
    whole = await tasks.to_decide(session, actor, task_id, TaskKind.FIRST_STEP)
    filled = await invitations.prefilled(session, actor, whole.task.subject)
    return replace(filled, task_id=whole.task.id)
