"""Everything that stands in the programme's tables at one moment, for who compares it with the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask import Ask
from models.block import Block
from models.consent import Consent
from models.deal import Deal
from models.participation import Participation
from models.program import Program
from models.reference import Reference
from tests.histories.life import Life


@dataclass(frozen=True)
class Known:
    program: Program
    asks: Mapping[str, Ask]
    people: Mapping[str, Advocate]
    accounts: Mapping[str, Account]
    activities: Mapping[str, Activity]
    deals: Mapping[str, Deal]
    references: Mapping[str, Reference]
    blocks: Sequence[Block]
    consents: Mapping[tuple[str, str], Consent]
    done: Sequence[Participation]


async def known(life: Life) -> Known:
    async with life.database.reading() as session:

        async def all_of(table: Any) -> list[Any]:
            of_program = select(table).where(table.program_id == life.program_id).order_by(table.id)
            return list(await session.scalars(of_program))

        return Known(
            program=await session.get_one(Program, life.program_id),
            asks={row.id: row for row in await all_of(Ask)},
            people={row.id: row for row in await all_of(Advocate)},
            accounts={row.id: row for row in await all_of(Account)},
            activities={row.id: row for row in await all_of(Activity)},
            deals={row.id: row for row in await all_of(Deal)},
            references={row.id: row for row in await all_of(Reference)},
            blocks=await all_of(Block),
            consents={(row.advocate_id, row.activity_id): row for row in await all_of(Consent)},
            done=await all_of(Participation),
        )
