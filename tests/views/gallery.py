"""Every surface that the views can draw, with whatever names are wanted in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.homes import MOST_APPROVALS, MOST_ASKS
from bot.rules.deadlines import Expected
from bot.views.ask.approval import Carried, approval_card, approval_reminder
from bot.views.ask.customer import customer_card, noted
from bot.views.blocks import Block, Drawing
from bot.views.home import PAGE, Home, home_view
from bot.views.notice import said_in_a_window, workspace_paused
from bot.views.reference.form import MOST_WANTED, NeedChoices, need_form
from bot.views.reference.line import Line, reference_line
from bot.views.reference.shortlist import Candidate, Shortlist, shortlist_form
from models.ask import AskState, Declined, Refused, Stage, WholeAsk
from models.member import Role
from models.reference import ReferenceState
from models.story import StoryKind
from tests.views import people
from tests.views.people import BERLIN, NOW, Names, actor, at, standing, story

CARRIED = Carried(at(3, 10, month=2), 2)


@dataclass(frozen=True, slots=True)
class Surface:
    """One message, modal or Home. `text` is the notification of a message, `view` the rest of the others."""

    name: str
    kind: str
    blocks: list[Block]
    text: str = ""
    view: dict[str, Any] | None = None


def everything(names: Names) -> list[Surface]:
    return [*_messages(names), *_modals(names), *_homes(names)]


def asks(names: Names) -> Iterator[tuple[str, WholeAsk]]:
    """Every variant of an ask that a view tells apart."""
    for state in AskState:
        yield state, people.whole(state, names)
    for stage in Stage:
        yield f"at {stage}", people.whole(AskState.APPROVING, names, stage=stage)
    for refused in Refused:
        yield f"refused {refused}", people.whole(AskState.REFUSED, names, refused=refused)
    for declined in Declined:
        resting = {"advocate": people.advocate(names, paused_until=at(1, 0, month=6))}
        yield f"said {declined}", people.whole(AskState.DECLINED, names, declined=declined, parts=resting)
    dated = people.whole(AskState.ACCEPTED, names, held_on=at(12, 0).date())
    yield "dated", dated
    written = {"activity": people.activity("quote")}
    yield "written", people.whole(AskState.ASKED, names, parts=written)
    outside = {"advocate": people.advocate(names, slack_user_id=None)}
    yield "outside Slack", people.whole(AskState.ACCEPTED, names, parts=outside)
    away = {"owner": people.member(names.owner, "U0ANNA", away_until=at(5, 9))}
    yield "away", people.whole(AskState.APPROVING, names, parts=away)
    for state in (AskState.APPROVED, AskState.ASKED, AskState.REFUSED):
        backup = {"decider": people.member(names.backup, "U0BEN")}
        yield f"{state} by the backup", people.whole(state, names, parts=backup)


def line(
    names: Names, *asks: WholeAsk, state: ReferenceState = ReferenceState.LOOKING, number: int = 1
) -> Line:
    deciders = [people.member(names.backup, "U0BEN"), people.member(names.manager, "U0MAYA")]
    drawn = people.reference(names, state=state, id=f"ref-{number}")
    return Line(drawn, people.deal(names), people.activity(), asks, deciders)


def _message(name: str, drawing: Drawing) -> Surface:
    return Surface(name, "message", drawing.blocks, drawing.text)


def _messages(names: Names) -> Iterator[Surface]:
    for name, whole in asks(names):
        for reader in ("m-U0ANNA", "m-U0BEN"):
            card = approval_card(whole, CARRIED, reader=reader, zone=BERLIN, now=NOW)
            yield _message(f"approver: {name}, reader {reader}", card)
        yield _message(f"reminder: {name}", approval_reminder(whole, now=NOW))
        yield _message(f"customer: {name}", customer_card(whole, company=names.company, now=NOW))
        for theirs in (True, False):
            drawn = reference_line(line(names, whole), zone=BERLIN, theirs=theirs, now=NOW)
            yield _message(f"line: {name}, theirs {theirs}", drawn)
    alone = replace(line(names, people.whole(AskState.APPROVING, names)), deciders=())
    yield _message("line: nobody to decide", reference_line(alone, zone=BERLIN, theirs=True, now=NOW))
    for state in ReferenceState:
        drawn = reference_line(line(names, state=state), zone=BERLIN, theirs=True, now=NOW)
        yield _message(f"line: {state}", drawn)
    yield _message("notice", workspace_paused(names.workspace, names.reason))


def _modal(name: str, view: dict[str, Any]) -> Surface:
    return Surface(name, view["type"], view["blocks"], view=view)


def _modals(names: Names) -> Iterator[Surface]:
    kinds = ("product", "use_case", "industry", "region", "replaced", "tech")
    choices = NeedChoices([(names.word, "call")], {kind: [names.word] for kind in kinds})
    for detailed in (False, True):
        yield _modal(f"need, detailed {detailed}", need_form(choices, detailed=detailed))
    full = shortlist(names)
    yield _modal("shortlist", shortlist_form(full, zone=BERLIN, now=NOW))
    for emptied in (False, True):
        nobody = replace(full, candidates=[], expected=None, emptied=emptied)
        yield _modal(f"shortlist, emptied {emptied}", shortlist_form(nobody, zone=BERLIN, now=NOW))
    paused = noted(names.company, at(1, 0, month=6), zone=BERLIN, now=NOW)
    yield _modal("window", said_in_a_window(paused))


def _full_line(names: Names, number: int) -> Line:
    yes = (people.whole(AskState.ACCEPTED, names, id=f"ask-{number}-{each}") for each in range(MOST_WANTED))
    return line(names, *yes, state=ReferenceState.FOUND, number=number)


def shortlist(names: Names) -> Shortlist:
    row = {"title": names.title, "account": names.account}
    taken = standing(**row, until={"open_ask": at(16, 9)}, free_at=at(16, 9))
    return Shortlist(
        reference=people.reference(names, state=ReferenceState.DRAFT),
        deal=people.deal(names),
        activity=people.activity(),
        candidates=[
            Candidate("ask-1", standing(**row)),
            Candidate("ask-2", taken),
            Candidate("ask-3", taken),
        ],
        near_misses=[taken, taken, taken],
        stories=[story(names, StoryKind.STORY), story(names, StoryKind.QUOTE)],
        expected=Expected(likely_by=at(4, 10), last_safe=at(2, 16)),
    )


def _homes(names: Names) -> Iterator[Surface]:
    """As full as a Home can get."""
    lines = [_full_line(names, number) for number in range(PAGE)]
    waiting = [people.whole(AskState.APPROVING, names, id=f"ask-w{each}") for each in range(MOST_APPROVALS)]
    asked = [people.whole(AskState.ASKED, names, id=f"ask-c{each}") for each in range(MOST_ASKS)]
    approvals = [(whole, CARRIED) for whole in waiting]
    for roles in (
        (),
        (Role.SELLER,),
        (Role.OWNER,),
        (Role.ADVOCATE,),
        (Role.SELLER, Role.OWNER, Role.MANAGER),
        tuple(Role),
    ):
        for page, more in ((0, False), (1, True)):
            seen = Home(actor(*roles), names.company, lines, approvals, asked, page, more)
            view = home_view(seen, now=NOW)
            yield Surface(f"home: {', '.join(roles)}, page {page}", "home", view["blocks"], view=view)
