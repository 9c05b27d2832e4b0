"""The seller's form: three required fields, and the rest folded away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.kit.ids import Action, Form, Search
from bot.rules.matching import SENIORITIES, SIZES
from bot.views.blocks import (
    OPTION_VALUE,
    Block,
    actions,
    button,
    context,
    datepicker,
    modal,
    option,
    select,
    words,
)
from bot.views.blocks import field as input_field

LANGUAGES = (
    ("English", "en"),
    ("German", "de"),
    ("French", "fr"),
    ("Spanish", "es"),
    ("Italian", "it"),
    ("Dutch", "nl"),
    ("Swedish", "sv"),
    ("Japanese", "ja"),
)
MOST_WANTED = 3
MOST_OPTIONS = 100
VOCABULARY = (
    ("product", "Product"),
    ("use_case", "Use case"),
    ("industry", "Industry"),
    ("region", "Region"),
    ("replaced", "Competitor in the deal"),
    ("tech", "Technology they run"),
)


@dataclass(frozen=True, slots=True)
class NeedChoices:
    """What the menus offer: activities as (name, key), and the programme's own words by kind."""

    activities: Sequence[tuple[str, str]]
    vocabulary: Mapping[str, Sequence[str]] = field(default_factory=dict)


def need_form(choices: NeedChoices, *, detailed: bool) -> dict[str, Any]:
    """The form as it opens, or with everything that may be said unfolded."""
    blocks = [
        input_field(
            "deal",
            "Deal or prospect",
            {
                "type": "external_select",
                "action_id": Search.DEAL,
                "placeholder": words("Type a deal, a prospect or a new name"),
                "min_query_length": 0,
            },
        ),
        input_field("activity", "What you need", select("Choose an activity", choices.activities)),
        input_field(
            "needed_on",
            "Needed by",
            datepicker("needed_on", "Choose a day"),
            hint="The day on which it must be held.",
        ),
    ]
    blocks += _details(choices) if detailed else [_unfold()]
    return modal(
        Form.NEED, "Request a reference", blocks, submit="Find customers", metadata="detailed" * detailed
    )


def _unfold() -> Block:
    return actions([button("Add details", Action.MORE_DETAILS, "more")], block_id="more")


def _details(choices: NeedChoices) -> list[Block]:
    about = context("What you leave empty is taken from the deal.")
    menus = [
        input_field(name, label, select("As in the deal", known[:MOST_OPTIONS]), optional=True)
        for name, label in VOCABULARY
        if (known := [(word, word) for word in choices.vocabulary.get(name, []) if len(word) <= OPTION_VALUE])
    ]
    sizes = [(f"{size} employees", str(band)) for band, size in enumerate(SIZES)]
    levels = [(level.capitalize(), str(number)) for number, level in enumerate(SENIORITIES)]
    return [
        about,
        *menus,
        input_field("size_band", "Company size", select("As in the deal", sizes), optional=True),
        input_field("language", "Language", select("As in the deal", LANGUAGES), optional=True),
        input_field("seniority", "Level of who wants to hear it", select("Any level", levels), optional=True),
        *_conversation(),
    ]


def _conversation() -> list[Block]:
    """What is to be talked about, with how many, and who follows it."""
    counts = [(str(count), str(count)) for count in range(1, MOST_WANTED + 1)]
    return [
        input_field(
            "questions",
            "Up to three questions",
            {"type": "plain_text_input", "multiline": True, "max_length": 1000},
            optional=True,
            hint="One on each line.",
        ),
        input_field(
            "off_limits",
            "Topics to leave out",
            {"type": "plain_text_input", "max_length": 500},
            optional=True,
        ),
        input_field(
            "wanted",
            "How many customers",
            select("One", counts) | {"initial_option": option("1", "1")},
            optional=True,
        ),
        input_field(
            "informed",
            "Colleagues to keep informed",
            {
                "type": "multi_users_select",
                "placeholder": words("Choose colleagues"),
                "max_selected_items": 10,
            },
            optional=True,
        ),
    ]
