"""What the eligibility statement is asked with, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Need:
    """What a reference asks of a customer. None: it does not matter or is not known."""

    program_id: str
    deal_id: str
    prospect_key: str
    group_key: str | None
    activity_id: str
    amount: int | None = None  # of the deal
    product: str | None = None
    use_case: str | None = None
    industry: str | None = None
    region: str | None = None
    language: str | None = None
    size_band: int | None = None
    seniority: int | None = None
    competitor: str | None = None
    tech: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one advocate stands to one need, now.

    `fits` maps each attribute to 0 (no) … 1 (yes), 0.5 where it is not known or does not matter; `score` is
    their weighted sum. `until` maps each reason against asking to the instant it ends (`FOREVER`: no date can
    be named); empty means that they may be asked. `free_at` is the last of them.
    """

    advocate_id: str
    account_id: str
    account: str
    title: str
    zone: str
    country: str | None
    health: str | None
    health_as_of: date | None
    last_asked_at: datetime | None
    asked_in_year: int
    score: float
    fits: Mapping[str, float]
    until: Mapping[str, datetime]
    free_at: datetime | None
    last_favour_on: date | None = None  # promised or done, asked for or not

    @property
    def eligible(self) -> bool:
        return not self.until


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What keeps a programme's advocates from one need, now; who has left is not counted.

    `excludes` maps each reason to how many it keeps away, `alone` to how many it alone does: so many would be
    free if it fell away. `free_at`: when the first of those who are not free can be asked.
    """

    advocates: int
    free: int
    excludes: Mapping[str, int]
    alone: Mapping[str, int]
    free_at: datetime | None
