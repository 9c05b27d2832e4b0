"""The places of a module where something can be changed, and what a change of one is."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

# Left alone: annotations and decorators decide nothing; labels and names of subqueries are seen by nobody.
UNSEEN = frozenset({"annotation", "returns", "decorator_list", "type_params", "ctx", "names"})
NAMING = frozenset({"label", "cte"})
CUT = frozenset({"foreign", "plain"})  # how much of a text is shown decides nothing
_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class Site:
    """A node, where it hangs (`index`: in a list), and the function or class that it is in."""

    holder: ast.AST
    field: str
    index: int | None
    node: ast.AST
    within: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: `said` in words, `at` which one of several that read alike, `new` in place of the site's node."""

    site: Site
    said: str
    at: int
    new: ast.AST

    @property
    def key(self) -> tuple[str, str, int]:
        return self.site.within, self.said, self.at


def sites(tree: ast.Module) -> Iterator[Site]:
    """Every node that may be changed, the outer before the inner."""
    yield from _below(tree, "")


def _below(holder: ast.AST, within: str) -> Iterator[Site]:
    for field, value in ast.iter_fields(holder):
        if field in UNSEEN:
            continue
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST) and not _is_text(holder, field, node):
                inner = f"{within}.{node.name}".lstrip(".") if isinstance(node, _NAMED) else within
                yield Site(holder, field, index, node, inner)
                yield from _below(node, inner)


def _is_text(holder: ast.AST, field: str, node: ast.AST) -> bool:
    """A docstring, a name that only the statement itself uses, or where a text is cut."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    if not isinstance(holder, ast.Call) or field != "args":
        return False
    if isinstance(holder.func, ast.Name):
        return holder.func.id in CUT and isinstance(node, ast.Constant)
    named = isinstance(holder.func, ast.Attribute) and holder.func.attr in NAMING
    return named and isinstance(node, ast.Constant | ast.JoinedStr)


@contextmanager
def changed(mutant: Mutant) -> Iterator[None]:
    """The tree as the mutant has it."""
    _hang(mutant.site, mutant.new)
    try:
        yield
    finally:
        _hang(mutant.site, mutant.site.node)


def _hang(site: Site, node: ast.AST) -> None:
    if site.index is None:
        setattr(site.holder, site.field, node)
    else:
        getattr(site.holder, site.field)[site.index] = node


def compiled(tree: ast.Module, path: Path, mutant: Mutant) -> CodeType:
    with changed(mutant):
        return compile(ast.fix_missing_locations(tree), str(path), "exec")
