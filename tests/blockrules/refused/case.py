"""One payload that Slack refuses, told by what is changed in one that it takes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.blockrules import Surface
from tests.blockrules.taken import TAKEN

GONE = object()  # in the place of a value: the field is taken away


@dataclass(frozen=True)
class Case:
    """`value` is put at `at` of the payload `base`; then exactly one fault is at `pointer`."""

    base: str
    at: str
    value: Any
    pointer: str

    def __str__(self) -> str:
        written = "gone" if self.value is GONE else repr(self.value)
        return f"{self.base}{self.at}: {written[:24]} ({len(written)})"

    @property
    def surface(self) -> Surface:
        return TAKEN[self.base].surface

    def payload(self) -> Any:
        changed = json.loads(json.dumps(TAKEN[self.base].payload))
        if not self.at:
            return self.value
        place, last = there(changed, self.at)
        if self.value is GONE:
            del place[last]
        elif isinstance(place, list) and last == len(place):
            place.append(self.value)
        else:
            place[last] = self.value
        return changed


def there(payload: Any, at: str) -> tuple[Any, Any]:
    """What holds the value at this pointer, and its key in it."""
    *way, last = at.split("/")[1:]
    for step in way:
        payload = payload[int(step) if isinstance(payload, list) else step]
    return payload, int(last) if isinstance(payload, list) else last


@dataclass(frozen=True)
class Of:
    """What may go wrong in one object of a payload: each name below is of a field in it.

    `needs`: must be there. `texts`: strings, `name:most`. `filled`: strings that may not be empty. `ticks`:
    booleans. `numbers` and `lists`: `name:least-most`. `words`: one of a few. `holds`: objects; `name/0` is
    the first of a list. `plain`, `mixed`: text objects, `name:most`, the former without mrkdwn. `unlike`:
    strings of another form than the value given. Every field that is not known is refused, too.
    """

    base: str
    at: str
    needs: str = ""
    texts: str = ""
    filled: str = ""
    ticks: str = ""
    numbers: str = ""
    lists: str = ""
    words: str = ""
    holds: str = ""
    plain: str = ""
    mixed: str = ""
    unlike: tuple[tuple[str, str], ...] = ()

    def cases(self) -> Iterator[Case]:
        yield Case(self.base, f"{self.at}/colour", "red", self.at)
        for name in self.needs.split():
            yield Case(self.base, f"{self.at}/{name}", GONE, self.at)
        for name, value in self._wrong_values():
            yield Case(self.base, f"{self.at}/{name}", value, f"{self.at}/{name}")
        for name, most in _named(self.plain):
            yield self._within(f"{name}/type", "mrkdwn")
            yield from self._too_long(name, most)
        for name, most in _named(self.mixed):
            yield self._within(f"{name}/type", "raw_text")
            yield from self._too_long(name, most)

    def at_the_limit(self) -> Iterator[Case]:
        """The longest, least and most that is taken of each field: no fault is at the pointer."""
        for name, most in _named(self.texts):
            if most:
                yield self._within(name, str(self._now(name)).ljust(int(most), "x"))
        for name, most in [*_named(self.plain), *_named(self.mixed)]:
            if most:
                yield self._within(f"{name}/text", "x" * int(most))
        for name, bounds in _named(self.numbers):
            yield from (self._within(name, int(bound)) for bound in bounds.split("-") if bound)
        for name, bounds in _named(self.lists):
            yield from (
                self._within(name, self._now(name)[:1] * int(bound)) for bound in bounds.split("-") if bound
            )

    def _wrong_values(self) -> Iterator[tuple[str, Any]]:
        for name, most in _named(self.texts):
            yield name, 7
            if most:
                yield name, str(self._now(name)).ljust(int(most) + 1, "x")
        yield from ((name, "") for name in self.filled.split())
        yield from ((name, "yes") for name in self.ticks.split())
        yield from ((name, "loud") for name in self.words.split())
        yield from ((name, 7) for name in self.holds.split())
        yield from ((name, 7) for name, _ in [*_named(self.plain), *_named(self.mixed)])
        yield from self.unlike
        for name, bounds in _named(self.numbers):
            yield name, "7"
            yield from ((name, number) for number in _outside(bounds))
        for name, bounds in _named(self.lists):
            yield name, 7
            yield from ((name, self._now(name)[:1] * count) for count in _outside(bounds) if count >= 0)

    def _now(self, name: str) -> Any:
        """What the field holds in the payload that is taken."""
        place, last = there(TAKEN[self.base].payload, f"{self.at}/{name}")
        return place[last]

    def _too_long(self, name: str, most: str) -> Iterator[Case]:
        if most:
            yield self._within(f"{name}/text", "x" * (int(most) + 1))

    def _within(self, name: str, value: Any) -> Case:
        return Case(self.base, f"{self.at}/{name}", value, f"{self.at}/{name}")


def _named(listed: str) -> Iterator[tuple[str, str]]:
    for each in listed.split():
        name, _, most = each.partition(":")
        yield name, most


def _outside(bounds: str) -> Iterator[int]:
    """The numbers next to `least-most`."""
    least, _, most = bounds.partition("-")
    if least:
        yield int(least) - 1
    if most:
        yield int(most) + 1
