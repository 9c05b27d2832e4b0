"""All routes of all nouns, joined."""

from handlers import asks, homes, lines, references, table, workspaces
from handlers.table import Table


def build() -> Table:
    return table.build((*references.ROUTES, *lines.ROUTES, *asks.ROUTES, *homes.ROUTES, *workspaces.ROUTES))
