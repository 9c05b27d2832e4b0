"""Writes docs/mutants.md: what is mutated, how many were noticed, and why the others change nothing."""

from collections.abc import Iterator
from itertools import groupby

from tests.house.tree import ROOT
from tests.mutants import record

PAGE = ROOT / "docs" / "mutants.md"
NOT_RUN = "not run yet | | "
HEAD = """\
# Mutants

A test that cannot fail proves nothing. So the code that decides who may be asked, who may do what and who learns what
is changed on purpose, one small change at a time (a *mutant*), and the tests that guard it have to fail. `make
mutants` does that; it fails where one survives that is not explained below. It writes this page, and a test compares
the page with what the last run found ([results.json](../tests/mutants/results.json)).

**What is changed**: comparisons at their boundary and turned round; conditions, filters, statements and elements of a
list or set left out; the other branch of each `if`; numbers one more; yes and no; each value of a table exchanged for
another of the same table (so each id is given to other roles); in SQL `and`/`or`, `join`/`outer join`,
largest/smallest, `is null`/`is not null`, and each condition left out. Annotations, docstrings, the names of columns
and subqueries within a statement and the types of parameters are left alone, and so are sentences: they are compared
whole, as people read them.

**Why with a tool of our own**: mutmut changes nothing outside of functions and nothing below a decorator, where the
tables of roles and caps and the cached statements stand; cosmic-ray starts Python anew for each mutant, and knows no
tables and no SQL. Here each mutant is imported in place of its module, in a process forked from one in which
everything that does not depend on it is imported already: seconds each where the tests are quick, on SQLite, and
nothing is written to the tree.
"""


def page() -> str:
    """The whole page, as Markdown."""
    return "\n".join([HEAD, *_counts(), *_survivors()]) + "\n"


def write() -> None:
    PAGE.write_text(page(), "utf-8")


def _counts() -> Iterator[str]:
    found = record.results()
    yield "| part | file | mutants | noticed | survived | guarded by |"
    yield "|---|---|--:|--:|--:|---|"
    for target in record.targets():
        only = f" ({', '.join(target.only)})" if target.only else ""
        tests = ", ".join(f"`{each}`" for each in target.tests)
        result = found.get(target.code)
        survived = len(result.survived) if result else 0
        counts = f"{result.mutants} | {result.mutants - survived} | {survived}" if result else NOT_RUN
        yield f"| {target.part} | `{target.code}`{only} | {counts} | {tests} |"
    mutants = sum(each.mutants for each in found.values())
    survived = sum(len(each.survived) for each in found.values())
    yield f"| | **all** | {mutants} | {mutants - survived} | {survived} | |"


def _survivors() -> Iterator[str]:
    yield "\n## The survivors, and why they change nothing that can be seen"
    for code, group in groupby(record.explained(), key=lambda each: each.code):
        yield f"\n### `{code}`\n"
        for each in group:
            yield f"- {each.why}"
            yield from (f"    - {within or 'module'}: {said}" for within, said, _ in each.mutants)


if __name__ == "__main__":
    write()
