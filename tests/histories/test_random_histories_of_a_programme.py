"""Whatever people do, in whatever order: no cap is broken, nobody is asked who must not be, and no mask slips."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.kit.database import Database
from models.activity import Activity
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.block import Block
from models.deal import Deal
from models.member import Member
from models.message import MessageKind
from models.reference import Reference
from tests.databases import Maker, numbers
from tests.histories.life import Life
from tests.histories.moves import MOVES, OFTEN
from tests.histories.onlooker import ENDED, Seen

NAMES = numbers()
moves = st.lists(
    st.tuples(
        st.sampled_from([*MOVES, *OFTEN * 3]),
        st.integers(min_value=0, max_value=40),
        st.integers(min_value=0, max_value=60),
    ),
    min_size=40,
    max_size=80,
)


class Watch:
    """Compares what happened with the rules, move by move."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.ended: dict[str, datetime] = {}
        self.people: dict[str, Advocate] = {}
        self.blocks: Sequence[Block] = ()

    async def before(self) -> None:
        """What is known of people and companies before the next move."""
        async with self.life.database.reading() as session:
            people = await session.scalars(
                select(Advocate).where(Advocate.program_id == self.life.program_id)
            )
            self.people = {person.id: person for person in people}
            blocks = await session.scalars(select(Block).where(Block.program_id == self.life.program_id))
            self.blocks = blocks.all()

    async def after(self) -> None:
        asks = await self._asks()
        new = {asked.ask_id for asked in await self.life.look()}
        for ask in asks:
            if ask.state in ENDED:
                self.ended.setdefault(ask.id, ask.state_at)
        async with self.life.database.reading() as session:
            kinds = await session.scalars(select(Activity).where(Activity.program_id == self.life.program_id))
            rungs = {kind.id: kind.rung for kind in kinds}
        seen = Seen(asks, self.people, self.ended, rungs)
        for ask in asks:
            if ask.id in new:
                assert [*seen.problems(ask), *self._own_words(ask)] == []

    async def _asks(self) -> Sequence[Ask]:
        async with self.life.database.reading() as session:
            found = await session.scalars(
                select(Ask).where(Ask.program_id == self.life.program_id).order_by(Ask.id)
            )
            return found.all()

    def _own_words(self, ask: Ask) -> list[str]:
        """What had been said and known before the move in which they were asked."""
        person, at = self.people[ask.advocate_id], ask.asked_at
        assert at is not None
        blocked = any(
            block.account_id == ask.account_id
            and block.company_key is None
            and block.since <= at
            and (block.until is None or block.until > at)
            for block in self.blocks
        )
        found = {
            "never joined": person.joined_on is None or _midnight(person.joined_on) > at,
            "had left": person.left_on is not None and _midnight(person.left_on) <= at,
            "was paused": person.paused_until is not None and person.paused_until > at,
            "the company was blocked": blocked,
        }
        return [name for name, broken in found.items() if broken]

    async def masks(self) -> None:
        """Nobody reads a name that is kept from them."""
        async with self.life.database.reading() as session:
            deals = {
                deal.id: deal
                for deal in await session.scalars(select(Deal).where(Deal.program_id == self.life.program_id))
            }
            references = {
                reference.id: reference
                for reference in await session.scalars(
                    select(Reference).where(Reference.program_id == self.life.program_id)
                )
            }
            sellers = await session.scalars(
                select(Member.slack_user_id).where(
                    Member.program_id == self.life.program_id, Member.is_seller
                )
            )
            selling = set(sellers)
        asks = {ask.id: ask for ask in await self._asks()}
        agreed = {
            reference_id: {ask.advocate_id for ask in asks.values() if _agreed(ask, reference_id)}
            for reference_id in references
        }
        customers = {person.slack_user_id for person in self.people.values()}
        for row, text in await self.life.screens():
            if row.recipient in customers:
                ask = asks.get(row.subject)
                for deal in deals.values():
                    may = ask is not None and deal.id == ask.deal_id and _may_name(ask, references)
                    assert may or deal.prospect not in text, f"{row.kind} names {deal.prospect}"
            if row.recipient in selling and row.kind is MessageKind.LINE:
                for person in self.people.values():
                    if person.id not in agreed[row.subject]:
                        assert person.name not in text, f"the line names {person.name}"
                        assert person.email not in text


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _agreed(ask: Ask, reference_id: str) -> bool:
    return ask.reference_id == reference_id and ask.answered_at is not None and ask.declined is None


def _may_name(ask: Ask, references: dict[str, Reference]) -> bool:
    """The seller allowed it, and the customer said yes, or yes if there is no conflict."""
    return references[ask.reference_id].named and ask.state not in {AskState.ASKED, AskState.SILENT}


@pytest.fixture
def maker(sqlite_maker: Maker) -> Maker:
    return sqlite_maker


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(played=moves)
@pytest.mark.timeout(600)
async def test_no_rule_is_ever_broken(maker: Maker, played: Sequence[tuple[str, int, int]]) -> None:
    url = maker.fresh(f"life{next(NAMES)}")
    database = Database(url)
    try:
        life = await Life.begin(database)
        watch = Watch(life)
        for name, a, b in played:
            await watch.before()
            await MOVES[name](life, a, b)
            await watch.after()
        await watch.masks()
        event(f"asked {min(len(life.asked) // 3 * 3, 12)} or more")
    finally:
        await database.close()
        maker.drop(url)
