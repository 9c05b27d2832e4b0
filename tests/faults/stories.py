"""The stories of tests/stories once more, with a fault of the sandbox switched on from the first call to the last.

Each with one of the faults, and with another one on the next day; `make faults-all`: each with each.
"""

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from bot.kit.clock import Clock
from sandbox.switches import Name
from tests import disturbed
from tests.faults.proof import Proof, Scale

TITLE = "Every story, with a fault of Slack's from its first call to its last"
STORIES = Path(__file__).parents[1] / "stories"
FAULTS = len(Name)
FAILED_SAID = 3_000  # characters of what pytest says at the end


async def prove(fault: str, turn: int | None, _scale: Scale) -> Proof:
    """`turn`: whose of the faults it is, and so which of the stories meet it today; None: all of them do."""
    files = sorted(map(str, STORIES.glob("test_*.py")))
    some = files if turn is None else files[(turn + Clock().real().toordinal()) % FAULTS :: FAULTS]
    with TemporaryDirectory(prefix="rung-stories-") as place:
        report = Path(place) / "report.xml"
        told = [*some, "-p", "no:cacheprovider", "-m", "not postgresql and not browser"]
        pytest = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "pytest", *told, "-p", "no:xdist", f"--junitxml={report}"),
            env={**os.environ, disturbed.VARIABLE: fault},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await pytest.communicate()
        if pytest.returncode != 0:
            raise AssertionError(said.decode()[-FAILED_SAID:])
        return Proof(3, TITLE, _counts(report))


def _counts(report: Path) -> dict[str, int]:
    (suite,) = ET.parse(report).getroot().iter("testsuite")  # noqa: S314  (we had it written ourselves)
    told, left_out = int(suite.attrib["tests"]), int(suite.attrib["skipped"])
    return {"stories": told - left_out, "left out, each with its reason": left_out}
