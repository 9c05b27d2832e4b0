"""The people, companies and references that the views are drawn with: rows that no database has seen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.rules import ladder
from models.account import Account, Health
from models.activity import Activity
from models.advocate import Advocate, Reach
from models.ask import Ask, AskState, Road, Stage, WholeAsk
from models.deal import Deal, Status
from models.debrief import Debrief, Side
from models.eligibility.needs import Standing
from models.member import Actor, Member, Role
from models.reference import Reference, ReferenceState
from models.story import Story, StoryKind
from models.task import Task, TaskKind, WholeTask

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo(BERLIN))  # a Monday
PROGRAM = "p1"
EVEN = dict.fromkeys(
    ("product", "use_case", "industry", "seniority", "size", "competitor", "tech", "region", "language"), 0.5
)


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """That moment in Berlin, as the database gives it back."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Names:
    """Everything in a view that somebody else wrote."""

    company: str = "Brightwell"
    account: str = "Nordlicht Pay"
    advocate: str = "Priya Raman"
    title: str = "Head of Finance Operations"
    email: str = "priya@nordlicht.example"
    owner: str = "Anna Schmidt"
    backup: str = "Ben Okafor"
    manager: str = "Maya Patel"
    seller: str = "Tom Reyes"
    deal: str = "Kestrel Pay: Ledger rollout"
    industry: str = "Fintech"
    questions: str = "How long did the migration take?\nWhat would you do differently?"
    off_limits: str = "Prices and the incident in May"
    story: str = "How Talerhaus closes in four days"
    quote: str = "Eleven days became four."
    workspace: str = "Brightwell"
    reason: str = "token_revoked"
    word: str = "Ledger"
    line: str = "You told it so well last year.\nI will be there too."
    assistant: str = "Jana Wolf"


def all_named(text: str) -> Names:
    """The same text in every place where somebody else writes."""
    return Names(**{field.name: text for field in fields(Names)})


def member(name: str, user: str, **values: Any) -> Member:
    row = {
        "program_id": PROGRAM,
        "id": f"m-{user}",
        "slack_user_id": user,
        "name": name,
        "zone": BERLIN,
        "country": "DE",
        "active": True,
    }
    return Member(**row | values)


def activity(key: str = "reference_call") -> Activity:
    """A row of the ladder that a new programme starts with."""
    step = next(step for step in ladder.default() if step.key == key)
    return Activity(program_id=PROGRAM, id="act-1", **asdict(step))


def deal(names: Names, **values: Any) -> Deal:
    row = {
        "program_id": PROGRAM,
        "id": "deal-1",
        "key": "D-1",
        "name": names.deal,
        "prospect": names.deal,
        "industry": names.industry,
        "country": "DE",
        "size_band": 1,
        "status": Status.OPEN,
    }
    return Deal(**row | values)


def reference(names: Names, **values: Any) -> Reference:
    row = {
        "program_id": PROGRAM,
        "id": "ref-1",
        "seller_id": "m-U0TOM",
        "deal_id": "deal-1",
        "activity_id": "act-1",
        "needed_on": date(2026, 3, 20),
        "state": ReferenceState.LOOKING,
        "wanted": 1,
        "edition": 1,
        "named": False,
        "questions": names.questions,
        "off_limits": names.off_limits,
        "shared": [],
        "informed": [],
    }
    return Reference(**row | values)


def account(names: Names, **values: Any) -> Account:
    row = {
        "program_id": PROGRAM,
        "id": "acc-1",
        "name": names.account,
        "owner_id": "m-U0ANNA",
        "health": Health.GREEN,
        "health_as_of": date(2026, 2, 23),
    }
    return Account(**row | values)


def advocate(names: Names, **values: Any) -> Advocate:
    row = {
        "program_id": PROGRAM,
        "id": "adv-1",
        "account_id": "acc-1",
        "slack_user_id": "U0PRIYA",
        "name": names.advocate,
        "title": names.title,
        "email": names.email,
        "reach": Reach.SLACK,
        "zone": BERLIN,
        "country": "DE",
    }
    return Advocate(**row | values)


def whole(
    state: AskState, names: Names | None = None, *, parts: Mapping[str, Any] | None = None, **ask: Any
) -> WholeAsk:
    """An ask in a state, with columns of its own in `ask` and other rows than usual in `parts`."""
    names = names or Names()
    row = {
        "program_id": PROGRAM,
        "id": "ask-1",
        "advocate_id": "adv-1",
        "account_id": "acc-1",
        "position": 0,
        "state": state,
        "state_at": NOW,
        "personal_line": "",
        "reasons": ["product", "industry", "seniority"],
        "stage": Stage.OWNER,
        "due_at": at(2, 11, 30),
        "road": Road.SLACK,
    }
    usual: dict[str, Any] = {
        "reference": reference(names),
        "advocate": advocate(names),
        "account": account(names),
        "deal": deal(names),
        "activity": activity(),
        "owner": member(names.owner, "U0ANNA", backup_id="m-U0BEN"),
        "seller": member(names.seller, "U0TOM"),
        "decider": None,
    }
    return WholeAsk(ask=Ask(**row | ask), **usual | dict(parts or {}))


def actor(*roles: Role, zone: str = BERLIN, member_id: str = "m-U0ANNA") -> Actor:
    return Actor(PROGRAM, "w-1", "U0SOMEBODY", "Somebody", zone, frozenset(roles), member_id=member_id)


def story(names: Names, kind: StoryKind, **values: Any) -> tuple[Story, str]:
    row = {
        "program_id": PROGRAM,
        "kind": kind,
        "title": names.story,
        "url": "https://www.brightwell.example/talerhaus",
        "text": names.quote,
    }
    return Story(**row | values), names.account


def standing(**values: Any) -> Standing:
    row: dict[str, Any] = {
        "advocate_id": "adv-1",
        "account_id": "acc-1",
        "account": "Nordlicht Pay",
        "title": "Head of Finance Operations",
        "zone": BERLIN,
        "country": "DE",
        "health": "green",
        "health_as_of": None,
        "last_asked_at": None,
        "asked_in_year": 0,
        "score": 0.8,
        "fits": EVEN,
        "until": {},
        "free_at": None,
    }
    return Standing(**row | values)


def debrief(side: Side = Side.SELLER, **values: Any) -> Debrief:
    return Debrief(
        **{"program_id": PROGRAM, "id": f"debrief-{side}", "ask_id": "ask-1", "side": side} | values
    )


def task(kind: TaskKind, names: Names, **values: Any) -> WholeTask:
    """A task of Anna's about Priya; closed where `values` say so, then by Anna."""
    owner = member(names.owner, "U0ANNA")
    row = {
        "program_id": PROGRAM,
        "id": "task-1",
        "kind": kind,
        "subject": "ask-1",
        "said": "",
        "made_at": NOW,
    }
    closed = owner if "done_at" in values else None
    return WholeTask(Task(**row | values), owner, account(names), advocate(names), closed)
