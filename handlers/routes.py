"""All routes of all nouns, joined."""

from handlers import asks, homes, owners, references, table, workspaces
from handlers.table import Table


def build() -> Table:
    return table.build((*references.ROUTES, *asks.ROUTES, *owners.ROUTES, *homes.ROUTES, *workspaces.ROUTES))
