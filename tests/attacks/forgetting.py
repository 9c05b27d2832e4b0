"""One recorded press, made after the customer whom it is about had themselves erased."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, create_engine, false, make_url, or_, select

from bot.privacy import erasing
from models import audit, joining
from models.base import Base
from models.privacy import erasing as rows_of
from models.privacy.holding import whose
from models.privacy.register import DELETE, Table, read
from tests.attacks.pressing import OK, who_pressed
from tests.attacks.restored import rows
from tests.databases import Maker
from tests.faults import outcomes, strange
from tests.faults.bots import Bot, Still, bot
from tests.faults.copies import copy
from tests.faults.mute import mute
from tests.faults.recorded import Press

# What colleagues settle among themselves, of a person without a name, so that what is counted is right.
COLLEAGUES = frozenset({"task"})


@dataclass(frozen=True, slots=True)
class Customer:
    program_id: str
    id: str
    name: str
    email: str


def concerned(press: Press) -> list[Customer]:
    """Whom a press is about: the customer who presses, those whose ids it holds, and those whose rows' ids it holds."""
    text = json.dumps(press.payload)
    with sqlite3.connect(press.database) as database:
        found = database.execute(
            "SELECT program_id, id, name, email, slack_user_id FROM advocate WHERE erased_at IS NULL ORDER BY id"
        ).fetchall()
        hang_on: dict[str, set[str]] = {row[1]: {row[1]} for row in found}
        for table in read().of_customers:
            if not table.through:
                for id_, advocate_id in database.execute(f"SELECT id, {table.of} FROM {table.name}"):  # noqa: S608
                    hang_on.get(advocate_id, set()).add(id_)
        for id_, advocate_id in database.execute("SELECT id, advocate_id FROM task"):
            hang_on.get(advocate_id, set()).add(id_)
    presser = who_pressed(press)
    return [
        Customer(*row[:4])
        for row in found
        if row[4] == presser or any(id_ in text for id_ in hang_on[row[1]])
    ]


async def faults(press: Press, customer: Customer, maker: Maker) -> list[str]:
    url = copy(maker, press.database, "forgotten")
    payload = strange.lean(press.payload)
    async with mute() as slack, bot(url, Still(press.now), slack) as here:
        await _erase(here, customer, press.now)
        before = _all(url)
        slack.said.clear()
        answer = await here.hear(press.kind, payload)
        outcome = outcomes.read(answer, slack.said)
    found = [f"{answer.status_code}"] if answer.status_code != OK else []
    found += [f"is no answer: {said}" for said in outcome.said if "went wrong on our side" in said]
    sent, told = json.dumps(payload, ensure_ascii=False).lower(), outcome.text.lower()
    for word in (customer.name.lower(), customer.email.lower()):
        if word in told and word not in sent:
            found.append(f"tells of {word}: {outcome.text}")
        found += [f"writes {row}" for row in _all(url) - before if word in str(row).lower()]
    found += [f"keeps {row}" for row in kept(url, customer)]
    maker.drop(url)
    return [f"{press.id}, about {customer.name}: {fault}" for fault in found]


async def _erase(here: Bot, customer: Customer, now: datetime) -> None:
    async with here.database.transaction() as session:
        found = await joining.find(session, customer.program_id, customer.id)
        assert found is not None
        assert await erasing.erase(session, found, by=audit.OPERATOR, now=now, real=now)


def kept(url: str, customer: Customer) -> Iterator[str]:
    """What the register says is deleted or emptied, and is there all the same."""
    engine = create_engine(url)
    with engine.connect() as connection:
        for table in read().of_customers:
            if table.name in COLLEAGUES:
                continue
            real = Base.metadata.tables[table.name]
            theirs = select(real).where(whose(table, customer.program_id, customer.id))
            for row in connection.execute(
                theirs if table.erased == DELETE else theirs.where(_not_empty(table, customer))
            ):
                yield f"{table.name}: {row}"
    engine.dispose()


def _not_empty(table: Table, customer: Customer) -> ColumnElement[bool]:
    real = Base.metadata.tables[table.name]
    empty = rows_of._emptied(table, customer.id)
    return or_(false(), *(real.c[name].is_distinct_from(value) for name, value in empty.items()))


def _all(url: str) -> set[tuple[object, ...]]:
    with sqlite3.connect(Path(make_url(url).database or "")) as database:
        return rows(database)
