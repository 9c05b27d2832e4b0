"""A heading line shows which kind of file it belongs to, in our own words and in those of both CRMs."""

import csv
from pathlib import Path

import pytest

from bot.rules.importing.kinds import Kind, columns
from bot.rules.importing.recognising import recognise
from tests.importing import CRM
from tests.world import SMALL

EXPORTS = {"accounts": Kind.ACCOUNTS, "companies": Kind.ACCOUNTS, "contacts": Kind.ADVOCATES}
EXPORTS |= {"deals": Kind.DEALS, "opportunities": Kind.DEALS}


def headings(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


@pytest.mark.parametrize("path", sorted(CRM.glob("*.csv")), ids=lambda path: path.stem)
def test_exports_of_the_crms(path: Path) -> None:
    assert recognise(headings(path)) is EXPORTS[path.stem.partition("_")[2]]


@pytest.mark.parametrize("kind", Kind)
def test_our_own_files_and_what_of_them_is_needed(kind: Kind) -> None:
    assert recognise([each.name for each in columns(kind)]) is kind
    path = SMALL / f"{kind}.csv"
    if path.exists():
        assert recognise(headings(path)) is kind


def test_one_that_lacks_a_column_is_recognised_all_the_same() -> None:
    assert recognise(["email", "name", "title", "seniority"]) is Kind.ADVOCATES


@pytest.mark.parametrize("line", [[], ["", " "], ["alpha", "beta"]])
def test_what_shows_nothing_is_no_kind(line: list[str]) -> None:
    assert recognise(line) is None
