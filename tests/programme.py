"""A made-up programme of two years, month by month: who acted how often, without a row for each person."""

import math
import random
from collections import Counter
from dataclasses import dataclass, field

from bot.rules.effect import Sums

# A person's share of months in which they act is drawn once, from a beta distribution: its two numbers' sum.
# At 5 % a month people's shares spread by 3.4 points about it, and the months of one of them correlate by 0.024.
ALIKE = 40


def binomial(chance: random.Random, n: int, p: float) -> int:
    """Exactly: by waiting times where few are expected, else by Hörmann's BTRS (`binomialvariate` of Python 3.12)."""
    if p > 0.5:
        return n - binomial(chance, n, 1 - p)
    if n * p < 10:
        return _by_waiting(chance, n, p)
    spread = math.sqrt(n * p * (1 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    c, v_r = n * p + 0.5, 0.92 - 4.2 / b
    alpha, odds = (2.83 + 5.1 / b) * spread, math.log(p / (1 - p))
    mode = int((n + 1) * p)
    top = math.lgamma(mode + 1) + math.lgamma(n - mode + 1)
    while True:
        u = chance.random() - 0.5
        us = 0.5 - abs(u)
        k = math.floor((2 * a / us + b) * u + c)
        if not 0 <= k <= n:
            continue
        v = chance.random()
        if us >= 0.07 and v <= v_r:
            return k
        v *= alpha / (a / (us * us) + b)
        if math.log(v) <= top - math.lgamma(k + 1) - math.lgamma(n - k + 1) + (k - mode) * odds:
            return k


def _by_waiting(chance: random.Random, n: int, p: float) -> int:
    if not n or not p:
        return 0
    scale, waited, hits = math.log1p(-p), 0, -1
    while waited <= n:
        waited += int(math.log(1 - chance.random()) / scale) + 1
        hits += 1
    return hits


@dataclass
class Arm:
    """People who each act in a month with a chance of their own; the rows are counts of people by acts so far.

    What somebody with k acts in n months does next is a Pólya urn's draw: (a + k) of (a + b + n).
    """

    people: int
    rate: float
    chance: random.Random
    months: int = 0
    by_acts: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.by_acts[0] = self.people

    def month(self) -> None:
        begins = ALIKE * self.rate
        for acts, people in sorted(self.by_acts.items(), reverse=True):
            more = binomial(self.chance, people, (begins + acts) / (ALIKE + self.months))
            self.by_acts[acts] -= more
            self.by_acts[acts + 1] += more
        self.months += 1

    def sums(self) -> Sums:
        hits = sum(acts * people for acts, people in self.by_acts.items())
        squared = sum(acts * acts * people for acts, people in self.by_acts.items())
        months = self.months
        return Sums(self.people, self.people * months, hits, self.people * months**2, squared, hits * months)
