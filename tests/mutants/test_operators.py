"""What is changed of a few lines, and what is not."""

import ast

from inline_snapshot import snapshot

from tests.mutants.operators import mutants
from tests.mutants.sites import changed

SOURCE = '''
"""Words about it."""
LIMITS = {"a": ONE, "b": TWO}
FEW = frozenset({ONE, TWO})


@cache
def asked(days: int = 30) -> Select[Any]:
    """More words."""
    if not days and LIMITS:
        raise ValueError("no days")
    return select(Ask.id.label("id")).where(Ask.at > NOW - days, Ask.state.in_(FEW)).cte("asked")
'''


def test_each_change_is_told_in_its_own_words() -> None:
    assert [(each.site.within, each.said) for each in mutants(ast.parse(SOURCE))] == snapshot(
        [
            ("", "`'a'` has `TWO`"),
            ("", "`'b'` has `ONE`"),
            ("", "without `ONE`"),
            ("", "without `TWO`"),
            ("asked", "`30` becomes `31`"),
            ("asked", "`if not days and LIMITS`: always True"),
            ("asked", "`if not days and LIMITS`: always False"),
            ("asked", "without `not days`"),
            ("asked", "without `LIMITS`"),
            ("asked", "`not days` becomes `days`"),
            ("asked", "without `raise ValueError('no days')`"),
            ("asked", "`where` without `Ask.at > NOW - days`"),
            ("asked", "`where` without `Ask.state.in_(FEW)`"),
            ("asked", "`Ask.at > NOW - days` becomes `Ask.at >= NOW - days`"),
            ("asked", "`NOW - days` becomes `NOW + days`"),
        ]
    )


def test_each_change_changes_something_and_is_taken_back() -> None:
    tree = ast.parse(SOURCE)
    plain, seen = ast.unparse(tree), set[str]()
    for each in mutants(tree):
        with changed(each):
            seen.add(ast.unparse(tree))
        assert ast.unparse(tree) == plain
    assert plain not in seen
    assert len(seen) == len(mutants(tree))


def test_no_two_have_one_name() -> None:
    keys = [each.key for each in mutants(ast.parse(SOURCE + SOURCE.replace("asked", "again")))]
    assert len(keys) == len(set(keys))
