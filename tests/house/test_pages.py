"""What docs/security.md and docs/marketplace.md say can be looked up: tests that are there, scopes that are asked."""

import re
from typing import Any

import pytest
import yaml

import app
from tests.house.tree import ROOT

PAGES = ("security", "marketplace")
PATH = re.compile(r"`((?:tests|handlers|bot|models|docs)/[\w/.]+)`")
LINK = re.compile(r"\]\(([\w./]+\.md)\)")
SCOPES = "<!-- the scopes begin -->"
STANDINGS = {"met", "operator", "not met"}
MOST_WORDS = 10  # of a short description in the Marketplace


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text("utf-8")


def rows(text: str) -> list[list[str]]:
    """The cells of every row of its tables, without headings."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    ruled = [at for at, line in enumerate(lines) if set(line) <= set("|- ")]
    headings = {*ruled, *(at - 1 for at in ruled)}
    kept = [line for at, line in enumerate(lines) if at not in headings]
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in kept]


@pytest.fixture(scope="module")
def manifest() -> Any:
    return yaml.safe_load(app.MANIFEST.read_text("utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_whatever_a_page_names_is_there(name: str) -> None:
    named = PATH.findall(page(name))
    assert len(named) > len(PAGES)
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert [link for link in LINK.findall(page(name)) if not (ROOT / "docs" / link).exists()] == []


def test_each_threat_has_a_control_and_a_test_that_holds_it() -> None:
    threats = page("security").split("## What could be tried")[1].split("## What is not promised")[0]
    found = rows(threats)
    assert found
    for threat, control, held_by in found:
        assert threat, control
        assert control, threat
        assert any(path.startswith("tests/") for path in PATH.findall(held_by)), threat


def test_each_requirement_says_where_rung_stands() -> None:
    found = rows(page("marketplace").split(SCOPES)[0])
    assert {stands for _, stands, _ in found} == STANDINGS
    for asked, stands, evidence in found:
        assert asked
        assert evidence or stands == "operator", asked


def test_the_scopes_are_those_of_the_manifest_each_with_its_reason_and_its_test(manifest: Any) -> None:
    found = rows(page("marketplace").split(SCOPES)[1])
    assert [scope.strip("`") for scope, _, _ in found] == manifest["oauth_config"]["scopes"]["bot"]
    assert set(manifest["oauth_config"]["scopes"]) == {"bot"}
    for scope, reason, needed_by in found:
        assert reason, scope
        assert any(path.startswith("tests/") for path in PATH.findall(needed_by)), scope


def test_the_short_description_is_short(manifest: Any) -> None:
    assert len(manifest["display_information"]["description"].split()) <= MOST_WORDS


def test_both_are_linked_from_the_first_page() -> None:
    first = (ROOT / "README.md").read_text("utf-8")
    assert all(f"docs/{name}.md" in first for name in PAGES)
