"""The survey in somebody's messages: one message, drawn again at every step; and all of it in a window."""

from collections.abc import Sequence
from typing import Any

from bot.kit.ids import Action, Form, encode, variant
from bot.kit.text import foreign, linked
from bot.rules.survey import ASKED, LAST, NUMBERED, Step
from bot.rules.wording import Wording
from bot.views.blocks import Block, Drawing, Element, actions, button, context, modal, section
from bot.views.survey.questions import inputs
from models.activity import Activity
from models.joining import Customer
from models.survey import Survey, SurveyState

ENDED = {
    SurveyState.ANSWERED: "survey_thanks",
    SurveyState.DECLINED: "survey_fine",
    SurveyState.CLOSED: "survey_closed",
}


def survey_card(
    survey: Survey,
    customer: Customer,
    ladder: Sequence[Activity],
    wording: Wording,
    *,
    company: str,
    review: str | None,
) -> Drawing:
    """`review`: where anybody may write one."""
    names = {"owner": foreign(customer.owner.name), "company": foreign(company)}
    greeting = wording.say("survey_greeting", speaker=wording.say("ask_speaker", **names))
    head = section(f"*{greeting}*")
    if survey.state is not SurveyState.OPEN:
        return Drawing(greeting, [head, *_ended(survey, wording, names, review)])
    if survey.step == Step.HELLO:
        what = section(wording.say("survey_what", account=foreign(customer.account.name), **names))
        terms = context(wording.say("survey_terms", **names))
        return Drawing(greeting, [head, what, _begin(survey.id, wording), terms])
    step = Step(survey.step)
    where = wording.say("survey_where", number=NUMBERED[step])
    asked = inputs(step, survey, ladder, wording)
    return Drawing(greeting, [section(f"*{where}*"), *asked, _ways(survey.id, step, wording)])


def _ended(survey: Survey, wording: Wording, names: dict[str, str], review: str | None) -> list[Block]:
    silent = survey.state is SurveyState.ANSWERED and survey.said_at is None  # skipped from end to end
    said = "survey_fine" if silent else ENDED[survey.state]
    if survey.state is SurveyState.CLOSED and survey.said_at is not None:
        said = "survey_closed_kept"
    blocks = [section(wording.say(said, **names))]
    if review is not None and survey.state is SurveyState.ANSWERED:
        here = linked(review, wording.label("survey_review_link"))
        blocks.append(section(wording.say("survey_review", link=here, **names)))
    return blocks


def _way(survey_id: str, step: Step, move: str, key: str, wording: Wording, *, style: str = "") -> Element:
    value = encode(survey_id, move, str(int(step)))
    return button(wording.label(key), variant(Action.SURVEY, move), value, style=style or None)


def _begin(survey_id: str, wording: Wording) -> Block:
    hello = Step.HELLO
    return actions(
        [
            _way(survey_id, hello, "next", "survey_begin", wording, style="primary"),
            button(wording.label("survey_at_once"), Action.OPEN_SURVEY, survey_id),
            _way(survey_id, hello, "decline", "survey_decline", wording),
        ]
    )


def _ways(survey_id: str, step: Step, wording: Wording) -> Block:
    on = "survey_done" if step == LAST else "survey_next"
    return actions(
        [
            _way(survey_id, step, "next", on, wording, style="primary"),
            _way(survey_id, step, "skip", "survey_skip", wording),
            _way(survey_id, step, "back", "survey_back", wording),
        ]
    )


def survey_form(survey: Survey, ladder: Sequence[Activity], wording: Wording) -> dict[str, Any]:
    """All nine questions, none of which has to be answered."""
    asked = [block for step in ASKED for block in inputs(step, survey, ladder, wording)]
    return modal(
        Form.SURVEY,
        wording.label("survey_title"),
        asked,
        submit=wording.label("survey_send"),
        close=wording.label("survey_later"),
        metadata=survey.id,
    )
