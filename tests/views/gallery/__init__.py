"""Every surface that the views can draw, with whatever names are wanted in it: each noun adds its own."""

from collections.abc import Callable, Iterator

from tests.views.gallery import (
    advocates,
    asks,
    customer_tasks,
    digests,
    favours,
    homes,
    ledger,
    managers,
    notices,
    nps,
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
    customer_tasks.surfaces,
    owners.surfaces,
    references.surfaces,
    favours.surfaces,
    nps.surfaces,
    surveys.surfaces,
    ledger.surfaces,
    notices.surfaces,
    managers.surfaces,
    digests.surfaces,
    homes.surfaces,
    uploads.surfaces,
)


def everything(names: Names) -> list[Surface]:
    return [surface for surfaces in NOUNS for surface in surfaces(names)]
