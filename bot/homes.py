"""Home: who looks, and what is theirs to see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks.approval import present_deciders
from bot.views.ask.approval import Carried
from bot.views.home import PAGE, Home, home_view
from bot.views.reference.line import Line
from models import activity as activities
from models import actor as actors
from models import ask as asks
from models import deal as deals
from models import program as programs
from models import reference as references
from models.ask import AskState, WholeAsk
from models.member import Actor, Role
from models.reference import Reference

MOST_APPROVALS = 5  # with a page of lines and two asks still within the hundred blocks of a Home
MOST_ASKS = 2
OPEN_TO_CUSTOMERS = frozenset({AskState.ASKED, AskState.ACCEPTED})


async def opened(session: AsyncSession, actor: Actor, *, page: int, now: datetime, real: datetime) -> None:
    """Somebody looks at their Home, at one of its pages: it is published at once, and kept fresh for a while."""
    await messages.show_home(session, actor, page=max(page, 0), now=now, real=real)


async def draw(
    session: AsyncSession, team_id: str, user_id: str, *, page: int, now: datetime
) -> dict[str, Any] | None:
    actor = await actors.identify(session, team_id, user_id)
    return None if actor is None else home_view(await _home(session, actor, page, now=now), now=now)


async def _home(session: AsyncSession, actor: Actor, page: int, *, now: datetime) -> Home:
    program_id = actor.program_id
    program = await programs.get(session, program_id)
    own: Sequence[Reference] = ()
    if actor.member_id and actor.roles & {Role.SELLER, Role.MANAGER}:
        own = await references.of_seller(
            session, program_id, actor.member_id, most=PAGE + 1, skip=page * PAGE
        )
    waiting: Sequence[WholeAsk] = ()
    if actor.member_id:
        waiting = await asks.before_approver(
            session, program_id, actor.member_id, manager=actor.is_manager, most=MOST_APPROVALS
        )
    asked: Sequence[WholeAsk] = ()
    if actor.advocate_id:
        asked = await asks.of_advocate(
            session, program_id, actor.advocate_id, states=OPEN_TO_CUSTOMERS, most=MOST_ASKS
        )
    return Home(
        actor=actor,
        company=program.name,
        lines=await lines(session, own[:PAGE], now=now),
        approvals=list(zip(waiting, await carried(session, waiting, now=now), strict=True)),
        asks=asked,
        page=page,
        more=len(own) > PAGE,
    )


async def lines(session: AsyncSession, shown: Sequence[Reference], *, now: datetime) -> list[Line]:
    """The references of one program as lines, with a number of statements that does not grow with them."""
    if not shown:
        return []
    program_id = shown[0].program_id
    deals_by_id = await deals.some(session, program_id, [reference.deal_id for reference in shown])
    activities_by_id = {a.id: a for a in (await activities.by_key(session, program_id)).values()}
    by_reference: dict[str, list[WholeAsk]] = {reference.id: [] for reference in shown}
    for whole in await asks.of_references(session, program_id, list(by_reference)):
        by_reference[whole.reference.id].append(whole)
    everybody = [whole for own in by_reference.values() for whole in own]
    deciders = await present_deciders(session, program_id, everybody, now=now)
    return [
        Line(
            reference=reference,
            deal=deals_by_id[reference.deal_id],
            activity=activities_by_id[reference.activity_id],
            asks=by_reference[reference.id],
            deciders=[d for whole in by_reference[reference.id] for d in deciders.get(whole.ask.id, ())],
        )
        for reference in shown
    ]


async def carried(session: AsyncSession, wholes: Sequence[WholeAsk], *, now: datetime) -> list[Carried]:
    """What each ask's customer carries already, not counting the ask itself."""
    if not wholes:
        return []
    program_id = wholes[0].ask.program_id
    found = await asks.carried(
        session,
        program_id,
        [whole.advocate.id for whole in wholes],
        except_asks=[whole.ask.id for whole in wholes],
        now=now,
    )
    return [Carried(*found.get(whole.advocate.id, (None, 0))) for whole in wholes]
