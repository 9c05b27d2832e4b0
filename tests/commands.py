"""`rung` in a process of its own, forked from one that has imported it: that is most of what a start takes."""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import app

PATIENCE = 110  # seconds, for a slow machine


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    error: str


def environment(home: Path, **settings: str) -> dict[str, str]:
    """With these settings and none of ours, but for what `make coverage` tells the processes that we start."""
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return {"PATH": os.environ["PATH"], "HOME": str(home), **measured, **settings}


def rung(*words: str, cwd: Path, **settings: str) -> Done:
    """One command with nobody at the keyboard, in an environment with these settings and no others."""
    fork = multiprocessing.get_context("forkserver")
    fork.set_forkserver_preload([app.__name__])
    with TemporaryDirectory() as place:
        process = fork.Process(target=_run, args=(words, cwd, environment(cwd, **settings), Path(place)))
        process.start()
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            process.join()
        said = [(Path(place) / name).read_text("utf-8") for name in ("out", "error")]
    assert "Traceback" not in said[1], said[1]
    return Done(process.exitcode or 0, *said)


def _run(words: tuple[str, ...], cwd: Path, settings: Mapping[str, str], place: Path) -> None:
    for stream, name in enumerate(("out", "error"), start=1):
        os.dup2(os.open(place / name, os.O_WRONLY | os.O_CREAT), stream)
    os.environ.clear()
    os.environ.update(settings)
    os.chdir(cwd)
    sys.argv = ["rung", *words]
    app.main()
