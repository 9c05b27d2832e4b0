"""What reads like money, and what names a company."""

import pytest

from bot.rules.giving import money_in, names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A 50 € voucher", "50 €"),
        ("A voucher for lunch", "voucher"),
        ("Two gift cards", "gift cards"),
        ("20 % discount next year", "discount"),
        ("Ein Geschenkgutschein von uns", None),  # a small list: it stops what is written without a thought
        ("Ein Gutschein von uns", "Gutschein"),
        ("5% Rabatt auf alles", "Rabatt"),
        ("We pay you $100", "$100"),
        ("100 EUR for you", "100 EUR"),
        ("Cash for the call", "Cash"),
        ("A look at the cash flow forecast", None),
        ("A look at payment runs in March 2026", None),
        ("A place at our table on 12 March", None),
    ],
)
def test_what_reads_like_money_is_found_as_it_stands_there(text: str, found: str | None) -> None:
    assert money_in(text) == found


def test_a_public_line_may_speak_of_what_they_saved() -> None:
    assert money_in("She saved 200,000 € a year", public=True) is None
    assert money_in("Thanks for the voucher idea", public=True) == "voucher"


@pytest.mark.parametrize(
    ("text", "company", "named"),
    [
        ("How nordlicht pay closes", "Nordlicht Pay", True),
        ("How Nordlicht-Pay closes", "Nordlicht Pay", True),
        ("How Nordlicht Payments closes", "Nordlicht Pay", False),
        ("How they close", "Nordlicht Pay", False),
        ("anything", "…", False),
    ],
)
def test_a_company_is_named_whatever_its_spelling(text: str, company: str, *, named: bool) -> None:
    assert names(text, company) is named
