"""Where somebody has settled, worked out by hand."""

from datetime import date, timedelta

import pytest

from bot.rules.standing import Act, Standing, Why, last_counted, standing, year_before

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
MARCH, MAY, JUNE = date(2025, 3, 20), date(2025, 5, 4), date(2025, 6, 1)


def act(rung: int, done_on: date = MAY, id_: str = "a", *, good: bool = True) -> Act:
    return Act(id_, rung, done_on, good)


def seat(rung: int, until: date | None, id_: str = "s", begins: date = MARCH) -> Act:
    return Act(id_, rung, begins, lasting=True, serves_until=until)


def rung(*acts: Act, on: date = TODAY) -> int:
    return standing(acts, on=on).rung


def test_nothing_settles_nobody() -> None:
    assert standing([], on=TODAY) == Standing()


def test_one_act_is_not_enough_for_its_rung_but_for_the_one_below() -> None:
    assert rung(act(4)) == 3
    assert rung(act(1)) == 0


def test_two_acts_on_a_rung() -> None:
    first, second = act(3, MARCH, "a"), act(3, MAY, "b")
    found = standing([second, first], on=TODAY)
    assert found == Standing(3, Why.THERE, (first, second), date(2026, 3, 20))


def test_one_above_counts_for_the_rung_below_it() -> None:
    below, above = act(2, MAY, "a"), act(5, MARCH, "b")
    assert standing([below, above], on=TODAY) == Standing(4, Why.HIGHER, (above,), date(2026, 3, 20))


def test_on_two_rungs_the_higher_one_wins() -> None:
    assert rung(act(2, id_="a"), act(2, id_="b"), act(4, id_="c")) == 3
    assert rung(act(4, id_="a"), act(4, id_="b"), act(6, id_="c")) == 5


def test_the_last_one_was_not_good() -> None:
    good, bad = act(4, MARCH, "a"), act(4, MAY, "b", good=False)
    assert rung(good, bad) == 0
    assert rung(good, bad, act(4, JUNE, "c")) == 4
    assert rung(act(4, MARCH, "a", good=False), act(4, MAY, "b")) == 4


def test_what_went_wrong_high_up_takes_nothing_away_below() -> None:
    bad = act(4, JUNE, "c", good=False)
    assert rung(act(2, MARCH, "a"), act(2, MAY, "b"), bad) == 2
    assert rung(act(1, MARCH, "a"), bad) == 0


def test_what_went_wrong_low_down_takes_nothing_away_above() -> None:
    assert rung(act(4, MARCH, "a"), act(2, MAY, "b", good=False)) == 3


def test_of_the_same_day_what_was_written_down_last_counts_as_the_last() -> None:
    assert rung(act(3, MAY, "a"), act(3, MAY, "b", good=False)) == 0
    assert rung(act(3, MAY, "b"), act(3, MAY, "a", good=False)) == 3


def test_what_is_still_to_come_does_not_count() -> None:
    assert rung(act(4, TODAY), on=TODAY) == 3
    assert rung(act(4, TODAY + DAY), on=TODAY) == 0


@pytest.mark.parametrize(
    ("done", "last"),
    [
        (date(2025, 3, 2), date(2026, 3, 2)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 29)),
        (date(2027, 3, 1), date(2028, 3, 1)),
        (date(9999, 1, 1), date.max),
        (date(9998, 12, 31), date.max),
        (date.max, date.max),
    ],
)
def test_exactly_twelve_months(done: date, last: date) -> None:
    assert last_counted(done) == last
    if last < date.max:
        assert rung(act(2, done), on=last) == 1
        assert rung(act(2, done), on=last + DAY) == 0
        assert standing([act(2, done)], on=done).until == last


def test_a_year_before() -> None:
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert year_before(date(2026, 3, 2)) == date(2025, 3, 2)


def test_it_lasts_until_the_second_last_of_them_is_over() -> None:
    three = [act(2, MARCH, "a"), act(2, MAY, "b"), act(2, JUNE, "c")]
    assert standing(three, on=TODAY).until == date(2026, 5, 4)
    assert standing([*three, act(3, JUNE, "d")], on=TODAY).until == date(2026, 6, 1)


def test_serving() -> None:
    open_ended = seat(6, None)
    assert standing([open_ended], on=TODAY) == Standing(6, Why.SERVING, (open_ended,), None)
    ends = seat(6, TODAY)
    assert standing([ends], on=TODAY) == Standing(6, Why.SERVING, (ends,), TODAY)
    assert rung(ends, on=MARCH) == 6
    assert rung(ends, on=MARCH - DAY) == 0


def test_a_seat_that_ended_is_one_above_for_twelve_months() -> None:
    ended = seat(6, TODAY - DAY)
    assert standing([ended], on=TODAY) == Standing(5, Why.HIGHER, (ended,), date(2027, 3, 1))
    assert rung(ended, on=date(2027, 3, 1)) == 5
    assert rung(ended, on=date(2027, 3, 2)) == 0
    assert rung(ended, seat(6, TODAY - DAY, "t")) == 5


def test_of_two_seats_one_is_enough() -> None:
    ended, held = seat(6, TODAY - DAY), seat(6, TODAY, "t")
    assert standing([ended, held], on=TODAY).acts == (held,)


def test_the_last_day_there_is() -> None:
    assert rung(seat(6, date.max)) == 6
