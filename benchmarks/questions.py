"""A programme with thousands of questions that wait for their customers' answers, each on the screens it is on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.payloads import TEAM
from bot import programs
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.vault import Vault
from models import activity as activities
from models import bulk
from models.account import Account
from models.advocate import Advocate
from models.ask import Ask, AskState, Stage
from models.base import Owned, new_id
from models.consent import Consent, Consented
from models.deal import Deal
from models.member import Member
from models.message import Message, MessageKind
from models.reference import Reference, ReferenceState

OF_A_COLLEAGUE = 25  # references of one seller, customers of one owner
AT_A_TIME = 2_000
ZONE = "Europe/Berlin"

Rows = dict[type[Owned], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Question:
    """What a customer answers: the ask, and who they are in Slack."""

    ask_id: str
    user: str


@dataclass(frozen=True, slots=True)
class Company:
    program_id: str
    workspace_id: str
    activity_id: str


async def company(database: Database, vault: Vault) -> Company:
    """The programme, its ladder and its workspace."""
    async with database.transaction() as session:
        workspace = await programs.connect(
            session,
            team_id=TEAM,
            team_name="Brightwell",
            bot_user_id="U0RUNG",
            bot_id="B0RUNG",
            sealed_token=vault.seal("xoxb-bench"),
            program_name="Brightwell",
            zone=ZONE,
            now=Clock().business(),
        )
        ladder = await activities.by_key(session, workspace.program_id)
        return Company(workspace.program_id, workspace.id, ladder["reference_call"].id)


async def put(database: Database, own: Company, count: int) -> list[Question]:
    """So many questions in state asked, each with a second customer on its list who was not bothered yet."""
    found: list[Question] = []
    for begin in range(0, count, AT_A_TIME):
        made = _Some(own, begin, min(AT_A_TIME, count - begin))
        async with database.transaction() as session:
            await made.write(session)
        found += made.questions
    async with database.transaction() as session:
        await bulk.count_anew(session)
    return found


class _Some:
    """The rows of some of the questions: whoever is on their lists is a customer of theirs alone."""

    def __init__(self, own: Company, begin: int, count: int) -> None:
        self._own, self._now = own, Clock().business()
        self.rows: Rows = {
            table: [] for table in (Member, Account, Advocate, Consent, Deal, Reference, Ask, Message)
        }
        self.questions = list[Question]()
        colleagues = range(begin // OF_A_COLLEAGUE, -(-(begin + count) // OF_A_COLLEAGUE))
        sellers, owners = ([self._colleague(kind, n) for n in colleagues] for kind in ("seller", "owner"))
        customers = [self._customer(begin + n, owners[n // OF_A_COLLEAGUE]) for n in range(count)]
        for n in range(count):
            listed = (customers[n], customers[(n + 1) % count])
            self._question(begin + n, sellers[n // OF_A_COLLEAGUE], owners[n // OF_A_COLLEAGUE], listed)

    async def write(self, session: AsyncSession) -> None:
        for table, rows in self.rows.items():
            await bulk.insert_rows(session, self._own.program_id, table, rows)

    def _add(self, table: type[Owned], **values: Any) -> dict[str, Any]:
        row = {"id": new_id(), **values}
        self.rows[table].append(row)
        return row

    def _colleague(self, kind: str, number: int) -> dict[str, Any]:
        user = f"U{kind.upper()}{number}"
        member = self._add(
            Member,
            workspace_id=self._own.workspace_id,
            slack_user_id=user,
            email=f"{user.lower()}@brightwell.example",
            name=f"{kind.title()} {number}",
            zone=ZONE,
            is_seller=kind == "seller",
            is_owner=kind == "owner",
        )
        self._shown(MessageKind.HOME, user, user)
        return member

    def _customer(self, number: int, owner: dict[str, Any]) -> dict[str, Any]:
        account = self._add(
            Account,
            name=f"Company {number}",
            key=f"company {number}",
            owner_id=owner["id"],
            industry="Fintech",
            region="DACH",
        )
        person = self._add(
            Advocate,
            account_id=account["id"],
            workspace_id=self._own.workspace_id,
            slack_user_id=f"UCUSTOMER{number}",
            email=f"customer{number}@company.example",
            name=f"Customer {number}",
            title="Head of Finance",
            zone=ZONE,
            joined_on=self._now.date() - timedelta(days=300),
        )
        self._add(
            Consent,
            advocate_id=person["id"],
            activity_id=self._own.activity_id,
            state=Consented.YES,
            since=self._now - timedelta(days=300),
            until=self._now + timedelta(days=300),
            source="invitation",
        )
        return person

    def _question(
        self, number: int, seller: dict[str, Any], owner: dict[str, Any], listed: Sequence[dict[str, Any]]
    ) -> None:
        deal = self._add(
            Deal,
            key=f"D{number}",
            name=f"Prospect {number}: rollout",
            prospect=f"Prospect {number}",
            prospect_key=f"prospect {number}",
            seller_id=seller["id"],
            amount=100_000,
            currency="EUR",
        )
        reference = self._add(
            Reference,
            seller_id=seller["id"],
            deal_id=deal["id"],
            activity_id=self._own.activity_id,
            needed_on=self._now.date() + timedelta(days=30),
            state=ReferenceState.LOOKING,
            form_key=new_id(),
            created_at=self._now - timedelta(days=1),
        )
        first = self._ask(reference, deal, listed[0], 0) | {
            "state": AskState.ASKED,
            "stage": Stage.OWNER,
            "decided_by": owner["id"],
            "asked_at": self._now - timedelta(hours=4),
            "due_at": self._now + timedelta(days=2),
        }
        self.rows[Ask] += [first, self._ask(reference, deal, listed[1], 1)]
        self._shown(MessageKind.LINE, reference["id"], seller["slack_user_id"])
        self._shown(MessageKind.APPROVAL, first["id"], owner["slack_user_id"])
        self._shown(MessageKind.ASK, first["id"], listed[0]["slack_user_id"])
        self.questions.append(Question(first["id"], listed[0]["slack_user_id"]))

    def _ask(
        self, reference: dict[str, Any], deal: dict[str, Any], person: dict[str, Any], position: int
    ) -> dict[str, Any]:
        return {
            "id": new_id(),
            "reference_id": reference["id"],
            "advocate_id": person["id"],
            "account_id": person["account_id"],
            "deal_id": deal["id"],
            "activity_id": self._own.activity_id,
            "position": position,
            "state": AskState.LISTED,
            "state_at": self._now - timedelta(hours=6),
            "stage": None,
            "decided_by": None,
            "asked_at": None,
            "due_at": None,
        }

    def _shown(self, kind: MessageKind, subject: str, recipient: str) -> None:
        """A message that stands in Slack as it should be."""
        self._add(
            Message,
            workspace_id=self._own.workspace_id,
            kind=kind,
            subject=subject,
            recipient=recipient,
            due_at=self._now - timedelta(hours=6),
            shown=1,
            channel=f"D{recipient[1:]}",
            ts="1772440200.000100",
        )
