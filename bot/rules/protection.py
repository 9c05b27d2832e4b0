"""Why a customer is not asked, in words for the people at our own company."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

OLD_NEWS = 60  # days after which what is known of an account's health carries a warning


class Reason(StrEnum):
    """Each reason against asking; the eligibility statement has a column of the same name for each."""

    LEFT = "left"
    NOT_JOINED = "not_joined"
    COLLEAGUE = "colleague"
    NEVER_THIS_KIND = "never_this_kind"
    NOT_CONSENTED = "not_consented"
    UNHAPPY = "unhappy"
    SAME_COMPANY = "same_company"
    CONFLICT = "conflict"
    CONTRACT_FORBIDS = "contract_forbids"
    COMPANY_FORBIDS = "company_forbids"
    NOT_HAPPY = "not_happy"
    FORMER_CUSTOMER = "former_customer"
    NOTICE_GIVEN = "notice_given"
    DISPUTE = "dispute"
    INCIDENT = "incident"
    OVERDUE_INVOICE = "overdue_invoice"
    RED_HEALTH = "red_health"
    NOT_LIVE = "not_live"
    RENEWAL = "renewal"
    RESERVED = "reserved"
    HELD_BACK = "held_back"
    DECLINED_DEAL = "declined_deal"
    ASKED_FOR_DEAL = "asked_for_deal"
    PAUSED = "paused"
    SILENT_TWICE = "silent_twice"
    OPEN_ASK = "open_ask"
    ACCOUNT_OPEN_ASK = "account_open_ask"
    ASKED_LATELY = "asked_lately"
    OWN_GAP = "own_gap"
    RESTING = "resting"
    OWN_LIMIT = "own_limit"
    FAVOURS_IN_QUARTER = "favours_in_quarter"
    FAVOURS_IN_YEAR = "favours_in_year"
    ACCOUNT_ASKED_LATELY = "account_asked_lately"
    ACCOUNT_FAVOURS = "account_favours"


WORDS: Mapping[Reason, str] = {
    Reason.LEFT: "has left the programme",
    Reason.NOT_JOINED: "has not joined yet",
    Reason.COLLEAGUE: "works with us",
    Reason.NEVER_THIS_KIND: "does not want to be asked for this kind",
    Reason.NOT_CONSENTED: "was asked for this kind once and has not agreed to it",
    Reason.UNHAPPY: "was not happy with us in the last survey",
    Reason.SAME_COMPANY: "belongs to the prospect's own group",
    Reason.CONFLICT: "has a conflict with this prospect",
    Reason.CONTRACT_FORBIDS: "their contract forbids it",
    Reason.COMPANY_FORBIDS: "their company does not allow this kind",
    Reason.NOT_HAPPY: "somebody there is not happy with us right now",
    Reason.FORMER_CUSTOMER: "is no longer a customer",
    Reason.NOTICE_GIVEN: "has given notice",
    Reason.DISPUTE: "is in a dispute with us",
    Reason.INCIDENT: "has a severe incident open",
    Reason.OVERDUE_INVOICE: "has an overdue invoice",
    Reason.RED_HEALTH: "account health is red",
    Reason.NOT_LIVE: "is not live yet",
    Reason.RENEWAL: "is about to renew",
    Reason.RESERVED: "is kept for larger deals",
    Reason.HELD_BACK: "is kept free by their owner",
    Reason.DECLINED_DEAL: "said no to this deal",
    Reason.ASKED_FOR_DEAL: "was asked for this deal before",
    Reason.PAUSED: "asked for a pause",
    Reason.SILENT_TWICE: "did not answer twice; their owner checks in first",
    Reason.OPEN_ASK: "is being asked by a colleague right now",
    Reason.ACCOUNT_OPEN_ASK: "somebody else there is being asked right now",
    Reason.ASKED_LATELY: "was asked recently",
    Reason.OWN_GAP: "asked to be left alone for longer between questions",
    Reason.RESTING: "is resting after a favour",
    Reason.OWN_LIMIT: "has reached their own limit for the year",
    Reason.FAVOURS_IN_QUARTER: "has done enough this quarter",
    Reason.FAVOURS_IN_YEAR: "has done enough this year",
    Reason.ACCOUNT_ASKED_LATELY: "their company was asked often this month",
    Reason.ACCOUNT_FAVOURS: "their company has done enough this quarter",
}

# The programme's own caps: a manager can pass them with a written reason. Nobody passes what the customer said,
# what is known of their company, or a question that is open.
OVERRIDABLE = frozenset(
    {
        Reason.ASKED_LATELY,
        Reason.RESTING,
        Reason.FAVOURS_IN_QUARTER,
        Reason.FAVOURS_IN_YEAR,
        Reason.ACCOUNT_ASKED_LATELY,
        Reason.ACCOUNT_FAVOURS,
    },
)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """The reason that lasts longest, in words, and when it ends; `until` None: no date can be named."""

    words: str
    until: datetime | None


def exclusion(until: Mapping[str, datetime], forever: datetime) -> Exclusion:
    """The one reason to tell: of those that last longest, the gravest (the order of `Reason`)."""
    longest = max(until.values())
    gravest = next(reason for reason in Reason if until.get(reason) == longest)
    return Exclusion(WORDS[gravest], None if longest >= forever else longest)


def may_be_excepted(until: Mapping[str, datetime]) -> bool:
    """Can a manager's written reason open the way? Only where nothing but the programme's own caps stands in it."""
    return bool(until) and OVERRIDABLE.issuperset(until)


def health_warning(health: str | None, as_of: date | None, today: date) -> str | None:
    """What an approver should know before trusting the account's health, or None."""
    if health is None:
        return "Account health is not known."
    if as_of is None:
        return f"Account health is {health}; nobody noted when."
    age = (today - as_of).days
    return f"Account health was last checked {age} days ago." if age > OLD_NEWS else None
