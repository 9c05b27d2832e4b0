"""What a database holds, read without today's code: by table, the rows as they are kept."""

from collections.abc import Mapping

from sqlalchemy import MetaData, create_engine, make_url, select

BESIDE = frozenset({"alembic_version", "compatible_schema"})  # they tell of the schema itself
Tables = Mapping[str, list[dict[str, object]]]


def everything(url: str) -> Tables:
    """By the columns that are there; rows in an order of their own values."""
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    engine, found = create_engine(address), MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
        rows = {
            name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for name, table in found.tables.items()
            if name not in BESIDE
        }
    engine.dispose()
    return rows


def as_far_as(rows: Tables, other: Tables, columns: Mapping[str, set[str]]) -> Tables:
    """Only tables and columns that the other one has too."""
    return {
        name: sorted(
            ({column: row[column] for column in row if column in columns[name]} for row in rows[name]),
            key=str,
        )
        for name in rows.keys() & other.keys()
    }


def columns(url: str) -> dict[str, set[str]]:
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    engine, found = create_engine(address), MetaData()
    found.reflect(engine)
    engine.dispose()
    return {name: set(table.columns.keys()) for name, table in found.tables.items()}
