"""Which of the database's errors pass by themselves, so that the same thing may be tried again."""

import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

# Another transaction is in the way, or it took too long.
CLASHES = frozenset({"40001", "40P01", "55P03", "57014"})
LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
# The database is away, is read only until it has taken over, or lacks room. Classes: connections, and too little.
GONE = frozenset({"25006", "25P03", "57P01", "57P02", "57P03", "57P05"})
CLASSES = ("08", "53")
UNWRITABLE = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
)
PRIMARY = 0xFF  # of a code of SQLite's: the rest of it says more


def passes(problem: BaseException) -> bool:
    """Is it about the moment, and not about what was asked?"""
    return away(problem) or clashes(problem)


def clashes(problem: BaseException) -> bool:
    """Is somebody else in the way?"""
    return _state(problem) in CLASHES or _code(problem) in LOCKED


def away(problem: BaseException) -> bool:
    """Would anything else fail as well just now?"""
    if isinstance(problem, PoolTimeoutError) or lost(problem):
        return True
    state = _state(problem)
    if state is None:
        return _code(problem) in UNWRITABLE
    return state in GONE or state.startswith(CLASSES)


def lost(problem: BaseException) -> bool:
    """Did the connection break? Nobody can say then whether a commit that was under way was made."""
    return isinstance(problem, DBAPIError) and problem.connection_invalidated


def _state(problem: BaseException) -> str | None:
    """PostgreSQL's word for it; where there was no server to say one, that there was no connection."""
    driver = getattr(problem, "orig", None)
    if not isinstance(driver, psycopg.Error):
        return None
    return driver.sqlstate or ("08000" if isinstance(driver, psycopg.OperationalError) else "")


def _code(problem: BaseException) -> int:
    """SQLite's."""
    return int(getattr(getattr(problem, "orig", None), "sqlite_errorcode", -1)) & PRIMARY
