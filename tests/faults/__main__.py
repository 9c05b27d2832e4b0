"""`make faults`: prove all lists, or those that are named; write docs/reliability.md. Fails where one of them does."""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.kit import log
from tests.faults import report
from tests.faults.apart import proven
from tests.faults.lists import ALL_STORIES, PARTS, Part
from tests.faults.report import Result

# One more than there are processors, since whoever was killed is waited for. With more than that, people give up
# waiting and press again: ever more to do.
AT_ONCE = (os.cpu_count() or 1) + 1
FAILED, ALL = "FAILED", "--all-stories"


async def run(parts: Sequence[Part], place: Path, *said: str) -> list[Result]:
    """Each part in a process of its own, side by side where there are processors for it. `said`: to each of them."""
    hands = asyncio.Semaphore(AT_ONCE)

    async def one(part: Part) -> Result:
        async with AsyncExitStack() as held:
            for _ in range(min(part.hands, AT_ONCE)):
                await held.enter_async_context(hands)
            begun = time.monotonic()
            found = place / f"{part.name}.json"
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.faults", "--part", part.name, "--into", str(found), *said)
            )
            await process.wait()
            result = report.read(part, found, seconds=time.monotonic() - begun)
            report.write([result])  # as it comes: whoever stops here keeps what was proven
            print(told(result), flush=True)  # noqa: T201
            return result

    return await asyncio.gather(*(one(part) for part in parts))


def told(result: Result) -> str:
    """One part as it is printed: a line for each count."""
    head = f"{result.list} · {result.title} · {result.column}: {result.seconds:.0f} s"
    if result.failed:
        return f"{head} · {FAILED}\n{result.failed}"
    return "\n".join(
        [head, *(f"    {what:45} {report.number(count):>10}" for what, count in result.counts.items())]
    )


def main() -> int:
    arguments = argparse.ArgumentParser(prog="make faults", description=__doc__)
    arguments.add_argument("lists", nargs="*", type=int, help="their numbers; none: all six")
    arguments.add_argument(ALL, action="store_true", help="each story with each fault, and no more")
    arguments.add_argument("--part", help=argparse.SUPPRESS)
    arguments.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    among = ALL_STORIES if given.all_stories else PARTS
    log.configure(pretty=False, level="ERROR")  # what is printed is what was counted
    if given.part:
        (part,) = (each for each in among if each.name == given.part)
        try:
            report.keep(proven(part), given.into)
        except* AssertionError as failed:
            report.keep_failure(failed, given.into)
            raise
        return 0
    parts = [part for part in among if part.list in (given.lists or range(1, 7))]
    begun = time.monotonic()
    with TemporaryDirectory(prefix="rung-faults-") as place:
        said = [ALL] if given.all_stories else []
        results = asyncio.run(run(parts, Path(place), *said))
    missed = [result.name for result in results if result.failed]
    took = (time.monotonic() - begun) / 60
    print(f"{len(results)} parts in {took:.1f} minutes; failed: {', '.join(missed) or 'none'}")  # noqa: T201
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
