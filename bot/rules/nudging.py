"""Whether somebody is proposed a next step now, and which one; for everybody else each reason why not, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.rules.hours import Week, is_open, next_open
from bot.rules.next_step import Chosen, Own, Step, choose

BETWEEN = timedelta(days=14)  # two proposals to one person
WINDOW = timedelta(days=60)  # of the contact budget, see models/contact.py
FAR = timedelta(days=4)  # a proposal waits for an hour that suits, but not for longer
PROPOSED_IN_YEAR = 2  # to an executive, through their owner
LEFT_BE = timedelta(
    days=90
)  # what an owner did not take up is no proposal, and is not brought again for so long
YEARLY_TERM = 12  # months: shorter terms renew too often to keep quiet before each
DAY = timedelta(days=1)


class NotNow(StrEnum):
    """Each reason against a proposal, the gravest first."""

    LEFT = "left"
    NEVER_JOINED = "never_joined"
    STOPPED = "stopped"
    PAUSED = "paused"
    STAYS = "stays"
    SNOOZED = "snoozed"
    OFF = "off"
    PAUSED_BY_RULE = "paused_by_rule"
    HELD_OUT = "held_out"
    TROUBLE = "trouble"
    NOT_LIVE = "not_live"
    RENEWAL = "renewal"
    UNHAPPY = "unhappy"
    NOT_REACHED = "not_reached"
    EXECUTIVE = "executive"
    OPEN_NUDGE = "open_nudge"
    RECENT_NUDGE = "recent_nudge"
    OPEN_ASK = "open_ask"
    RESTING = "resting"
    NO_SUCCESS = "no_success"
    NOTHING_GIVEN = "nothing_given"
    BUDGET = "budget"
    OUTSIDE_HOURS = "outside_hours"
    NOTHING_FITS = "nothing_fits"


# For owners and managers, of one or of several; where there is a day, it follows after “until”.
WORDS: Mapping[NotNow, str] = {
    NotNow.LEFT: "they have left the programme",
    NotNow.NEVER_JOINED: "they have not joined yet",
    NotNow.STOPPED: "they want nothing that they did not ask for",
    NotNow.PAUSED: "they asked for a pause",
    NotNow.STAYS: "they like it where they are",
    NotNow.SNOOZED: "they said “later”",
    NotNow.OFF: "proposals are switched off for the whole programme",
    NotNow.PAUSED_BY_RULE: "proposals rest for the whole programme, because they seemed to do harm",
    NotNow.HELD_OUT: "they belong to the tenth that gets no proposals, so that their effect can be measured",
    NotNow.TROUBLE: "their company has trouble with us right now, or is kept free by its owner",
    NotNow.NOT_LIVE: "their company is not live yet",
    NotNow.RENEWAL: "their company is about to renew",
    NotNow.UNHAPPY: "they were not happy with us in the last survey",
    NotNow.NOT_REACHED: "Slack does not bring them our messages, or they want to be reached otherwise",
    NotNow.EXECUTIVE: "they are executives, who had two proposals within a year, or whose owner let one be",
    NotNow.OPEN_NUDGE: "they have a proposal already, or a step on its way",
    NotNow.RECENT_NUDGE: "they had a proposal in the last two weeks",
    NotNow.OPEN_ASK: "they are being asked for something right now",
    NotNow.RESTING: "they are resting after a favour",
    NotNow.NO_SUCCESS: "the last thing they did is not confirmed or was no good experience, or they did nothing yet",
    NotNow.NOTHING_GIVEN: "nothing was given back since their last favour",
    NotNow.BUDGET: "they heard from us twice in 60 days without having asked",
    NotNow.OUTSIDE_HOURS: "none of their contact hours are near",
    NotNow.NOTHING_FITS: "nothing on their rung or the next is left that they have not refused, done or been asked for",
}


@dataclass(frozen=True, slots=True)
class Programme:
    """What is true for everybody of a programme."""

    nudging: bool
    paused: bool  # by the stop rule
    renewal_days: int
    lowest_nps: int
    ladder: Sequence[Step]  # without what is retired


@dataclass(frozen=True, slots=True)
class Company:
    """Where they work. `trouble`: an incident, red health, a dispute, notice given, or the like."""

    trouble: bool = False
    live_since: date | None = None
    renewal_on: date | None = None
    term_months: int | None = None
    renewal_signed: bool = False
    public_sector: bool = False  # nothing may be given back there, so that nothing is waited for


@dataclass(frozen=True, slots=True)
class Last:
    """The last thing they did: its day, and whether it is confirmed and was a good experience."""

    on: date
    good: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One advocate with what is known of them now."""

    hours: Week
    company: Company
    own: Own
    joined: bool = True
    left: bool = False
    stopped: bool = False
    stays: bool = False
    held_out: bool = False
    reached: bool = True
    executive: bool = False
    paused_until: datetime | None = None
    snoozed_until: datetime | None = None
    contacted_before_at: datetime | None = None  # the last contact but one
    nps: int | None = None
    last: Last | None = None
    rest_until: datetime | None = None
    open_ask: bool = False
    given_on: date | None = None  # when something was given back last
    open_nudge: bool = False
    nudged_at: datetime | None = None
    nudged_in_year: int = 0
    left_be_at: datetime | None = None  # when a proposal was made last that nobody brought to them


@dataclass(frozen=True, slots=True)
class Verdict:
    """The step that is proposed now, or each reason for "not now" with when it ends, if that is known."""

    chosen: Chosen | None
    reasons: Mapping[NotNow, datetime | None]


def judge(person: Person, programme: Programme, now: datetime) -> Verdict:
    """One person: exactly one of a step and reasons comes back."""
    reasons = {
        **_said(person, now),
        **_of_the_programme(person, programme),
        **_of_the_company(person, programme, now),
        **_carried(person, now),
        **_reachable(person, now),
    }
    chosen = choose(person.own, programme.ladder)
    if chosen is None:
        reasons[NotNow.NOTHING_FITS] = None
    ordered = {reason: reasons[reason] for reason in NotNow if reason in reasons} if reasons else {}
    return Verdict(None if reasons else chosen, ordered)


def _said(person: Person, now: datetime) -> dict[NotNow, datetime | None]:
    """What they said themselves."""
    found: dict[NotNow, datetime | None] = {}
    if person.left:
        found[NotNow.LEFT] = None
    if not person.joined:
        found[NotNow.NEVER_JOINED] = None
    if person.stopped:
        found[NotNow.STOPPED] = None
    if person.stays:
        found[NotNow.STAYS] = None
    if person.paused_until is not None and person.paused_until > now:
        found[NotNow.PAUSED] = person.paused_until
    if person.snoozed_until is not None and person.snoozed_until > now:
        found[NotNow.SNOOZED] = person.snoozed_until
    return found


def _of_the_programme(person: Person, programme: Programme) -> dict[NotNow, datetime | None]:
    found: dict[NotNow, datetime | None] = {}
    if not programme.nudging:
        found[NotNow.OFF] = None
    if programme.paused:
        found[NotNow.PAUSED_BY_RULE] = None
    if person.held_out:
        found[NotNow.HELD_OUT] = None
    return found


def _of_the_company(person: Person, programme: Programme, now: datetime) -> dict[NotNow, datetime | None]:
    found: dict[NotNow, datetime | None] = {}
    company = person.company
    if company.trouble:
        found[NotNow.TROUBLE] = None
    if company.live_since is not None and _begin(company.live_since) > now:
        found[NotNow.NOT_LIVE] = _begin(company.live_since)
    if company.renewal_on is not None and (company.term_months or 0) >= YEARLY_TERM:
        over = _begin(company.renewal_on) + DAY
        near = over - DAY - programme.renewal_days * DAY <= now < over
        if near and not company.renewal_signed:
            found[NotNow.RENEWAL] = over
    if person.nps is not None and person.nps < programme.lowest_nps:
        found[NotNow.UNHAPPY] = None
    return found


def _carried(person: Person, now: datetime) -> dict[NotNow, datetime | None]:
    """What they carry already, did, and got for it."""
    found: dict[NotNow, datetime | None] = {}
    if person.open_nudge:
        found[NotNow.OPEN_NUDGE] = None
    if person.nudged_at is not None and person.nudged_at > now - BETWEEN:
        found[NotNow.RECENT_NUDGE] = person.nudged_at + BETWEEN
    if person.open_ask:
        found[NotNow.OPEN_ASK] = None
    if person.rest_until is not None and person.rest_until > now:
        found[NotNow.RESTING] = person.rest_until
    if person.last is None or not person.last.good:
        found[NotNow.NO_SUCCESS] = None
    elif not person.company.public_sector and (person.given_on is None or person.given_on < person.last.on):
        found[NotNow.NOTHING_GIVEN] = None
    return found


def _reachable(person: Person, now: datetime) -> dict[NotNow, datetime | None]:
    """The road to them: an executive's leads through their owner, so that no hours and no budget count there."""
    if person.executive:
        return _through_their_owner(person, now)
    found: dict[NotNow, datetime | None] = {}
    if not person.reached:
        found[NotNow.NOT_REACHED] = None
    if person.contacted_before_at is not None and person.contacted_before_at > now - WINDOW:
        found[NotNow.BUDGET] = person.contacted_before_at + WINDOW
    opens = opening(person.hours, now)
    if opens is None or opens > now + FAR:
        found[NotNow.OUTSIDE_HOURS] = opens
    return found


def _through_their_owner(person: Person, now: datetime) -> dict[NotNow, datetime | None]:
    if person.nudged_in_year >= PROPOSED_IN_YEAR:
        return {NotNow.EXECUTIVE: None}
    if person.left_be_at is not None and person.left_be_at > now - LEFT_BE:
        return {NotNow.EXECUTIVE: person.left_be_at + LEFT_BE}
    return {}


@lru_cache(maxsize=4096)
def opening(hours: Week, now: datetime) -> datetime | None:
    """When they may hear from us next; None where they leave no hour open."""
    opens = next_open(hours, now)
    return opens if is_open(hours, opens) else None


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
