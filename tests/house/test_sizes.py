"""Small files, small functions, and a catch-all at three edges only."""

import ast
from collections.abc import Iterator

from tests.house.tree import FLOORS, ROOT, sources

LONGEST_FILE, LONGEST_FUNCTION = 300, 40  # lines
EDGES = {"handlers/turn.py", "bot/jobs.py", "bot/outbox/drain.py"}
EVERYTHING = {"Exception", "BaseException"}


def functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Each function's name, and its lines with decorators and docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield node.name, (node.end_lineno or first) - first + 1


def catches_everything(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(each is None or (isinstance(each, ast.Name) and each.id in EVERYTHING) for each in caught)


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path, _ in sources(*FLOORS)}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    long = {
        f"{path}: {name}": lines
        for path, tree in sources(*FLOORS)
        for name, lines in functions(tree)
        if lines > LONGEST_FUNCTION
    }
    assert long == {}


def test_everything_is_caught_at_the_three_edges_only() -> None:
    catching = {
        path for path, tree in sources(*FLOORS) if any(catches_everything(node) for node in ast.walk(tree))
    }
    assert catching == EDGES


def test_a_catch_all_is_recognised_however_it_is_written() -> None:
    bodies = ("except:", "except Exception:", "except (ValueError, Exception) as e:", "except BaseException:")
    for body in bodies:
        assert any(catches_everything(node) for node in ast.walk(ast.parse(f"try: x()\n{body} y()")))
    assert not any(catches_everything(n) for n in ast.walk(ast.parse("try: x()\nexcept ValueError: y()")))
