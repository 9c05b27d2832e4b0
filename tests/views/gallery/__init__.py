"""Every surface that the views can draw, with whatever names are wanted in it: each noun adds its own."""

from tests.views.gallery import advocates, asks, homes, notices, references
from tests.views.gallery.surface import Surface
from tests.views.people import Names

NOUNS = (advocates, asks, references, notices, homes)


def everything(names: Names) -> list[Surface]:
    return [surface for noun in NOUNS for surface in noun.surfaces(names)]
