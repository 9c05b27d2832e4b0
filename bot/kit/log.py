"""One canonical line for each turn and tick, as JSON, or for eyes on a terminal."""

import logging
import re
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

# PostgreSQL quotes the row at which it stumbled: “DETAIL:  Key (program_id, email)=(…) already exists.”
ROW = re.compile(r"DETAIL:.*")


def configure(*, pretty: bool, level: str = "INFO") -> None:
    """Set up structlog and point the libraries' own loggers at stderr, warnings and worse only."""
    renderer = _for_eyes() if pretty else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([] if pretty else [structlog.processors.format_exc_info]),
            _without_rows,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")
    # That a tick is left out while the one before it still runs is how ticks work, not a warning.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def _without_rows(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Errors of the database tell which rule was broken, and not by whose data."""
    for name in ("exception", "error"):
        if isinstance(line.get(name), str):
            line[name] = ROW.sub("DETAIL: left out", line[name])
    return line


def _for_eyes() -> structlog.dev.ConsoleRenderer:
    """Tracebacks without local variables: those hold what customers said."""
    return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)


def logger() -> structlog.stdlib.BoundLogger:
    log: structlog.stdlib.BoundLogger = structlog.get_logger()
    return log
