"""Whatever `bot` reads by the page is shown by a list whose statements are counted, or named as none."""

import ast

from tests.house.tree import ROOT, sources
from tests.lists import LISTS, NO_LIST, READ_BY, STEADY


def reading_by_the_page() -> set[str]:
    """Functions of `bot` that ask for the first so many of something."""
    return {
        f"{path}: {function.name}"
        for path, tree in sources("bot")
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and any(
            isinstance(call, ast.Call) and any(keyword.arg == "most" for keyword in call.keywords)
            for call in ast.walk(function)
        )
    }


def test_every_list_is_counted_or_named_as_none() -> None:
    assert (ROOT / "bot").is_dir()
    assert reading_by_the_page() == {*READ_BY, *NO_LIST}
    assert set(READ_BY.values()) <= set(LISTS)
    assert set(LISTS) >= STEADY
