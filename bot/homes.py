"""Home: who looks, which tabs are theirs, and what stands in the one that is open."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import lines, messages, standings, upkeep, wordings
from bot.advocates import page as own_pages
from bot.asks import known, relay
from bot.nudges import screens as nudge_screens
from bot.owners import desk, lifting
from bot.views.advocate.page import own_page
from bot.views.blocks import Block
from bot.views.home.asked import asked_of_you
from bot.views.home.customers import own_customers
from bot.views.home.decisions import decisions
from bot.views.home.page import Tab, home_view
from bot.views.home.references import own_references
from bot.views.home.stuck import could_not_be_shown
from bot.views.owner.desk import own_desk
from models import actor as actors
from models import advocate as advocates
from models import ask as asks
from models import consent as consent_rows
from models import joining
from models import program as programs
from models import reference as references
from models import task as tasks
from models.ask import WITH_CUSTOMER, AskState, WholeAsk
from models.member import Actor, Role

PAGE = 5  # a line takes up to nine blocks, and a Home holds a hundred
MOST_APPROVALS, MOST_TASKS = 5, 6
MOST_ASKS = 2
CUSTOMERS = 20  # on a page
BLOCKS = 10  # beside them, turned with them
OPEN_TO_CUSTOMERS = WITH_CUSTOMER | {AskState.ACCEPTED}
TABS = {
    Tab.DECISIONS: frozenset({Role.OWNER, Role.MANAGER}),
    Tab.REFERENCES: frozenset({Role.SELLER, Role.MANAGER}),
    Tab.CUSTOMERS: frozenset({Role.OWNER, Role.MANAGER}),
    Tab.ASKED: frozenset({Role.ADVOCATE}),
    Tab.ABOUT_ME: frozenset({Role.ADVOCATE}),
}


async def opened(
    session: AsyncSession, actor: Actor, *, tab: str = "", page: int = 0, now: datetime, real: datetime
) -> None:
    """Somebody looks at their Home, at one of its pages: it is published at once, and kept fresh for a while.

    Without a tab it is the one that they were on, at their first visit the first.
    """
    known = tab if tab in set(Tab) else ""
    await messages.show_home(session, actor, tab=known, page=max(page, 0), now=now, real=real)


async def draw(
    session: AsyncSession, team_id: str, user_id: str, *, tab: str = "", page: int, now: datetime
) -> dict[str, Any] | None:
    """Home as Slack wants it, or None for somebody of another company's workspace."""
    actor = await actors.identify(session, team_id, user_id)
    if actor is None:
        return None
    theirs = [each for each, roles in TABS.items() if actor.roles & roles]
    if Tab.DECISIONS not in theirs and actor.member_id and await _approvals(session, actor):
        theirs.insert(0, Tab.DECISIONS)  # a seller who stands in for an owner
    chosen = next((each for each in theirs if each == tab), theirs[0] if theirs else None)
    blocks = await CONTENT[chosen](session, actor, page, now) if chosen else []
    return home_view(theirs, chosen, blocks)


async def _approvals(session: AsyncSession, actor: Actor) -> Sequence[WholeAsk]:
    return await asks.before_approver(
        session, actor.program_id, actor.member_id or "", manager=actor.is_manager, most=MOST_APPROVALS
    )


async def _decisions(session: AsyncSession, actor: Actor, page: int, now: datetime) -> list[Block]:  # noqa: ARG001
    waiting = await _approvals(session, actor)
    to_do = await tasks.waiting(session, actor.program_id, actor.member_id, most=MOST_TASKS)
    to_do = await relay.worded(session, to_do, now=now)
    approvals = list(zip(waiting, await known.of(session, waiting, now=now), strict=True))
    set_aside = could_not_be_shown(await upkeep.of(session, actor), zone=actor.zone, now=now)
    shown = [*set_aside, *decisions(approvals, to_do, actor, now=now)]
    if not actor.roles & TABS[Tab.DECISIONS]:
        return shown
    return [*shown, *own_desk(await desk.of(session, actor, now=now), zone=actor.zone, now=now)]


async def _references(session: AsyncSession, actor: Actor, page: int, now: datetime) -> list[Block]:
    own = await references.of_seller(
        session, actor.program_id, actor.member_id or "", most=PAGE + 1, skip=page * PAGE
    )
    shown = await lines.some(session, own[:PAGE], now=now)
    return own_references(shown, page=page, more=len(own) > PAGE, zone=actor.zone, now=now)


async def _asked(session: AsyncSession, actor: Actor, page: int, now: datetime) -> list[Block]:  # noqa: ARG001
    program = await programs.get(session, actor.program_id)
    advocate = await advocates.get(session, actor.program_id, actor.advocate_id or "")
    found = await asks.of_advocate(
        session, actor.program_id, advocate.id, states=OPEN_TO_CUSTOMERS, most=MOST_ASKS
    )
    wording = await wordings.for_advocate(session, advocate)
    known = await consent_rows.kinds_answered(session, actor.program_id, advocate.id)
    open_ = await nudge_screens.open_of(session, program, advocate, now=now)
    return asked_of_you(found, wording, company=program.name, known=known, nudges=open_, now=now)


async def _customers(session: AsyncSession, actor: Actor, page: int, now: datetime) -> list[Block]:
    whose = None if actor.is_manager else actor.member_id or ""
    found = await joining.listed(session, actor.program_id, whose, most=CUSTOMERS + 1, skip=page * CUSTOMERS)
    everybody, skip = whose is None, page * BLOCKS
    against = await lifting.listed(session, actor, everybody=everybody, now=now, most=BLOCKS + 1, skip=skip)
    more = len(found) > CUSTOMERS or len(against) > BLOCKS
    shown = found[:CUSTOMERS], against[:BLOCKS]
    rungs = await standings.names(session, actor.program_id)
    ladder = await standings.last_days(session, actor.program_id, now=now) if everybody and not page else None
    return own_customers(*shown, page=page, more=more, zone=actor.zone, now=now, rungs=rungs, ladder=ladder)


async def _about_me(session: AsyncSession, actor: Actor, page: int, now: datetime) -> list[Block]:
    found = await own_pages.of(session, actor.program_id, actor.advocate_id or "", page, now=now)
    return own_page(*found, now=now) if found else []


Content = Callable[[AsyncSession, Actor, int, datetime], Awaitable[list[Block]]]
CONTENT: Mapping[Tab, Content] = {
    Tab.DECISIONS: _decisions,
    Tab.REFERENCES: _references,
    Tab.CUSTOMERS: _customers,
    Tab.ASKED: _asked,
    Tab.ABOUT_ME: _about_me,
}
