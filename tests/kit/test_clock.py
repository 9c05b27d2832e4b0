"""The clock's two hands: business time is moved, real time is not."""

from datetime import UTC, datetime, timedelta, timezone

from bot.kit.clock import Clock

DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
MOMENT = timedelta(minutes=1)  # no test takes as long as this between two looks at the clock


def test_both_hands_begin_together_and_are_aware() -> None:
    clock = Clock()
    assert clock.business() - clock.real() < MOMENT
    assert clock.real().tzinfo is clock.business().tzinfo is UTC


def test_only_business_time_is_moved() -> None:
    clock = Clock()
    before = clock.real()
    clock.move(3 * DAY)
    assert clock.real() - before < MOMENT
    assert 3 * DAY <= clock.business() - before < 3 * DAY + MOMENT


def test_moves_add_up_and_may_go_back() -> None:
    clock = Clock()
    before = clock.real()
    clock.move(3 * DAY)
    clock.move(-DAY)
    assert 2 * DAY <= clock.business() - before < 2 * DAY + MOMENT


def test_business_time_is_set_to_a_moment_and_goes_on_from_there() -> None:
    clock = Clock()
    clock.set_business(MONDAY)
    first, second = clock.business(), clock.business()
    assert MONDAY <= first <= second < MONDAY + MOMENT


def test_a_moment_may_be_given_in_any_zone() -> None:
    clock = Clock()
    clock.set_business(MONDAY.astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert MONDAY <= clock.business() < MONDAY + MOMENT
    assert clock.business().tzinfo is UTC


def test_whoever_waits_is_told_after_the_move() -> None:
    clock = Clock()
    seen: list[tuple[str, datetime]] = []
    with (
        clock.when_moved(lambda: seen.append(("first", clock.business()))),
        clock.when_moved(lambda: seen.append(("second", clock.business()))),
    ):
        clock.set_business(MONDAY)
        clock.move(DAY)
    clock.move(DAY)
    assert [name for name, _ in seen] == ["first", "second", "first", "second"]
    assert MONDAY <= seen[0][1] < MONDAY + MOMENT
    assert MONDAY + DAY <= seen[3][1] < MONDAY + DAY + MOMENT


def test_two_clocks_do_not_move_each_other() -> None:
    one, other = Clock(), Clock()
    one.move(DAY)
    assert other.business() - other.real() < MOMENT
