"""All routes of all nouns, joined."""

from handlers import asks, homes, lines, owners, references, table, workspaces
from handlers.table import Table


def build() -> Table:
    return table.build((*references.ROUTES, *lines.ROUTES, *asks.ROUTES, *homes.ROUTES, *workspaces.ROUTES))
    return table.build((*references.ROUTES, *asks.ROUTES, *owners.ROUTES, *homes.ROUTES, *workspaces.ROUTES))
