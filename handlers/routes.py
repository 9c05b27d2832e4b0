"""All routes of all nouns, joined."""

from handlers import answers_of_customers, asks, homes, lines, managers, owners, references, table, workspaces
from handlers.table import Table

NOUNS = (references, lines, asks, owners, managers, homes, workspaces)


def build() -> Table:
    return table.build(route for noun in NOUNS for route in noun.ROUTES)
    return table.build(
        (*references.ROUTES, *asks.ROUTES, *answers_of_customers.ROUTES, *homes.ROUTES, *workspaces.ROUTES)
    )
