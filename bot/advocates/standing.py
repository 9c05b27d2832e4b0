"""Whose page it is, and whether they are in the programme: what everything that customers do begins with."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, wordings
from bot.kit.errors import BotError
from bot.kit.text import foreign
from bot.rules.hours import zone_of
from bot.rules.wording import Wording
from bot.views.advocate.values import joined
from models import joining
from models import program as programs
from models.advocate import Advocate
from models.joining import Customer
from models.member import Actor
from models.program import Program
from models.task import WholeTask

NO_CUSTOMER = (
    "This is for customers whom their contact has invited. "
    "If you look after customers, you find yours in the tab “Customers” of Home."
)


@dataclass(frozen=True, slots=True)
class Own:
    """A customer who acts in their own matters, in the programme's words."""

    customer: Customer
    program: Program
    wording: Wording

    @property
    def advocate(self) -> Advocate:
        return self.customer.advocate

    def refuse(self, key: str) -> BotError:
        """A refusal in the programme's words; it may name the owner and the company."""
        return BotError(self.sentence(key))

    def sentence(self, key: str) -> str:
        owner, company = foreign(self.customer.owner.name), foreign(self.program.name)
        return self.wording.say(key, owner=owner, company=company)


async def of(session: AsyncSession, actor: Actor) -> Own:
    """The customer behind an actor, in the programme or not; raises BotError for anybody else."""
    found = await joining.find(session, actor.program_id, actor.advocate_id or "")
    if found is None:
        raise BotError(NO_CUSTOMER)
    program = await programs.get(session, actor.program_id)
    return Own(found, program, await wordings.for_advocate(session, found.advocate))


async def inside(session: AsyncSession, actor: Actor) -> Own:
    """The customer behind an actor, where they have joined and not left; raises BotError where not."""
    own = await of(session, actor)
    if joined(own.advocate):
        return own
    if own.advocate.left_on:
        raise own.refuse("left_already")
    raise own.refuse("invite_waits" if own.advocate.invited_at else "not_invited")


async def held(session: AsyncSession, actor: Actor) -> Own:
    """The same customer, held until the transaction ends: of two who say the same at once, one says it."""
    await joining.lock(session, actor.program_id, actor.advocate_id or "")
    return await inside(session, actor)


async def not_theirs(session: AsyncSession, actor: Actor) -> str:
    """What a customer is told who tries what only colleagues use: no colleague is named, no role is offered."""
    return (await of(session, actor)).sentence("for_colleagues")


def today(program: Program, now: datetime) -> date:
    """The day that it is for the programme."""
    return now.astimezone(zone_of(program.zone)).date()


async def changed(session: AsyncSession, customer: Customer, *, now: datetime) -> None:
    """What is known of a customer changed: their page and card are drawn again, and the Homes that show them."""
    onlookers = (customer.advocate, customer.owner, customer.inviter)
    users = {each.slack_user_id for each in onlookers if each is not None and each.slack_user_id}
    program_id = customer.advocate.program_id
    await messages.changed(session, program_id, customer.advocate.id, *sorted(users), now=now)


async def changed_of(session: AsyncSession, whole: WholeTask, *, now: datetime) -> None:
    """The same, after a task about a customer was decided."""
    customer = await joining.find(session, whole.task.program_id, whole.task.advocate_id or "")
    if customer is not None:
        await changed(session, customer, now=now)
