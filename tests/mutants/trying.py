"""Trying a mutant: a process of its own imports it in place of the real module, and the tests that guard it run.

Whatever does not depend on the module is imported once, before the processes part: a mutant costs seconds. Nothing is
written to the tree.
"""

import os
import resource
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import grimp
import pytest

from tests.house.tree import FLOORS

SECONDS = 120  # of processor time; who needs more goes round in circles, and is noticed by that
PLAIN = ("-x", "--assert=plain", "--hypothesis-seed=0", "-m", "not postgresql and not browser")
WITHOUT = ("cacheprovider", "xdist")
SURVIVED, UNSEEN = 0, 99
Code = CodeType


class Instead(SourceFileLoader):
    """Finds one module, and runs this code for it."""

    def __init__(self, module: str, path: Path, code: CodeType) -> None:
        super().__init__(module, str(path))
        self._code, self.ran = code, False

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname == self.name else None
        if spec:
            spec.loader = self
        return spec

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002
        self.ran = True
        return self._code


def get_ready(module: str) -> None:
    """Import whatever does not import this module."""
    graph = grimp.build_graph(*FLOORS, "migrations", cache_dir=None)
    for each in graph.modules:
        package = each.rpartition(".")[0]
        if package:  # which is imported first, whoever asks
            graph.add_import(importer=each, imported=package)
    waiting = {module} | graph.find_downstream_modules(module)
    for each in sorted(graph.modules - waiting):
        if not each.startswith("migrations."):
            import_module(each)
    if module in sys.modules:
        raise SystemExit(f"{module} is imported already, so nothing in its place would be noticed")


def survives(module: str, path: Path, code: CodeType | None, tests: Sequence[str]) -> bool:
    """Do the tests pass with this code? With None: with the module as it is."""
    child = os.fork()
    if child == 0:
        os._exit(_try(module, path, code, tests))
    _, status = os.waitpid(child, 0)
    if status == UNSEEN << 8:
        raise SystemExit(f"the tests of {module} do not import it")
    return status == SURVIVED


def _try(module: str, path: Path, code: CodeType | None, tests: Sequence[str]) -> int:
    instead = Instead(module, path, code) if code else None
    if instead:
        sys.meta_path.insert(0, instead)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    without = [word for each in WITHOUT for word in ("-p", f"no:{each}")]
    try:
        came = int(pytest.main([*PLAIN, *without, *tests]))
    except BaseException:  # noqa: BLE001  (whatever goes wrong with a mutant is what it was noticed by)
        return 1
    return UNSEEN if instead and not instead.ran else came


def outcomes(module: str, path: Path, codes: Sequence[CodeType], tests: Sequence[str]) -> Iterator[bool]:
    """Whether each survives; raises where the tests fail without any mutant."""
    get_ready(module)
    if not survives(module, path, None, tests):
        raise SystemExit(f"the tests of {module} fail as it is")
    for code in codes:
        yield survives(module, path, code, tests)
