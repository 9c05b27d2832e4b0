"""A programme of ten thousand customers, written in bulk."""

from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from models import activity as activities
from models.account import Account
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.audit import Audit
from models.base import new_id
from models.company_approval import ApprovalOf, CompanyApproval
from models.deal import Deal
from models.debrief import Debrief, Side
from models.member import Member
from models.message import Message, MessageKind, MessageState
from models.participation import Participation, ParticipationState
from models.reference import Reference, ReferenceState
from models.task import Task, TaskKind

PEOPLE, PER_ACCOUNT = 10_000, 5
ASKS = 5_000


async def grown(session: AsyncSession, owner: Member, deal: Deal, *, at: datetime) -> None:
    """Ten thousand people of two thousand companies, each with a favour, half of them asked in the last months."""
    own = {"program_id": owner.program_id}
    kind = (await activities.by_key(session, owner.program_id))["reference_call"]
    accounts = [
        own | {"id": new_id(), "name": f"C{n}", "key": f"c{n}", "owner_id": owner.id}
        for n in range(PEOPLE // PER_ACCOUNT)
    ]
    people = [
        own
        | {
            "id": new_id(),
            "account_id": accounts[n // PER_ACCOUNT]["id"],
            "email": f"p{n}@c.example",
            "name": f"P{n}",
            "title": "Head",
            "zone": "Europe/Berlin",
            "joined_on": at.date() - timedelta(days=700),
        }
        for n in range(PEOPLE)
    ]
    done = [
        own
        | {
            "id": new_id(),
            "advocate_id": person["id"],
            "account_id": person["account_id"],
            "activity_id": kind.id,
            "state": ParticipationState.VERIFIED,
            "done_on": at.date() - timedelta(days=1 + n % 400),
            "source": "CRM",
        }
        for n, person in enumerate([*people, *people[:500], *people[:500]])
    ]
    needs = [
        own
        | {
            "id": new_id(),
            "seller_id": owner.id,
            "deal_id": deal.id,
            "activity_id": kind.id,
            "needed_on": at.date(),
            "state": ReferenceState.FOUND,
            "form_key": f"f{n}",
            "created_at": at - timedelta(days=3 + n % 60),
        }
        for n in range(ASKS)
    ]
    asks = [
        own
        | {
            "id": new_id(),
            "reference_id": need["id"],
            "advocate_id": people[n]["id"],
            "account_id": people[n]["account_id"],
            "deal_id": deal.id,
            "activity_id": kind.id,
            "position": 0,
            "state": AskState.ACCEPTED if n % 2 else AskState.APPROVING,
            "state_at": at,
            "asked_at": at - timedelta(days=2 + n % 60) if n % 2 else None,
            "answered_at": at - timedelta(days=1 + n % 60) if n % 2 else None,
        }
        for n, need in enumerate(needs)
    ]
    asks[0] |= {"exception": "They offered it.", "exception_by": owner.id}
    log = {"at": at - timedelta(days=1), "actor": "rung", "verb": "exception", "subject": asks[0]["id"]}
    debrief = {"ask_id": asks[1]["id"], "side": Side.SELLER, "overdue_at": at - timedelta(days=1)}
    task = {"member_id": owner.id, "account_id": accounts[0]["id"], "made_at": at - timedelta(days=9)}
    held, late = {"kind": TaskKind.CHECK_IN, "subject": "a"}, {"kind": TaskKind.CLAIM, "subject": "b"}
    ends = {"account_id": accounts[0]["id"], "since": at.date(), "until": at.date() + timedelta(days=9)}
    said = {"given_by": "J", "given_on": at.date(), "recorded_at": at, "recorded_by": "U0ANNA"}
    naming = {"id": new_id(), "what": ApprovalOf.NAMING, "scope": "our website"}
    unshown = {
        "state": MessageState.STUCK,
        "kind": MessageKind.TASK,
        "subject": "a",
        "due_at": at,
        "stuck_at": at,
    }
    reader = {"workspace_id": owner.workspace_id, "recipient": owner.slack_user_id}
    others = (
        (Message, [own | unshown | reader]),
        (CompanyApproval, [own | ends | said | naming]),
        (Audit, [own | log]),
        (Debrief, [own | debrief]),
        (Task, [own | task | each for each in (held, late)]),
    )
    known = ((Account, accounts), (Advocate, people), (Participation, done), (Reference, needs), (Ask, asks))
    for table, rows in (*known, *others):
        await session.execute(insert(table), rows)
