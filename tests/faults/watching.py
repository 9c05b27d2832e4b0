"""What must never be: an error of ours, a traceback in the log, a change by somebody who may make none."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import event

from bot.kit.database import Database

SERVER_ERROR = 500
LOUD = frozenset({"error", "critical", "exception"})
CHANGES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Watch:
    """`writes` counts the statements that would change a database; `log` holds what was logged since the last look."""

    log: list[Any]
    faults: list[str] = field(default_factory=list)
    writes: int = 0

    def over(self, database: Database) -> None:
        event.listen(database.engine.sync_engine, "before_cursor_execute", self._count)

    def look(self, status: int, sent: Any) -> None:
        loud = [each for each in self.log if each["log_level"] in LOUD]
        self.log.clear()
        if status >= SERVER_ERROR or loud:
            self.faults.append(f"{status} {loud} after {json.dumps(sent)}")

    def _count(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self.writes += statement.lstrip().upper().startswith(CHANGES)


class _Listening(logging.Handler):
    """What libraries say, beside what we do."""

    def __init__(self, log: list[Any]) -> None:
        super().__init__(logging.ERROR)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log.append({"log_level": record.levelname.lower(), "event": self.format(record)})


@contextmanager
def watching() -> Iterator[Watch]:
    """Over all that is logged meanwhile. Bolt's warnings, one for each payload that it does not know, are not shown."""
    root = logging.getLogger()
    level = root.level  # which Bolt takes over for each app that it makes
    with structlog.testing.capture_logs([structlog.processors.format_exc_info]) as log:
        handler = _Listening(log)
        root.addHandler(handler)
        root.setLevel(logging.ERROR)
        try:
            yield Watch(log)
        finally:
            root.removeHandler(handler)
            root.setLevel(level)
