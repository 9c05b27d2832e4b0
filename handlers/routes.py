"""All routes of all nouns, joined."""

from handlers import answers_of_customers, asks, homes, references, table, workspaces
from handlers.table import Table


def build() -> Table:
    return table.build(
        (*references.ROUTES, *asks.ROUTES, *answers_of_customers.ROUTES, *homes.ROUTES, *workspaces.ROUTES)
    )
