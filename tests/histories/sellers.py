"""What sellers may do next."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.favours import answers
from bot.references import course, draft
from models.ask import AskState
from models.base import new_id
from models.deal import Deal, Status
from models.member import Actor
from models.reference import Reference, ReferenceState
from tests.histories.life import Life
from tests.histories.picks import an_ask, picked, rows

SELLERS = ("U0TOM", "U0SOFIA")
ACTIVITIES = ("reference_call", "reference_call", "quote", "site_visit")


async def request(life: Life, a: int, b: int) -> None:
    """The form, filled, and *Ask for me* at once; every third prospect may be named."""
    deals = sorted(await rows(life, Deal, Deal.status == Status.OPEN), key=lambda deal: deal.key)
    form = draft.NeedForm(
        deal=deals[b % len(deals)].id,
        prospect=None,
        activity=ACTIVITIES[a % len(ACTIVITIES)],
        needed_on=life.now.date() + timedelta(days=2 + (a * 7 + b) % 40),
        wanted=1 + b % 2,
        named=a % 3 == 0,
    )
    key = new_id()

    async def ask(session: AsyncSession, actor: Actor) -> None:
        made = await draft.take(session, actor, form, form_key=key, now=life.now)
        await course.start(session, actor, made.id, now=life.now)

    await life.act(SELLERS[a % 2], ask)


async def cancel(life: Life, a: int, b: int) -> None:
    looking = await rows(life, Reference, Reference.state == ReferenceState.LOOKING)
    if reference := picked(looking, b):
        await life.act(
            SELLERS[a % 2], lambda session, actor: course.cancel(session, actor, reference.id, now=life.now)
        )


async def no_longer_need(life: Life, _a: int, b: int) -> None:
    """*No longer needed*, after a yes."""
    if ask := await an_ask(life, b, AskState.ACCEPTED):
        await life.act(
            "U0MAYA",
            lambda session, actor: course.give_up(session, actor, ask.reference_id, now=life.now),
        )


async def agree_on_a_day(life: Life, a: int, b: int) -> None:
    if ask := await an_ask(life, a, AskState.ACCEPTED):
        day = life.now.date() + timedelta(days=b % 12 - 1)
        await life.act(
            "U0MAYA", lambda session, actor: course.set_held_on(session, actor, ask.id, day, now=life.now)
        )


async def say_how_useful(life: Life, a: int, b: int) -> None:
    """The debrief answered, or *It did not happen*; where it is overdue nothing new can be requested."""
    if ask := await an_ask(life, a, AskState.ACCEPTED):
        for seller in SELLERS:
            await life.act(
                seller,
                lambda session, actor: answers.seller_says(
                    session, actor, ask.id, score=b % 6 or None, now=life.now
                ),
            )
