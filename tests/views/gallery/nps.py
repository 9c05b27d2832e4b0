"""Would you recommend us: the question in its states, what a low number and a high one give an owner to do."""

from collections.abc import Iterator

from bot.rules.wording import Wording
from bot.views.nps import detractor, first_step
from bot.views.nps.detractor import Low
from bot.views.nps.question import question_card
from bot.views.task import task_card
from models.nps import NpsQuestion, QuestionState
from models.task import TaskKind
from tests.views import people
from tests.views.gallery.advocates import JOINED, customer
from tests.views.gallery.surface import Surface, message
from tests.views.people import BERLIN, NOW, PROGRAM, Names, at


def question(state: QuestionState = QuestionState.OPEN, **values: object) -> NpsQuestion:
    row = {"program_id": PROGRAM, "id": "nps-1", "state": state, "asked_at": NOW, "due_at": at(16, 9)}
    return NpsQuestion(**row | values)


def questions() -> Iterator[tuple[str, NpsQuestion]]:
    """Every state of the question that its view tells apart."""
    answered = {"state": QuestionState.ANSWERED, "answered_at": NOW, "score": 9}
    yield "open", question()
    yield "lapsed", question(QuestionState.LAPSED, due_at=None)
    yield "ran out", question(due_at=NOW)
    yield "answered", question(**answered)  # type: ignore[arg-type]
    yield "said why", question(**answered, said_at=NOW)  # type: ignore[arg-type]
    yield "settled", question(**answered | {"due_at": None})  # type: ignore[arg-type]


def surfaces(names: Names) -> Iterator[Surface]:
    person = customer(names, joined_on=JOINED)
    for name, asked in questions():
        card = question_card(asked, person, Wording(), company=names.company, now=NOW)
        yield message(f"would you recommend us: {name}", card)
    for comment in ("", names.questions):
        said = Low(3, NOW.date(), comment).written()
        low = people.task(TaskKind.DETRACTOR, names, said=said)
        yield message(f"a low number: {bool(comment)}", task_card(low, zone=BERLIN, now=NOW))
    step = people.task(TaskKind.FIRST_STEP, names, said=names.word)
    yield message("first step: an invitation", task_card(step, zone=BERLIN, now=NOW))
    if step.advocate is not None:
        step.advocate.joined_on = JOINED
    yield message("first step: joined", task_card(step, zone=BERLIN, now=NOW))
    for kind, outcome in (*detractor.OUTCOMES, *first_step.OUTCOMES):
        done = people.task(kind, names, done_at=NOW, outcome=outcome)
        yield message(f"{kind}: {outcome}", task_card(done, zone=BERLIN, now=NOW))
