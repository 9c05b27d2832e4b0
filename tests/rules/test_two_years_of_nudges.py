"""Two thousand made-up programmes of two years: how often the interval holds the truth, and the stop rule errs.

Five thousand people each, a tenth held out, of whom 5 % act in a month, some often and most never.
"""

import random
from dataclasses import dataclass, field
from statistics import median

import pytest

from bot.rules.effect import Sums, effect
from bot.rules.harm import LOOKS, Harm, Seen, Share, harm
from tests.programme import Arm, binomial

RUNS, PEOPLE, HELD_OUT, RATE = 2_000, 4_500, 500, 0.05
LEAVE, DECLINE, STOP, LATER, UNFILLED = 0.005, 0.3, 0.03, 0.2, 0.2
ASKED, NUDGED, NEEDS = 0.03, 300, 40  # of each arm, and in the programme, a month
QUARTER = 3


@dataclass
class Guards:
    """What guards the nudges where they do no harm: the same in both arms, and in every quarter."""

    chance: random.Random
    left: list[int] = field(default_factory=lambda: [0, 0])
    asked: list[int] = field(default_factory=lambda: [0, 0])
    declined: list[int] = field(default_factory=lambda: [0, 0])
    months: list[dict[Harm, Share]] = field(default_factory=list)

    def month(self) -> None:
        for arm, people in enumerate((PEOPLE, HELD_OUT)):
            self.left[arm] += binomial(self.chance, people - self.left[arm], LEAVE)
            asked = binomial(self.chance, people, ASKED)
            self.asked[arm] += asked
            self.declined[arm] += binomial(self.chance, asked, DECLINE)
        usual = {Harm.STOPPED: (NUDGED, STOP), Harm.LATER: (NUDGED, LATER), Harm.UNFILLED: (NEEDS, UNFILLED)}
        month = {kind: Share(binomial(self.chance, of, p), of) for kind, (of, p) in usual.items()}
        self.months.append(month)

    def by_arm(self) -> dict[Harm, tuple[Sums, Sums]]:
        left = [Sums.each(people, gone) for people, gone in zip((PEOPLE, HELD_OUT), self.left, strict=True)]
        noes = [Sums.each(asked, no) for asked, no in zip(self.asked, self.declined, strict=True)]
        return {Harm.LEFT: (left[0], left[1]), Harm.DECLINED: (noes[0], noes[1])}

    def by_quarter(self) -> dict[Harm, tuple[Share, Share]]:
        if len(self.months) < 2 * QUARTER:
            return {}
        now, before = self.months[-QUARTER:], self.months[-2 * QUARTER : -QUARTER]
        return {kind: (_sum(now, kind), _sum(before, kind)) for kind in now[0]}


def _sum(months: list[dict[Harm, Share]], kind: Harm) -> Share:
    return Share(sum(month[kind].hits for month in months), sum(month[kind].of for month in months))


@dataclass
class Found:
    """Of all runs: how often each interval held the truth, and after how many months nudging was paused."""

    held: int = 0
    held_by_one_that_takes_months_for_people: int = 0
    paused: list[int] = field(default_factory=list)


def two_years(more: float) -> Found:
    found = Found()
    for run in range(RUNS):
        chance = random.Random(f"{more}: {run}")  # noqa: S311
        nudged, held_out, guards = (
            Arm(PEOPLE, RATE + more, chance),
            Arm(HELD_OUT, RATE, chance),
            Guards(chance),
        )
        paused = None
        for month in range(1, LOOKS + 1):
            for each in (nudged, held_out, guards):
                each.month()
            if paused is None:
                acts = {Harm.ACTS: (nudged.sums(), held_out.sums())}
                if harm(Seen(month, acts | guards.by_arm(), guards.by_quarter())):
                    paused = month
        sums = nudged.sums(), held_out.sums()
        told, naive = effect(*sums), effect(*(Sums.each(arm.trials, arm.hits) for arm in sums))
        found.held += told.low <= more <= told.high
        found.held_by_one_that_takes_months_for_people += naive.low <= more <= naive.high
        found.paused += [paused] if paused else []
    return found


@pytest.mark.parametrize("more", [0.02, 0.0, -0.01])
def test_the_interval_holds_the_truth_and_only_harm_is_stopped(more: float) -> None:
    found = two_years(more)
    held, naive = found.held / RUNS, found.held_by_one_that_takes_months_for_people / RUNS
    paused = len(found.paused) / RUNS
    after = f", half of these within {median(found.paused):g} months" if found.paused else ""
    print(f"{more:+.2f}: held {held:.1%} (naive {naive:.1%}), paused {paused:.1%}{after}")  # noqa: T201  (pytest -s)
    assert 0.93 <= held <= 0.97
    assert naive < 0.93  # people differ, and an interval that forgets it is too narrow
    if more < 0:
        assert paused >= 0.95
    else:
        assert paused <= 0.05
