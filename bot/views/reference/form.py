"""The seller's form: three required fields and a tick, and the rest folded away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.kit.ids import Action, Form, Search
from bot.kit.text import foreign, listed
from bot.rules.matching import SENIORITIES, SIZES
from bot.views.blocks import (
    OPTION_VALUE,
    Block,
    actions,
    button,
    context,
    modal,
    option,
    select,
    words,
)
from bot.views.blocks import field as input_field
from bot.views.reference.fields import EMPTY, Filled, chosen, conversation, day, naming
from models.deal import Deal

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
    """What the menus offer: activities as (name, key), and the programme's own words by kind.

    `deal`: the one that is chosen already, if it is in the pipeline: what it says is told.
    """

    activities: Sequence[tuple[str, str]]
    vocabulary: Mapping[str, Sequence[str]] = field(default_factory=dict)
    deal: Deal | None = None


def need_form(choices: NeedChoices, *, detailed: bool, filled: Filled = EMPTY) -> dict[str, Any]:
    """The form as it opens, or with everything that may be said unfolded; `filled`: what stands in it already."""
    search: dict[str, Any] = {
        "type": "external_select",
        "action_id": Search.DEAL,
        "placeholder": words("Type a deal, a prospect or a new name"),
        "min_query_length": 0,
    }
    if filled.deal:
        search["initial_option"] = option(*filled.deal)
    offered = select("Choose an activity", choices.activities)
    blocks = [
        input_field("deal", "Deal or prospect", search),
        input_field("activity", "What you need", chosen(offered, filled.values.get("activity"))),
        day(filled),
        naming(filled),
    ]
    blocks += _details(choices, filled) if detailed else [_unfold("Add details")]
    return modal(
        Form.NEED, "Request a reference", blocks, submit="Find customers", metadata="detailed" * detailed
    )


def _unfold(label: str) -> Block:
    return actions([button(label, Action.MORE_DETAILS, "more")], block_id="more")


def _details(choices: NeedChoices, filled: Filled) -> list[Block]:
    def menu(name: str, label: str, empty: str, options: Sequence[tuple[str, str]]) -> Block:
        return input_field(
            name, label, chosen(select(empty, options), filled.values.get(name)), optional=True
        )

    own = [
        (name, label, known)
        for name, label in VOCABULARY
        if (
            known := [
                (word, word) for word in choices.vocabulary.get(name, []) if 0 < len(word) <= OPTION_VALUE
            ]
        )
    ]
    sizes = [(f"{size} employees", str(band)) for band, size in enumerate(SIZES)]
    levels = [(level.capitalize(), str(number)) for number, level in enumerate(SENIORITIES)]
    return [
        context(_about(choices.deal)),
        _unfold("Show what the deal says"),
        *(menu(name, label, "As in the deal", known[:MOST_OPTIONS]) for name, label, known in own),
        menu("size_band", "Company size", "As in the deal", sizes),
        menu("language", "Language", "As in the deal", LANGUAGES),
        menu("seniority", "Level of who wants to hear it", "Any level", levels),
        *conversation(filled),
    ]


def _about(deal: Deal | None) -> str:
    taken = "What you leave empty is taken from the deal."
    if deal is None:
        return taken
    known = _facts(deal)
    says = listed(known) if known else "nothing of this"
    return f"{taken} {foreign(deal.name, 100)} says: {says}."


def _facts(deal: Deal) -> list[str]:
    """What a deal says of what customers are chosen by."""
    language = next((name for name, code in LANGUAGES if code == deal.language), None)
    size = f"{SIZES[deal.size_band]} employees" if deal.size_band is not None else None
    facts = (
        ("product", deal.product),
        ("use case", deal.use_case),
        ("industry", deal.industry),
        ("region", deal.region),
        ("competitor", deal.competitor),
        ("technology", deal.tech),
        ("size", size),
        ("language", language or deal.language),
    )
    return [f"{name} {foreign(value, 60)}" for name, value in facts if value]
