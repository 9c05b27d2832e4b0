"""Which of the texts belong together: what a customer has in front of them when they read one."""

from collections.abc import Mapping
from enum import StrEnum

from bot.kit.text import key as folded
from bot.rules.wording import Text


class Group(StrEnum):
    INVITATION = "invitation"
    QUESTION = "question"
    ANSWERS = "answers"
    AFTER_YES = "after_yes"
    GIVEN_BACK = "given_back"
    NEXT_STEP = "next_step"
    SURVEYS = "surveys"
    PAGE = "page"


LABELS: Mapping[Group, str] = {
    Group.INVITATION: "The invitation",
    Group.QUESTION: "The question",
    Group.ANSWERS: "Their answers",
    Group.AFTER_YES: "After the yes",
    Group.GIVEN_BACK: "What we give back",
    Group.NEXT_STEP: "A next step",
    Group.SURVEYS: "How it goes with us",
    Group.PAGE: "Their own page",
}
# How the keys of a group begin. The first that fits counts; whatever fits nowhere stands on their own page.
BEGINNINGS: Mapping[Group, tuple[str, ...]] = {
    Group.PAGE: ("assistant_missing", "reach_", "not_invited", "giveback_ask", "giveback_got"),
    Group.GIVEN_BACK: ("giveback_", "introduction_"),
    Group.ANSWERS: (
        *("reveal", "confirm", "withdraw", "noted", "passed_on", "why_", "rest_", "moved_on", "settled"),
        *("assistant_yours", "assistant_noted", "only_theirs"),
    ),
    Group.AFTER_YES: (
        *("thanks", "agreed", "back_out", "backed_out", "spare", "let_go", "brief_", "debrief_", "outcome"),
        *("gladly_again", "it_was_fine", "rather_not_again", "did_not_happen", "not_held"),
    ),
    Group.SURVEYS: ("nps_", "survey_", "draft_"),
    Group.QUESTION: (
        *("ask_", "yes", "not_this", "never_this_kind", "not_now", "assistant", "relay_", "home_asked_"),
    ),
    Group.NEXT_STEP: ("nudge_",),
    Group.INVITATION: ("invite_", "join_again", "joined_already", "left_already"),
}


def group_of(key: str) -> Group:
    return next((group for group, begins in BEGINNINGS.items() if key.startswith(begins)), Group.PAGE)


def holds(words: str, key: str, text: Text, own: str | None) -> bool:
    """Does a text, its place or its key hold all of these words, whatever their case and accents?"""
    read = _folded(f"{own or text.text} {text.about} {key}")
    return all(word in read for word in _folded(words).split())


def _folded(text: str) -> str:
    return " ".join(folded(word) for word in text.split())
