"""The questions as inputs: the same in a message, one screen at a time, and all together in a window."""

from collections.abc import Sequence

from bot.kit.text import plain, sentence
from bot.rules.survey import FIELDS, LONGEST_NUMBER, MOST, Step
from bot.rules.wording import Wording
from bot.views.advocate.invitation import ticked
from bot.views.blocks import OPTION_TEXT, Block, Element, field, option, select
from models.activity import Activity
from models.survey import Quoting, Survey

PREFIX = "survey_"
LINES = frozenset({"goal", "most_useful", "to_change"})


def block_of(name: str) -> str:
    """The id of the input that asks for this."""
    return PREFIX + name


def inputs(step: Step, survey: Survey, ladder: Sequence[Activity], wording: Wording) -> list[Block]:
    """What one screen asks, with what was said before in it."""
    return [_input(name, survey, ladder, wording) for name in FIELDS[step]]


def _input(name: str, survey: Survey, ladder: Sequence[Activity], wording: Wording) -> Block:
    if name == "score":
        element = _menu([(str(n), str(n)) for n in range(11)], _said(survey.score), wording)
    elif name == "quoting":
        offered = [(wording.label(f"survey_quote_{each}"), str(each)) for each in Quoting]
        element = _menu(offered, _said(survey.quoting), wording)
    elif name == "open_to":
        element = _ticks(survey, ladder)
    else:
        element = _typed(name, _said(getattr(survey, name)))
    hint = wording.label(f"survey_{name}_hint") if name in HINTED else None
    return field(block_of(name), wording.label(f"survey_{name}"), element, optional=True, hint=hint)


HINTED = frozenset({"unit", "time_to_value", "quoting"})


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _typed(name: str, said: str) -> Element:
    most = MOST.get(name, LONGEST_NUMBER)
    typed: Element = {"type": "plain_text_input", "max_length": most, "multiline": name in LINES}
    return typed | ({"initial_value": said[:most]} if said else {})


def _menu(offered: Sequence[tuple[str, str]], said: str, wording: Wording) -> Element:
    drawn = select(wording.label("survey_choose"), offered)
    chosen = next((each for each in offered if each[1] == said), None)
    return drawn | ({"initial_option": option(*chosen)} if chosen else {})


def _ticks(survey: Survey, ladder: Sequence[Activity]) -> Element:
    options = [option(plain(sentence(each.phrase), OPTION_TEXT), each.id) for each in ticked(ladder)]
    before = [each for each in options if each["value"] in (survey.open_to or [])]
    drawn: Element = {"type": "checkboxes", "options": options}
    return drawn | ({"initial_options": before} if before else {})
