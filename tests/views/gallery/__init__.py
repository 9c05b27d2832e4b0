"""Every surface that the views can draw, with whatever names are wanted in it: each noun adds its own."""

from collections.abc import Callable, Iterator

from tests.views.gallery import (
    advocates,
    asks,
    climbing,
    customer_tasks,
    digests,
    favours,
    givebacks,
    homes,
    ladder,
    ledger,
    log,
    managers,
    notices,
    nps,
    nudges,
    owners,
    references,
    surveys,
    uploads,
)
from tests.views.gallery.surface import Surface
from tests.views.people import Names

NOUNS: tuple[Callable[[Names], Iterator[Surface]], ...] = (
    advocates.surfaces,
    asks.surfaces,
    climbing.surfaces,
    customer_tasks.surfaces,
    owners.surfaces,
    references.surfaces,
    favours.surfaces,
    nps.surfaces,
    surveys.surfaces,
    ledger.surfaces,
    log.surfaces,
    givebacks.surfaces,
    notices.surfaces,
    nudges.surfaces,
    managers.surfaces,
    digests.surfaces,
    homes.surfaces,
    ladder.surfaces,
    uploads.surfaces,
)


def everything(names: Names) -> list[Surface]:
    return [surface for surfaces in NOUNS for surface in surfaces(names)]
