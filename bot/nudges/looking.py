"""What is known of people, as the rule of nudging takes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import contact_week
from bot.rules.hours import Week
from bot.rules.next_step import Own, Step
from bot.rules.nudging import Company, Last, NotNow, Person, Programme, Verdict, judge
from models import activity as activities
from models import contact, next_step
from models.account import Health
from models.activity import Activity
from models.advocate import Reach
from models.ask import RUNNING
from models.block import BlockKind
from models.consent import Consented
from models.contact import TROUBLE
from models.eligibility.reasons import NOT_A_YES, ONCE_A_YES
from models.next_step import AnyRow, Known, Rows, Weight
from models.nudge import BEGUN, NudgeState, WholeNudge, is_held_out
from models.participation import HELD
from models.program import Program

EXECUTIVE = 2
GOOD = 3  # of 5, from the customer's own answer afterwards; without one, what is confirmed was good enough
LATELY, YEAR = timedelta(days=180), timedelta(days=365)
ON_ITS_WAY = timedelta(days=60)  # a step that was begun keeps the next one back for so long
# Of the reasons, those that a proposal on its way brings with it by itself.
ITS_OWN = frozenset({
    NotNow.OPEN_NUDGE,
    NotNow.RECENT_NUDGE,
    NotNow.BUDGET,
    NotNow.EXECUTIVE,
    NotNow.OUTSIDE_HOURS,
    NotNow.NOTHING_FITS,
})  # fmt: skip
FORBIDS = frozenset({BlockKind.COMPANY_FORBIDS, BlockKind.CONTRACT_FORBIDS})
WAITS = frozenset({NudgeState.OFFERED, NudgeState.WITH_OWNER})
ONCE = frozenset({NudgeState.LAPSED, NudgeState.REFUSED, NudgeState.DROPPED})


@dataclass(frozen=True, slots=True)
class Seen:
    """One of the people, as the rule takes them, and what they did last, as one says it."""

    row: AnyRow
    person: Person
    did: str


def programme_of(program: Program, ladder: Iterable[Activity], weights: Mapping[str, Weight]) -> Programme:
    return Programme(
        nudging=program.nudging,
        paused=program.nudging_paused_at is not None,
        renewal_days=program.renewal_days,
        lowest_nps=program.lowest_nps,
        ladder=[_step(each, weights.get(each.id, Weight())) for each in ladder if each.retired_on is None],
    )


def _step(activity: Activity, weight: Weight) -> Step:
    return Step(
        id=activity.id,
        rung=activity.rung,
        minutes=activity.minutes,
        for_deals=activity.for_deals,
        needed=weight.needed,
        yes=weight.yes,
        asked=weight.asked,
    )


async def one(session: AsyncSession, program: Program, advocate_id: str, *, now: datetime) -> Verdict | None:
    """What the rule says of one person; None where they are not known."""
    seen = await some_one(session, program, advocate_id, now=now)
    if seen is None:
        return None
    ladder = await activities.all_of(session, program.id)
    weights = await next_step.weights(session, program.id, now=now)
    return judge(seen.person, programme_of(program, ladder, weights), now)


async def some_one(
    session: AsyncSession, program: Program, advocate_id: str, *, now: datetime
) -> Seen | None:
    people = await next_step.person(session, program.id, advocate_id)
    found = await persons(session, program, people, now=now)
    return found[0] if found else None


async def persons(session: AsyncSession, program: Program, people: Rows, *, now: datetime) -> list[Seen]:
    """These people, a thousand at most, in their order."""
    known = await next_step.known(session, program.id, people, now=now)
    holds_out = program.holdout_since is not None and program.holdout_since <= now
    return [
        Seen(
            row=each,
            person=_person(program, each, known, now, holds_out=holds_out),
            did=_did(known.favours.get(each.id, ())),
        )
        for each in people
    ]


async def still_fits(session: AsyncSession, program: Program, whole: WholeNudge, *, now: datetime) -> bool:
    """Does nothing speak against a proposal by now that did not when it was made?"""
    if whole.activity.retired_on is not None:
        return False
    if not await contact.still_welcome(session, program.id, whole.advocate.id, now=now):
        return False
    seen = await some_one(session, program, whole.advocate.id, now=now)
    if seen is None or whole.activity.id in seen.person.own.refused | seen.person.own.forbidden:
        return False
    verdict = judge(seen.person, programme_of(program, (), {}), now)
    return not verdict.reasons.keys() - ITS_OWN


def _did(favours: Rows) -> str:
    last = _last(favours)
    return last.phrase if last is not None else ""


def _person(program: Program, row: AnyRow, known: Known, now: datetime, *, holds_out: bool) -> Person:
    favours, asks, nudges = (kind.get(row.id, ()) for kind in (known.favours, known.asks, known.nudges))
    blocks = [each for each in known.blocks.get(row.account_id, ()) if each.advocate_id in (None, row.id)]
    today = now.astimezone(UTC).date()
    unseen = [each for each in nudges if each.state is NudgeState.WITHDRAWN]
    seen = [each for each in nudges if each.state is not NudgeState.WITHDRAWN]
    return Person(
        hours=_hours(program, row),
        company=_company(row, blocks),
        own=_own(row, known, blocks, now),
        joined=row.joined_on is not None and row.joined_on <= today,
        left=row.left_on is not None and row.left_on <= today,
        stopped=row.stopped_on is not None,
        stays=row.stays_since is not None,
        held_out=holds_out and is_held_out(row.id),
        reached=_reached(row),
        executive=row.seniority == EXECUTIVE,
        paused_until=row.paused_until,
        snoozed_until=row.snoozed_until,
        contacted_before_at=row.contacted_before_at,
        nps=row.nps,
        last=_success(favours),
        rest_until=_rest(favours, asks),
        open_ask=any(each.state in RUNNING for each in asks),
        given_on=known.given.get(row.id),
        open_nudge=any(_open(each, now) for each in nudges),
        nudged_at=max((each.made_at for each in seen), default=None),
        nudged_in_year=sum(each.made_at > now - YEAR for each in seen),
        left_be_at=max((each.made_at for each in unseen), default=None),
    )


def _reached(row: AnyRow) -> bool:
    found = row.slack_user_id is not None and row.workspace_id is not None
    return found and row.dm_error is None and row.reach is Reach.SLACK


def _hours(program: Program, row: AnyRow) -> Week:
    return contact_week(program, row)  # type: ignore[arg-type]  # the columns that it reads


def _company(row: AnyRow, blocks: Rows) -> Company:
    in_trouble = any(each.activity_id is None and each.kind in TROUBLE for each in blocks)
    return Company(
        trouble=in_trouble or row.health is Health.RED,
        live_since=row.live_since,
        renewal_on=row.renewal_on,
        term_months=row.term_months,
        renewal_signed=row.renewal_signed,
        public_sector=row.public_sector,
    )


def _last(favours: Rows) -> AnyRow | None:
    """What somebody did last."""
    return max(favours, key=lambda each: (each.done_on, each.id), default=None)


def _success(favours: Rows) -> Last | None:
    row = _last(favours)
    if row is None:
        return None
    return Last(row.done_on, good=row.state in HELD and (row.score is None or row.score >= GOOD))


def _rest(favours: Rows, asks: Rows) -> datetime | None:
    """When the last of their rests ends: of what they did, and of what they promised."""
    of_favours = [_midnight(each.done_on) + timedelta(days=each.rest_days) for each in favours]
    return max([*of_favours, *(each.rest_until for each in asks if each.rest_until)], default=None)


def _own(row: AnyRow, known: Known, blocks: Rows, now: datetime) -> Own:
    consents, favours = known.consents.get(row.id, ()), known.favours.get(row.id, ())
    in_force = {c.activity_id: c.state for c in consents if c.until is None or c.until > now}
    forbids = [each for each in blocks if each.kind in FORBIDS]
    lately = (now - LATELY).date()
    return Own(
        rung=row.rung,
        agreed=frozenset(each for each, state in in_force.items() if state is Consented.YES),
        refused=frozenset(each for each, state in in_force.items() if state is Consented.NO),
        forbidden=frozenset(each.activity_id for each in forbids if each.activity_id),
        all_forbidden=any(each.activity_id is None for each in forbids),
        asked=_asked(known.asks.get(row.id, ()), known.nudges.get(row.id, ()), consents, now),
        begun=frozenset(n.activity_id for n in known.nudges.get(row.id, ()) if n.state in BEGUN),
        done=frozenset(each.activity_id for each in favours if each.done_on > lately or _serves(each, now)),
    )


def _asked(asks: Rows, nudges: Rows, consents: Rows, now: datetime) -> frozenset[str]:
    """The kinds that they were asked for and did not agree to, since what they said of it ended, if they did."""
    ended = {c.activity_id: c.until for c in consents if c.until is not None and c.until <= now}
    yes = {each.activity_id for each in asks if each.state in ONCE_A_YES}
    no = {
        each.activity_id
        for each in asks
        if each.state in NOT_A_YES
        and (each.asked_at is None or each.asked_at >= ended.get(each.activity_id, each.asked_at))
    }
    return frozenset(no - yes) | {each.activity_id for each in nudges if each.state in ONCE}


def _serves(favour: AnyRow, now: datetime) -> bool:
    """A seat that is still held."""
    return favour.lasting and (favour.serves_until is None or favour.serves_until >= now.date())


def _open(nudge: AnyRow, now: datetime) -> bool:
    begun = nudge.answered_at is not None and nudge.answered_at > now - ON_ITS_WAY
    return nudge.state in WAITS or (nudge.state in BEGUN and begun)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
