"""How long Rung waits before it tries again."""

from dataclasses import astuple, fields

from bot.kit.waits import SHORTEST, Waits


def test_a_message_waits_twice_as_long_each_time_and_never_for_ever() -> None:
    waits = Waits()
    assert [waits.before(attempt) for attempt in (1, 2, 3, 8, 9, 10_000)] == [
        2.0,
        4.0,
        8.0,
        256.0,
        300.0,
        300.0,
    ]


def test_one_factor_shortens_all_of_them() -> None:
    half = Waits().times(0.5)
    assert astuple(half) == tuple(each / 2 for each in astuple(Waits()))
    assert len(astuple(half)) == len(fields(Waits))


def test_none_is_so_short_that_a_processor_is_kept_busy() -> None:
    assert set(astuple(Waits().times(0.000_001))) == {SHORTEST}
