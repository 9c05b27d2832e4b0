"""How Alembic reaches the database: by the URL it is given, with the synchronous drivers."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

from models import metadata
from models.base import Day, Instant


def render_item(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Our own types by what the database sees, so that a step of the past needs nothing of today's code."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Instant | Day) else False


DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}

url = make_url(context.config.get_main_option("sqlalchemy.url") or "sqlite://")
engine = create_engine(url.set(drivername=DRIVERS[url.get_backend_name()]), poolclass=NullPool)
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=url.get_backend_name() == "sqlite",
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
