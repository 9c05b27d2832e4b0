"""What makes a suite of thousands of small worlds quick, and changes nothing of what is tested."""

import gc
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.util import LRUCache

STATEMENTS = 5_000  # of all tests together; an engine's own cache holds 500


def compile_once() -> None:
    """Each test has engines of its own, and each would make SQL of the same statements again: a third of its time."""
    shared: dict[str, tuple[Any, LRUCache[Any, Any]]] = {}

    @event.listens_for(Engine, "engine_connect")
    def _share(connection: Any) -> None:
        engine = connection.engine
        dialect, cache = shared.setdefault(engine.driver, (engine.dialect, LRUCache(STATEMENTS)))
        # A compiled statement is kept under its dialect, by identity: one for all, the first, which knows its server.
        engine.dialect = connection.dialect = dialect
        engine._compiled_cache = cache


def collect_less() -> None:
    """What was imported and collected lives to the end: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
