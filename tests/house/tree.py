"""The sources as the tests of the house read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "models", "sandbox")


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Each Python file of the folders, and app.py, as its path from the root and its tree."""
    paths = [ROOT / "app.py", *(path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))]
    for path in paths:
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"), str(path))
