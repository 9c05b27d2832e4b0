"""`make faults-all`: the stories once more, with a fault of the sandbox switched on from the first call to the last."""

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from tests import disturbed
from tests.faults.proof import Proof, Scale

TITLE = "Every story, with a fault of Slack's from its first call to its last"
STORIES = Path(__file__).parents[1] / "stories"
FAILED_SAID = 3_000  # characters of what pytest says at the end


async def prove(fault: str, _scale: Scale) -> Proof:
    with TemporaryDirectory(prefix="rung-stories-") as place:
        report = Path(place) / "report.xml"
        told = [str(STORIES), "-p", "no:cacheprovider", "-m", "not postgresql and not browser"]
        short = ["--show-capture=no", "--color=no"]
        pytest = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "pytest", *told, *short, "-p", "no:xdist", f"--junitxml={report}"),
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
