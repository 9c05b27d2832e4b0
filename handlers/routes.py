"""All routes of all nouns, joined."""

from handlers import asks, favours, homes, participations, references, table, workspaces
from handlers.table import Table


def build() -> Table:
    return table.build(
        (
            *references.ROUTES,
            *asks.ROUTES,
            *favours.ROUTES,
            *participations.ROUTES,
            *homes.ROUTES,
            *workspaces.ROUTES,
        )
    )
