"""What follows a yes: briefs, questions, the owner's card, and what came of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.rules.wording import Wording
from bot.views.favour.brief import customer_brief, seller_brief
from bot.views.favour.debrief import customer_debrief, debrief_reminder, seller_debrief
from bot.views.favour.not_held import moved_form
from bot.views.favour.outcome import outcome
from bot.views.favour.overdue import Owed, overdue_form
from bot.views.reference.line import reference_line
from bot.views.task import OUTCOMES, task_card
from models.ask import AskState, WholeAsk
from models.deal import Status
from models.debrief import Debrief
from models.reference import ReferenceState
from models.task import TaskKind
from tests.views import people
from tests.views.gallery.references import line
from tests.views.gallery.surface import Surface, message, modal
from tests.views.people import BERLIN, NOW, Names, at

DAY = date(2026, 3, 12)


def debriefs() -> Iterator[tuple[str, Debrief]]:
    """Every state of a question that a view tells apart."""
    yield "moved", people.debrief()
    yield "asked", people.debrief(asked_at=at(12, 18))
    yield "held", people.debrief(asked_at=at(12, 18), answered_at=at(13, 9), held=True, score=4)
    yield "not held", people.debrief(asked_at=at(12, 18), answered_at=at(13, 9), held=False)


def favours(names: Names) -> Iterator[tuple[str, WholeAsk]]:
    for state in (AskState.ACCEPTED, AskState.NOT_HELD, AskState.BACKED_OUT):
        yield state, people.whole(state, names, held_on=DAY)
    yield "undated", people.whole(AskState.ACCEPTED, names)
    named = {"reference": people.reference(names, named=True)}
    yield "named", people.whole(AskState.ACCEPTED, names, held_on=DAY, parts=named)
    written = {"activity": people.activity("quote"), "advocate": people.advocate(names, slack_user_id=None)}
    yield "written", people.whole(AskState.ACCEPTED, names, held_on=DAY, parts=written)


def surfaces(names: Names) -> Iterator[Surface]:
    wording, company = Wording(), names.company
    for name, whole in favours(names):
        yield message(f"brief: {name}", customer_brief(whole, wording, company=company, now=NOW))
        yield message(f"seller's brief: {name}", seller_brief(whole, now=NOW))
        yield message(f"outcome: {name}", outcome(whole, wording, company=company, now=NOW))
        for state, asked in debriefs():
            card = customer_debrief(whole, asked, wording, company=company, now=NOW)
            yield message(f"debrief: {name}, {state}", card)
            yield message(f"seller's debrief: {name}, {state}", seller_debrief(whole, asked, now=NOW))
            yield message(f"reminder of a debrief: {name}, {state}", debrief_reminder(whole, asked, now=NOW))
    yield from _colleagues(names)


def _colleagues(names: Names) -> Iterator[Surface]:
    task = people.task(TaskKind.NOT_HELD, names, said=f"{names.deal}\n{names.seller}: it did not happen")
    yield message("did it happen", task_card(task, zone=BERLIN, now=NOW))
    for kind, result in OUTCOMES:
        if kind is TaskKind.NOT_HELD:
            closed = people.task(kind, names, done_at=at(13, 10), outcome=result)
            yield message(f"did it happen: {result}", task_card(closed, zone=BERLIN, now=NOW))
    yield modal("moved", moved_form("task-1"))
    owed = [Owed(f"ask-{each}", names.word, names.advocate, names.account, DAY) for each in range(4)]
    undated = Owed("ask-9", names.word, names.advocate, names.account, None)
    yield modal("overdue", overdue_form([*owed, undated], now=NOW))
    won = {"deal": people.deal(names, status=Status.WON)}
    for told_at in (None, at(20, 9)):
        held = people.whole(AskState.ACCEPTED, names, held_on=DAY, told_at=told_at, parts=won)
        shown = replace(line(names, held, state=ReferenceState.FOUND), held=frozenset({held.ask.id}))
        for theirs in (True, False):
            drawn = reference_line(shown, zone=BERLIN, theirs=theirs, now=NOW)
            yield message(f"line: held, told {told_at is not None}, theirs {theirs}", drawn)
    fell = line(names, people.whole(AskState.NOT_HELD, names), state=ReferenceState.FOUND)
    yield message("line: fell through", reference_line(fell, zone=BERLIN, theirs=True, now=NOW))
