"""What owners, their backups and managers may do next."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import ledger
from bot.advocates import invitations
from bot.asks import customer_tasks, decisions, record
from bot.managers import exceptions
from bot.owners import holding, standing
from bot.views.ask.customer_task import Decided
from models.advocate import Advocate
from models.ask import Ask, AskState, Declined, Refused, Road
from models.base import new_id
from models.member import Actor
from models.reference import Reference
from models.standing import StandingApproval
from models.task import TaskKind
from tests.histories.life import Life
from tests.histories.picks import a_customer, a_task, an_ask, picked, rows

DECIDERS = ("U0MAYA", "U0ANNA", "U0MAYA", "U0BEN")
OWNERS = ("U0ANNA", "U0BEN")
WORDS = "They offered it to us themselves."
TASKS = (
    (TaskKind.CHECK_IN, Decided.FINE),
    (TaskKind.NOT_HAPPY, Decided.CLEARED),
    (TaskKind.FORBIDDEN, Decided.ALLOWED),
    (TaskKind.COLLEAGUE, Decided.NOTED),
)


async def approve(life: Life, a: int, b: int) -> None:
    if ask := await an_ask(life, a, AskState.APPROVING):
        await life.act(
            DECIDERS[b % 4], lambda session, actor: decisions.approve(session, actor, ask.id, now=life.now)
        )


async def approve_all(life: Life, _a: int, _b: int) -> None:
    """A manager clears the whole queue."""
    for place in range(len(await rows(life, Ask, Ask.state == AskState.APPROVING))):
        await approve(life, place, 0)


async def ask_in_person(life: Life, a: int, b: int) -> None:
    if ask := await an_ask(life, a, AskState.APPROVING):
        await life.act(
            DECIDERS[b % 4],
            lambda session, actor: decisions.approve(
                session, actor, ask.id, road=Road.IN_PERSON, now=life.now
            ),
        )


async def refuse(life: Life, a: int, b: int) -> None:
    if ask := await an_ask(life, a, AskState.APPROVING):
        how = list(Refused)[b % 2]
        await life.act(
            DECIDERS[a % 4],
            lambda session, actor: decisions.refuse(session, actor, ask.id, how, now=life.now),
        )


async def block_until(life: Life, a: int, b: int) -> None:
    """*Block account until …*, on the card."""
    if ask := await an_ask(life, a, AskState.APPROVING):
        day = life.now.date() + timedelta(days=1 + b % 20)
        await life.act(
            DECIDERS[b % 4],
            lambda session, actor: holding.hold_back(session, actor, ask.id, day, now=life.now),
        )


async def approve_ahead(life: Life, a: int, b: int) -> None:
    """A standing approval, for this kind of activity or for any."""
    if ask := await an_ask(life, a, AskState.APPROVING):
        until = life.now.date() + timedelta(days=b)
        await life.act(
            OWNERS[b % 2],
            lambda session, actor: standing.give(
                session, actor, ask.id, 1 + a % 3, until, any_activity=a % 2 == 0, now=life.now
            ),
        )


async def withdraw_approval(life: Life, a: int, b: int) -> None:
    if given := picked(await rows(life, StandingApproval), a):
        await life.act(
            OWNERS[b % 2], lambda session, actor: standing.withdraw(session, actor, given.id, now=life.now)
        )


async def record_answer(life: Life, a: int, b: int) -> None:
    """What a customer said to whoever passed the question on."""
    answers = (AskState.ACCEPTED, Declined.NOT_THIS, Declined.NOT_NOW, Declined.NEVER_THIS_KIND)
    if task := await a_task(life, a, TaskKind.RELAY):
        until = life.now.date() + timedelta(days=1 + b)
        await life.act(
            "U0MAYA",
            lambda session, actor: record.record(
                session, actor, task.id, answers[b % 4], until, now=life.now
            ),
        )


async def decide_about_customer(life: Life, a: int, b: int) -> None:
    kind, decided = TASKS[b % len(TASKS)]
    if task := await a_task(life, a, kind):
        await life.act(
            "U0MAYA",
            lambda session, actor: customer_tasks.decide(session, actor, task.id, decided, now=life.now),
        )


async def make_exception(life: Life, a: int, b: int) -> None:
    """A manager passes the programme's own caps for whoever can be offered."""
    reference = picked((await rows(life, Reference))[::-1], a % 5)
    if reference is None:
        return
    reference_id = reference.id

    async def make(session: AsyncSession, actor: Actor) -> None:
        offered = await exceptions.offered(session, actor, reference_id, now=life.now)
        if one := picked(offered.near_misses, b):
            await exceptions.make(session, actor, reference_id, one.advocate_id, WORDS, now=life.now)

    await life.act("U0MAYA", make)


async def log_favour(life: Life, a: int, b: int) -> None:
    """Something done outside Rung, which counts."""
    if person := await a_customer(life, a, Advocate.joined_on.is_not(None)):
        kind = ("reference_call", "podcast", "quote")[b % 3]
        form = ledger.LogForm(person.id, kind, life.now.date() - timedelta(days=b))
        await life.act(
            "U0MAYA",
            lambda session, actor: ledger.log(session, actor, form, form_key=new_id(), now=life.now),
        )


async def invite(life: Life, a: int, _b: int) -> None:
    if person := await a_customer(life, a, Advocate.joined_on.is_(None), Advocate.invited_at.is_(None)):
        form = invitations.Invite(
            person.account_id, person.slack_user_id, person.name, person.email, person.title, WORDS
        )
        await life.act(
            "U0MAYA", lambda session, actor: invitations.invite(session, actor, form, now=life.now)
        )
