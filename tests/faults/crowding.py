"""List 5, second part: twenty sellers want the same few customers at once, for two months. The caps hold."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from sqlalchemy import select

from bot.jobs import Ticks
from handlers.payloads import Kind
from models import contact
from models.account import Account
from models.advocate import Advocate
from models.ask import WITH_CUSTOMER, Ask, AskState
from models.base import new_id
from models.contact import Contact, ContactKind
from models.deal import Deal
from models.member import Member
from models.reference import Reference
from sandbox.errors import Json
from tests.databases import Maker, SqliteMaker
from tests.faults import strange
from tests.faults.bots import Bot, Still, told
from tests.faults.copies import copy
from tests.faults.presses import APART, WRONG, doors, stale
from tests.faults.recorded import Press

SELLERS = 20
STEP = timedelta(days=2)
ASKS_IN_30_DAYS, DAYS_BETWEEN, CONTACTS_IN_60_DAYS = 3, 14, 2
AT_ONCE = 6  # contacts that want the same place in somebody's budget


@dataclass
class Crowd:
    """Sellers, owners and customers in front of one or two replicas."""

    bots: Sequence[Bot]
    clock: Still
    form: Press  # a need as Tom sent it, with the database as it stood
    random: Random
    program_id: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    async def sellers(self, deals: int) -> dict[str, list[str]]:
        """Twenty more, each with so many deals, each of a prospect of its own: the deals by Slack user."""
        async with self.bots[0].database.transaction() as session:
            tom = (await session.scalars(select(Member).where(Member.slack_user_id == "U0TOM"))).one()
            self.program_id = tom.program_id
            same: dict[str, Any] = {"program_id": tom.program_id}
            found: dict[str, list[str]] = {}
            for number in range(SELLERS):
                user = f"U0CROWD{number}"
                seller = Member(
                    id=new_id(), workspace_id=tom.workspace_id, slack_user_id=user, name=user, zone=tom.zone,
                    is_seller=True, **same,
                )  # fmt: skip
                session.add(seller)
                await session.flush()
                found[user] = [new_id() for _ in range(deals)]
                for place, deal in enumerate(found[user]):
                    name = f"Prospect {number:02}-{place:02}"
                    session.add(
                        Deal(
                            id=deal, key=name, name=name, prospect=name, prospect_key=name.lower(),
                            seller_id=seller.id, **same,
                        )
                    )  # fmt: skip
            return found

    async def need(self, user: str, deal: str) -> None:
        """The form, and *Ask for me* below the list that it brings."""
        form = strange.by_somebody_else(strange.lean(self.form.payload), user)
        values = form["view"]["state"]["values"]
        values["deal"]["deal"]["selected_option"]["value"] = deal
        needed_on = (self.clock.business() + timedelta(days=20)).date().isoformat()
        values["needed_on"]["needed_on"]["selected_date"] = needed_on
        form["view"]["id"] = f"V{user}{deal}"[:32]
        shown = await self.hear(Kind.SUBMISSION, form)
        view = {**form["view"], "callback_id": "shortlist", "state": {"values": {}}}
        view["private_metadata"] = shown.get("view", {}).get("private_metadata", "")
        await self.hear(Kind.SUBMISSION, {**form, "view": view})

    async def hear(self, kind: Kind, payload: Json) -> Json:
        await asyncio.sleep(self.random.random() * APART)
        answer = await self.random.choice(list(self.bots)).hear(kind, payload)
        self.counts["acts"] += 1
        said = told(answer)
        if answer.status_code != 200 or WRONG in str(said):
            self.faults.append(f"{answer.status_code} {said}")
        return said

    async def press(self, user: str, action_id: str, value: str) -> None:
        payload = strange.by_somebody_else(strange.lean(self.form.payload), user)
        action = {"type": "button", "action_id": action_id, "block_id": "card", "value": value}
        del payload["view"]
        await self.hear(Kind.ACTION, payload | {"type": "block_actions", "actions": [action]})

    async def everybody_answers(self) -> None:
        """All cards that are out are pressed at the same time, some of them with yes."""
        async with self.bots[0].database.reading() as session:
            rows = await session.execute(
                select(Ask, Member.slack_user_id, Advocate.slack_user_id)
                .join(Account, Account.id == Ask.account_id)
                .join(Member, Member.id == Account.owner_id)
                .join(Advocate, Advocate.id == Ask.advocate_id)
                .where(Ask.state.in_([AskState.APPROVING, AskState.ASKED]))
            )
            waiting = list(rows)
        await asyncio.gather(*(self._answered(ask, owner, customer) for ask, owner, customer in waiting))

    async def _answered(self, ask: Ask, owner: str, customer: str | None) -> None:
        if ask.state is AskState.APPROVING:
            await self.press(owner, "approve", ask.id)
        elif customer is not None:
            await self.press(customer, self.random.choice(["accept", "not_this"]), ask.id)

    async def contacted(self) -> None:
        """Six kinds of messages want everybody's budget at once."""

        async def spend(bot: Bot) -> None:
            async with bot.database.transaction() as session:
                ids = list(await session.scalars(select(Advocate.id).order_by(Advocate.id)))
                self.random.shuffle(ids)
                wanted = {each: new_id() for each in ids}
                kind = self.random.choice(list(ContactKind))
                await contact.spend(session, self.program_id, kind, wanted, now=self.clock.business())

        await asyncio.gather(*(spend(self.bots[at % len(self.bots)]) for at in range(AT_ONCE)))


async def crowd(form: Press, maker: Maker, *, rounds: int, random: Random) -> tuple[Counter[str], list[str]]:
    """So many times two days, in which everybody does at once what can be done."""
    url, clock = copy(maker, form.database, "crowd"), Still(form.now)
    try:
        async with doors(url, clock, most=1 if isinstance(maker, SqliteMaker) else 2) as (bots, slack):
            here = Crowd(bots, clock, form, random)
            deals = await here.sellers(rounds)
            for number in range(rounds):
                wanting = random.sample(list(deals), SELLERS // 2)
                await asyncio.gather(*(here.need(user, deals[user][number]) for user in wanting))
                await here.everybody_answers()
                await here.contacted()
                await asyncio.gather(*(_tick(each, clock) for each in bots))
                here.faults += [each for each in slack.said if WRONG in each]
                slack.said.clear()
                clock.move(STEP)
            here.faults += await stale(bots[0], clock)
            await _judge(here)
            return here.counts, here.faults
    finally:
        maker.drop(url)


async def _tick(bot: Bot, clock: Still) -> None:
    await Ticks(bot.database, clock, lambda: None, seconds=3600).tick()


async def _judge(here: Crowd) -> None:
    """Counts what was asked and sent, and what is over a cap."""
    async with here.bots[0].database.reading() as session:
        asks = [each for each in await session.scalars(select(Ask)) if each.asked_at is not None]
        contacts = list(await session.scalars(select(Contact)))
        here.counts["references"] = len(list(await session.scalars(select(Reference.id))))
    here.counts["questions asked"], here.counts["contacts"] = len(asks), len(contacts)
    here.counts["yes"] = sum(each.state is AskState.ACCEPTED for each in asks)
    month, gap = timedelta(days=30), timedelta(days=DAYS_BETWEEN)
    window = timedelta(days=60)
    for what, rows, most, length in (
        (
            "asks of an account in 30 days",
            _by((e.account_id, e.asked_at) for e in asks),
            ASKS_IN_30_DAYS,
            month,
        ),
        ("asks of a person in 14 days", _by((e.advocate_id, e.asked_at) for e in asks), 1, gap),
        ("contacts in 60 days", _by((e.advocate_id, e.at) for e in contacts), CONTACTS_IN_60_DAYS, window),
    ):
        here.faults += [
            f"too many {what}: {id_} {moments}" for id_, moments in rows if _over(moments, most, length)
        ]
    for who in ("account_id", "advocate_id"):
        open_ = _by((getattr(each, who), (each.asked_at, _closed(each))) for each in asks)
        here.faults += [f"two open asks of {who} {id_}: {each}" for id_, each in open_ if _overlap(each)]


def _by(pairs: Iterable[tuple[str, Any]]) -> list[tuple[str, list[Any]]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return [(key, sorted(values, key=str)) for key, values in found.items()]


def _closed(ask: Ask) -> datetime | None:
    """When it was no longer with the customer; None while it is."""
    return None if ask.state in WITH_CUSTOMER else ask.answered_at or ask.state_at


def _over(moments: Sequence[datetime], most: int, length: timedelta) -> bool:
    return any(later - first < length for first, later in zip(moments, moments[most:], strict=False))


def _overlap(spans: Sequence[tuple[datetime, datetime | None]]) -> bool:
    return any(end is None or begin < end for (_, end), (begin, _) in pairwise(spans))
