"""What Slack takes is taken, what it refuses is refused where its fault is, and every rule is needed for that."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from sandbox.blockrules import Surface, faults
from sandbox.blockrules.table import TERMS, Table, standard
from tests.blockrules.pruning import FILES, rules, with_schema, without
from tests.blockrules.refused import IN_ONE_OBJECT, REFUSED
from tests.blockrules.refused.case import Case
from tests.blockrules.taken import TAKEN

FEWEST_TAKEN, FEWEST_REFUSED = 60, 150
SURFACES: tuple[Surface, ...] = ("message", "modal", "home")
SHORTEST_FIRST = sorted(
    ((json.dumps(each.payload), each) for each in TAKEN.values()), key=lambda pair: len(pair[0])
)
# Message, modal, Home: written out once more, so that a changed limits.json does not take its test along.
STANDS = {
    "actions": "✓✓✓",
    "alert": "✓✓-",
    "auth_provider": "✓✓✓",
    "call": "✓--",
    "card": "✓✓✓",
    "carousel": "✓-✓",
    "container": "✓-✓",
    "context": "✓✓✓",
    "context_actions": "✓--",
    "data_table": "✓-✓",
    "data_visualization": "✓--",
    "divider": "✓✓✓",
    "file": "✓--",
    "header": "✓✓✓",
    "image": "✓✓✓",
    "input": "✓✓✓",
    "markdown": "✓--",
    "plan": "✓--",
    "rich_text": "✓✓✓",
    "section": "✓✓✓",
    "table": "✓-✓",
    "task_card": "✓--",
    "video": "✓✓✓",
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_slack_takes(name: str) -> None:
    sample = TAKEN[name]
    assert faults(sample.payload, sample.surface) == []


def test_the_samples_are_many_and_all_different() -> None:
    assert (
        len({json.dumps([each.payload, each.surface]) for each in TAKEN.values()})
        == len(TAKEN)
        >= FEWEST_TAKEN
    )
    written = {json.dumps([case.payload(), case.surface]) for case in REFUSED}
    assert len(written) == len(REFUSED) >= FEWEST_REFUSED
    assert len({str(case) for case in REFUSED}) == len(REFUSED)


def test_what_slack_refuses_has_one_fault_where_it_is() -> None:
    wrong = {str(case): _pointers(standard(), case) for case in REFUSED}
    assert {case: found for case, found in wrong.items() if len(found) != 1} == {}
    assert {str(case): wrong[str(case)] for case in REFUSED if wrong[str(case)] != [case.pointer]} == {}


def test_what_is_just_within_a_limit_is_taken() -> None:
    """A bound that is too strict is wrong as well."""
    cases = [case for each in IN_ONE_OBJECT for case in each.at_the_limit()]
    refused = [str(case) for case in cases if case.pointer in _pointers(standard(), case)]
    assert refused == []
    assert len(cases) > FEWEST_REFUSED


@pytest.fixture(scope="module")
def refused_by() -> dict[str, list[Case]]:
    """The samples that each rule refuses, or helps to refuse."""
    found = defaultdict(list)
    for case in REFUSED:
        for fault in faults(case.payload(), case.surface):
            for part in fault.rule.split(" > "):
                found[part].append(case)
    return found


def test_no_rule_can_be_taken_away(refused_by: dict[str, list[Case]]) -> None:
    """Without it, a sample that it refused is no longer judged rightly."""
    needless = []
    for rule in rules():
        table = without(rule)
        if all(_judged_rightly(table, case) for case in refused_by[rule]):
            needless.append(rule)
    assert needless == []


def test_no_kind_can_be_taken_out_of_a_place() -> None:
    kept = standard().kinds
    needless = [
        (group, kind)
        for group, listed in kept.items()
        for kind in listed
        if _all_taken(
            replace(standard(), kinds={**kept, group: {k: v for k, v in listed.items() if k != kind}}), kind
        )
    ]
    assert needless == []


def test_no_field_can_be_forgotten() -> None:
    needless = []
    for name, schema in FILES.items():
        for field in schema["properties"] if name != TERMS else ():
            kept = {key: value for key, value in schema["properties"].items() if key != field}
            if _all_taken(with_schema(standard(), name, {**schema, "properties": kept}), field):
                needless.append((name, field))
    assert needless == []


def _judged_rightly(table: Table, case: Case) -> bool:
    try:
        return _pointers(table, case) == [case.pointer]
    except (TypeError, KeyError, AttributeError):  # a rule in Python met what the missing rule keeps from it
        return False


def _pointers(table: Table, case: Case) -> list[str]:
    return [fault.pointer for fault in table.faults(case.payload(), case.surface)]


def _all_taken(table: Table, word: str) -> bool:
    """Whether the table still takes all samples in which the word stands."""
    return not any(
        table.faults(sample.payload, sample.surface)
        for written, sample in SHORTEST_FIRST
        if f'"{word}"' in written
    )


def _blocks() -> Iterator[tuple[str, Any]]:
    for sample in TAKEN.values():
        blocks = sample.payload if isinstance(sample.payload, list) else sample.payload["blocks"]
        yield from ((block["type"], block) for block in blocks)


@pytest.mark.parametrize("kind", STANDS)
def test_on_which_surface_a_block_stands(kind: str) -> None:
    block = next(block for type_, block in _blocks() if type_ == kind)
    for surface, mark in zip(SURFACES, STANDS[kind], strict=True):
        refused = [fault.pointer for fault in faults([block], surface)]
        assert refused == ([] if mark == "✓" else ["/0/type"]), surface


def test_all_blocks_are_known() -> None:
    assert STANDS.keys() == standard().kinds["blocks"].keys() == standard().limits["surfaces"].keys()
