"""Does nudging do anything: who can be nudged against who is held out, with an interval and what it would take.

The outcome is a month in which somebody did something that no ask of ours brought about. Everybody stays in the arm
that their id puts them in, nudged or not, there or gone: the comparison is of the offer, not of who took it.
"""

import math
from dataclasses import astuple, dataclass
from statistics import NormalDist

NORMAL = NormalDist()
CONFIDENCE, POWER = 0.95, 0.8
HOLDS_OUT_FROM = 1_000  # joined people: below, a tenth is too few to compare with
TO_EACH_HELD_OUT = 9  # people who can be nudged
USUAL = 0.05  # how many act in a month, where a programme has too few acts to tell
ALIKE = 0.03  # how alike one person's months are (their correlation), where nothing tells
MOST = 0.9  # of which two points more can be asked for
ENOUGH_HITS, ENOUGH_MONTHS = 20, 3


@dataclass(frozen=True, slots=True)
class Sums:
    """Of one arm, over its people: their trials (months, answers), hits among these, and the sums of their squares.

    One person's trials are alike, so that what counts is how people differ. `Sums.each` is for one trial a person.
    """

    people: int
    trials: int
    hits: int
    trials_squared: int
    hits_squared: int
    hits_by_trials: int

    @classmethod
    def each(cls, people: int, hits: int) -> "Sums":
        return cls(people, people, hits, people, hits, hits)

    def with_(self, other: "Sums") -> "Sums":
        """Both arms as one."""
        return Sums(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    @property
    def rate(self) -> float:
        return self.hits / self.trials if self.trials else 0.0

    @property
    def variance(self) -> float:
        """Of the rate, from how far each person's hits are from what the rate gives them (linearised ratio).

        Cochran, *Sampling Techniques*, 3rd edition, section 6.4; the same as a cluster-robust variance.
        """
        if self.people < 2 or not self.trials:
            return 0.0
        rate = self.rate
        squares = self.hits_squared - 2 * rate * self.hits_by_trials + rate * rate * self.trials_squared
        return max(squares, 0.0) / self.trials**2 * self.people / (self.people - 1)

    @property
    def worth(self) -> float:
        """How many independent trials would tell as much: never more than there were.

        Korn and Graubard, *Survey Methodology* 24 (1998). Where all or nothing was a hit the rate says nothing of
        how people differ: each counts once.
        """
        variance = self.variance
        if variance <= 0:
            return float(min(self.people, self.trials))
        return min(self.rate * (1 - self.rate) / variance, float(self.trials))

    @property
    def alike(self) -> float:
        """The correlation of one person's trials, from 0 to 1; a usual one where there is too little to tell."""
        if self.hits < ENOUGH_HITS or self.trials <= self.people or not self.worth:
            return ALIKE
        return min(max((self.trials / self.worth - 1) / (self.trials / self.people - 1), 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Effect:
    """Rates of both arms and their difference, in shares of one, with the bounds of its 95 % interval."""

    nudged: float
    held_out: float
    difference: float
    low: float
    high: float

    @property
    def told(self) -> bool:
        """Can it be told from no effect at all?"""
        return self.low > 0 or self.high < 0


def effect(nudged: Sums, held_out: Sums) -> Effect:
    """The difference with its interval, each arm's trials counted for what they are worth."""
    rates = nudged.rate, held_out.rate
    return Effect(*rates, rates[0] - rates[1], *newcombe(rates[0], nudged.worth, rates[1], held_out.worth))


def newcombe(rate: float, trials: float, other: float, other_trials: float) -> tuple[float, float]:
    """The hybrid score interval of the difference of two shares.

    Newcombe, *Statistics in Medicine* 17 (1998), method 10; for any two intervals: Zou and Donner, the same 27 (2008).
    """
    low_1, high_1 = wilson(rate, trials)
    low_0, high_0 = wilson(other, other_trials)
    down, up = math.hypot(rate - low_1, high_0 - other), math.hypot(high_1 - rate, other - low_0)
    return rate - other - down, rate - other + up


def wilson(rate: float, trials: float) -> tuple[float, float]:
    """The score interval of a share: Wilson, *JASA* 22 (1927)."""
    if trials <= 0:
        return 0.0, 1.0
    z = NORMAL.inv_cdf((1 + CONFIDENCE) / 2)
    middle = rate + z * z / (2 * trials)
    half = z * math.sqrt(rate * (1 - rate) / trials + (z / (2 * trials)) ** 2)
    whole = 1 + z * z / trials
    return max((middle - half) / whole, 0.0), min((middle + half) / whole, 1.0)


def per_arm(before: float, after: float, *, ratio: float = 1, each: float = 1) -> int:
    """Trials in the smaller arm to see one share become another, with 80 % power at 5 %, two-sided.

    Fleiss, Levin and Paik, *Statistical Methods for Rates and Proportions*, section 4.2, without the correction for
    continuity. The other arm is `ratio` times as large; `each`: what a trial counts for.
    """
    z = NORMAL.inv_cdf((1 + CONFIDENCE) / 2) + NORMAL.inv_cdf(POWER)
    spread = before * (1 - before) + after * (1 - after) / ratio
    return math.ceil(z * z * spread / (after - before) ** 2 * each)


def people(rate: float, more: float, *, months: int, alike: float) -> int:
    """How many people a programme needs to see so much more in so many months, a tenth of them held out.

    A person's months are worth fewer than so many people's: the design effect of Kish, *Survey Sampling*, section 5.4.
    """
    each = (1 - alike) / months + alike
    return per_arm(rate, rate + more, ratio=TO_EACH_HELD_OUT, each=each) * (TO_EACH_HELD_OUT + 1)


def usual_or(seen: Sums) -> tuple[float, float]:
    """How many act in a month, and how alike one person's months are: as seen, or as usual where too little was."""
    return (min(seen.rate, MOST) if seen.hits >= ENOUGH_HITS else USUAL), seen.alike
