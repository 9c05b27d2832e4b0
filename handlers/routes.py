"""All routes of all nouns, joined."""

from handlers import (
    advocates,
    answers_of_customers,
    asks,
    digests,
    favours,
    greetings,
    homes,
    invitations,
    lines,
    managers,
    nps,
    owners,
    participations,
    references,
    surveys,
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
    nps,
    surveys,
    participations,
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
