"""When nudging is paused: the stop rule, laid down before anything was counted.

It is looked at once a month, for two years, then it begins anew. In two years of nudges that do nothing it pauses
them with a probability of 5 % at most: 4 % for what people do, 0.2 % for each of the five figures that guard it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.effect import ENOUGH_MONTHS, NORMAL, Sums

LOOKS = 24  # months


class Harm(StrEnum):
    """What nudging can spoil."""

    ACTS = "acts"  # nudged people do less
    LEFT = "left"  # more of them leave
    DECLINED = "declined"  # they decline more asks
    STOPPED = "stopped"  # of the answers to nudges more are *Stop*
    LATER = "later"  # or *Later*
    UNFILLED = "unfilled"  # more needs find nobody


ERROR = {Harm.ACTS: 0.04} | dict.fromkeys(
    (Harm.LEFT, Harm.DECLINED, Harm.STOPPED, Harm.LATER, Harm.UNFILLED), 0.002
)
FEWER_IS_WORSE = frozenset({Harm.ACTS})


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look sees, so many months of the two years in.

    By arm: (nudged, held out). Where nobody is held out from it: (this quarter, the last).
    """

    months: int
    by_arm: Mapping[Harm, tuple[Sums, Sums]]
    by_quarter: Mapping[Harm, tuple[Share, Share]]


def harm(seen: Seen) -> Harm | None:
    """The gravest harm that is shown by now. Both arms say nothing before there are enough months."""
    arms = seen.by_arm if seen.months >= ENOUGH_MONTHS else {}
    found = [kind for kind, both in arms.items() if _apart(kind, both, seen.months)]
    found += [kind for kind, quarters in seen.by_quarter.items() if _worse(kind, quarters)]
    return min(found, key=list(Harm).index, default=None)


def boundary(error: float, months: int) -> float:
    """How many standard errors the arms have to be apart after so many of the months.

    O'Brien and Fleming's, looked at without end: a Brownian motion that reaches b at any time up to 1 is above it at 1
    half of the time (the reflection principle), so b is the quantile of 1 - error/2, and of a standardised difference
    at the share t of the information it is b/√t. O'Brien and Fleming, *Biometrics* 35 (1979); Lan and DeMets,
    *Biometrika* 70 (1983). Alike months of one person make information come sooner than months do: then the error is
    smaller still (Slepian's inequality).
    """
    return NORMAL.inv_cdf(1 - error / 2) / math.sqrt(months / LOOKS)


def _apart(kind: Harm, arms: tuple[Sums, Sums], months: int) -> bool:
    nudged, held_out = arms
    above = apart(nudged.rate, nudged.worth, held_out.rate, held_out.worth)
    return (-above if kind in FEWER_IS_WORSE else above) > boundary(ERROR[kind], months)


def _worse(kind: Harm, quarters: tuple[Share, Share]) -> bool:
    """Each quarter is looked at in three months, so looks are not independent: Bonferroni's bound needs no more."""
    now, before = quarters
    if not now.of or not before.of:
        return False
    above = apart(now.hits / now.of, now.of, before.hits / before.of, before.of)
    return above > NORMAL.inv_cdf(1 - ERROR[kind] / LOOKS)


def apart(rate: float, worth: float, other: float, other_worth: float) -> float:
    """How many standard errors a share is above another one, if both were the same (pooled)."""
    if not worth or not other_worth:
        return 0.0
    pooled = (rate * worth + other * other_worth) / (worth + other_worth)
    error = math.sqrt(pooled * (1 - pooled) * (1 / worth + 1 / other_worth))
    return (rate - other) / error if error else 0.0
