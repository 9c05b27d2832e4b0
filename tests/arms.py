"""Customers by the thousand, some of whom are held out, and what they did in which month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.base import new_id
from models.nudge import DIGITS, Nudge, NudgeState, is_held_out
from models.participation import Participation, ParticipationState
from tests.world import World

JOINED = date(2024, 5, 14)
A_DAY = 14  # of the month


@dataclass(frozen=True, slots=True)
class Place:
    """What the rows of a crowd refer to."""

    program_id: str
    account_id: str
    activity_id: str


async def place(session: AsyncSession, program_id: str) -> Place:
    account = (await session.scalars(select(Account).where(Account.key == "nordlicht pay"))).one()
    kind = (await session.scalars(select(Activity).where(Activity.key == "blog"))).one()
    return Place(program_id, account.id, kind.id)


async def crowd(world: World, people: int, **values: Any) -> tuple[list[str], list[str]]:
    """So many more people have joined: the ids of who can be nudged, and of who can be held out, always as many."""
    async with world.rung.database.transaction() as session:
        there = await place(session, world.program_id)
        known = (await session.scalars(select(func.count()).select_from(Advocate))).one()
        ids = [new_id()[:-DIGITS] + f"{number * 16**DIGITS // people:0{DIGITS}x}" for number in range(people)]
        rows = [
            {
                "program_id": there.program_id,
                "id": id_,
                "account_id": there.account_id,
                "slack_user_id": f"U9{number}",
                "email": f"n{number}@crowd.example",
                "name": f"Number {number}",
                "title": "Clerk",
                "zone": "Europe/Berlin",
                "joined_on": JOINED,
            }
            | values
            for number, id_ in enumerate(ids, known)
        ]
        await session.execute(insert(Advocate), rows)
    return [id_ for id_ in ids if not is_held_out(id_)], [id_ for id_ in ids if is_held_out(id_)]


async def acted(world: World, ids: Sequence[str], firsts: Sequence[date], **values: Any) -> None:
    """Each of these people did something in each of these months."""
    async with world.rung.database.transaction() as session:
        there = await place(session, world.program_id)
        rows = [
            {
                "program_id": there.program_id,
                "id": new_id(),
                "advocate_id": id_,
                "account_id": there.account_id,
                "activity_id": there.activity_id,
                "state": ParticipationState.VERIFIED,
                "done_on": first + timedelta(days=A_DAY),
                "source": "CRM",
            }
            | values
            for id_ in ids
            for first in firsts
        ]
        if rows:
            await session.execute(insert(Participation), rows)


async def settled(world: World) -> None:
    """PostgreSQL knows how much there is: a server looks by itself soon after an import."""
    async with world.rung.database.transaction() as session:
        if session.get_bind().dialect.name == "postgresql":
            await session.execute(text("ANALYZE"))


async def nudged(world: World, ids: Sequence[str], state: NudgeState = NudgeState.OFFERED) -> list[str]:
    """Each of these people was proposed something yesterday, and has answered so; the ids of the proposals."""
    yesterday = world.clock.business() - timedelta(days=1)
    async with world.rung.database.transaction() as session:
        there = await place(session, world.program_id)
        rows = [
            Nudge(
                program_id=there.program_id,
                id=new_id(),
                advocate_id=id_,
                account_id=there.account_id,
                activity_id=there.activity_id,
                state=state,
                state_at=yesterday,
                made_at=yesterday,
                answered_at=None if state is NudgeState.OFFERED else yesterday,
            )
            for id_ in ids
        ]
        session.add_all(rows)
        return [row.id for row in rows]
