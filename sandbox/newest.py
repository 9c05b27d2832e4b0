"""Lists of what happened that do not grow for ever."""

from typing import TypeVar

Item = TypeVar("Item")

KEPT = 5_000


class Newest(list[Item]):
    """At least the newest `KEPT` of what was appended, oldest first."""

    def append(self, item: Item) -> None:
        super().append(item)
        if len(self) > 2 * KEPT:
            del self[:-KEPT]
