"""The rules of protection in plain Python, read from the specification and not from the SQL.

Every instant is a number of seconds from now (negative: in the past); days are whole days from today,
and a day begins at its UTC midnight.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.eligibility.builder import NOW, midnight

DAY = 86_400
TODAY = int((midnight(0) - NOW).total_seconds())  # when today began
NEVER = 10**12
RUNGS = {"reference_call": 4, "quote": 2, "blog": 3, "idea_vote": 1}
RESTS = {"reference_call": 14, "quote": 60, "blog": 60, "idea_vote": 0}
WITH_THEM = {"asked", "checking"}
OPEN = {"approving", "approved"} | WITH_THEM
NOT_A_YES = {"declined", "silent", "passed_on"}
ONCE_A_YES = {"accepted", "spare", "backed_out", "not_held"}
VOUCHING = 3
CHAIN = 2 * DAY  # how long an ask that is not with the customer yet is taken to stay open


@dataclass(frozen=True)
class Asked:
    """`moment` it reached them, `answered` if they did; an open ask ends at `due`."""

    state: str
    kind: str
    this_deal: bool
    moment: int | None
    answered: int | None
    held_day: int | None
    needed_day: int
    due: int | None
    not_this_deal: bool
    amount: int | None  # of its deal, where that is another one


@dataclass(frozen=True)
class Done:
    """What stands of something done: `before` is the day of a row that it supersedes, and which counts no more."""

    kind: str
    on_day: int
    before: int | None
    counts: bool
    by_ask: int | None  # position of the ask that led to it


@dataclass(frozen=True)
class Blocked:
    kind: str
    since: int
    until: int | None
    everybody: bool
    prospect: bool  # a conflict with this prospect, not with some other company
    other_kind: bool | None  # for one kind of activity only: another than this one, or this one


@dataclass(frozen=True)
class Person:
    joined: bool
    left: bool
    colleague: bool
    nps: int | None
    executive: bool
    pause: int | None
    silent: bool  # the pause came from two silences
    gap: int | None
    limit: int | None
    consent: tuple[str, int | None] | None  # yes or no, and when it ends
    asks: tuple[Asked, ...]
    done: tuple[Done, ...]
    blocks: tuple[Blocked, ...]  # their own, and those that they brought to the whole company


@dataclass(frozen=True)
class Company:
    red: bool
    live_day: int | None
    renewal_day: int | None
    term: int | None
    signed: bool
    same_group: bool
    reserve: bool
    asks_cap: int | None
    yes_cap: int | None
    people: tuple[Person, ...] = field(default=())


@dataclass(frozen=True)
class Rules:
    """What the programme decided about deals, and the amount of this one."""

    amount: int | None = None
    reserve_from: int | None = None
    larger_first: bool = False


@dataclass(frozen=True)
class Favour:
    moment: int
    rung: int
    rest_ends: int


def starts(day: int) -> int:
    return TODAY + day * DAY


def favours(person: Person) -> list[Favour]:
    """What they promised or did: an ask they agreed to, or something done outside of one."""
    found = [
        Favour(
            ask.answered or 0,
            RUNGS[ask.kind],
            starts((ask.needed_day if ask.held_day is None else ask.held_day) + RESTS[ask.kind]),
        )
        for ask in person.asks
        if ask.state == "accepted"
    ]
    return found + [
        Favour(starts(done.on_day), RUNGS[done.kind], starts(done.on_day + RESTS[done.kind]))
        for done in person.done
        if done.counts and done.by_ask is None
    ]


def free_again(moments: Iterable[int], cap: int, days: int) -> int | None:
    """When fewer than `cap` of the moments lie within the days before; None: they do already."""
    recent = sorted(moment for moment in moments if moment + days * DAY > 0)
    return recent[len(recent) - cap] + days * DAY if len(recent) >= cap else None


def asked(people: Iterable[Person]) -> list[int]:
    return [ask.moment for person in people for ask in person.asks if ask.moment is not None]


def vouched(people: Iterable[Person]) -> list[int]:
    return [favour.moment for each in people for favour in favours(each) if favour.rung >= VOUCHING]


def against(person: Person, company: Company, kind: str, rules: Rules) -> dict[str, int]:
    """Each reason against asking this person for this kind of activity now, and when it ends."""
    found = words(person, kind) | load(person, company, rules) | facts(person, company, rules)
    if RUNGS[kind] >= VOUCHING:
        found |= vouching(person, company)
    return {name: until for name, until in found.items() if until is not None}


def words(person: Person, kind: str) -> dict[str, int | None]:
    agreed, since = person.consent, -NEVER
    ended = agreed[1] if agreed else None
    if ended is not None and ended <= 0:
        agreed, since = None, ended
    of_kind = {
        ask.state
        for ask in person.asks
        if ask.kind == kind and ask.moment is not None and ask.moment >= since
    }
    unclear = bool(of_kind & NOT_A_YES) and not of_kind & ONCE_A_YES
    pause = person.pause if person.pause is not None and person.pause > 0 else None
    return {
        "left": NEVER if person.left else None,
        "not_joined": None if person.joined else NEVER,
        "colleague": NEVER if person.colleague else None,
        "paused": None if person.silent else pause,
        "silent_twice": pause if person.silent else None,
        "never_this_kind": (agreed[1] or NEVER) if agreed and agreed[0] == "no" else None,
        "not_consented": NEVER if agreed is None and unclear else None,
        "unhappy": NEVER if person.nps is not None and person.nps <= 6 else None,
    }


def ends(ask: Asked) -> int:
    """When an open ask ends at the latest; one that is overdue is taken to go on for a while."""
    return ask.due if ask.state in WITH_THEM and ask.due is not None and ask.due > 0 else CHAIN


def open_asks(person: Person, rules: Rules) -> list[Asked]:
    """Those that stand in the way: not for a smaller deal, before it has reached them, where the larger goes first."""

    def gives_way(ask: Asked) -> bool:
        amount = rules.amount if ask.this_deal else ask.amount
        if amount is None or rules.amount is None or ask.state in WITH_THEM:
            return False
        return rules.larger_first and amount < rules.amount

    return [ask for ask in person.asks if ask.state in OPEN and not gives_way(ask)]


def still(moment: int | None) -> int | None:
    return moment if moment is not None and moment > 0 else None


def load(person: Person, company: Company, rules: Rules) -> dict[str, int | None]:
    gap = max(14, person.gap or 0) * DAY
    last = max(asked([person]), default=None)
    own = open_asks(person, rules)
    # Not with them yet: the gap begins now at the earliest; else it began when they were last asked.
    waiting = last is None or any(ask.moment is None for ask in own)
    after_open = gap if waiting or last is None else max([last + gap, *(ends(ask) for ask in own)])
    everybodys = [ask for each in company.people for ask in open_asks(each, rules)]
    rest = max((favour.rest_ends for favour in favours(person)), default=0)
    refused = any(
        ask.this_deal and (ask.state == "declined" or ask.not_this_deal)
        for each in company.people
        for ask in each.asks
    )
    heard = any(ask.this_deal and ask.moment is not None for ask in person.asks)
    return {
        "asked_lately": None if last is None else still(last + 14 * DAY),
        "own_gap": None if last is None or person.gap is None else still(last + person.gap * DAY),
        "open_ask": after_open if own else None,
        "account_open_ask": max(
            (ends(ask) for ask in everybodys),
            default=None,
        ),
        "own_limit": free_again(asked([person]), person.limit, 365) if person.limit else None,
        "account_asked_lately": free_again(asked(company.people), min(3, company.asks_cap or 3), 30),
        "resting": rest if rest > 0 else None,
        "declined_deal": NEVER if refused else None,
        "asked_for_deal": NEVER if heard else None,
    }


def vouching(person: Person, company: Company) -> dict[str, int | None]:
    return {
        "favours_in_quarter": free_again(vouched([person]), 2, 90),
        "favours_in_year": free_again(vouched([person]), 2 if person.executive else 6, 365),
        "account_favours": free_again(vouched(company.people), min(4, company.yes_cap or 4), 90),
    }


def too_small(rules: Rules) -> bool:
    """For whom the programme keeps some customers, if it keeps any: deals of an amount and more."""
    return rules.reserve_from is not None and (rules.amount is None or rules.amount < rules.reserve_from)


def facts(person: Person, company: Company, rules: Rules) -> dict[str, int | None]:
    ending = company.renewal_day is not None and (company.term or 0) >= 12 and not company.signed
    renewal = company.renewal_day if ending else None
    near = renewal is not None and starts(renewal) - 60 * DAY <= 0 < starts(renewal + 1)
    live = None if company.live_day is None else starts(company.live_day)
    found: dict[str, int | None] = {
        "red_health": NEVER if company.red else None,
        "not_live": live if live is not None and live > 0 else None,
        "renewal": starts(renewal + 1) if near and renewal is not None else None,
        "same_company": NEVER if company.same_group else None,
        "reserved": NEVER if company.reserve and too_small(rules) else None,
    }
    for each in company.people:
        for block in each.blocks:
            ours = block.everybody or each is person
            of_deal = (block.prospect or block.kind != "conflict") and not block.other_kind
            until = NEVER if block.until is None else block.until
            if ours and of_deal and block.since <= 0 < until:
                found[block.kind] = max(until, found.get(block.kind) or 0)
    return found
