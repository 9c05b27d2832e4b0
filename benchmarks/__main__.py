"""`make bench`: measure, print, write down. A missed target is said, not failed; only not running fails."""

import asyncio
import os

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
    load = f"load before the run: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
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
