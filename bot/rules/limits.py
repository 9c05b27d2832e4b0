"""The limits that customers set for themselves: they can only tighten the programme's."""

OURS = "ours"  # no limit of one's own
YEAR = 365
ASKS_IN_YEAR = (1, 2, 3, 4, 6, 8, 12)
DAYS_BETWEEN = (14, 21, 30, 45, 60, 90, 120, 180, 365)


def most_asks_in_year(days_between: int) -> int:
    """How often somebody can be asked in a year at all, with so many days between two asks."""
    return YEAR // max(days_between, 1)


def asks_in_year_offered(days_between: int, own: int | None) -> list[int]:
    """How many a year may be chosen: fewer than the programme's days allow; what is set already is among them."""
    most = most_asks_in_year(days_between)
    return sorted(count for count in {*ASKS_IN_YEAR, *_set(own)} if 0 < count < most)


def days_between_offered(days_between: int, own: int | None) -> list[int]:
    """How many days between two asks may be chosen: more than the programme's."""
    return sorted(days for days in {*DAYS_BETWEEN, *_set(own)} if days_between < days)


def openings_offered(opens: int, closes: int) -> list[int]:
    """Hours before which nobody writes, later than the programme's opening."""
    return list(range(opens + 1, closes))


def closings_offered(opens: int, closes: int) -> list[int]:
    """Hours after which nobody writes, earlier than the programme's close."""
    return list(range(opens + 1, closes))


def _set(own: int | None) -> set[int]:
    return set() if own is None else {own}
