"""Part of `make coverage`: which branches of each room no test takes. Fails under 95 of a hundred."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coverage import Coverage

ROOMS = ("handlers", "bot")
ENOUGH = 95  # of a hundred branches, in each room


def measured(coverage: Coverage) -> dict[str, dict[str, Any]]:
    """By file, what the last run found."""
    with TemporaryDirectory() as place:
        report = Path(place) / "coverage.json"
        coverage.json_report(outfile=str(report))
        found: dict[str, dict[str, Any]] = json.loads(report.read_text("utf-8"))["files"]
    return found


def untaken(files: dict[str, dict[str, Any]], room: str) -> tuple[int, list[str]]:
    """How many branches a room has, and which of them nobody took: from which line to which."""
    branches, missing = 0, list[str]()
    for name, file in sorted(files.items()):
        if Path(name).parts[0] == room:
            branches += file["summary"]["num_branches"]
            missing += [
                f"{name}:{begins} → {ends if ends > 0 else 'the end'}"
                for begins, ends in file["missing_branches"]
            ]
    return branches, missing


def main() -> int:
    coverage, short = Coverage(), False
    coverage.load()
    files = measured(coverage)
    for room in ROOMS:
        branches, missing = untaken(files, room)
        taken = 100 * (branches - len(missing)) / branches if branches else 0
        short |= taken < ENOUGH
        sys.stdout.write("\n".join([*missing, f"{room}: {taken:.1f} % of {branches:,} branches", ""]))
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
