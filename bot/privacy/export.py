"""All that is kept on a customer, in words for themselves and as data for an operator."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.advocates.invitations import address
from bot.kit.errors import BotError, FormError
from bot.rules.hours import zone_of
from bot.views.advocate.values import Entries
from models import audit, joining
from models.base import FOREVER
from models.joining import Customer
from models.privacy import holding
from models.privacy.holding import Held

NOBODY = "Nobody among the customers of this programme has the address {email}."
Exported = Mapping[str, Sequence[Mapping[str, Any]]]  # by table, rows by what a column is called


async def by_address(session: AsyncSession, program_id: str, email: str) -> Customer:
    """The customer with this address; raises BotError where there is none."""
    try:
        written = address(email, "email")
    except FormError as problem:
        raise BotError(problem.by_input["email"]) from None
    found = await joining.known_as(session, program_id, user_id=None, email=written)
    if not found:
        raise BotError(NOBODY.format(email=written))
    return found[0]


async def entries(session: AsyncSession, customer: Customer) -> list[Entries]:
    """Everything, in words: what is empty is left out."""
    kept, names = await _kept(session, customer)
    zone = customer.advocate.zone
    return [
        Entries(
            held.table.about,
            [
                [
                    (column.says, _said(row[column.name], names, zone))
                    for column in held.table.said
                    if row[column.name] not in EMPTY
                ]
                for row in held.rows
            ],
        )
        for held in kept
    ]


async def exported(session: AsyncSession, customer: Customer, *, by: str, now: datetime) -> Exported:
    """Everything as data that can be written as JSON; the log says who took it out."""
    kept, names = await _kept(session, customer)
    taken_out(session, customer, by=by, now=now)
    return {
        held.table.name: [
            {column.says: _data(row[column.name], names) for column in held.table.said} for row in held.rows
        ]
        for held in kept
    }


def taken_out(session: AsyncSession, customer: Customer, *, by: str, now: datetime) -> None:
    advocate = customer.advocate
    audit.record(session, advocate.program_id, at=now, actor=by, verb="exported", subject=advocate.id)


async def _kept(session: AsyncSession, customer: Customer) -> tuple[list[Held], dict[str, str]]:
    advocate = customer.advocate
    kept = await holding.everything(session, advocate.program_id, advocate.id)
    names = await holding.names(
        session, advocate.program_id, account_id=customer.account.id, inviter=advocate.invited_by
    )
    return kept, names


EMPTY: tuple[object, ...] = (None, "", [], {})


def _said(value: Any, names: Mapping[str, str], zone: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return "for good" if value == FOREVER else f"{value.astimezone(zone_of(zone)):%Y-%m-%d %H:%M}"
    if isinstance(value, StrEnum):
        return value.replace("_", " ")
    if isinstance(value, Mapping):
        return ", ".join(f"{each}: {_said(said, names, zone)}" for each, said in value.items())
    if isinstance(value, list):
        return ", ".join(_said(each, names, zone) for each in value)
    return names.get(value, value) if isinstance(value, str) else str(value)


def _data(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, date):  # a moment is one, too
        return value.isoformat()
    if isinstance(value, list):
        return [_data(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value
