"""Random customers with random pasts, near every boundary there is, and how they are written down."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from models.account import Health
from models.advocate import Advocate, PausedBy
from models.ask import Ask, AskState, Declined, Refused
from models.block import BlockKind
from models.consent import Consented
from models.participation import ParticipationState
from tests.eligibility.builder import CALL, NOW, Customers, day
from tests.eligibility.oracle import (
    DAY,
    ONCE_A_YES,
    OPEN,
    RUNGS,
    WITH_THEM,
    Asked,
    Blocked,
    Company,
    Done,
    Person,
    Rules,
)

EDGES = st.sampled_from([13, 14, 15, 29, 30, 31, 89, 90, 91, 364, 365, 366])
DAYS = EDGES | st.integers(0, 30) | st.integers(0, 400)
PAST = st.builds(lambda days, seconds: -days * DAY + seconds, DAYS, st.sampled_from([-1, 0, -3600])).filter(
    lambda moment: moment <= 0
)
AHEAD = st.integers(1, 40 * DAY)
AROUND = PAST | st.just(0) | AHEAD
KINDS = st.sampled_from([CALL, CALL, CALL, *RUNGS])
STATES = st.sampled_from([*AskState, *[AskState.ACCEPTED] * 12, *[AskState.SILENT] * 4])
UNREACHED = {"listed", "approving", "approved", "refused", "unapproved", "blocked", "too_late", "dropped"}
ANSWERED = {"accepted", "declined", *ONCE_A_YES, "passed_on"}
AMOUNTS = st.none() | st.sampled_from([99, 100, 101])
DONE = st.sampled_from([-90, -89, -14, -13, 0]) | st.integers(-400, 0)
rarely = st.sampled_from([False] * 9 + [True])
usually = rarely.map(lambda drawn: not drawn)


@st.composite
def an_ask(draw: st.DrawFn) -> Asked:
    state = draw(STATES).value
    moment = None if state in UNREACHED else draw(PAST)
    if state in WITH_THEM:  # the customer's deadline has not passed
        moment = -draw(st.integers(0, 5 * DAY))
    answered = draw(st.integers(moment, 0)) if state in ANSWERED and moment is not None else None
    return Asked(
        state=state,
        kind=draw(KINDS),
        this_deal=draw(rarely),
        moment=moment,
        answered=answered,
        held_day=draw(st.none() | st.integers(-100, 20)) if state == "accepted" else None,
        needed_day=draw(st.integers(-100, 30)),
        due=draw(st.integers(1, 5 * DAY)) if state in OPEN else None,
        not_this_deal=state == "refused" and draw(st.booleans()),
        amount=draw(AMOUNTS),
    )


@st.composite
def a_person(draw: st.DrawFn) -> Person:
    asks = tuple(draw(st.lists(an_ask(), max_size=7)))
    of_asks = [place for place, ask in enumerate(asks) if ask.state == "accepted"]
    done = st.builds(
        Done,
        kind=KINDS,
        on_day=DONE,
        before=st.none() | DONE,
        counts=usually,
        by_ask=st.sampled_from([None, *of_asks]),
    )
    block = st.builds(
        Blocked,
        kind=st.sampled_from([kind.value for kind in BlockKind]),
        since=AROUND,
        until=st.none() | AROUND,
        everybody=st.booleans(),
        prospect=st.booleans(),
        other_kind=st.sampled_from([None, None, False, True]),
    )
    return Person(
        joined=draw(usually),
        left=draw(rarely),
        colleague=draw(rarely),
        nps=draw(st.sampled_from([None, None, 10, 9, 8, 7, 6])),
        executive=draw(rarely),
        pause=draw(st.none() | st.none() | AROUND),
        silent=draw(st.booleans()),
        gap=draw(st.none() | st.integers(0, 40)),
        limit=draw(st.none() | st.integers(1, 8)),
        consent=draw(
            st.just(("yes", None)) | st.none() | st.tuples(st.sampled_from(["yes", "no"]), st.none() | AROUND)
        ),
        asks=asks,
        done=tuple(draw(st.lists(done, max_size=4))),
        blocks=tuple(draw(st.lists(block, max_size=2))) if draw(rarely) else (),
    )


def one_open_ask(company: Company) -> Company:
    """A company never has two open asks: all but the first have ended in silence."""
    people, taken = [], False
    for person in company.people:
        asks = []
        for ask in person.asks:
            ended = taken and ask.state in OPEN
            taken = taken or ask.state in OPEN
            asks.append(
                replace(ask, state="silent" if ask.moment is not None else "blocked", due=None)
                if ended
                else ask
            )
        people.append(replace(person, asks=tuple(asks)))
    return replace(company, people=tuple(people))


companies = st.lists(
    st.builds(
        Company,
        red=rarely,
        live_day=st.none() | st.sampled_from([-300, 0, 1]),
        renewal_day=st.none() | st.sampled_from([-1, 0, 59, 60, 61]) | st.integers(-100, 400),
        term=st.sampled_from([None, 1, 11, 12, 36]),
        signed=st.booleans(),
        same_group=rarely,
        reserve=rarely,
        asks_cap=st.none() | st.integers(1, 6),
        yes_cap=st.none() | st.integers(1, 6),
        people=st.lists(a_person(), min_size=1, max_size=3).map(tuple),
    ).map(one_open_ask),
    min_size=1,
    max_size=3,
)


rules = st.builds(Rules, amount=AMOUNTS, reserve_from=AMOUNTS, larger_first=st.booleans())


def at(seconds: int | None) -> datetime | None:
    return None if seconds is None else NOW + timedelta(seconds=seconds)


def write(here: Customers, company: Company, kind: str) -> list[Advocate]:
    """The company's rows, consents being to this kind; its people in their order."""
    account = here.account(
        health=Health.RED if company.red else Health.GREEN,
        live_since=None if company.live_day is None else day(company.live_day),
        renewal_on=None if company.renewal_day is None else day(company.renewal_day),
        term_months=company.term,
        renewal_signed=company.signed,
        group_key=here.kestrel.prospect_key if company.same_group else None,
        tier="reserve" if company.reserve else None,
        asks_in_30_days=company.asks_cap,
        accepted_in_90_days=company.yes_cap,
    )
    advocates = []
    for person in company.people:
        advocate = here.advocate(
            account,
            agreed=(),
            joined_on=day(-500) if person.joined else None,
            left_on=day(-1) if person.left else None,
            nps=person.nps,
            seniority=2 if person.executive else None,
            paused_until=at(person.pause),
            paused_by=PausedBy.SILENCE if person.silent else PausedBy.THEMSELVES,
            days_between_asks=person.gap,
            asks_in_year=person.limit,
        )
        if person.colleague:
            here.colleague(advocate)
        if person.consent:
            state, until = person.consent
            here.consent(advocate, kind, Consented(state), until=at(until))
        _write_past(here, advocate, person, kind)
        advocates.append(advocate)
    return advocates


def set_rules(here: Customers, rules: Rules) -> None:
    here.kestrel.amount = rules.amount
    here.program.reserve_tier, here.program.reserve_amount = "reserve", rules.reserve_from
    here.program.larger_first = rules.larger_first


def _write_past(here: Customers, advocate: Advocate, person: Person, kind: str) -> None:
    asks = [_write_ask(here, advocate, ask) for ask in person.asks]
    for done in person.done:
        ask = None if done.by_ask is None else asks[done.by_ask]
        before = None
        if done.before is not None:
            before = here.favour(advocate, done_on=day(done.before), kind=done.kind, ask=ask)
        counts = ParticipationState.CORRECTED if before else ParticipationState.VERIFIED
        here.favour(
            advocate,
            done_on=day(done.on_day),
            kind=done.kind,
            state=counts if done.counts else ParticipationState.VOID,
            ask=ask,
            supersedes=before,
        )
    for block in person.blocks:
        here.block(
            BlockKind(block.kind),
            account_id=advocate.account_id,
            advocate=None if block.everybody else advocate,
            since=NOW + timedelta(seconds=block.since),
            until=at(block.until),
            company_key=here.kestrel.prospect_key if block.prospect else "heron",
            activity=None if block.other_kind is None else "podcast" if block.other_kind else kind,
        )


def _write_ask(here: Customers, advocate: Advocate, ask: Asked) -> Ask:
    return here.ask(
        advocate,
        asked=at(ask.moment),
        state=AskState(ask.state),
        kind=ask.kind,
        deal=here.kestrel if ask.this_deal else here.deal_of(ask.amount),
        needed_on=day(ask.needed_day),
        answered_at=at(ask.answered),
        held_on=None if ask.held_day is None else day(ask.held_day),
        due_at=at(ask.due),
        declined=Declined.NOT_NOW if ask.state == "declined" else None,
        refused=Refused.NOT_THIS_DEAL if ask.not_this_deal else None,
    )
