"""What the rules about hours are tried with: weeks, moments and waits of all kinds."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from bot.rules.hours import Week

MICROSECOND = timedelta(microseconds=1)
THOROUGH = settings(max_examples=150, deadline=None)  # the machine may be shared: no clock on an example

# Summer time in both hemispheres, by an hour and by half of one; half and quarter hours; the ends of the
# world; no summer time; and names that no database of zones knows.
ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Mars/Olympus_Mons",
    "",
)
COUNTRIES = (None, "DE", "US", "GB", "JP", "CN", "IN", "BR", "SA", "IL", "XX")

zones = st.sampled_from(ZONES)
countries = st.sampled_from(COUNTRIES)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
days = st.dates(date(2024, 1, 1), date(2032, 1, 1))
waits = st.timedeltas(MICROSECOND, timedelta(hours=60))


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """Any week with at least one open hour on each of its days."""
    opens = draw(st.integers(0, 20))
    return Week(
        draw(zones),
        draw(countries),
        opens=opens,
        closes=draw(st.integers(opens + 1, 23)),
        closes_friday=draw(st.integers(opens + 1, 23)),
    )


@st.composite
def a_customer(draw: st.DrawFn) -> tuple[Week, Week]:
    """The working hours and the contact hours of one person: 9 to 17, and any part of that."""
    zone, country = draw(zones), draw(countries)
    opens = draw(st.integers(9, 15))
    contact = Week(
        zone,
        country,
        opens=opens,
        closes=draw(st.integers(opens + 1, 17)),
        closes_friday=draw(st.integers(opens + 1, 17)),
    )
    return Week(zone, country), contact
