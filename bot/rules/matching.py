"""What makes a customer fit a deal, and the words for it."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

SIZES = ("1-199", "200-999", "1000-4999", "5000+")  # employees; the position is the band
SENIORITIES = ("practitioner", "leader", "executive")  # the position is the level

# The default weights of the design notes on matching; product and use case, region and language share theirs.
WEIGHTS: Mapping[str, float] = {
    "product": 0.15,
    "use_case": 0.15,
    "industry": 0.20,
    "seniority": 0.15,
    "size": 0.12,
    "competitor": 0.08,
    "tech": 0.08,
    "region": 0.035,
    "language": 0.035,
}
MATCHES: Mapping[str, str] = {
    "product": "same product",
    "use_case": "same use case",
    "industry": "same industry",
    "seniority": "right level",
    "size": "similar size",
    "competitor": "replaced the same competitor",
    "tech": "same technology",
    "region": "same region",
    "language": "same language",
}
DIFFERS: Mapping[str, str] = {
    "product": "other product",
    "use_case": "other use case",
    "industry": "other industry",
    "seniority": "other level",
    "size": "other size",
    "competitor": "did not replace that competitor",
    "tech": "other technology",
    "region": "other region",
    "language": "other language",
}
REASONS = 3
GOOD, POOR = 0.75, 0.25


FOR_CUSTOMERS: Mapping[str, str] = {
    "product": "you use the product they are looking at",
    "use_case": "you have the same use case",
    "industry": "you are in the same industry",
    "seniority": "they would like to hear somebody in your role",
    "size": "your company is of a similar size",
    "competitor": "you came from the same tool",
    "tech": "you run the same technology",
    "region": "you are in the same region",
    "language": "you speak their language",
}


def strongest(fits: Mapping[str, float]) -> list[str]:
    """The names of the three weightiest attributes that match."""
    return [name for name in _by_weight(fits) if fits[name] >= GOOD][:REASONS]


def for_colleagues(names: Iterable[str]) -> list[str]:
    return [MATCHES[name] for name in names]


def for_customers(names: Iterable[str]) -> list[str]:
    """The same, said to the customer whom it is about."""
    return [FOR_CUSTOMERS[name] for name in names]


def _by_weight(fits: Mapping[str, float]) -> list[str]:
    return sorted(fits, key=lambda name: -WEIGHTS[name])


def explain(fits: Mapping[str, float]) -> tuple[list[str], list[str]]:
    """The three strongest matches and the two gravest differences, in words, the weightiest first."""
    differs = [DIFFERS[name] for name in _by_weight(fits) if fits[name] <= POOR]
    return for_colleagues(strongest(fits)), differs[: REASONS - 1]


class OfAccount(Protocol):
    @property
    def account_id(self) -> str: ...


Found = TypeVar("Found", bound=OfAccount)


def best_of_each_account(found: Iterable[Found]) -> list[Found]:
    """The first of each account, in their order: one person's no would cover their colleagues anyway."""
    best: dict[str, Found] = {}
    for each in found:
        best.setdefault(each.account_id, each)
    return list(best.values())


def size_band(employees: str | None) -> int | None:
    """The position of a size band's name; None for an unknown one."""
    return SIZES.index(employees) if employees in SIZES else None


def seniority_level(name: str | None) -> int | None:
    return SENIORITIES.index(name) if name in SENIORITIES else None
