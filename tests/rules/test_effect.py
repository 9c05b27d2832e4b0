"""The difference between both arms, its interval, and how many people it takes: against known values."""

import random

import pytest

from bot.rules.effect import ALIKE, USUAL, Sums, effect, newcombe, people, per_arm, usual_or, wilson
from bot.rules.harm import ERROR, LOOKS, Harm, Seen, Share, apart, boundary, harm
from tests import programme
from tests.programme import Arm, binomial


@pytest.mark.parametrize(
    ("before", "after", "trials"),
    [
        (0.25, 0.35, 326),
        (0.25, 0.40, 150),
        (0.25, 0.30, 1_248),
        (0.10, 0.12, 3_839),
        (0.03, 0.045, 2_515),
        (0.03, 0.05, 1_504),
        (0.20, 0.28, 444),
    ],
)
def test_trials_per_arm_as_published(before: float, after: float, trials: int) -> None:
    assert per_arm(before, after) == trials


@pytest.mark.parametrize(
    ("one", "other", "bounds"),
    [
        ((31, 52), (20, 52), (0.212, 0.020, 0.383)),
        ((8, 13), (5, 13), (0.231, -0.137, 0.524)),
        ((12, 15), (30, 100), (0.500, 0.231, 0.653)),
    ],
)
def test_newcombes_interval_as_published(
    one: tuple[int, int], other: tuple[int, int], bounds: tuple[float, float, float]
) -> None:
    (hits, people_), (other_hits, others) = one, other
    low, high = newcombe(hits / people_, people_, other_hits / others, others)
    assert (hits / people_ - other_hits / others, low, high) == pytest.approx(bounds, abs=0.0006)


def test_nine_nudged_for_each_held_out_take_fewer_of_these() -> None:
    assert per_arm(0.05, 0.06, ratio=9) == 4_221
    assert per_arm(0.05, 0.07, ratio=9) == 1_074


def test_how_many_people_a_year_takes() -> None:
    assert people(USUAL, 0.01, months=12, alike=ALIKE) == 4_680
    assert people(USUAL, 0.02, months=12, alike=ALIKE) == 1_200
    assert people(USUAL, 0.02, months=12, alike=0) == 900  # every month tells as much as another person
    assert people(USUAL, 0.02, months=12, alike=1) == 10_740  # a year tells no more than a month


def test_alike_months_of_a_person_are_worth_less() -> None:
    same = Sums(
        people=100, trials=1_200, hits=120, trials_squared=14_400, hits_squared=1_440, hits_by_trials=1_440
    )
    assert same.worth == pytest.approx(99, abs=0.01)  # ten people acted each month, the others never
    assert same.alike == 1
    apart_ = Sums(
        people=100, trials=1_200, hits=120, trials_squared=14_400, hits_squared=264, hits_by_trials=1_440
    )
    assert apart_.worth == pytest.approx(1_069, abs=1)
    assert 0 < apart_.alike < 0.05


def test_nobody_and_nothing() -> None:
    none = Sums(0, 0, 0, 0, 0, 0)
    assert (none.rate, none.variance, none.worth) == (0, 0, 0)
    assert wilson(0, 0) == (0, 1)
    assert (effect(none, none).low, effect(none, none).high) == (-1, 1)
    assert usual_or(none) == (USUAL, ALIKE)
    assert usual_or(Sums.each(1_000, 999))[0] == 0.9
    silent = Sums(people=50, trials=600, hits=0, trials_squared=7_200, hits_squared=0, hits_by_trials=0)
    assert silent.worth == 50  # no act at all: how people differ is unknown
    assert effect(silent, silent).high > 0.05


def test_both_arms_as_one() -> None:
    assert Sums.each(9, 3).with_(Sums.each(1, 1)) == Sums.each(10, 4)


def test_the_errors_of_all_figures_are_five_per_cent_together() -> None:
    assert sum(ERROR.values()) == pytest.approx(0.05)
    assert set(ERROR) == set(Harm)


def test_the_boundary_comes_down_with_time() -> None:
    assert [round(boundary(0.05, months), 2) for months in (3, 6, 12, 24)] == [5.54, 3.92, 2.77, 1.96]


def arms(nudged: int, held_out: int) -> tuple[Sums, Sums]:
    return Sums.each(4_500, nudged), Sums.each(500, held_out)


def quarters(now: tuple[int, int], before: tuple[int, int]) -> tuple[Share, Share]:
    return Share(*now), Share(*before)


ALL_WELL = {Harm.ACTS: arms(225, 25), Harm.LEFT: arms(45, 5), Harm.DECLINED: arms(450, 50)}
AS_EVER = {Harm.STOPPED: quarters((2, 60), (2, 50)), Harm.UNFILLED: quarters((4, 40), (4, 40))}


@pytest.mark.parametrize(
    ("by_arm", "by_quarter", "found"),
    [
        ({}, {}, None),
        ({Harm.ACTS: arms(100, 35)}, {}, Harm.ACTS),
        ({Harm.ACTS: arms(600, 25)}, {}, None),  # more is no harm
        ({Harm.LEFT: arms(600, 5)}, {}, Harm.LEFT),
        ({Harm.LEFT: arms(45, 60)}, {}, None),
        ({Harm.DECLINED: arms(1_500, 50)}, {}, Harm.DECLINED),
        ({}, {Harm.STOPPED: quarters((30, 60), (2, 50))}, Harm.STOPPED),
        ({}, {Harm.STOPPED: quarters((30, 60), (0, 0))}, None),  # nothing to compare with
        ({}, {Harm.LATER: quarters((55, 60), (20, 50))}, Harm.LATER),
        ({}, {Harm.UNFILLED: quarters((35, 40), (4, 40))}, Harm.UNFILLED),
        ({Harm.LEFT: arms(600, 5)}, {Harm.STOPPED: quarters((30, 60), (2, 50))}, Harm.LEFT),  # the graver
    ],
)
def test_what_pauses_nudging(
    by_arm: dict[Harm, tuple[Sums, Sums]],
    by_quarter: dict[Harm, tuple[Share, Share]],
    found: Harm | None,
) -> None:
    assert harm(Seen(LOOKS, ALL_WELL | by_arm, AS_EVER | by_quarter)) is found
    assert harm(Seen(2, ALL_WELL | by_arm, AS_EVER)) is None  # too early to say for both arms


def test_nothing_is_apart_from_nothing() -> None:
    assert apart(0, 10, 0, 10) == 0
    assert apart(0.5, 0, 0.1, 10) == 0


def test_the_made_up_programme_is_as_it_says() -> None:
    """Its draws have the mean and the spread of a binomial, and one person's months are as alike as is said."""
    chance = random.Random(1)  # noqa: S311
    for n, p in ((30, 0.05), (4_000, 0.05), (50, 0.9), (0, 0.5), (9, 0.0)):
        drawn = [binomial(chance, n, p) for _ in range(4_000)]
        mean = sum(drawn) / len(drawn)
        spread = sum((each - mean) ** 2 for each in drawn) / len(drawn)
        assert mean == pytest.approx(n * p, abs=4 * (n * p * (1 - p) / 4_000) ** 0.5)
        assert spread == pytest.approx(n * p * (1 - p), rel=0.12)
    arm = Arm(100_000, 0.05, chance)
    for _ in range(12):
        arm.month()
    assert arm.sums().rate == pytest.approx(0.05, abs=0.001)
    assert arm.sums().alike == pytest.approx(1 / (programme.ALIKE + 1), abs=0.004)
