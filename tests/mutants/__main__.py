"""`make mutants`: try all mutants, or those of the parts or files that are named; `--again` those that survived.

Keeps what it found in results.json, writes docs/mutants.md, and fails where a survivor is not explained in
survivors.toml, or one that is explained there is noticed now.
"""

import argparse
import ast
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from tests.mutants import page, record, trying
from tests.mutants.operators import mutants
from tests.mutants.record import Key, Result, Target
from tests.mutants.sites import compiled

APART = get_context("fork")  # what one file's tests have imported is not in the next one's way
AT_ONCE = os.cpu_count() or 1  # processes that try one file's mutants


def run(target: Target, only: Sequence[Key] | None) -> Result:
    """Try a file's mutants, or only some of them; each survivor is told at once."""
    begun = time.monotonic()
    tree = ast.parse(target.path.read_text("utf-8"))
    every = [each for each in mutants(tree) if target.means(each.site.within)]
    chosen = [each for each in every if only is None or each.key in only]
    codes = [compiled(tree, target.path, each) for each in chosen]
    survived = list[int]()
    for done, (number, survives) in enumerate(_tried(target, codes), 1):
        if survives:
            survived.append(number)
            each = chosen[number]
            print(f"  survives: {each.site.within or 'module'} · {each.said} · {each.at}", flush=True)  # noqa: T201
        if done % 50 == 0:
            print(f"  {done} of {len(chosen)}, {time.monotonic() - begun:.0f} s", flush=True)  # noqa: T201
    keys = [chosen[number].key for number in sorted(survived)]
    return Result(len(every), round(time.monotonic() - begun), keys)


def _tried(target: Target, codes: Sequence[trying.Code]) -> Iterator[tuple[int, bool]]:
    """Each by its number, as it comes, and whether it survives; side by side, one in so many to each process."""
    open_, left = list[Any](), len(codes)
    for first in range(min(AT_ONCE, len(codes))):
        here, there = APART.Pipe(duplex=False)
        share = range(first, len(codes), AT_ONCE)
        APART.Process(target=_send, args=(there, target, {each: codes[each] for each in share})).start()
        there.close()
        open_.append(here)
    while open_:
        for ready in wait(open_):
            pipe: Any = ready
            try:
                yield pipe.recv()
                left -= 1
            except EOFError:
                open_.remove(pipe)
    if left:
        raise SystemExit(f"{target.code} could not be tried")


def _send(to: Connection, target: Target, codes: Mapping[int, trying.Code]) -> None:
    outcomes = trying.outcomes(target.module, target.path, list(codes.values()), target.tests)
    for number, survives in zip(codes, outcomes, strict=True):
        to.send((number, survives))


def main() -> int:
    arguments = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    arguments.add_argument("which", nargs="*", help="parts or files; none: all")
    arguments.add_argument("--again", action="store_true", help="only those that survived the last time")
    given = arguments.parse_args()
    found = record.results()
    for target in record.targets():
        if given.which and not {target.part, target.code} & set(given.which):
            continue
        last = found.get(target.code)
        only = last.survived if given.again and last else None
        if given.again and not only:
            continue
        print(f"{target.part}: {target.code}", flush=True)  # noqa: T201
        result = run(target, only)
        if only is not None and last:
            result = Result(last.mutants, last.seconds, result.survived)
        found[target.code] = result
        record.keep(found)
        print(f"  {result.mutants} mutants, {len(result.survived)} survived, {result.seconds} s", flush=True)  # noqa: T201
    page.write()
    wrong = record.differences(found)
    print("\n".join(wrong) or "Every survivor is explained.")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
