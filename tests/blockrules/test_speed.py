"""Judging costs a small multiple of reading the JSON, in one run of one machine."""

import json
import time
import timeit
from collections.abc import Callable

import pytest

from sandbox.blockrules import faults
from tests.blockrules.sample import BUTTON, Json, marked
from tests.views.gallery import asks
from tests.views.people import Names

MOST_READINGS = 150  # a schema that tries every block's shape in turn takes several hundred
TURNS, TRIES = 5, 15
CARD: list[Json] = next(each.blocks for each in asks.surfaces(Names()) if each.kind == "message")
FIFTY: list[Json] = [
    {"type": "section", "text": marked(f"Order {number}"), "accessory": {**BUTTON, "value": str(number)}}
    for number in range(50)
]


def fastest(act: Callable[[], object]) -> float:
    """Seconds of this process alone: what else the machine does is not counted."""
    return min(timeit.repeat(act, timer=time.process_time, number=TURNS, repeat=TRIES))


@pytest.mark.parametrize("blocks", [CARD, FIFTY], ids=["card", "fifty"])
def test_judging_is_a_small_multiple_of_reading(blocks: list[Json]) -> None:
    written = json.dumps(blocks)
    assert faults(blocks, "message") == []
    judged, read = fastest(lambda: faults(blocks, "message")), fastest(lambda: json.loads(written))
    assert judged / read < MOST_READINGS
