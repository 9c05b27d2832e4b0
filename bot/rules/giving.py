"""What may be given back: never money, nothing for a review, and a company is named only where it said so."""

import re
from datetime import timedelta

from bot.kit.text import key

REVIEWED = timedelta(days=30)  # for so long after a review nothing is offered: a review is never rewarded
# A small list, and an honest one: it stops what is written without a thought, and whoever means well. English and
# German, each as it begins, for its plurals and endings.
GIFTS = (
    *(
        "voucher",
        "gift card",
        "giftcard",
        "gift-card",
        "discount",
        "rebate",
        "coupon",
        "kickback",
        "price cut",
    ),
    *("gutschein", "geschenkkarte", "rabatt", "preisnachlass", "skonto", "gutschrift", "honorar", "prämie"),
)
# What a public line may well speak of, and an offer may not.
SUMS = ("money", "bargeld", "geldbetrag", "geldgeschenk")
CASH = re.compile(r"\bcash(?![ -]?(?:flow|management|pooling|position|forecast))", re.IGNORECASE)
AMOUNT = re.compile(
    r"[€$£]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:[€$£]|(?:eur|usd|gbp|chf|euros?|dollars?|pounds?|franken)\b)",
    re.IGNORECASE,
)


def money_in(text: str, *, public: bool = False) -> str | None:
    """The first word that makes an offer read like money, as it stands there; None where none does.

    `public`: a line or a draft about what somebody did may speak of sums that they saved, never of vouchers.
    """
    words = GIFTS if public else (*GIFTS, *SUMS)
    starts = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\w*", re.IGNORECASE)
    patterns = [starts] if public else [starts, CASH, AMOUNT]
    found = [match for pattern in patterns if (match := pattern.search(text))]
    return min(found, key=lambda match: match.start()).group() if found else None


def names(text: str, company: str) -> bool:
    """Does a text name the company? Case, accents and punctuation do not count."""
    wanted = key(company)
    return bool(wanted) and f" {wanted} " in f" {key(text)} "
