"""All routes of all nouns, joined."""

from handlers import advocates, asks, homes, invitations, references, table, workspaces
from handlers.table import Table


def build() -> Table:
    return table.build(
        (
            *references.ROUTES,
            *asks.ROUTES,
            *homes.ROUTES,
            *workspaces.ROUTES,
            *advocates.ROUTES,
            *invitations.ROUTES,
        )
    )
