"""Customers' own matters: the invitation, their page in all its parts, and what it gives their owner to decide."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from bot.advocates.page import MOST_ANSWERED, MOST_TASKS, PAGE
from bot.kit.text import foreign
from bot.rules import ladder
from bot.rules.wording import Wording
from bot.views import erased
from bot.views.advocate.cards import CARDS, OUTCOMES
from bot.views.advocate.invitation import invitation_answered, invitation_card, to_forward
from bot.views.advocate.invite_form import Prefilled, invite_answer_form, invite_form
from bot.views.advocate.page import own_page_message, own_page_window
from bot.views.advocate.values import Entries, OwnPage, Part
from bot.views.home.customers import own_customers
from bot.views.task import task_card
from models.activity import Activity
from models.advocate import PausedBy, Reach
from models.ask import AskState
from models.consent import Consent, Consented
from models.joining import Customer
from models.participation import Participation, ParticipationState
from models.program import Program
from models.task import Task, TaskKind, WholeTask
from tests.views import people
from tests.views.gallery.surface import Surface, message, modal
from tests.views.people import BERLIN, NOW, PROGRAM, Names, at

JOINED = date(2024, 5, 14)
JOB: dict[str, Any] = {"invited_at": at(2, 9), "invited_by": "m-U0ANNA"}


def program(names: Names) -> Program:
    return Program(
        id=PROGRAM,
        name=names.company,
        zone=BERLIN,
        days_between_asks=14,
        contact_opens=9,
        contact_closes=16,
        contact_closes_friday=14,
    )


def activities(names: Names) -> list[Activity]:
    """A ladder as it comes, with one activity that the programme named itself."""
    rows = [asdict(step) | {"id": f"act-{number}"} for number, step in enumerate(ladder.default())]
    rows[0]["name"] = names.word
    return [Activity(program_id=PROGRAM, **row) for row in rows]


def customer(names: Names, *, by_backup: bool = False, **advocate: Any) -> Customer:
    owner = people.member(names.owner, "U0ANNA", backup_id="m-U0BEN")
    inviter = people.member(names.backup, "U0BEN") if by_backup else owner
    row = {"invitation_line": names.questions, "reach": Reach.SLACK} | advocate
    return Customer(people.advocate(names, **row), people.account(names), owner, inviter)


def customers(names: Names) -> Iterator[Customer]:
    """Each way in which a customer can stand to the programme."""
    yield customer(names)
    yield customer(names, **JOB)
    yield customer(names, **JOB, slack_user_id=None)
    yield customer(names, **JOB, joined_on=JOINED)
    yield customer(names, joined_on=JOINED, paused_until=at(1, 0, month=6), reach=Reach.OWNER)
    yield customer(names, **JOB, refused_on=date(2026, 2, 1))
    yield customer(names, joined_on=JOINED, left_on=date(2026, 2, 1))


def full_page(names: Names, place: int, *, short: int | None = None, **advocate: Any) -> OwnPage:
    """A part of the page with all that it can hold; `short`: only so many activities."""
    limits = {"asks_in_year": 4, "days_between_asks": 30, "contact_opens": 10, "contact_closes": 15}
    row: dict[str, Any] = {
        "joined_on": JOINED,
        "reach": Reach.ASSISTANT,
        "assistant": names.advocate,
        "language": "en",
        "nps": 9,
        "nps_as_of": date(2025, 12, 9),
    }
    done = [_done(names, state, number) for number in range(4) for state in list(ParticipationState)[:3]]
    return OwnPage(
        customer=customer(names, **row | limits | advocate),
        program=program(names),
        place=place,
        activities=activities(names)[:short],
        consents=list(_consents(names))[:short],
        asked=(at(10, 10, month=2), 2),
        done=done[:PAGE],
        more=True,
        answered=[
            people.whole(state, names, asked_at=at(2, 10))
            for state in (AskState.ACCEPTED, AskState.DECLINED, AskState.SILENT, AskState.BACKED_OUT)
        ][:MOST_ANSWERED],
        tasks=[_task(names, place, outcome) for outcome in (None, *_outcomes(place))][:MOST_TASKS],
        everything=[Entries("What is kept", [[("Name", names.advocate[:40])]] * 50)],
    )


def _outcomes(place: int) -> list[str]:
    kind = TaskKind.NOMINATED if place == Part.NOMINATE else TaskKind.OBJECTION
    return [outcome for of, outcome in OUTCOMES if of is kind]


def _task(names: Names, place: int, outcome: str | None) -> Task:
    kind = TaskKind.NOMINATED if place == Part.NOMINATE else TaskKind.OBJECTION
    done = {"done_at": at(3, 10), "outcome": outcome} if outcome else {}
    return Task(
        program_id=PROGRAM, id="task-1", kind=kind, said=_said(kind, names), made_at=at(2, 10), **done
    )


def _done(names: Names, state: ParticipationState, number: int) -> tuple[Participation, Activity]:
    link = "https://blog.example/post" if number % 2 else None
    row = Participation(state=state, done_on=date(2026, 2, 17), link=link, source="CRM")
    return row, activities(names)[0]


def _consents(names: Names) -> Iterator[Consent]:
    sources = ("invitation", "own page", "told to their contact", "answer to an ask", names.word)
    for number, source in enumerate(sources):
        row = {"activity_id": f"act-{number}", "since": at(1, 10, month=2), "source": source}
        yield Consent(**row, state=Consented.YES, until=at(1, 10, month=8))
    old = {"since": at(1, 10, month=1), "source": names.word}
    yield Consent(**old, activity_id="act-5", state=Consented.YES, until=at(1, 10))
    yield Consent(**old, activity_id="act-6", state=Consented.YES)
    yield Consent(**old, activity_id="act-7", state=Consented.NO)


def _said(kind: TaskKind, names: Names) -> str:
    if kind is TaskKind.INVITE:
        known = customer(names, **JOB, slack_user_id=None)
        return "\n\n".join(to_forward(known, program(names), activities(names), Wording()))
    one_line = " ".join(names.advocate.split())[:150]
    return {
        TaskKind.NOMINATED: "\n".join([one_line, names.email.strip()[:300], one_line]),
        TaskKind.CLAIM: f"{one_line}\n2026-02-17\nhttps://blog.example/post",
        TaskKind.OBJECTION: names.questions,
    }[kind]


def tasks(names: Names) -> Iterator[tuple[str, WholeTask]]:
    for kind in CARDS:
        for outcome in (None, *(each for of, each in OUTCOMES if of is kind)):
            task = Task(
                program_id=PROGRAM, id="task-1", kind=kind, said=_said(kind, names), made_at=at(2, 10)
            )
            task.done_at, task.outcome = (at(3, 10), outcome) if outcome else (None, None)
            done_by = people.member(names.backup, "U0BEN") if outcome else None
            owner = people.member(names.owner, "U0ANNA")
            whole = WholeTask(task, owner, people.account(names), people.advocate(names), done_by)
            yield f"{kind} {outcome or 'open'}", whole


def surfaces(names: Names) -> Iterator[Surface]:
    yield from _invitations(names)
    for part in Part:
        page = full_page(names, part)
        yield message(f"own page: {part.name}", own_page_message(page, Wording(), now=NOW))
        yield modal(f"own page in a window: {part.name}", own_page_window(page, Wording(), now=NOW))
    asked = own_page_window(full_page(names, Part.OVERVIEW), Wording(), now=NOW, note="pause_no_day")
    yield modal("own page in a window: a pause without a day", asked)
    silent = {"paused_until": at(1, 0, month=6), "paused_by": PausedBy.SILENCE}
    standings: dict[str, dict[str, Any]] = {
        "paused": {"paused_until": at(1, 0, month=6)},
        "silent": silent,
        "left": {"left_on": date(2026, 3, 1)},
        "not invited": {"joined_on": None},
        "invited": {"joined_on": None, **JOB},
    }
    for name, row in standings.items():
        page = full_page(names, Part.OVERVIEW, **row)
        yield message(f"own page: {name}", own_page_message(page, Wording(), now=NOW))
        yield modal(f"own page in a window: {name}", own_page_window(page, Wording(), now=NOW))
    bare = replace(full_page(names, Part.DID + 1), done=(), answered=(), more=False)
    yield message("own page: nothing yet", own_page_message(bare, Wording(), now=NOW))
    for name, whole in tasks(names):
        yield message(f"task: {name}", task_card(whole, zone=BERLIN, now=NOW))
        if name == f"{TaskKind.INVITE} open":
            yield modal("record an answer", invite_answer_form(whole, activities(names)))
    yield message("erased: what is left", erased.nothing())
    for count in (0, 1, 2):
        note = erased.forgotten(names.account, count, zone=BERLIN, now=NOW, at=NOW)
        yield message(f"erased: to the owner {count}", note)
    yield modal(
        "erased: in the window",
        erased.told(Wording().say("erased_now", owner="", company=foreign(names.company))),
    )
    drawn = own_customers([], page=0, more=False, zone=BERLIN, now=NOW)
    yield Surface("customers: none", "message", drawn, "none")


def _invitations(names: Names) -> Iterator[Surface]:
    for number, known in enumerate(customers(names)):
        card = invitation_card(known, program(names), activities(names), Wording(), now=NOW)
        yield message(f"invitation {number}", card)
        yield message(f"invitation answered {number}", invitation_answered(known, zone=BERLIN, now=NOW))
    by_backup = customer(names, **JOB, by_backup=True)
    card = invitation_card(by_backup, program(names), activities(names), Wording(), now=NOW)
    yield message("invitation by the backup", card)
    yield modal("invite", invite_form(Prefilled()))
    filled = Prefilled(
        account=(names.account, "acc-1"),
        user_id="U0PRIYA",
        name=names.advocate,
        email=names.email,
        title=names.title,
        task_id="task-1",
    )
    yield modal("invite, prefilled", invite_form(filled))
