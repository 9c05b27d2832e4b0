"""`kill -9` at named points and at random, during a load: everything is counted exactly afterwards."""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Sequence
from itertools import cycle
from random import Random

from tests.faults import counting
from tests.faults.points import POINTS, Point
from tests.faults.proof import Proof, Scale, same
from tests.faults.replica import Replica, replicas
from tests.faults.stage import WEDNESDAY, Stage, stage

ALONE = "kill -9 at named points and at random"
REPLICAS = "Three replicas, one of them killed again and again"
AT_RANDOM = "at random"
REFERENCES = {Scale.FULL: 1_000, Scale.SHORT: 40}
OF_REPLICAS = {Scale.FULL: 120, Scale.SHORT: 40}  # references: three of them do more than two processors can
AT_EACH_POINT = {Scale.FULL: 5, Scale.SHORT: 1}  # kills
BESIDE_POINTS = {Scale.FULL: 20, Scale.SHORT: 1}  # kills
NUMBER = 3  # replicas
EVERY = 5.0, 8.0  # seconds between two kills of them
FEWEST = {Scale.FULL: 15, Scale.SHORT: 2}  # kills of them
ACTS = (
    7.5  # of people for a reference, at least: its form and list, an approval, an answer, a day, two scores
)
STUCK_AFTER = 120.0  # seconds
# Seconds for which a workspace waits whose only worker was killed. One of three that is alive must not lose its lease
# because the machine is busy.
LEASE_ALONE, LEASE = 2.0, 5.0
ACK_LIMIT = {Scale.FULL: 3.0, Scale.SHORT: 6.0}  # seconds; Slack's own are 3


async def alone(url: str, scale: Scale) -> Proof:
    """One replica, killed for each entry of a plan, which is spread over the whole load."""
    plan: list[Point | None] = [*POINTS] * AT_EACH_POINT[scale] + [None] * BESIDE_POINTS[scale]
    random = Random(len(plan))  # noqa: S311
    random.shuffle(plan)
    died = Counter[str]()
    async with stage(url, REFERENCES[scale], lease=LEASE_ALONE, ack_limit=ACK_LIMIT[scale]) as scene:
        with replicas(1, **scene.given) as one:
            await _play(scene, one, _planned(scene, one, plan, random, died), all_kills=True)
        same("kills", died, Counter(_name(point) for point in plan))
        return Proof(1, ALONE, _counts(scene, died, await counting.everything(scene.database, scene.crowd)))


async def side_by_side(url: str, scale: Scale) -> Proof:
    """Three replicas on one database, one of them killed every few seconds for as long as the load lasts."""
    random, died = Random(NUMBER), Counter[str]()  # noqa: S311
    async with stage(url, OF_REPLICAS[scale], lease=LEASE, ack_limit=ACK_LIMIT[scale]) as scene:
        with replicas(NUMBER, **scene.given) as three:
            if scale is Scale.FULL:
                await _play(scene, three, _again_and_again(three, random, died), all_kills=False)
            else:
                plan: list[Point | None] = [None] * FEWEST[scale]
                await _play(scene, three, _planned(scene, three, plan, random, died), all_kills=True)
        same("kills, fewer than", min(died.total(), FEWEST[scale]), FEWEST[scale])
        return Proof(
            2, REPLICAS, _counts(scene, died, await counting.everything(scene.database, scene.crowd))
        )


async def _play(
    scene: Stage, all_of_them: Sequence[Replica], killing: Coroutine[None, None, None], *, all_kills: bool
) -> None:
    """The load from Monday to its end on Wednesday, and a polite end of all replicas."""
    async with asyncio.TaskGroup() as group:
        killer = group.create_task(killing)
        async with scene.crowd.at_work():
            await scene.crowd.sell()
            await scene.rest()
            scene.time(WEDNESDAY)
            await scene.rest()
            if all_kills:
                async with asyncio.timeout(STUCK_AFTER):
                    await killer
                await scene.rest()
        killer.cancel()
    for each in all_of_them:
        same("exit code after SIGTERM", await each.stop(), 0)


async def _planned(
    scene: Stage,
    all_of_them: Sequence[Replica],
    plan: Sequence[Point | None],
    random: Random,
    died: Counter[str],
) -> None:
    """A death each time that people have acted so often, of one after the other, each of which begins anew."""
    every = ACTS * scene.references / (len(plan) + 1)
    for each in all_of_them:
        each.start(plan[0])
    for number, (point, replica) in enumerate(zip(plan, cycle(all_of_them), strict=False), 1):
        while scene.crowd.acts < every * number:
            await scene.sandbox.changes.next()
        if point is None:
            await asyncio.sleep(random.random() / 10)  # any moment, not only the end of an act
            replica.kill()
        else:
            replica.arm()
            await replica.died()
        died[_name(point)] += 1
        replica.start(plan[number] if number < len(plan) else None)


async def _again_and_again(all_of_them: Sequence[Replica], random: Random, died: Counter[str]) -> None:
    for each in all_of_them:
        each.start()
    while True:
        await asyncio.sleep(random.uniform(*EVERY))
        replica = random.choice(all_of_them)
        replica.kill()
        died[AT_RANDOM] += 1
        replica.start()


def _name(point: Point | None) -> str:
    return str(point) if point else AT_RANDOM


def _counts(scene: Stage, died: Counter[str], counted: dict[str, int]) -> dict[str, int]:
    crowd = scene.crowd
    killed = {"kills": died.total(), **{f"killed {name}": died[name] for name in sorted(died)}}
    return killed | counted | {"presses": crowd.acts, "presses repeated": crowd.again}
