"""How Alembic reaches the database: by the URL it is given, with the synchronous drivers."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import create_engine, event, make_url
from sqlalchemy.pool import NullPool

from models import metadata
from models.base import Day, Instant, say_where


def render_item(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Our own types by what the database sees, so that a step of the past needs nothing of today's code."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Instant | Day) else False


DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
# One walk at a time: whoever comes second waits for the first, and finds nothing left to do. A table that somebody is
# using for long is not waited for long, since everybody else would queue behind us.
ALONE = "SET LOCAL lock_timeout = '10min'; SELECT pg_advisory_xact_lock(7864); SET LOCAL lock_timeout = '3s'"
BUSY_SECONDS = 60

url = make_url(context.config.get_main_option("sqlalchemy.url") or "sqlite://")
on_sqlite = url.get_backend_name() == "sqlite"
engine = create_engine(
    url.set(drivername=DRIVERS[url.get_backend_name()]),
    poolclass=NullPool,
    connect_args={"timeout": BUSY_SECONDS} if on_sqlite else {},
)
if on_sqlite:

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        connection.isolation_level = (
            None  # SQLAlchemy begins, not the driver: a walk is made whole, or not at all
        )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


say_where(metadata)
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=on_sqlite,
        transactional_ddl=True,
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        if not on_sqlite:
            connection.exec_driver_sql(ALONE)
        context.run_migrations()
engine.dispose()
