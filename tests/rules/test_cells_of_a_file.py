"""Cells are read as people, spreadsheets and CRMs write them; what can't be read is a sentence, never a crash."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.importing import amounts, cells, days, places
from bot.rules.importing.amounts import Money
from bot.rules.importing.days import DateOrder
from bot.rules.importing.headings import fold, understand
from bot.rules.importing.kinds import Column, Kind, columns
from bot.rules.importing.refusals import CellError
from tests.kit.foreign_texts import THOROUGH


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("240000", 240_000, None),
        ("1.234,56", 1_235, None),
        ("1,234.56", 1_235, None),
        ("€ 240,000", 240_000, "EUR"),
        ("240.000 €", 240_000, "EUR"),
        ("USD 12,500.00", 12_500, "USD"),
        ("12 500,50 eur", 12_501, "EUR"),
        ("1'234.50", 1_235, None),
        ("1.234.567", 1_234_567, None),
        ("12,5", 13, None),
        ("$5,000", 5_000, None),
    ],
)
def test_money(written: str, amount: int, currency: str | None) -> None:
    assert amounts.money(written) == Money(amount, currency)


@pytest.mark.parametrize("written", ["a lot", "", "-5", "12-13", "1e5", "9" * 40, "∞", "NaN", "EUR", "5 XXQ"])
def test_what_is_no_money(written: str) -> None:
    with pytest.raises(CellError):
        amounts.money(written)


@pytest.mark.parametrize(
    ("written", "order", "day"),
    [
        ("2026-03-31", None, date(2026, 3, 31)),
        ("2026-03-31T10:00:00Z", None, date(2026, 3, 31)),
        ("2026/03/31 17:00", None, date(2026, 3, 31)),
        ("31.12.2026", None, date(2026, 12, 31)),
        ("12/31/2026", None, date(2026, 12, 31)),
        ("31/12/2026", DateOrder.MONTH_FIRST, date(2026, 12, 31)),
        ("03/04/2026", DateOrder.MONTH_FIRST, date(2026, 3, 4)),
        ("03/04/2026, 10:15 AM", DateOrder.DAY_FIRST, date(2026, 4, 3)),
        ("45990", None, date(2025, 11, 29)),
        ("45990.6041", None, date(2025, 11, 29)),
    ],
)
def test_days(written: str, order: DateOrder | None, day: date) -> None:
    assert days.read(written, order) == day


@pytest.mark.parametrize(
    "written", ["soon", "2026-02-30", "31.12.26", "13/13/2026", "00/00/2026", "7", "1234567"]
)
def test_what_is_no_day(written: str) -> None:
    with pytest.raises(CellError):
        days.read(written, None)


@pytest.mark.parametrize(
    "written",
    [
        "priya@münchen.example",
        " PRIYA@MÜNCHEN.EXAMPLE ",
        "mailto:Priya@xn--mnchen-3ya.example",
        "Priya Raman <priya@münchen.example>",
        '"Raman, Priya" <mailto:priya@münchen.example?subject=Hi>',
        "Priya Raman (priya@münchen.example)",
        "ｐｒｉｙａ@münchen.example",
    ],
)
def test_spellings_of_one_address(written: str) -> None:
    assert cells.email(written) == "priya@xn--mnchen-3ya.example"


@pytest.mark.parametrize(
    "written", ["priya", "a@b", "a b@c.example", "a@b.example; c@d.example", "@x.example", "a@-"]
)
def test_what_is_no_address(written: str) -> None:
    with pytest.raises(CellError):
        cells.email(written)


def test_places() -> None:
    for written in ("DE", "de", "DEU", "Germany", "Deutschland", "Allemagne"):
        assert places.country(written) == "DE"
    assert [places.country(each) for each in ("USA", "United States", "UK", "Türkiye")] == [
        "US",
        "US",
        "GB",
        "TR",
    ]
    assert [places.language(each) for each in ("German", "de-AT", "Deutsch", "pt_BR", "Dutch")] == [
        "de",
        "de",
        "de",
        "pt",
        "nl",
    ]
    written = "(GMT+01:00) Central European Standard Time (Europe/Berlin)"
    for zone in ("Europe/Berlin", written, "europe_slash_berlin", "W. Europe Standard Time"):
        assert places.zone(zone) == "Europe/Berlin"
    assert [places.zone_of_country(each) for each in ("DE", "JP", "US")] == [
        "Europe/Berlin",
        "Asia/Tokyo",
        None,
    ]
    for read in (places.country, places.language, places.zone):
        with pytest.raises(CellError):
            read("Atlantis")


def test_sizes() -> None:
    written = ("12", "350", "200-999", "1,200", "1,001-5,000", "5000+", "10,001+")
    assert [amounts.size(each) for each in written] == [0, 1, 1, 2, 2, 3, 3]


def test_salesforces_ids_are_one_whatever_their_length() -> None:
    assert cells.crm_id("0065g00000Qw1Ad") == cells.crm_id("0065g00000Qw1AdAAJ") == "0065g00000Qw1AdAAJ"
    assert cells.crm_id("D-1") == "D-1"


@pytest.mark.parametrize("written", ["", " ", "\t", "\u200e", "-", "--", "N/A", "(No value)", "\x00"])
def test_cells_that_say_nothing(written: str) -> None:
    assert cells.tidy(written) == ""


@given(st.text(max_size=60), st.sampled_from([each for kind in Kind for each in columns(kind)]))
@THOROUGH
def test_any_cell_is_read_or_refused_in_a_sentence(written: str, column: Column) -> None:
    try:
        tidy = cells.tidy(written)
        found: Any = cells.read(tidy, column, None) if tidy else None
    except CellError as problem:
        assert problem.reason.endswith(".")  # noqa: PT017
    else:
        assert "\x00" not in str(found)


@given(st.sampled_from(cells.PROTECTED), st.text(max_size=40))
@THOROUGH
def test_what_our_own_export_protects_is_read_back(begins: str, written: str) -> None:
    kept = f"{begins}{written}".strip()
    if kept.isprintable():
        assert cells.tidy(f"'{kept}") == kept


def test_headings_of_both_crms_mean_our_columns() -> None:
    line = ["ACCOUNT_NAME", "Account Owner", "billing country", "Number  of Employees", "Phone"]
    found = understand(Kind.ACCOUNTS, line, file="x.csv")
    assert [place.column.name for place in found.places] == ["name", "owner", "country", "size"]
    assert list(found.ignored) == ["Phone"]
    # The weaker heading is left alone where the better one is there.
    both = understand(
        Kind.ADVOCATES, ["Email", "Full Name", "Company Name", "Associated Company"], file="x.csv"
    )
    assert both.heading("account") == "Associated Company"
    assert list(both.ignored) == ["Company Name"]


def test_no_heading_means_two_columns_of_a_kind() -> None:
    for kind in Kind:
        names = [
            name for column in columns(kind) for name in {fold(each) for each in (column.name, *column.also)}
        ]
        assert len({*names}) == len(names), kind
        assert all(column.cell in cells.READERS for column in columns(kind))
