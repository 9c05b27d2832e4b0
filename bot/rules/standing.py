"""Where somebody has settled on the ladder, from what they did; `models/climb.py` asks the same of everybody at once.

An act counts for twelve months: to the same day a year later, that day included (done on 29 February, to the 28th).
What is served for a time counts from its first day until twelve months after its last. On each rung, the highest
that holds wins:

- *there*: two acts on that rung or more, and the last of these was a good experience;
- *higher*: an act above it or more, and the last of these was good;
- *serving*: something on that rung is being served now, and is good. What is served settles nobody on its own rung
  in another way, so that the day after its last it counts as one above.

So what went wrong high up takes nobody's place below it, where that rests on acts of its own. The last is the latest
by day; of the same day, what was written down last. An experience is good where the customer's side of the debrief
says 3 of 5 or more, or nothing: most of what is done has no debrief, and silence is no complaint. Only what is
verified, or was corrected since, and stands is an act; the activity counts on the rung it has now, a retired one on
its last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ENOUGH = 2  # acts on a rung
GROUND = 0  # whoever has settled nowhere


class Why(StrEnum):
    """What a standing rests on, where several hold: the first of these."""

    SERVING = "serving"
    THERE = "there"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Act:
    """Something verified. `id`: of two on a day the higher was written down later; `serves_until`: None for ever."""

    id: str
    rung: int
    done_on: date
    good: bool = True
    lasting: bool = False
    serves_until: date | None = None

    @property
    def last_day(self) -> date:
        """The day it was done on, or is served until."""
        return (self.serves_until or date.max) if self.lasting else self.done_on


@dataclass(frozen=True, slots=True)
class Standing:
    """`acts`: what it rests on, the earliest first; `until`: its last day if nothing else is done, None for ever."""

    rung: int = GROUND
    why: Why | None = None
    acts: tuple[Act, ...] = ()
    until: date | None = None


def standing(acts: Sequence[Act], *, on: date) -> Standing:
    since = year_before(on)
    counted = sorted(
        (act for act in acts if act.done_on <= on and act.last_day >= since),
        key=lambda act: (act.last_day, act.id),
    )
    for rung in range(max((act.rung for act in counted), default=GROUND), GROUND, -1):
        if found := _on(rung, counted, on):
            return found
    return Standing()


def _on(rung: int, counted: Sequence[Act], on: date) -> Standing | None:
    """The standing on one rung, where it holds; `counted` are in order of their last days."""
    there = [act for act in counted if act.rung == rung]
    serving = [act for act in there if act.lasting and act.good and act.last_day >= on]
    once = [act for act in there if not act.lasting]
    higher = [act for act in counted if act.rung > rung]
    holding = {
        Why.SERVING: (serving, serving[-1].last_day) if serving else None,
        Why.THERE: (once, last_counted(once[-ENOUGH].last_day)) if _good(once, ENOUGH) else None,
        Why.HIGHER: (higher, last_counted(higher[-1].last_day)) if _good(higher, 1) else None,
    }
    found = {why: each for why, each in holding.items() if each}
    if not found:
        return None
    why, (acts, _) = next(iter(found.items()))
    until = max(last for _, last in found.values())
    ordered = tuple(sorted(acts, key=lambda act: (act.done_on, act.id)))
    return Standing(rung, why, ordered, None if until == date.max else until)


def _good(acts: Sequence[Act], enough: int) -> bool:
    return len(acts) >= enough and acts[-1].good


def year_before(day: date) -> date:
    """The same day of the year before; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def last_counted(day: date) -> date:
    """The last day on which an act of this day counts."""
    if day.year == date.max.year:
        return date.max
    try:
        later = day.replace(year=day.year + 1)
    except ValueError:
        later = day.replace(year=day.year + 1, day=28)
    leap = later + timedelta(days=1) if later < date.max else later
    return leap if year_before(leap) <= day else later
