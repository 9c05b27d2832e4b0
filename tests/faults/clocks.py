"""Both hands of the clock jump by an hour, forwards and back, during a load: everything is counted exactly."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from random import Random

from tests.faults import counting
from tests.faults.proof import Proof, Scale, same
from tests.faults.replica import replicas
from tests.faults.stage import MONDAY, WEDNESDAY, Stage, stage

TITLE = "Business time and the wall clock jump by an hour, forwards and back"
REFERENCES = {Scale.FULL: 60, Scale.SHORT: 20}
HOUR = timedelta(hours=1)
LATER = HOUR / 2  # than the stage begins: an hour more is still before noon
BETWEEN = 0.5, 3.0  # seconds between two jumps
LEASE = 2.0  # seconds
PATIENCE = (
    0.1  # times Rung's other waits: a post in doubt is waited for 20 seconds, and each jump may leave some
)
# How far business time and the wall clock are ahead, each by itself and both at once. Business time never gains the
# two hours after which an owner would rightly be reminded.
PLACES = ((HOUR, HOUR), (HOUR, 0 * HOUR), (0 * HOUR, HOUR), (0 * HOUR, -HOUR), (HOUR, -HOUR))


async def prove(url: str, scale: Scale) -> Proof:
    """The load from Monday to its end on Wednesday, in which no hour lasts longer than a few seconds."""
    jumps = Counter[str]()
    async with stage(url, REFERENCES[scale], lease=LEASE) as scene:
        scene.time(MONDAY + LATER)
        settings = scene.settings.model_copy(update={"patience": PATIENCE})
        with replicas(1, **scene.given | {"settings": settings}) as (one,):
            one.start()
            async with scene.crowd.at_work():
                await _through(scene, scene.crowd.sell, jumps)
                scene.time(WEDNESDAY + LATER)
                await _through(scene, scene.rest, jumps)
            same("exit code after SIGTERM", await one.stop(), 0)
        counted = await counting.everything(scene.database, scene.crowd)
        again = {"presses": scene.crowd.acts, "presses repeated": scene.crowd.again}
        return Proof(4, TITLE, {**jumps, **counted, **again})


async def _through(scene: Stage, playing: Callable[[], Awaitable[None]], jumps: Counter[str]) -> None:
    """Part of the load while the clocks jump; then the hour in which what was wanted an hour ahead becomes due."""
    async with asyncio.TaskGroup() as group:
        jumping = group.create_task(_jump(scene, jumps))
        await playing()
        await scene.rest()
        jumping.cancel()
    scene.time(scene.now() + HOUR)
    await scene.rest()


async def _jump(scene: Stage, jumps: Counter[str]) -> None:
    """From one place to another, and as often back to where the clocks are right."""
    random, right = Random(len(PLACES)), scene.ahead  # noqa: S311
    while True:
        for business, wall in random.sample(PLACES, len(PLACES)):
            await asyncio.sleep(random.uniform(*BETWEEN))
            _set(scene, right + business, wall)
            jumps["jumps of business time"] += 2 * bool(business)
            jumps["jumps of the wall clock"] += 2 * bool(wall)
            await asyncio.sleep(random.uniform(*BETWEEN))
            _set(scene, right, 0 * HOUR)


def _set(scene: Stage, business: timedelta, wall: timedelta) -> None:
    """Business time runs on from the wall clock's place, so that its jump is taken out of it."""
    scene.hands.set(business=(business - wall).total_seconds(), real=wall.total_seconds())
