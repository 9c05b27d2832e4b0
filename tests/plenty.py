"""More of everything that any list of Rung can show."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import activity as activities
from models import advocate as advocates
from models import member as members
from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask import Ask, AskState, Road, Stage
from models.audit import Audit
from models.base import new_id
from models.block import Block, BlockKind
from models.company_approval import ApprovalOf, CompanyApproval
from models.consent import Consent, Consented
from models.deal import Deal
from models.debrief import Debrief, Side
from models.giveback import Giveback, GivebackKind, GivebackState
from models.group import UserGroup
from models.ladder_version import LadderVersion
from models.member import Member
from models.nudge import Nudge, NudgeState
from models.participation import Participation, ParticipationState
from models.reference import Reference, ReferenceState
from models.standing import StandingApproval
from models.story import Story, StoryKind
from models.survey import Survey
from models.task import Task, TaskKind
from tests.world import World

DAY = date(2026, 3, 20)


@dataclass
class Plenty:
    """Everything is Anna's, Tom's and Priya's, who are shown it."""

    world: World
    session: AsyncSession
    anna: Member
    tom: Member
    priya: Advocate
    ladder: dict[str, Activity]

    @classmethod
    async def begin(cls, world: World, session: AsyncSession) -> "Plenty":
        own = await members.by_email(session, world.program_id)
        people = await advocates.by_email(session, world.program_id)
        return cls(
            world,
            session,
            own["anna@brightwell.example"],
            own["tom@brightwell.example"],
            people["priya@nordlicht.example"],
            await activities.by_key(session, world.program_id),
        )

    async def add(self, table: type[Any], **values: Any) -> Any:
        row = table(program_id=self.world.program_id, id=new_id(), **values)
        self.session.add(row)
        await self.session.flush()
        return row

    async def ask(self, person: Advocate, state: AskState, **values: Any) -> Ask:
        """A question for a deal and a reference of its own, which has found nobody so far."""
        now, call = self.world.clock.business(), self.ladder["reference_call"]
        name = f"Deal {new_id()[-8:]}"
        deal = await self.add(
            Deal, key=name, name=name, prospect=name, prospect_key=name, seller_id=self.tom.id
        )
        reference = await self.add(
            Reference,
            seller_id=self.tom.id,
            deal_id=deal.id,
            activity_id=call.id,
            needed_on=DAY,
            state=ReferenceState.UNFILLED,
            form_key=new_id(),
            created_at=now,
        )
        await self.add(Audit, at=now, actor="rung", verb=ReferenceState.UNFILLED, subject=reference.id)
        ask: Ask = await self.add(
            Ask,
            reference_id=reference.id,
            advocate_id=person.id,
            account_id=person.account_id,
            deal_id=deal.id,
            activity_id=call.id,
            position=0,
            state=state,
            state_at=now,
            **values,
        )
        return ask

    async def task(self, kind: TaskKind, person: Advocate, subject: str | None = None) -> None:
        now = self.world.clock.business()
        about = {"account_id": person.account_id, "advocate_id": person.id, "subject": subject or new_id()}
        await self.add(Task, kind=kind, member_id=self.anna.id, said="", made_at=now, **about)

    async def one(self, number: int) -> None:
        now, priya = self.world.clock.business(), self.priya
        past = {"asked_at": now - timedelta(days=200), "answered_at": now - timedelta(days=199)}
        person = await self._company(number)
        await self.ask(priya, AskState.APPROVING, stage=Stage.MANAGERS, due_at=now)
        await self.ask(priya, AskState.ASKED, asked_at=now, due_at=now)
        passed_on = await self.ask(person, AskState.ASKED, asked_at=now, due_at=now, road=Road.RELAY)
        await self.task(TaskKind.RELAY, person, passed_on.id)
        for kind in (TaskKind.CHECK_IN, TaskKind.OBJECTION, TaskKind.NOMINATED):
            await self.task(kind, priya)
        held = await self.ask(priya, AskState.ACCEPTED, held_on=date(2025, 9, 1), **past)
        await self.add(Debrief, ask_id=held.id, side=Side.SELLER, asked_at=now, overdue_at=now)
        await self.add(
            LadderVersion, number=number + 2, at=now, by="U0MAYA", changes=["Quote is new."], file=""
        )
        await self._about_priya(number)
        await self._given_back(number)

    async def _company(self, number: int) -> Advocate:
        """A customer of Anna's with one person, who reads a language of their own, and a story."""
        name = f"Company {number:02}"
        account = await self.add(
            Account, name=name, key=name.lower(), owner_id=self.anna.id, industry="Fintech", region="DACH"
        )
        await self.add(
            Story,
            account_id=account.id,
            kind=StoryKind.STORY,
            title=name,
            url=f"https://www.brightwell.example/{number}",
            industry="Fintech",
            published_on=date(2025, 1, 1),
        )
        person: Advocate = await self.add(
            Advocate,
            account_id=account.id,
            email=f"n{number}@company.example",
            name=f"Number {number:02}",
            title="Clerk",
            language=f"l{number}",
            zone="Europe/Berlin",
            joined_on=date(2024, 1, 1),
            paused_until=None if number % 2 else self.world.clock.business() + timedelta(days=number + 1),
        )
        return person

    async def _about_priya(self, number: int) -> None:
        now, priya, ladder = self.world.clock.business(), self.priya, list(self.ladder.values())
        about = {"account_id": priya.account_id, "advocate_id": priya.id}
        await self.add(
            Participation,
            activity_id=self.ladder["blog"].id,
            state=ParticipationState.VERIFIED,
            done_on=date(2024, 1, 1) + timedelta(days=number),
            source="import",
            **about,
        )
        if number < len(ladder) and ladder[number].key != "reference_call":
            said = {"state": Consented.YES, "since": now, "source": "invitation"}
            await self.add(Consent, advocate_id=priya.id, activity_id=ladder[number].id, **said)
        await self.add(
            Nudge,
            activity_id=self.ladder["blog"].id,
            state=NudgeState.OFFERED if number == 0 else NudgeState.LATER,
            state_at=now,
            made_at=now,
            **about,
        )
        await self.add(
            Block,
            account_id=priya.account_id,
            kind=BlockKind.CONFLICT,
            company_key=f"rival {number}",
            since=now,
            known_at=now,
            source="import",
        )
        await self.add(
            Survey,
            live_since=date(2020, 1, 1) + timedelta(days=number),
            asked_at=now,
            said_at=now,
            to_change="A faster export",
            **about,
        )
        given = {"given_at": now, "until": date(2026, 12, 1), "granted": 3}
        await self.add(StandingApproval, advocate_id=priya.id, member_id=self.anna.id, **given)
        place = {"workspace_id": self.world.rung.workspace.id}
        colleague = {"name": f"Colleague {number:02}", "zone": "UTC", "is_seller": True}
        owner = await self.add(Member, slack_user_id=f"U1{number}", **place, **colleague)
        await self.add(Account, name=f"Other {number}", key=f"other {number}", owner_id=owner.id)
        named = {"handle": f"group-{number:02}", "name": f"Group {number:02}"}
        await self.add(UserGroup, slack_group_id=f"S1{number}", seen_at=now, **place, **named)

    async def _given_back(self, number: int) -> None:
        """What Priya asked for and had, and what her company allows."""
        now, priya = self.world.clock.business(), self.priya
        moved = {"state_at": now, "state_by": "U0ANNA", "made_at": now, "made_by": priya.slack_user_id}
        await self.add(
            Giveback,
            advocate_id=priya.id,
            account_id=priya.account_id,
            kind=GivebackKind.HELP,
            state=GivebackState.GIVEN,
            given_on=now.date() - timedelta(days=number),
            text=f"Help {number}",
            **moved,
        )
        given = {"given_by": "Jana Wolf", "given_on": now.date(), "recorded_at": now, "recorded_by": "U0ANNA"}
        await self.add(
            CompanyApproval,
            account_id=priya.account_id,
            what=ApprovalOf.LOGO,
            scope=f"page {number}",
            since=now.date(),
            until=now.date() + timedelta(days=20),
            **given,
        )


async def more(world: World, numbers: range) -> None:
    """So many more of each."""
    async with world.rung.database.transaction() as session:
        plenty = await Plenty.begin(world, session)
        for number in numbers:
            await plenty.one(number)
