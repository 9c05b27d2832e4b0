"""List 5, last part: answers, cancellations and clocks in the same instant come to what they come to in some order."""

import asyncio
import itertools
import json
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.asks import course
from handlers.payloads import Kind
from models import program as programs
from models.base import EPOCH, MICROSECOND
from sandbox.errors import Json
from tests.databases import Maker, SqliteMaker
from tests.faults import strange
from tests.faults.bots import Bot, Still
from tests.faults.copies import Rows, contents, ids_in, kept_as
from tests.faults.presses import APART, doors, stale
from tests.faults.recorded import Press

ASK = (
    "SELECT ask.due_at, ask.reference_id, seller.slack_user_id, advocate.slack_user_id FROM ask "
    "JOIN reference ON reference.id = ask.reference_id JOIN member AS seller ON seller.id = reference.seller_id "
    "JOIN advocate ON advocate.id = ask.advocate_id WHERE ask.id = ?"
)

IN_ORDER, TOGETHER = "in_order", "together"  # what stood before, once for each way to act

Act = Callable[[Bot, Still], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Moment:
    """A question at the instant when its clock runs out, and all that can be done about it then."""

    database: Path
    now: datetime
    acts: Mapping[str, Act]


@dataclass
class Instants:
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def with_customer(accept: Press) -> Moment:
    """The customer's card is out; `accept` is their yes to it."""
    ask_id = accept.payload["actions"][0]["value"].split("|")[0]
    now, reference_id, seller, customer = _about(accept.database, ask_id)
    acts = {
        "yes": _sent(strange.lean(accept.payload)),
        "no": _pressed(accept, customer, "not_this", ask_id),
        "cancelled": _pressed(accept, seller, "cancel_reference", reference_id),
        "leaves": _pressed(accept, customer, "leave", "leave"),
        "clock": _ran_out(ask_id),
    }
    return Moment(accept.database, now, acts)


def with_owner(approve: Press) -> Moment:
    """The owner's card is out; `approve` is their yes to it."""
    ask_id = approve.payload["actions"][0]["value"]
    now, reference_id, seller, _ = _about(approve.database, ask_id)
    owner = approve.payload["user"]["id"]
    acts = {
        "approved": _sent(strange.lean(approve.payload)),
        "refused": _pressed(approve, owner, "refuse_now", ask_id),
        "cancelled": _pressed(approve, seller, "cancel_reference", reference_id),
        "held back": _held_back(approve, owner, ask_id, now),
        "clock": _ran_out(ask_id),
    }
    return Moment(approve.database, now, acts)


async def race(
    moment: Moment, maker: Maker, orders: SqliteMaker, *, sets: int | None = None, times: int, random: Random
) -> Instants:
    """Sets of three acts, all of them or so many, each so often at once.

    `orders` is where they are done one after the other, in all orders.
    """
    found, known = Instants(), ids_in(moment.database)
    with kept_as(orders, moment.database, IN_ORDER), kept_as(maker, moment.database, TOGETHER):
        for names in itertools.islice(itertools.combinations(moment.acts, 3), sets):
            serial = [
                await _done(moment, orders, IN_ORDER, order, known=known, found=found)
                for order in itertools.permutations(names)
            ]
            found.counts["sets of acts"] += 1
            found.counts["outcomes"] += len({frozenset(rows.items()) for rows in serial})
            for _ in range(times):
                delays = [random.random() * APART for _ in names]
                shuffled = random.sample(names, len(names))
                at_once = await _done(
                    moment, maker, TOGETHER, shuffled, known=known, found=found, delays=delays
                )
                found.counts["at once"] += 1
                if at_once not in serial:
                    nearest = min(
                        serial, key=lambda rows: (rows - at_once).total() + (at_once - rows).total()
                    )
                    more, less = sorted(at_once - nearest), sorted(nearest - at_once)
                    found.faults.append(f"{shuffled} come to no outcome of theirs: more {more}, less {less}")
    return found


async def _done(
    moment: Moment,
    maker: Maker,
    like: str,
    names: Sequence[str],
    *,
    known: frozenset[str],
    found: Instants,
    delays: Sequence[float] | None = None,
) -> Rows:
    """What stands in the database after these acts: one after the other, or with delays at once."""
    url, clock = maker.fresh("done", like=like), Still(moment.now)
    try:
        async with doors(url, clock, most=1 if isinstance(maker, SqliteMaker) else 2) as (bots, _):
            outdated = await stale(bots[0], clock)
            acts = [moment.acts[name](bots[at % len(bots)], clock) for at, name in enumerate(names)]
            if delays is None:
                for act in acts:
                    await act
            else:
                late = [_late(act, delay) for act, delay in zip(acts, delays, strict=True)]
                for each in await asyncio.gather(*late, return_exceptions=True):
                    if isinstance(each, BaseException):
                        found.faults.append(f"{names}: {each!r}")
            found.faults += [f"after {names} {each}" for each in await stale(bots[0], clock) - outdated]
        return contents(url, known)
    finally:
        maker.drop(url)


async def _late(act: Awaitable[Any], delay: float) -> None:
    await asyncio.sleep(delay)
    await act


def _about(kept: Path, ask_id: str) -> tuple[datetime, str, str, str]:
    """When its clock runs out, its reference, who sells, and who is asked."""
    with sqlite3.connect(kept) as connection:
        due_at, reference_id, seller, customer = connection.execute(ASK, (ask_id,)).fetchone()
    return EPOCH + int(due_at) * MICROSECOND, reference_id, seller, customer


def _sent(payload: Json, kind: Kind = Kind.ACTION) -> Act:
    async def act(bot: Bot, _: Still) -> None:
        answer = await bot.hear(kind, payload)
        assert answer.status_code == 200, f"{answer.text} {payload}"

    return act


def _pressed(like: Press, user: str, action_id: str, value: str) -> Act:
    """A button that somebody has on their screen at that moment."""
    payload = strange.by_somebody_else(strange.lean(like.payload), user)
    action = {"type": "button", "action_id": action_id, "block_id": "card", "value": value}
    return _sent(payload | {"actions": [action]})


def _held_back(like: Press, owner: str, ask_id: str, now: datetime) -> Act:
    until = (now.astimezone(UTC) + timedelta(days=30)).date().isoformat()
    values = {"until": {"until": {"type": "datepicker", "selected_date": until}}}
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": "hold_back",
        "private_metadata": ask_id,
        "state": {"values": values},
    }
    common = {key: like.payload[key] for key in ("team", "api_app_id", "trigger_id") if key in like.payload}
    user = {"id": owner, "team_id": like.payload["team"]["id"]}
    return _sent(
        json.loads(json.dumps(common | {"type": "view_submission", "user": user, "view": view})),
        Kind.SUBMISSION,
    )


def _ran_out(ask_id: str) -> Act:
    """What a tick does for this question, in the one transaction in which it does it."""

    async def act(bot: Bot, clock: Still) -> None:
        async with bot.database.transaction() as session:
            program_id = (await programs.named(session, ""))[0].id
            await course.clock_ran_out(session, program_id, ask_id, now=clock.business())

    return act
