"""A programme of ten thousand customers has its Monday in a few statements, and soon."""

import time
from datetime import timedelta

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest import course, screens
from bot.digest.sections import DECISIONS, FIGURES
from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.audit import Audit
from models.base import new_id
from models.deal import Deal
from models.debrief import Debrief, Side
from models.digest import Digest
from models.member import Member
from models.message import Message, MessageKind
from models.participation import Participation, ParticipationState
from models.reference import Reference, ReferenceState
from models.task import Task, TaskKind
from tests.behind import rows as rows_of
from tests.monday import EIGHT
from tests.statements import counted
from tests.world import World

PEOPLE, PER_ACCOUNT = 10_000, 5
ASKS = 5_000
MOST_STATEMENTS = 25
MOST_SECONDS = 2.0
SLOW_MACHINE = 5  # how much slower a shared machine may be than one that is measured (benchmarks/)


async def grown(session: AsyncSession, program_id: str) -> None:
    """Ten thousand people of two thousand companies, each with a favour, half of them asked in the last months."""
    owner = (await session.scalars(select(Member).where(Member.program_id == program_id).limit(1))).one()
    deal = (await session.scalars(select(Deal).where(Deal.program_id == program_id).limit(1))).one()
    kind = (await session.scalars(select(Activity).where(Activity.key == "reference_call"))).one()
    own = {"program_id": program_id}
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
            "joined_on": EIGHT.date() - timedelta(days=700),
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
            "done_on": EIGHT.date() - timedelta(days=1 + n % 400),
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
            "needed_on": EIGHT.date(),
            "state": ReferenceState.FOUND,
            "form_key": f"f{n}",
            "created_at": EIGHT - timedelta(days=3 + n % 60),
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
            "state_at": EIGHT,
            "asked_at": EIGHT - timedelta(days=2 + n % 60) if n % 2 else None,
            "answered_at": EIGHT - timedelta(days=1 + n % 60) if n % 2 else None,
        }
        for n, need in enumerate(needs)
    ]
    asks[0] |= {"exception": "They offered it.", "exception_by": owner.id}
    log = {"at": EIGHT - timedelta(days=1), "actor": "rung", "verb": "exception", "subject": asks[0]["id"]}
    debrief = {"ask_id": asks[1]["id"], "side": Side.SELLER, "overdue_at": EIGHT - timedelta(days=1)}
    task = {"member_id": owner.id, "account_id": accounts[0]["id"], "made_at": EIGHT - timedelta(days=9)}
    held, late = {"kind": TaskKind.CHECK_IN, "subject": "a"}, {"kind": TaskKind.CLAIM, "subject": "b"}
    others = (
        (Audit, [own | log]),
        (Debrief, [own | debrief]),
        (Task, [own | task | each for each in (held, late)]),
    )
    known = ((Account, accounts), (Advocate, people), (Participation, done), (Reference, needs), (Ask, asks))
    for table, rows in (*known, *others):
        await session.execute(insert(table), rows)


async def test_in_a_few_statements_and_soon(world: World) -> None:
    async with world.rung.database.transaction() as session:
        await grown(session, world.program_id)
    world.rung.outbox.stop()
    async with world.rung.database.transaction() as session, counted(session) as seen:
        began = time.perf_counter()
        assert await course.clock_ran_out(session, world.program_id, world.program_id, now=EIGHT)
        statement = select(Message).where(Message.kind == MessageKind.DIGEST)
        (message,) = await session.scalars(statement)
        drawn = await screens.digest(session, message, now=EIGHT)
        seconds = time.perf_counter() - began
    (digest,) = await rows_of(world, Digest)
    assert drawn is not None
    assert "2500 questions wait for an approver" in drawn[0].text
    for section in (*DECISIONS, *FIGURES):
        assert section.name in digest.kept, section.name
    assert "customers are near what they may be asked for" in drawn[0].text
    assert len(seen) <= MOST_STATEMENTS + 1, "\n\n".join(seen)  # one of them is this test's own
    assert seconds < MOST_SECONDS * SLOW_MACHINE, seconds
    print(f"{len(seen) - 1} statements, {seconds:.2f} s")  # noqa: T201  (shown by pytest -s)
