"""Deals, and what customers did, agreed to and were asked before Rung."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports.rows import Row
from bot.kit.text import key
from bot.rules.matching import size_band
from models import account as accounts
from models import activity as activities
from models import advocate as advocates
from models import deal as deals
from models import member as members
from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.ask import Ask, AskState, Declined
from models.base import new_id
from models.block import Block, BlockKind
from models.consent import Consent, Consented
from models.deal import Deal, Status
from models.participation import Participation, ParticipationState
from models.reference import Reference, ReferenceState
from models.story import Story, StoryKind

HELD_WITHIN = timedelta(
    days=14
)  # an accepted ask whose activity is recorded that soon after is the same favour
ASKED_AT = timedelta(hours=10)  # a day's asks of the past count from its morning


class Known:
    """What the rows refer to by name: read once."""

    def __init__(
        self,
        program_id: str,
        people: dict[str, Advocate],
        kinds: dict[str, Activity],
        pipeline: dict[str, Deal],
        companies: dict[str, Account],
    ) -> None:
        self.program_id = program_id
        self._people, self._kinds, self._pipeline, self._companies = people, kinds, pipeline, companies

    @classmethod
    async def read(cls, session: AsyncSession, program_id: str) -> "Known":
        return cls(
            program_id,
            await advocates.by_email(session, program_id),
            await activities.by_key(session, program_id),
            await deals.by_key(session, program_id),
            await accounts.by_key(session, program_id),
        )

    def advocate(self, row: Row) -> Advocate:
        found = self._people.get(row.text("advocate_email").lower())
        if found is None:
            raise row.wrong("advocate_email", "is not among the advocates")
        return found

    def activity(self, row: Row) -> Activity:
        found = self._kinds.get(row.text("activity"))
        if found is None:
            raise row.wrong("activity", "is not on the ladder")
        return found

    def deal(self, row: Row) -> Deal | None:
        named = row.optional("deal_key")
        if named is not None and named not in self._pipeline:
            raise row.wrong("deal_key", "is not among the deals")
        return self._pipeline[named] if named else None

    def account(self, row: Row) -> Account:
        found = self._companies.get(key(row.text("account")))
        if found is None:
            raise row.wrong("account", "is not among the accounts")
        return found


async def load_deals(session: AsyncSession, program_id: str, rows: Iterable[Row]) -> None:
    sellers = await members.by_email(session, program_id)
    for row in rows:
        seller = sellers.get(row.text("seller_email").lower())
        if seller is None:
            raise row.wrong("seller_email", "is nobody of ours")
        group = row.optional("prospect_group")
        session.add(
            Deal(
                program_id=program_id,
                id=new_id(),
                key=row.text("key"),
                name=row.text("name"),
                prospect=row.text("prospect"),
                prospect_key=key(row.text("prospect")),
                group_key=key(group) if group else None,
                amount=row.number("amount"),
                currency=row.optional("currency"),
                stage=row.optional("stage"),
                status=Status(row.text("status")),
                closed_on=row.day("closed_on"),
                seller_id=seller.id,
                size_band=size_band(row.optional("size")),
                **{
                    name: row.optional(name)
                    for name in (
                        "industry",
                        "region",
                        "country",
                        "language",
                        "product",
                        "use_case",
                        "competitor",
                        "tech",
                    )
                },
            ),
        )
    await session.flush()


async def load_asks(session: AsyncSession, known: Known, rows: Iterable[Row]) -> dict[tuple[str, str], str]:
    """Past asks, each under a closed reference of its own; ids of accepted ones by (advocate, activity)."""
    accepted: dict[tuple[str, str], str] = {}
    for row in rows:
        advocate, activity, deal = known.advocate(row), known.activity(row), known.deal(row)
        asked_on, answered_on = row.moment("asked_on"), row.moment("answered_on")
        if deal is None or asked_on is None:
            raise row.wrong("deal_key", "a past ask needs its deal and its day")
        outcome = AskState(row.text("outcome"))
        reference = _closed_reference(
            known.program_id, row, deal=deal, activity=activity, asked_on=asked_on, outcome=outcome
        )
        session.add(reference)
        await session.flush()
        ask = Ask(
            program_id=known.program_id,
            id=new_id(),
            reference_id=reference.id,
            advocate_id=advocate.id,
            account_id=advocate.account_id,
            deal_id=deal.id,
            activity_id=activity.id,
            position=0,
            state=outcome,
            state_at=(answered_on or asked_on) + ASKED_AT,
            asked_at=asked_on + ASKED_AT,
            answered_at=answered_on + ASKED_AT if answered_on else None,
            declined=Declined.NOT_THIS if outcome is AskState.DECLINED else None,
        )
        session.add(ask)
        if outcome is AskState.ACCEPTED:
            accepted[advocate.id, activity.id] = ask.id
    await session.flush()
    return accepted


def _closed_reference(
    program_id: str, row: Row, *, deal: Deal, activity: Activity, asked_on: datetime, outcome: AskState
) -> Reference:
    found = outcome is AskState.ACCEPTED
    return Reference(
        program_id=program_id,
        id=new_id(),
        seller_id=deal.seller_id,
        deal_id=deal.id,
        activity_id=activity.id,
        needed_on=(asked_on + HELD_WITHIN).date(),
        state=ReferenceState.FOUND if found else ReferenceState.UNFILLED,
        form_key=f"{row.file}:{row.line}",
        created_at=asked_on,
        informed=[],
    )


async def load_participations(
    session: AsyncSession, known: Known, rows: Iterable[Row], accepted: dict[tuple[str, str], str]
) -> None:
    """What was done. A favour that an imported ask led to carries the ask, so that it counts once."""
    for row in rows:
        advocate, activity, deal = known.advocate(row), known.activity(row), known.deal(row)
        done_on = row.day("done_on")
        if done_on is None:
            raise row.wrong("done_on", "is empty")
        ask_id = await _led_to(
            session, known.program_id, accepted, advocate=advocate, activity=activity, row=row
        )
        session.add(
            Participation(
                program_id=known.program_id,
                id=new_id(),
                advocate_id=advocate.id,
                account_id=advocate.account_id,
                activity_id=activity.id,
                deal_id=deal.id if deal else None,
                ask_id=ask_id,
                state=ParticipationState.VERIFIED,
                done_on=done_on,
                source=row.text("source"),
            ),
        )
    await session.flush()


async def _led_to(
    session: AsyncSession,
    program_id: str,
    accepted: dict[tuple[str, str], str],
    *,
    advocate: Advocate,
    activity: Activity,
    row: Row,
) -> str | None:
    ask_id = accepted.get((advocate.id, activity.id))
    if ask_id is None:
        return None
    ask = await session.get_one(Ask, (program_id, ask_id))
    done_on = row.moment("done_on")
    if ask.asked_at is None or done_on is None or not _same_favour(ask.asked_at, done_on):
        return None
    ask.held_on = done_on.date()
    return ask_id


def _same_favour(asked_at: datetime, done_on: datetime) -> bool:
    return -ASKED_AT <= done_on - asked_at <= HELD_WITHIN


async def load_consents(session: AsyncSession, known: Known, rows: Iterable[Row], now: datetime) -> None:
    session.add_all(
        Consent(
            program_id=known.program_id,
            advocate_id=known.advocate(row).id,
            activity_id=known.activity(row).id,
            state=Consented(row.text("state")),
            since=row.moment("since") or now,
            until=row.moment("until"),
            source=row.text("source"),
        )
        for row in rows
    )
    await session.flush()


async def load_blocks(session: AsyncSession, known: Known, rows: Iterable[Row], now: datetime) -> None:
    for row in rows:
        company = row.optional("company")
        session.add(
            Block(
                program_id=known.program_id,
                account_id=known.account(row).id,
                advocate_id=known.advocate(row).id if row.optional("advocate_email") else None,
                kind=BlockKind(row.text("kind")),
                company_key=key(company) if company else None,
                since=row.moment("since") or now,
                until=row.moment("until"),
                known_at=row.moment("known_on") or now,
                source=row.text("source"),
            ),
        )
    await session.flush()


async def load_stories(session: AsyncSession, known: Known, rows: Iterable[Row], now: datetime) -> None:
    session.add_all(
        Story(
            program_id=known.program_id,
            account_id=known.account(row).id,
            kind=StoryKind(row.text("kind")),
            title=row.text("title"),
            url=row.text("url"),
            text=row.optional("text") or "",
            product=row.optional("product"),
            industry=row.optional("industry"),
            region=row.optional("region"),
            published_on=row.day("published_on") or now.date(),
        )
        for row in rows
    )
    await session.flush()
