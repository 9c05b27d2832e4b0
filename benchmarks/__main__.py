"""`make bench`: measure, print, write down. A missed target is said, not failed; only not running fails."""

import asyncio
import os
import timeit

from benchmarks import (
    answers,
    crowd,
    demo,
    digest,
    effect,
    endless,
    fleet,
    imports,
    outbox,
    page,
    results,
    sweep,
    turns,
    web_api,
)


async def run() -> None:
    additions = timeit.timeit("total += 1", "total = 0", number=10_000_000)
    load = f"before the run: load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, "
    load += f"ten million additions in Python in {additions:.2f} s"
    found, notes = await turns.measure()
    found += await digest.measure()
    found += await effect.measure()
    found += await demo.measure()
    for each in (imports, sweep, outbox, answers, fleet, endless, web_api, page, crowd):
        more, said = await each.measure()
        found, notes = found + more, notes + said
    results.show(found, [*notes, load])
    results.write(found)


asyncio.run(run())
