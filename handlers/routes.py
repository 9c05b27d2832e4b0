"""All routes of all nouns, joined."""

from handlers import asks, homes, lines, managers, owners, references, table, workspaces
from handlers.table import Table

NOUNS = (references, lines, asks, owners, managers, homes, workspaces)


def build() -> Table:
    return table.build(route for noun in NOUNS for route in noun.ROUTES)
