"""The rules of protection as somebody who only watches would check them, in plain Python over what was seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

from models.account import Account, Health
from models.advocate import Advocate
from models.ask import Ask, AskState, Refused
from models.consent import Consented
from models.participation import ParticipationState
from tests.histories.known import Known

FRIDAY, SATURDAY = 4, 5
OPENS, CLOSES, CLOSES_FRIDAY = 9, 16, 14
EXECUTIVE = 2
VOUCHING = 3
LONG = timedelta(days=999)
ENDED = frozenset(AskState) - {
    AskState.LISTED,
    AskState.APPROVING,
    AskState.APPROVED,
    AskState.ASKED,
    AskState.CHECKING,
}
YES = {AskState.ACCEPTED, AskState.SPARE, AskState.BACKED_OUT, AskState.NOT_HELD}
NO = {AskState.DECLINED, AskState.SILENT, AskState.PASSED_ON}


@dataclass(frozen=True)
class Favour:
    advocate: str
    account: str
    rung: int
    at: datetime
    rest_ends: datetime


@dataclass(frozen=True)
class Onlooker:
    """`before`: what stood there before the move in which somebody was asked; `now`: what stands there after it.

    `ended`: the moment at which each ask ended, as it was noted then.
    """

    before: Known
    now: Known
    ended: Mapping[str, datetime]

    def problems(self, ask: Ask) -> list[str]:
        """Which rules the asking of this one broke."""
        found = self._always(ask) | self._about_company(ask) | self._about_deal(ask)
        if not ask.exception:  # a manager's written reason passes the programme's own caps, and nothing else
            found |= self._caps(ask)
        return [name for name, broken in found.items() if broken]

    def _always(self, ask: Ask) -> dict[str, bool]:
        """What the customer said and is."""
        at, person = asked(ask), self.before.people[ask.advocate_id]
        theirs = [asked(other) for other in self._earlier(ask) if other.advocate_id == ask.advocate_id]
        own_gap, own_cap = timedelta(days=person.days_between_asks or 0), person.asks_in_year
        consent = self.before.consents.get((person.id, ask.activity_id))
        holds = consent is not None and (consent.until is None or consent.until > at)
        return {
            "outside their hours": not in_contact_hours(at, person),
            "never joined": person.joined_on is None or midnight(person.joined_on) > at,
            "had left": person.left_on is not None and midnight(person.left_on) <= at,
            "was paused": person.paused_until is not None and person.paused_until > at,
            "not happy with us": person.nps is not None and person.nps <= 6,
            "never this kind": holds and consent is not None and consent.state is Consented.NO,
            "has not agreed to this kind": not holds and self._tried_in_vain(ask),
            "sooner than they allow": any(moment > at - own_gap for moment in theirs),
            "more often than they allow": own_cap is not None and within(theirs, at, 365) >= own_cap,
        }

    def _about_company(self, ask: Ask) -> dict[str, bool]:
        """What is known of the account, and that it has one open question at a time."""
        at, account = asked(ask), self.before.accounts[ask.account_id]
        deal, program = self.before.deals[ask.deal_id], self.before.program
        blocked = any(
            block.account_id == ask.account_id
            and block.advocate_id in {None, ask.advocate_id}
            and block.activity_id in {None, ask.activity_id}
            and block.company_key in {None, deal.prospect_key, deal.group_key}
            and block.since <= at
            and (block.until is None or block.until > at)
            for block in self.before.blocks
        )
        too_small = program.reserve_amount is not None and (deal.amount or 0) < program.reserve_amount
        return {
            "a second question open there": any(
                other.account_id == ask.account_id and self._over(other) > at for other in self._earlier(ask)
            ),
            "the company was blocked": blocked,
            "their health is red": account.health is Health.RED,
            "about to renew": renews(account, at),
            "the prospect themselves": account.key in {deal.prospect_key, deal.group_key},
            "kept for larger deals": account.tier is not None
            and account.tier == program.reserve_tier
            and too_small,
        }

    def _about_deal(self, ask: Ask) -> dict[str, bool]:
        at = asked(ask)
        same = [other for other in self.now.asks.values() if other.deal_id == ask.deal_id]
        earlier = [other for other in self._earlier(ask) if other.deal_id == ask.deal_id]
        said_no = [
            other
            for other in same
            if other.account_id == ask.account_id
            and (other.state is AskState.DECLINED or other.refused is Refused.NOT_THIS_DEAL)
            and self._over(other) <= at
        ]
        beside = [
            other for other in earlier if other.reference_id == ask.reference_id and self._over(other) > at
        ]
        return {
            "asked twice for one deal": any(other.advocate_id == ask.advocate_id for other in earlier),
            "a colleague had said no": bool(said_no),
            "more than two at once": len(beside) > (1 if self.before.program.two_together else 0),
        }

    def _caps(self, ask: Ask) -> dict[str, bool]:
        """The programme's own, or the account's where that is stricter."""
        at, program = asked(ask), self.before.program
        person, account = self.before.people[ask.advocate_id], self.before.accounts[ask.account_id]
        earlier, favours = self._earlier(ask), self._favours(ask)
        own = [favour for favour in favours if favour.advocate == person.id]
        found = {
            "asked again too soon": any(
                other.advocate_id == person.id and asked(other) > at - timedelta(program.days_between_asks)
                for other in earlier
            ),
            "the company asked too often in a month": within(
                [asked(other) for other in earlier if other.account_id == account.id], at, 30
            )
            >= stricter(program.account_asks_in_30_days, account.asks_in_30_days),
            "still resting": any(favour.rest_ends > at for favour in own),
        }
        if self.before.activities[ask.activity_id].rung < VOUCHING:
            return found
        executive = program.executive_accepted_in_year if person.seniority == EXECUTIVE else None
        company = [favour for favour in favours if favour.account == account.id]
        return found | {
            "too many favours in a quarter": vouched(own, at, 90) >= program.accepted_in_90_days,
            "too many favours in a year": vouched(own, at, 365)
            >= stricter(program.accepted_in_year, executive),
            "too many favours of the company": vouched(company, at, 90)
            >= stricter(program.account_accepted_in_90_days, account.accepted_in_90_days),
        }

    def _favours(self, beside: Ask) -> list[Favour]:
        """What was promised by then and still is, and what was done outside of any ask."""
        at, found = asked(beside), []
        for ask in self.now.asks.values():
            if ask.id == beside.id or ask.state is not AskState.ACCEPTED:
                continue
            if ask.answered_at is not None and ask.answered_at <= at:
                day = ask.held_on or self.now.references[ask.reference_id].needed_on
                found.append(
                    self._favour(ask.advocate_id, ask.account_id, ask.activity_id, ask.answered_at, day)
                )
        replaced = {row.supersedes_id for row in self.before.done}
        for row in self.before.done:
            if row.ask_id is None and row.state is not ParticipationState.VOID and row.id not in replaced:
                moment = midnight(row.done_on)
                found.append(
                    self._favour(row.advocate_id, row.account_id, row.activity_id, moment, row.done_on)
                )
        return found

    def _favour(self, advocate: str, account: str, activity: str, at: datetime, done_on: date) -> Favour:
        kind = self.now.activities[activity]
        return Favour(advocate, account, kind.rung, at, midnight(done_on + timedelta(days=kind.rest_days)))

    def _earlier(self, ask: Ask) -> Sequence[Ask]:
        """What reached a customer before this one did."""
        return [
            other
            for other in self.now.asks.values()
            if other.asked_at is not None and (other.asked_at, other.id) < (asked(ask), ask.id)
        ]

    def _over(self, ask: Ask) -> datetime:
        return self.ended.get(ask.id, asked(ask) + LONG if ask.asked_at else datetime.max.replace(tzinfo=UTC))

    def _tried_in_vain(self, ask: Ask) -> bool:
        """Were they asked for this kind already, since what they said of it ended, and never agreed?"""
        consent = self.before.consents.get((ask.advocate_id, ask.activity_id))
        since = consent.until if consent is not None and consent.until is not None else None
        states = {
            other.state
            for other in self._earlier(ask)
            if (other.advocate_id, other.activity_id) == (ask.advocate_id, ask.activity_id)
            and (since is None or asked(other) >= since)
        }
        return bool(states & NO) and not states & YES


def asked(ask: Ask) -> datetime:
    assert ask.asked_at is not None
    return ask.asked_at


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def stricter(of_program: int, own: int | None) -> int:
    return of_program if own is None else min(own, of_program)


def within(moments: Sequence[datetime], at: datetime, days: int) -> int:
    return sum(at - timedelta(days=days) < moment <= at for moment in moments)


def vouched(favours: Sequence[Favour], at: datetime, days: int) -> int:
    return within([favour.at for favour in favours if favour.rung >= VOUCHING], at, days)


def renews(account: Account, at: datetime) -> bool:
    """Within 60 days before the renewal of a term of a year or more that is not signed."""
    if account.renewal_on is None or account.renewal_signed or (account.term_months or 0) < 12:
        return False
    begins, ends = account.renewal_on - timedelta(days=60), account.renewal_on + timedelta(days=1)
    return midnight(begins) <= at < midnight(ends)


def in_contact_hours(moment: datetime, person: Advocate) -> bool:
    local = moment.astimezone(ZoneInfo(person.zone))
    country = person.country
    closed = local.weekday() >= SATURDAY or (
        country is not None and local.date() in holidays.country_holidays(country)
    )
    closes = CLOSES_FRIDAY if local.weekday() == FRIDAY else CLOSES
    opens = max(OPENS, person.contact_opens or OPENS)
    closes = min(closes, person.contact_closes or closes)
    return not closed and opens <= local.hour + local.minute / 60 < closes
