"""The one question, its one follow-up, and thanks. What was answered is not repeated: others may read it."""

from datetime import datetime

from bot.kit.ids import Action, encode, variant
from bot.kit.text import foreign
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.blocks import Block, Drawing, Element, actions, button, context, field, section
from models.joining import Customer
from models.nps import LONGEST_COMMENT, NpsQuestion, QuestionState

ROWS = (range(4), range(4, 8), range(8, 11))  # four numbers fit beside each other on a phone
COMMENT = "nps_comment"


def question_card(
    asked: NpsQuestion, customer: Customer, wording: Wording, *, company: str, now: datetime
) -> Drawing:
    names = {"owner": foreign(customer.owner.name), "company": foreign(company)}
    greeting = wording.say("nps_greeting", speaker=wording.say("ask_speaker", **names))
    runs = asked.due_at is not None and asked.due_at > now
    if asked.state is QuestionState.OPEN and runs:
        blocks = [section(wording.say("nps_question", **names)), *_numbers(asked.id, wording)]
        return Drawing(greeting, [_head(greeting), *blocks, context(wording.say("nps_terms", **names))])
    if asked.answered_at is None:
        return Drawing(greeting, [_head(greeting), section(wording.say("nps_closed"))])
    blocks = [section(wording.say("nps_thanks"))]
    if runs and asked.said_at is None:
        blocks += _follow_up(asked.id, wording)
    if runs and asked.due_at is not None:
        until = dates.when(asked.due_at, zone=customer.advocate.zone, now=now, language=wording.language)
        blocks += [context(wording.say("nps_change", until=until)), *_numbers(asked.id, wording)]
    return Drawing(wording.say("nps_thanks"), [_head(greeting), *blocks])


def _head(greeting: str) -> Block:
    return section(f"*{greeting}*")


def _numbers(question_id: str, wording: Wording) -> list[Block]:
    def number(score: int) -> Element:
        return button(str(score), variant(Action.NPS_SCORE, str(score)), encode(question_id, str(score)))

    return [*(actions([number(score) for score in row]) for row in ROWS), context(wording.say("nps_scale"))]


def _follow_up(question_id: str, wording: Wording) -> list[Block]:
    typed: Element = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_COMMENT}
    return [
        field(COMMENT, wording.label("nps_why"), typed, optional=True),
        actions(
            [
                button(wording.label("nps_send"), Action.NPS_SAY, question_id, style="primary"),
                button(wording.label("nps_skip"), Action.NPS_SKIP, question_id),
            ]
        ),
    ]
