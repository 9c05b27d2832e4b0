"""Every list that a person sees: how it is read. A test counts the statements of each with 1 and with 30 items."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import approvals, deals, homes, ledger, lines, screens
from bot.advocates import invitations, page
from bot.asks import known
from bot.digest import course as digest_course
from bot.digest import screens as digest_screens
from bot.digest.section import Moment
from bot.favours import answers
from bot.ladder import editing, present, preview
from bot.managers import exceptions, log, owners, queue, roles, settings, texts
from bot.references import draft, shortlist
from bot.surveys import wishes
from bot.views.advocate.values import Part
from bot.views.home.page import Tab
from bot.views.manager.log import Wanted
from bot.views.manager.queue import QueueTab
from bot.views.manager.texts import Place
from models import actor as actors
from models import advocate as advocates
from models import ask as asks
from models import program as programs
from models.ask import Ask, AskState
from models.kept import keep
from models.member import Actor
from models.message import Message, MessageKind
from models.reference import Reference, ReferenceState
from tests.world import World


@dataclass(frozen=True)
class Here:
    """Who looks, and at what."""

    session: AsyncSession
    now: datetime
    team: str
    tom: Actor
    anna: Actor
    maya: Actor
    priya: Actor
    draft: Reference


async def here(world: World, session: AsyncSession) -> Here:
    async def who(user: str) -> Actor:
        found = await actors.identify(session, world.team.id, user)
        assert found is not None
        return found

    found = await session.scalars(select(Reference).where(Reference.state == ReferenceState.DRAFT))
    return Here(
        session=session,
        now=world.clock.business(),
        team=world.team.id,
        tom=await who("U0TOM"),
        anna=await who("U0ANNA"),
        maya=await who("U0MAYA"),
        priya=await who("U0PRIYA"),
        draft=found.one(),
    )


Shown = Sequence[Any]  # whose length grows with the list, up to the end of the page
Look = Callable[[Here], Awaitable[Shown]]


async def _home(at: Here, who: str, tab: Tab) -> Shown:
    actor: Actor = getattr(at, who)
    view = await homes.draw(at.session, at.team, actor.user_id, tab=tab, page=0, now=at.now)
    assert view is not None
    return str(view["blocks"])


async def _own_page(at: Here, part: Part) -> Shown:
    found = await page.of(at.session, at.priya.program_id, at.priya.advocate_id or "", part, now=at.now)
    assert found is not None
    own, _ = found
    return [*own.done, *own.answered, *own.tasks, *own.consents, *own.asked_for]


async def _queue(at: Here, tab: QueueTab) -> Shown:
    found = await queue.page(at.session, at.maya, tab, 0, now=at.now)
    return [
        *found.approvals,
        *found.tasks,
        *found.references,
        *found.blocks,
        *(found.steps.nudges if found.steps else []),
    ]


async def _shortlist(at: Here) -> Shown:
    found = await shortlist.of(at.session, at.tom, at.draft.id, now=at.now)
    return [*found.near_misses, *found.stories]


async def _exceptions(at: Here) -> Shown:
    state = Reference.state == ReferenceState.UNFILLED
    reference = (await at.session.scalars(select(Reference.id).where(state).limit(1))).one()
    found = await exceptions.offered(at.session, at.maya, reference, now=at.now)
    return [*found.near_misses, reference]


async def _roles(at: Here) -> Shown:
    return (await roles.overview(at.session, at.maya, 0)).members


async def _owners(at: Here) -> Shown:
    return (await owners.overview(at.session, at.maya, 0)).owners


async def _texts(at: Here) -> Shown:
    return (await texts.overview(at.session, at.maya, Place("de"))).texts


async def _ladders(at: Here) -> Shown:
    return (await editing.history(at.session, at.maya, 0)).versions


async def _moving(at: Here) -> Shown:
    ladder = await present.of(at.session, at.maya.program_id)
    higher = replace(ladder, steps=tuple(replace(step, rung=6) for step in ladder.steps))
    moving, _ = await preview.would_move(at.session, at.maya.program_id, higher, now=at.now)
    return moving


async def _settings(at: Here) -> Shown:
    return (await settings.choices(at.session, at.maya)).tiers


async def _ledger(at: Here) -> Shown:
    return (await ledger.of(at.session, at.maya, at.priya.advocate_id or "", now=at.now)).entries


async def _gave(at: Here) -> Shown:
    return (await ledger.of(at.session, at.maya, at.priya.advocate_id or "", now=at.now)).gave


async def _company(at: Here) -> Shown:
    person = await advocates.get(at.session, at.priya.program_id, at.priya.advocate_id or "")
    return (await approvals.company(at.session, at.maya, person.account_id, now=at.now)).approvals


async def _owed(at: Here) -> Shown:
    return await answers.owed(at.session, at.tom)


async def _card(at: Here) -> Shown:
    """What an approver reads of one customer: what is against them, what they did."""
    waiting = Ask.state == AskState.APPROVING
    found = (await at.session.scalars(select(Ask).where(waiting).order_by(Ask.id).limit(1))).one()
    whole = await asks.whole(at.session, found.program_id, found.id)
    assert whole is not None
    (carried,) = await known.of(at.session, [whole], now=at.now)
    return carried.blocks


async def _line(at: Here) -> Shown:
    """One live line, about a need for which everybody was asked."""
    references = (await at.session.scalars(select(Reference).where(Reference.id == at.draft.id))).all()
    (line,) = await lines.some(at.session, references, now=at.now)
    return line.asks


async def _drawn(at: Here, kind: MessageKind) -> Shown:
    """Messages as the outbox draws them: a card for each question that waits, or a line for each need."""
    about = {
        MessageKind.APPROVAL: select(Ask.id).where(Ask.state == AskState.APPROVING),
        MessageKind.LINE: select(Reference.id).where(Reference.state != ReferenceState.DRAFT),
    }[kind]
    reader = {MessageKind.APPROVAL: at.anna, MessageKind.LINE: at.tom}[kind]
    same = {"program_id": at.maya.program_id, "kind": kind, "recipient": reader.user_id, "ts": "1.0"}
    rows = [Message(subject=subject, **same) for subject in await at.session.scalars(about)]
    keep(at.session)
    return [each for each in await screens.draw_all(at.session, rows, now=at.now) if each]


async def _form(at: Here) -> Shown:
    return (await draft.choices(at.session, at.tom)).vocabulary.get("industry", ())


async def _deals(at: Here) -> Shown:
    return await deals.offered(at.session, at.tom, "")


async def _who_did_it(at: Here) -> Shown:
    return await ledger.offered(at.session, at.anna, "")


async def _companies(at: Here) -> Shown:
    return await invitations.offered(at.session, at.anna, "")


async def _accounts_to_hand(at: Here) -> Shown:
    return await owners.offered_accounts(at.session, at.maya, at.anna.member_id or "", "")


async def _groups(at: Here) -> Shown:
    return await roles.offered_groups(at.session, at.maya, "group")


async def _digest(at: Here) -> Shown:
    program = await programs.get(at.session, at.maya.program_id)
    _, names = await digest_course.take(at.session, Moment(program, at.now.date(), at.now))
    return names


async def _wishes(at: Here) -> Shown:
    return (await wishes.listed(at.session, at.maya, 0, now=at.now)).rows


async def _log(at: Here) -> Shown:
    return (await log.page(at.session, at.maya, Wanted())).lines


async def _in_log(at: Here) -> Shown:
    return await log.offered(at.session, at.maya, "")


async def _sellers_week(at: Here) -> Shown:
    message = Message(
        program_id=at.tom.program_id,
        kind=MessageKind.SELLER_WEEK,
        subject=str(at.now.date() + timedelta(days=7)),
        recipient=at.tom.user_id,
        ts="1.0",
    )
    drawn = await digest_screens.seller(at.session, message, now=at.now + timedelta(days=7))
    return str(drawn[0].blocks) if drawn else ""


LISTS: Mapping[str, Look] = {
    "Home, what an owner decides": partial(_home, who="anna", tab=Tab.DECISIONS),
    "Home, what a manager decides": partial(_home, who="maya", tab=Tab.DECISIONS),
    "Home, references": partial(_home, who="tom", tab=Tab.REFERENCES),
    "Home, an owner's customers": partial(_home, who="anna", tab=Tab.CUSTOMERS),
    "Home, everybody's customers": partial(_home, who="maya", tab=Tab.CUSTOMERS),
    "Home, asked of you": partial(_home, who="priya", tab=Tab.ASKED),
    "Home, about you": partial(_home, who="priya", tab=Tab.ABOUT_ME),
    **{f"own page, {part.name}": partial(_own_page, part=part) for part in Part},
    **{f"queue, {tab}": partial(_queue, tab=tab) for tab in QueueTab},
    "shortlist": _shortlist,
    "exceptions": _exceptions,
    "roles": _roles,
    "owners": _owners,
    "texts": _texts,
    "settings": _settings,
    "ladder, what was changed": _ladders,
    "ladder, who would move": _moving,
    "ledger": _ledger,
    "ledger, given back": _gave,
    "their company": _company,
    "overdue debriefs": _owed,
    "digest": _digest,
    "requirements": _wishes,
    "a seller's week": _sellers_week,
    "log": _log,
    "owner's card": _card,
    "line": _line,
    "approvals, drawn together": partial(_drawn, kind=MessageKind.APPROVAL),
    "lines, drawn together": partial(_drawn, kind=MessageKind.LINE),
    "form": _form,
    "search, deals": _deals,
    "search, who did it": _who_did_it,
    "search, companies": _companies,
    "search, accounts to hand over": _accounts_to_hand,
    "search, groups": _groups,
    "search, who is in the log": _in_log,
}
# Full with one already (they show two or three), or as long as something else is.
STEADY = {
    "Home, asked of you",
    "shortlist",
    "Home, what a manager decides",
    "Home, about you",
    "texts",
    "settings",
    "ladder, who would move",
    "form",
    "line",
    "exceptions",
    *(
        f"own page, {part.name}"
        for part in (Part.OVERVIEW, Part.REPORT, Part.OBJECT, Part.ASSISTANT, Part.EXPORT, Part.ERASE)
    ),
}
# Where `bot` reads a part of something longer (`most=`), and the list that shows it; or why nobody sees one there.
DIGEST = (
    *("approvals.py", "balance.py", "debriefs.py", "overrides.py", "people.py", "promoters.py", "tasks.py"),
    "waiting.py",
)
READ_BY: Mapping[str, str] = {
    "bot/advocates/invitations.py: offered": "search, companies",
    "bot/advocates/page.py: _ask_for": "own page, ASK_FOR",
    "bot/advocates/page.py: _did": "own page, DID",
    "bot/approvals.py: company": "their company",
    "bot/advocates/page.py: _tasks": "own page, NOMINATE",
    "bot/deals.py: offered": "search, deals",
    **{f"bot/digest/{part}: freeze": "digest" for part in DIGEST},
    "bot/digest/tasks.py: _section": "digest",
    "bot/digest/screens.py: seller": "a seller's week",
    "bot/favours/answers.py: owed": "overdue debriefs",
    "bot/homes.py: _approvals": "Home, what an owner decides",
    "bot/homes.py: _decisions": "Home, what an owner decides",
    "bot/homes.py: _references": "Home, references",
    "bot/homes.py: _asked": "Home, asked of you",
    "bot/homes.py: _customers": "Home, an owner's customers",
    "bot/ladder/editing.py: history": "ladder, what was changed",
    "bot/ladder/preview.py: would_move": "ladder, who would move",
    "bot/ledger.py: offered": "search, who did it",
    "bot/ledger.py: of": "ledger",
    "bot/managers/log.py: page": "log",
    "bot/managers/log.py: offered": "search, who is in the log",
    "bot/managers/owners.py: overview": "owners",
    "bot/managers/owners.py: offered_accounts": "search, accounts to hand over",
    "bot/managers/queue.py: page": "queue, tasks",
    "bot/managers/queue.py: _approvals": "queue, approvals",
    "bot/managers/roles.py: overview": "roles",
    "bot/managers/roles.py: offered_groups": "search, groups",
    "bot/needs.py: standings": "shortlist",
    "bot/owners/lifting.py: listed": "queue, blocks",
    "bot/owners/desk.py: of": "Home, what an owner decides",
    "bot/upkeep.py: of": "Home, what an owner decides",
    "bot/references/shortlist.py: of": "shortlist",
    "bot/surveys/wishes.py: listed": "requirements",
}
NO_LIST: Mapping[str, str] = {
    "bot/digest/unshown.py: freeze": "how many, and the one that waits longest",
    "bot/nudges/sweep.py: go_on": "a thousand people in each transaction",
    "bot/nudges/ahead.py: of": "the newest step of one customer",
    "bot/ledger.py: _said": "the newest survey and the newest step of one customer",
    "bot/advocates/page.py: _told": "the last ten of each kind, a statement for each",
    "bot/nudges/screens.py: open_of": "the newest step of one customer",
    "bot/approvals.py: _take_down": "what a task names",
    "bot/givebacks/asking.py: ask": "counts what one customer has open",
    "bot/givebacks/offering.py: _asked_for_a_peer": "is there one",
    "bot/givebacks/offering.py: _found": "is there one",
    "bot/advocates/leaving.py: leave": "what runs for one customer is withdrawn",
    "bot/privacy/erasing.py: erase": "what runs for one customer is withdrawn",
    "bot/privacy/retention.py: due": "who is to be erased next",
    "bot/privacy/retention.py: suggestions_due": "which suggestion is to be forgotten next",
    "bot/privacy/retention.py: let_go": "rows that go, a batch at a time",
    "bot/advocates/notes.py: _hand_over": "counts what one customer has open",
    "bot/advocates/climb.py: of": "the best three of what could come next, the last three of what was given",
    "bot/asks/silence.py: _again": "the last two questions",
    "bot/exports.py: _log": "all of the log, a page at a time, into a file",
    "bot/drops.py: look": "files that are to be looked at next",
    "bot/directory.py: look": "whom Slack is asked about next",
    "bot/favours/answers.py: refuse_while_owed": "is there one",
    "bot/jobs.py: _batch": "due scans",
    "bot/nps/asking.py: round_of": "questions that are closed, and who is looked at next",
    "bot/surveys/asking.py: round_of": "surveys that are closed, and who is looked at next",
    "bot/needs.py: standing_of": "one customer",
    "bot/needs.py: colleagues": "the best one is taken",
    "bot/recaps.py: clock_ran_out": "the next people whose quarter is looked back on",
    "bot/outbox/drain.py: _claim": "messages to send",
    "bot/owners/away.py: _waiting": "cards that are drawn again",
}
