"""The rules of protection as somebody who only watches would check them, in plain Python over what was seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import holidays

from models.advocate import Advocate
from models.ask import Ask, AskState

FRIDAY, SATURDAY = 4, 5
OPENS, CLOSES, CLOSES_FRIDAY = 9, 16, 14
GAP = timedelta(days=14)
ENDED = frozenset(AskState) - {
    AskState.LISTED,
    AskState.APPROVING,
    AskState.APPROVED,
    AskState.ASKED,
    AskState.CHECKING,
}


def in_contact_hours(moment: datetime, zone: str, country: str | None) -> bool:
    local = moment.astimezone(ZoneInfo(zone))
    closed = local.weekday() >= SATURDAY or (
        country is not None and local.date() in holidays.country_holidays(country)
    )
    closes = CLOSES_FRIDAY if local.weekday() == FRIDAY else CLOSES
    return not closed and OPENS <= local.hour + local.minute / 60 < closes


@dataclass(frozen=True)
class Seen:
    """The asks and people as they stand now, and the moment at which each ask ended, as it was noted."""

    asks: Sequence[Ask]
    people: Mapping[str, Advocate]
    ended: Mapping[str, datetime]
    rungs: Mapping[str, int]

    def before(self, ask: Ask) -> list[Ask]:
        """What reached a customer earlier than this one."""
        assert ask.asked_at is not None
        return [
            other
            for other in self.asks
            if other.id != ask.id
            and other.asked_at is not None
            and (other.asked_at, other.id) < (ask.asked_at, ask.id)
        ]

    def problems(self, ask: Ask) -> list[str]:
        """Which rules the asking of this one broke."""
        assert ask.asked_at is not None
        at, person = ask.asked_at, self.people[ask.advocate_id]
        earlier = self.before(ask)
        theirs = [other for other in earlier if other.advocate_id == ask.advocate_id]
        company = [other for other in earlier if other.account_id == ask.account_id]
        month = [other for other in company if self._asked(other) > at - timedelta(days=30)]
        open_then = [other for other in company if self.ended.get(other.id, at + GAP) > at]
        found = {
            "outside their hours": not in_contact_hours(at, person.zone, person.country),
            "asked again within 14 days": any(self._asked(other) > at - GAP for other in theirs),
            "a second question open there": bool(open_then),
            "a fourth ask of the company in a month": len(month) > 2,
            "asked twice for one deal": any(other.deal_id == ask.deal_id for other in theirs),
            "a colleague had said no": any(
                other.deal_id == ask.deal_id and other.state is AskState.DECLINED and self._over(other, at)
                for other in company
            ),
            "too many favours": self._favours_full(ask, theirs, company),
        }
        return [name for name, broken in found.items() if broken]

    def _favours_full(self, ask: Ask, theirs: Sequence[Ask], company: Sequence[Ask]) -> bool:
        """Rung 3 and up: 2 accepted in 90 days each, 4 for the company."""
        assert ask.asked_at is not None
        if self.rungs[ask.activity_id] < 3:
            return False
        since, at = ask.asked_at - timedelta(days=90), ask.asked_at
        return self._accepted(theirs, since, at) >= 2 or self._accepted(company, since, at) >= 4

    def _accepted(self, asks: Sequence[Ask], since: datetime, at: datetime) -> int:
        """Promised within the window, and still promised."""
        return sum(
            ask.state is AskState.ACCEPTED
            and self.rungs[ask.activity_id] >= 3
            and ask.answered_at is not None
            and since < ask.answered_at <= at
            for ask in asks
        )

    def _over(self, ask: Ask, at: datetime) -> bool:
        return ask.id in self.ended and self.ended[ask.id] <= at

    @staticmethod
    def _asked(ask: Ask) -> datetime:
        assert ask.asked_at is not None
        return ask.asked_at
