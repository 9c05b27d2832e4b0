"""All routes of all nouns, joined."""

from handlers import (
    advocates,
    answers_of_customers,
    approvals,
    asks,
    digests,
    favours,
    givebacks,
    greetings,
    homes,
    invitations,
    lines,
    managers,
    nudges,
    owners,
    participations,
    references,
    table,
    uploads,
    workspaces,
)
from handlers.table import Table

NOUNS = (
    references,
    lines,
    asks,
    answers_of_customers,
    owners,
    favours,
    participations,
    givebacks,
    approvals,
    nudges,
    invitations,
    advocates,
    managers,
    uploads,
    greetings,
    digests,
    homes,
    workspaces,
)


def build() -> Table:
    return table.build(route for noun in NOUNS for route in noun.ROUTES)
