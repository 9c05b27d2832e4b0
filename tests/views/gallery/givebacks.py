"""What is given back: the form, the customer's message in each state, the owner's cards, a company's approvals."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.approvals import MOST_SHOWN
from bot.rules.wording import Wording
from bot.views.advocate.page import own_page_message
from bot.views.advocate.values import Part
from bot.views.company.window import Company, approval_form, company_view
from bot.views.giveback import tasks as cards
from bot.views.giveback.card import customer_card, forward
from bot.views.giveback.form import give_form, offered, word_form
from bot.views.giveback.introduction import introduction_message, introduction_text
from bot.views.task import task_card
from models.company_approval import ApprovalOf, CompanyApproval
from models.giveback import Giveback, GivebackKind, GivebackState, WholeGiveback
from models.task import TaskKind
from tests.views import people
from tests.views.gallery.advocates import full_page
from tests.views.gallery.surface import Surface, message, modal
from tests.views.people import BERLIN, NOW, Names, at

DAY = date(2026, 3, 1)
PRIYA, ANNA = "U0PRIYA", "U0ANNA"


def giveback(
    names: Names, kind: GivebackKind, state: GivebackState = GivebackState.OFFERED, **values: Any
) -> Giveback:
    row: dict[str, Any] = {
        "program_id": people.PROGRAM,
        "id": f"give-{kind}",
        "advocate_id": "adv-1",
        "account_id": "acc-1",
        "kind": kind,
        "state": state,
        "state_at": at(2, 9),
        "state_by": ANNA,
        "text": names.line,
        "word": "",
        "made_at": at(1, 9),
        "made_by": ANNA,
        "pair_id": "pair-1" if kind is GivebackKind.PEER else None,
        "peer_id": "adv-2" if kind is GivebackKind.PEER else None,
        "given_on": DAY if state is GivebackState.GIVEN else None,
    }
    return Giveback(**row | values)


def whole(names: Names, row: Giveback) -> WholeGiveback:
    peer = people.advocate(names, id="adv-2", slack_user_id="U0LUKAS") if row.peer_id else None
    return WholeGiveback(
        row,
        people.advocate(names),
        people.account(names),
        people.member(names.owner, ANNA),
        peer,
        people.account(names, id="acc-2") if peer else None,
    )


def approval(names: Names, **values: Any) -> CompanyApproval:
    row: dict[str, Any] = {
        "program_id": people.PROGRAM,
        "id": "appr-1",
        "account_id": "acc-1",
        "what": ApprovalOf.NAMING,
        "scope": names.quote,
        "since": DAY,
        "until": date(2026, 3, 31),
        "given_by": names.advocate,
        "given_on": DAY,
        "evidence": "https://mail.example/7",
    }
    return CompanyApproval(**row | values)


def surfaces(names: Names) -> Iterator[Surface]:
    for kind in (None, GivebackKind.PEER):
        form = give_form("adv-1", name=names.advocate, company=names.account, kind=kind)
        yield modal(f"give something back: {kind}", form)
    yield modal("offered", offered("Both are asked."))
    yield modal("not possible", word_form("task-1", asked=names.line))
    yield from _cards(names)
    yield from _tasks(names)
    yield from _companies(names)
    yield from _pages(names)


def _cards(names: Names) -> Iterator[Surface]:
    rows = [giveback(names, kind, state) for kind in GivebackKind for state in GivebackState]
    rows += [
        giveback(names, GivebackKind.RECOGNITION, GivebackState.WITHDRAWN, state_by=PRIYA, given_on=given_on)
        for given_on in (None, DAY)
    ]
    rows += [
        giveback(names, GivebackKind.HELP, state, made_by=PRIYA, word=names.line)
        for state in (GivebackState.AGREED, GivebackState.GIVEN, GivebackState.DECLINED)
    ]
    for number, row in enumerate(rows):
        card = customer_card(whole(names, row), Wording(), company=names.company, now=NOW)
        yield message(f"given back {number}: {row.kind} {row.state}", card)
    pair = [whole(names, giveback(names, GivebackKind.PEER, GivebackState.AGREED))] * 2
    yield message("introduction", introduction_message(pair, Wording(), company=names.company))


def _tasks(names: Names) -> Iterator[Surface]:
    for kind in GivebackKind:
        row = giveback(names, kind)
        said = cards.said_of(kind, forward(whole(names, row), Wording(), company=names.company))
        yield _task(names, TaskKind.HAND_OFFER, said, str(kind))
        for asked in (False, True):
            text = cards.said_of(kind, names.line, asked=asked)
            yield _task(names, TaskKind.GIVE, text, f"{kind} {asked}")
    pair = [whole(names, giveback(names, GivebackKind.PEER, GivebackState.AGREED))] * 2
    text = introduction_text(pair, Wording(), company=names.company)
    yield _task(names, TaskKind.INTRODUCE, text, "two")
    yield _task(names, TaskKind.TAKE_DOWN, f"no longer agrees\n{names.line}", "a line")
    told = people.task(TaskKind.TAKE_DOWN, names, said=f"has ended.\n{names.story}", advocate_id=None)
    yield message("task: take_down, a company", task_card(replace(told, advocate=None), zone=BERLIN, now=NOW))
    for what, outcome in cards.OUTCOMES:
        done = people.task(what, names, done_at=NOW, outcome=str(outcome))
        yield message(f"task: {what} {outcome}", task_card(done, zone=BERLIN, now=NOW))


def _task(names: Names, kind: TaskKind, said: str, which: str) -> Surface:
    drawn = task_card(people.task(kind, names, said=said), zone=BERLIN, now=NOW)
    return message(f"task: {kind}, {which}", drawn)


def _companies(names: Names) -> Iterator[Surface]:
    rows = [
        approval(names),
        approval(names, id="appr-2", until=None, what=ApprovalOf.LOGO, evidence=None),
        approval(names, id="appr-3", withdrawn_at=NOW),
        approval(names, id="appr-4", until=DAY),
        approval(names, id="appr-5", since=date(2026, 4, 1), until=None),
    ]
    full = [rows[number % len(rows)] for number in range(MOST_SHOWN)]
    for public in (False, True):
        for manager in (False, True):
            company = Company("acc-1", names.account, public, full, NOW.date(), manager=manager)
            yield modal(f"their company: public {public}, manager {manager}", company_view(company))
    none = Company("acc-1", names.account, public_sector=False, approvals=[], today=NOW.date())
    yield modal("their company: nothing recorded", company_view(none))
    yield modal("record an approval", approval_form("acc-1", names.account, today=NOW.date()))


def _pages(names: Names) -> Iterator[Surface]:
    """The part of their own page, with what became of what they asked for."""
    asked = [
        giveback(names, GivebackKind.HELP, state, made_by=PRIYA, word=names.line) for state in GivebackState
    ]
    page = full_page(names, Part.ASK_FOR)
    yield message("own page: asked for", own_page_message(replace(page, asked_for=asked), Wording(), now=NOW))
    customer = replace(page.customer, account=people.account(names, public_sector=True))
    for part in (Part.ASK_FOR, Part.OVERVIEW):
        public = replace(full_page(names, part), customer=customer)
        yield message(f"own page: public sector, {part}", own_page_message(public, Wording(), now=NOW))
