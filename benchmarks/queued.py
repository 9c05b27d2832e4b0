"""Messages by the thousand that wait to be sent: a question to each of many customers, half of them whether they would
help a seller, half whether they would recommend us."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import programs
from models import activity as activities
from models import bulk
from models.account import Account
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.base import Owned, new_id
from models.deal import Deal
from models.member import Member
from models.message import Message, MessageKind
from models.nps import NpsQuestion, QuestionState
from models.reference import Reference, ReferenceState
from models.workspace import Workspace
from sandbox.workspace import Workspace as Team

AT_A_TIME = 1_000
Rows = dict[type[Owned], list[dict[str, Any]]]


async def queue(
    session: AsyncSession, team_id: str, sealed_token: bytes, people: int, *, now: datetime
) -> Workspace:
    """A programme with its workspace, and so many messages due in it, each to somebody whose channel is known."""
    workspace = await programs.connect(
        session,
        team_id=team_id,
        team_name=team_id,
        bot_user_id="U0RUNG",
        bot_id="B0RUNG",
        sealed_token=sealed_token,
        program_name="Brightwell",
        zone="Europe/Berlin",
        now=now - timedelta(days=400),
    )
    owner = Member(program_id=workspace.program_id, id=new_id(), workspace_id=workspace.id)
    owner.slack_user_id, owner.name, owner.zone, owner.is_owner = "U0ANNA", "Anna", "Europe/Berlin", True
    session.add(owner)
    await session.flush()
    kind = (await activities.by_key(session, workspace.program_id))["reference_call"]
    deal = {"key": "D", "name": "Kestrel", "prospect": "Kestrel Pay", "prospect_key": "kestrel pay"}
    deal |= {"id": new_id(), "seller_id": owner.id}
    await bulk.insert_rows(session, workspace.program_id, Deal, [deal])
    of_deal = {"deal_id": str(deal["id"]), "activity_id": kind.id}
    for begin in range(0, people, AT_A_TIME):
        rows: Rows = {table: [] for table in (Account, Advocate, Reference, Ask, NpsQuestion, Message)}
        for number in range(begin, min(begin + AT_A_TIME, people)):
            for table, row in _one(number, workspace, of_deal, owner=owner, now=now):
                rows[table].append(row)
        for table in bulk.in_order(rows):
            await bulk.insert_rows(session, workspace.program_id, table, rows[table])
    return workspace


def _one(
    number: int, workspace: Workspace, of_deal: dict[str, str], *, owner: Member, now: datetime
) -> Iterator[tuple[type[Owned], dict[str, Any]]]:
    """A customer, an earlier message of theirs, and the question that is to be asked now."""
    user, account, person = f"U{number:05}", new_id(), new_id()
    earlier = now - timedelta(days=30)
    name = f"Company {number}"
    yield Account, {"id": account, "name": name, "key": name.lower(), "owner_id": owner.id}
    yield (
        Advocate,
        {
            "id": person,
            "account_id": account,
            "workspace_id": workspace.id,
            "slack_user_id": user,
            "email": f"person{number}@customer.example",
            "name": f"Person {number}",
            "title": "Head of IT",
            "zone": "Europe/Berlin",
            "joined_on": earlier.date(),
        },
    )
    sent = {"workspace_id": workspace.id, "recipient": user, "part": ""}
    shown = {"shown": 1, "due_at": earlier, "channel": Team.dm_id(user), "ts": f"1700000000.{number:06}"}
    waits = {"shown": 0, "due_at": now, "channel": None, "ts": None}
    yield Message, sent | shown | {"kind": MessageKind.OWN_PAGE, "subject": person}
    subject = new_id()
    if number % 2:
        asked = {"id": subject, "advocate_id": person, "state": QuestionState.OPEN, "asked_at": now}
        yield NpsQuestion, asked | {"due_at": now + timedelta(days=14)}
        yield Message, sent | waits | {"kind": MessageKind.NPS, "subject": subject}
        return
    need: dict[str, Any] = {"id": new_id(), "seller_id": owner.id} | of_deal
    need |= {"needed_on": (now + timedelta(days=20)).date(), "state": ReferenceState.FOUND}
    yield Reference, need | {"form_key": new_id(), "created_at": now}
    ask: dict[str, Any] = {
        "id": subject,
        "reference_id": need["id"],
        "advocate_id": person,
        "account_id": account,
    }
    ask |= {"position": 0, "state": AskState.ASKED}
    yield Ask, ask | of_deal | {"state_at": now, "asked_at": now}
    yield Message, sent | waits | {"kind": MessageKind.ASK, "subject": subject}
