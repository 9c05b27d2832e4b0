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
    nps,
    nudges,
    owners,
    participations,
    references,
    surveys,
    table,
    upkeep,
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
    givebacks,
    approvals,
    nudges,
    invitations,
    advocates,
    managers,
    upkeep,
    uploads,
    greetings,
    digests,
    homes,
    workspaces,
)


def build() -> Table:
    return table.build(route for noun in NOUNS for route in noun.ROUTES)
