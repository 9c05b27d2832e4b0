"""Why a customer fits a deal, in words."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.rules.matching import (
    DIFFERS,
    FOR_CUSTOMERS,
    GOOD,
    MATCHES,
    POOR,
    SENIORITIES,
    SIZES,
    WEIGHTS,
    best_of_each_account,
    explain,
    for_customers,
    seniority_level,
    size_band,
    strongest,
)
from models.advocate import Advocate
from models.eligibility.fit import BANDS, LEVELS, fits
from models.eligibility.given import parameters
from tests.rules.calendars import THOROUGH

UNKNOWN = 0.5
all_fits = st.fixed_dictionaries({name: st.floats(0, 1) for name in WEIGHTS})


def test_the_weights_are_parts_of_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)
    assert min(WEIGHTS.values()) > 0


def test_the_weights_are_those_of_the_design_notes() -> None:
    parts = {name: WEIGHTS[name] for name in ("industry", "seniority", "size", "competitor", "tech")}
    assert parts == {"industry": 0.20, "seniority": 0.15, "size": 0.12, "competitor": 0.08, "tech": 0.08}
    assert WEIGHTS["product"] + WEIGHTS["use_case"] == pytest.approx(0.30)
    assert WEIGHTS["region"] + WEIGHTS["language"] == pytest.approx(0.07)


def test_every_attribute_that_the_statement_scores_has_a_weight_and_words() -> None:
    _, scored = fits(select(Advocate.id), parameters(frozenset({"program_id"})))
    assert set(scored) == set(WEIGHTS) == set(MATCHES) == set(DIFFERS) == set(FOR_CUSTOMERS)


def test_three_matches_and_two_differences_are_told_the_weightiest_first() -> None:
    found = dict.fromkeys(WEIGHTS, 0.0) | {"language": 1.0, "size": 1.0, "industry": 1.0, "product": 1.0}
    assert explain(found) == (
        ["same industry", "same product", "similar size"],
        ["other use case", "other level"],
    )


def test_what_is_not_known_is_neither_a_match_nor_a_difference() -> None:
    assert explain(dict.fromkeys(WEIGHTS, UNKNOWN)) == ([], [])
    assert explain({}) == ([], [])


def test_a_neighbouring_size_says_nothing_and_the_farthest_is_another() -> None:
    assert explain({"size": 2 / 3}) == ([], [])
    assert explain({"size": 0.0}) == ([], ["other size"])
    assert explain({"size": 1.0}) == (["similar size"], [])


@given(all_fits)
@THOROUGH
def test_only_good_fits_are_matches_and_only_poor_ones_differences(found: dict[str, float]) -> None:
    matches, differs = explain(found)
    good = {MATCHES[name] for name, fit in found.items() if fit >= GOOD}
    poor = {DIFFERS[name] for name, fit in found.items() if fit <= POOR}
    assert set(matches) <= good
    assert set(differs) <= poor
    assert len(matches) == min(3, len(good))
    assert len(differs) == min(2, len(poor))


@given(all_fits)
@THOROUGH
def test_nothing_weightier_is_left_untold(found: dict[str, float]) -> None:
    matches, _ = explain(found)
    told = [WEIGHTS[name] for name in WEIGHTS if MATCHES[name] in matches]
    untold = [WEIGHTS[n] for n, fit in found.items() if fit >= GOOD and MATCHES[n] not in matches]
    assert max(untold, default=0.0) <= min(told, default=1.0)


@dataclass(frozen=True)
class Found:
    account_id: str
    name: str


def test_of_each_account_the_first_is_kept_in_their_order() -> None:
    found = [Found("b", "Ben"), Found("a", "Ann"), Found("b", "Bea"), Found("c", "Cem"), Found("a", "Al")]
    assert [each.name for each in best_of_each_account(found)] == ["Ben", "Ann", "Cem"]
    assert best_of_each_account([]) == []


@pytest.mark.parametrize(
    ("employees", "band"),
    [("1-199", 0), ("200-999", 1), ("1000-4999", 2), ("5000+", 3), (None, None), ("", None), ("200", None)],
)
def test_a_size_has_its_band(employees: str | None, band: int | None) -> None:
    assert size_band(employees) == band


@pytest.mark.parametrize(
    ("name", "level"),
    [("practitioner", 0), ("leader", 1), ("executive", 2), (None, None), ("Executive", None), ("boss", None)],
)
def test_a_seniority_has_its_level(name: str | None, level: int | None) -> None:
    assert seniority_level(name) == level


def test_bands_and_levels_are_as_far_apart_as_the_statement_counts() -> None:
    assert (len(SIZES) - 1, len(SENIORITIES) - 1) == (BANDS, LEVELS)


def test_a_customer_is_told_the_same_three_in_words_of_their_own() -> None:
    found = dict.fromkeys(WEIGHTS, 1.0) | {"product": 0.5}
    assert for_customers(strongest(found)) == [
        "you are in the same industry",
        "you have the same use case",
        "they would like to hear somebody in your role",
    ]
