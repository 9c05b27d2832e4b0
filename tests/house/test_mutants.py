"""docs/mutants.md tells what the last run found, and every survivor is a mutant that is explained."""

import ast

import pytest

from tests.house.tree import ROOT
from tests.mutants import page, record
from tests.mutants.operators import mutants
from tests.mutants.record import Target

TARGETS = list(record.targets())


def test_the_page_is_in_step() -> None:
    assert page.PAGE.read_text("utf-8") == page.page(), "run python -m tests.mutants.page"


def test_whatever_survived_is_explained_and_nothing_else() -> None:
    assert record.differences(record.results()) == []


def test_what_was_tried_is_meant_and_guarded_by_tests_that_are_there() -> None:
    assert len({target.code for target in TARGETS}) == len(TARGETS)
    assert set(record.results()) <= {target.code for target in TARGETS}
    assert [test for target in TARGETS for test in target.tests if not (ROOT / test).exists()] == []


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.code)
def test_what_is_explained_can_still_be_changed_so(target: Target) -> None:
    tree = ast.parse(target.path.read_text("utf-8"))
    known = {each.key for each in mutants(tree) if target.means(each.site.within)}
    assert known, "nothing of it is changed"
    said = [key for each in record.explained() if each.code == target.code for key in each.mutants]
    assert [key for key in said if key not in known] == []


def test_every_explanation_says_why() -> None:
    assert all(each.why.endswith(".") and each.mutants for each in record.explained())
