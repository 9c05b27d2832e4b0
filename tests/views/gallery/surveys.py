"""The survey after a delivery in all its steps, the draft that comes of it, and what colleagues do with both."""

from collections.abc import Iterator
from datetime import date

from bot.rules.survey import Step
from bot.rules.wording import Wording
from bot.views.survey import tasks
from bot.views.survey.card import survey_card, survey_form
from bot.views.survey.draft import draft_card
from bot.views.survey.tasks import ToPublish, publish_form
from bot.views.survey.wishes import Wish, Wishes, wishes_view
from bot.views.task import task_card
from models.draft import Draft, DraftState
from models.story import StoryKind
from models.survey import Quoting, Survey, SurveyState
from models.task import TaskKind
from tests.views import people
from tests.views.gallery.advocates import JOINED, activities, customer
from tests.views.gallery.surface import Surface, message, modal
from tests.views.people import BERLIN, NOW, PROGRAM, Names, at

LINK = "https://www.brightwell.example/nordlicht"


def survey(**values: object) -> Survey:
    row = {
        "program_id": PROGRAM,
        "id": "survey-1",
        "state": SurveyState.OPEN,
        "step": 0,
        "asked_at": NOW,
        "due_at": at(28, 9),
        "live_since": date(2025, 12, 2),
        "open_to": [],
    }
    return Survey(**row | values)


def filled(names: Names, **values: object) -> Survey:
    said: dict[str, object] = {
        "goal": names.line,
        "before": "11",
        "after": "4.5",
        "unit": names.word[:50],
        "time_to_value": names.word[:100],
        "most_useful": names.quote,
        "to_change": names.questions,
        "score": 0,
        "quoting": Quoting.ANONYMOUS,
        "open_to": ["act-1", "act-2"],
        "said_at": NOW,
    }
    return survey(**said | values)


def draft(names: Names, **values: object) -> Draft:
    row = {
        "program_id": PROGRAM,
        "id": "draft-1",
        "survey_id": "survey-1",
        "kind": StoryKind.STORY,
        "named": True,
        "text": f"{names.line}\n{names.quote}",
        "state": DraftState.DRAFTED,
        "state_at": NOW,
        "changing": False,
    }
    return Draft(**row | values)


def surveys(names: Names) -> Iterator[tuple[str, Survey]]:
    for step in Step:
        yield f"step {step.name}", survey(step=int(step))
        yield f"step {step.name}, said before", filled(names, step=int(step))
    for state in (SurveyState.ANSWERED, SurveyState.DECLINED, SurveyState.CLOSED):
        yield state, filled(names, state=state, due_at=None)
    yield "closed, nothing said", survey(state=SurveyState.CLOSED, due_at=None)


def drafts(names: Names) -> Iterator[tuple[str, Draft]]:
    yield "changing", draft(names, changing=True)
    for named in (True, False):
        yield f"drafted, named {named}", draft(names, named=named)
    for state in DraftState:
        link = LINK if state is DraftState.PUBLISHED else None
        yield state, draft(names, state=state, link=link)


def surfaces(names: Names) -> Iterator[Surface]:
    wording, person, ladder = Wording(), customer(names, joined_on=JOINED), activities(names)
    for name, asked in surveys(names):
        for review in (None, LINK):
            card = survey_card(asked, person, ladder, wording, company=names.company, review=review)
            yield message(f"survey: {name}, review {review}", card)
    for asked in (survey(), filled(names)):
        yield modal(f"survey, all at once: {asked.goal is not None}", survey_form(asked, ladder, wording))
    for name, made in drafts(names):
        yield message(f"draft: {name}", draft_card(made, person, wording, company=names.company))
    yield from _colleagues(names)


def _colleagues(names: Names) -> Iterator[Surface]:
    for named in (True, False):
        said = ToPublish(named=named, kind="story", text=names.quote).written()
        task = people.task(TaskKind.PUBLISH, names, said=said)
        yield message(f"publish: named {named}", task_card(task, zone=BERLIN, now=NOW))
    for link in (LINK, ""):
        task = people.task(TaskKind.TAKE_DOWN, names, said=link)
        yield message(f"take down: {bool(link)}", task_card(task, zone=BERLIN, now=NOW))
    for kind, outcome in tasks.OUTCOMES:
        done = people.task(kind, names, done_at=NOW, outcome=outcome)
        yield message(f"{kind}: {outcome}", task_card(done, zone=BERLIN, now=NOW))
    for title in ("", names.advocate[:200]):
        yield modal(f"published: {bool(title)}", publish_form("task-1", title))
    wish = Wish(names.questions, names.title, names.account, NOW)
    yield modal("requirements: none", wishes_view(Wishes([], 0, more=False, zone=BERLIN, now=NOW)))
    yield modal("requirements", wishes_view(Wishes([wish] * 10, 1, more=True, zone=BERLIN, now=NOW)))
