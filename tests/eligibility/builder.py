"""One programme with its customers and their histories, row by row, and the statement asked about them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import programs
from bot.rules.matching import WEIGHTS
from models import activity as activities
from models import metadata
from models.account import Account, AccountTag, TagKind
from models.activity import Activity
from models.advocate import Advocate, NotTheirField
from models.ask import RUNNING, Ask, AskState
from models.base import Owned
from models.block import Block, BlockKind
from models.consent import Consent, Consented
from models.deal import Deal
from models.eligibility import statement
from models.eligibility.needs import Need, Standing
from models.member import Member
from models.participation import Participation, ParticipationState
from models.program import Program
from models.reference import Reference, ReferenceState
from models.workspace import Workspace

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
LONG_AGO = TODAY - timedelta(days=300)
A_MONTH_AGO = NOW - timedelta(days=30)
SECOND = timedelta(seconds=1)
CALL = "reference_call"  # rung 4, 14 days of rest
QUOTE = "quote"  # rung 2, 60 days of rest
IN_THE_TABLES_ORDER = {table.name: place for place, table in enumerate(metadata.sorted_tables)}


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def ahead(days: float) -> datetime:
    return NOW + timedelta(days=days)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def midnight(offset: int) -> datetime:
    """The beginning of the day that many days from today."""
    return datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC) + timedelta(days=offset)


class Customers:
    """Ids are counted, so two programmes built alike hold the same ids.

    It starts with one customer, `ada` of `acme`, who agreed to calls and against whom nothing speaks,
    and one deal, `kestrel`, that a call is needed for.
    """

    def __init__(self, session: AsyncSession, program: Program, kinds: dict[str, Activity]) -> None:
        self.session, self.program, self.kinds = session, program, kinds
        self._rows: list[Owned] = []
        self._count: Counter[str] = Counter()
        self.workspace = self.add(
            Workspace, team_id=program.id, name="Brightwell", bot_user_id="U0BOT", bot_id="B0BOT", token=b""
        )
        self.member = self.add(
            Member,
            workspace_id=self.workspace.id,
            slack_user_id="U0ANNA",
            email="anna@brightwell.example",
            name="Anna Schmidt",
            zone="Europe/Berlin",
        )
        self.acme = self.account(name="Acme")
        self.ada = self.advocate(self.acme)
        self.kestrel = self.deal("kestrel")

    @classmethod
    async def begin(cls, session: AsyncSession) -> "Customers":
        program = await programs.create(session, name="Brightwell", zone="Europe/Berlin", now=NOW)
        return cls(session, program, await activities.by_key(session, program.id))

    def add(self, table: type[Any], **values: Any) -> Any:
        name = table.__tablename__
        self._count[name] += 1
        values.setdefault("id", f"{name}-{self._count[name]:05}")
        row = table(**{"program_id": self.program.id} | values)
        self._rows.append(row)
        return row

    def account(self, **values: Any) -> Account:
        name = values.setdefault("name", f"Company {self._count['account'] + 1}")
        made: Account = self.add(
            Account, **{"key": name.lower(), "owner_id": self.member.id, "renewal_signed": False} | values
        )
        return made

    def tag(self, account: Account, kind: TagKind, value: str) -> None:
        self.add(AccountTag, account_id=account.id, kind=kind, value=value)

    def not_their_field(self, advocate: Advocate, kind: TagKind, value: str) -> None:
        self.add(NotTheirField, advocate_id=advocate.id, kind=kind, value=value)

    def advocate(self, account: Account, *, agreed: Sequence[str] = (CALL,), **values: Any) -> Advocate:
        number = self._count["advocate"] + 1
        usual = {
            "account_id": account.id,
            "slack_user_id": f"U{number:05}",
            "email": f"person{number}@customer.example",
            "name": f"Person {number}",
            "title": "Head of IT",
            "zone": "Europe/Berlin",
            "joined_on": day(-800),
        }
        made: Advocate = self.add(Advocate, **usual | values)
        for kind in agreed:
            self.consent(made, kind)
        return made

    def consent(
        self,
        advocate: Advocate,
        kind: str = CALL,
        state: Consented = Consented.YES,
        *,
        until: datetime | None = None,
    ) -> None:
        self.add(
            Consent,
            advocate_id=advocate.id,
            activity_id=self.kinds[kind].id,
            state=state,
            since=ago(700),
            until=until,
            source="invitation",
        )

    def deal(self, name: str, **values: Any) -> Deal:
        usual = {"key": name, "name": name, "prospect": name, "prospect_key": name}
        made: Deal = self.add(Deal, **usual | {"seller_id": self.member.id} | values)
        return made

    def deal_of(self, amount: int | None) -> Deal:
        """Some other deal of this amount."""
        return self.deal(f"deal {self._count['deal'] + 1}", amount=amount)

    def colleague(self, advocate: Advocate, *, active: bool = True) -> Member:
        """The one of ours who is the same person in Slack."""
        made: Member = self.add(
            Member,
            workspace_id=self.workspace.id,
            slack_user_id=advocate.slack_user_id,
            name=advocate.name,
            zone=advocate.zone,
            active=active,
        )
        return made

    def ask(
        self,
        advocate: Advocate | None = None,
        *,
        asked: datetime | None = None,
        state: AskState = AskState.SILENT,
        kind: str = CALL,
        deal: Deal | None = None,
        needed_on: date = TODAY,
        **values: Any,
    ) -> Ask:
        """An ask of a reference of its own, for a deal of its own unless one is given."""
        person = advocate or self.ada
        deal = deal or self.deal_of(None)
        reference = self.add(
            Reference,
            seller_id=self.member.id,
            deal_id=deal.id,
            activity_id=self.kinds[kind].id,
            needed_on=needed_on,
            state=ReferenceState.LOOKING,
            form_key=f"form {self._count['reference'] + 1}",
            created_at=NOW,
        )
        usual = {
            "account_id": person.account_id,
            "state_at": asked or NOW,
            "due_at": ahead(1) if state in RUNNING else None,
        }
        made: Ask = self.add(
            Ask,
            reference_id=reference.id,
            advocate_id=person.id,
            deal_id=deal.id,
            activity_id=self.kinds[kind].id,
            position=0,
            state=state,
            asked_at=asked,
            **usual | values,
        )
        return made

    def yes(
        self,
        advocate: Advocate | None = None,
        *,
        answered: datetime,
        held_on: date | None = LONG_AGO,
        kind: str = CALL,
        **values: Any,
    ) -> Ask:
        """An ask they said yes to, asked at that very moment; its rest is over unless a day is given."""
        values = {"asked": answered, "answered_at": answered, "held_on": held_on} | values
        return self.ask(advocate, kind=kind, state=AskState.ACCEPTED, **values)

    def favour(
        self,
        advocate: Advocate | None = None,
        *,
        done_on: date,
        kind: str = CALL,
        state: ParticipationState = ParticipationState.VERIFIED,
        ask: Ask | None = None,
        supersedes: Participation | None = None,
    ) -> Participation:
        """Something they did, outside Rung unless an ask is given."""
        person = advocate or self.ada
        made: Participation = self.add(
            Participation,
            advocate_id=person.id,
            account_id=person.account_id,
            activity_id=self.kinds[kind].id,
            ask_id=ask.id if ask else None,
            state=state,
            done_on=done_on,
            source="import",
            supersedes_id=supersedes.id if supersedes else None,
        )
        return made

    def block(
        self,
        kind: BlockKind,
        *,
        account_id: str | None = None,
        advocate: Advocate | None = None,
        since: datetime = A_MONTH_AGO,
        until: datetime | None = None,
        company_key: str | None = None,
        activity: str | None = None,
    ) -> None:
        self.add(
            Block,
            account_id=account_id or self.acme.id,
            advocate_id=advocate.id if advocate else None,
            kind=kind,
            company_key=company_key,
            activity_id=self.kinds[activity].id if activity else None,
            since=since,
            until=until,
            known_at=since,
            source="import",
        )

    def need(self, kind: str = CALL, **wishes: Any) -> Need:
        return Need(
            program_id=self.program.id,
            deal_id=self.kestrel.id,
            prospect_key=self.kestrel.prospect_key,
            group_key=self.kestrel.group_key,
            activity_id=self.kinds[kind].id,
            amount=self.kestrel.amount,
            **wishes,
        )

    async def save(self) -> None:
        """Write what was built: tables in the order in which they refer to each other."""
        rows = sorted(self._rows, key=_place)
        self._rows.clear()
        for _, of_table in groupby(rows, key=_place):
            self.session.add_all(of_table)
            await self.session.flush()
        await self.session.flush()

    async def standings(
        self, need: Need | None = None, *, most: int = 50, now: datetime = NOW, **options: Any
    ) -> Sequence[Standing]:
        await self.save()
        return await statement.ask(
            self.session, need or self.need(), weights=WEIGHTS, now=now, most=most, **options
        )

    async def standing(
        self, advocate: Advocate | None = None, need: Need | None = None, **options: Any
    ) -> Standing:
        (found,) = await self.standings(need, advocate_id=(advocate or self.ada).id, **options)
        return found

    async def against(
        self, advocate: Advocate | None = None, need: Need | None = None, **options: Any
    ) -> dict[str, datetime]:
        """Each reason against asking this person (Ada, if nobody is named), and when it ends."""
        return dict((await self.standing(advocate, need, **options)).until)

    def for_prospect(self, key: str, group: str | None = None) -> Need:
        return replace(self.need(), prospect_key=key, group_key=group)


def _place(row: Owned) -> int:
    return IN_THE_TABLES_ORDER[row.__tablename__]
