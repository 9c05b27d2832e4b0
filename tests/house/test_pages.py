"""What the pages say can be looked up: tests that are there, scopes that are asked, commands that can be typed."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

import app
from tests.house.tree import ROOT
from tests.test_operating_at_the_command_line import CLI

PAGES = ("security", "marketplace")
PATH = re.compile(r"`((?:tests|handlers|bot|models|docs)/[\w/.]+)`")
LINK = re.compile(r"\]\(([\w./]+\.md)\)")
SCOPES = "<!-- the scopes begin -->"
STANDINGS = {"met", "operator", "not met"}
MOST_WORDS = 10  # of a short description in the Marketplace
READ = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("docs/guide/*.md"))]
TYPED = re.compile(r"`(?:\.venv/bin/)?rung ([^`]+)`|^rung (.+)$", re.MULTILINE)
MADE = re.compile(r"(?:`|^)make ([a-z-]+)", re.MULTILINE)
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
ANY_LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([\w-]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


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


def typed(page: Path) -> Iterator[list[str]]:
    """The words after `rung` of every command that a page shows."""
    for inline, line in TYPED.findall(page.read_text("utf-8")):
        yield shlex.split(inline or line)


def unknown(words: list[str]) -> str | None:
    """What of these words the command line does not know; arguments are anything."""
    command: Any = typer.main.get_command(CLI)
    rest = list(words)
    while hasattr(command, "commands"):
        name = rest.pop(0) if rest else ""
        if name not in command.commands:
            return f"{command.name} {name}"
        command = command.commands[name]
    known = {option for each in command.params for option in [*each.opts, *each.secondary_opts]}
    options = [word for word in rest if word.startswith("-")]
    return next((option for option in options if option not in known), None)


@pytest.mark.parametrize("page", READ, ids=lambda path: path.stem)
def test_every_command_on_a_page_can_be_typed(page: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    assert [words for words in typed(page) if unknown(words)] == []
    assert set(MADE.findall(page.read_text("utf-8"))) - targets == set()


def test_a_command_that_is_not_there_is_seen() -> None:
    assert unknown(["person", "forget", "EMAIL"]) == "person forget"
    assert unknown(["person", "erase", "EMAIL", "--now"]) == "--now"
    assert unknown(["import", "advocates", "FILE.csv", "--dry-run"]) is None
    assert sum(len(list(typed(page))) for page in READ) > 40


def anchors(page: Path) -> set[str]:
    """The ends of links to its headings, as they are read on the repository's page."""
    plain = (re.sub(r"[^\w\s-]", "", said.lower()) for said in HEADING.findall(page.read_text("utf-8")))
    return {said.strip().replace(" ", "-") for said in plain}


@pytest.mark.parametrize("page", READ, ids=lambda path: path.stem)
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    for path, anchor in ANY_LINK.findall(page.read_text("utf-8")):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), path
        assert not anchor or anchor in anchors(target), (path, anchor)
