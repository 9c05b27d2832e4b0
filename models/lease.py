"""Waits in real time that a row holds, and that a clock which jumps can neither cut short unseen nor make endless."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import InstrumentedAttribute

LEASE = timedelta(
    seconds=90
)  # of a workspace or a message; longer than one delivery takes, its waits included
FURTHEST = timedelta(minutes=15)  # the longest wait for another try; longer ones are looked at in between


def over(
    until: InstrumentedAttribute[datetime | None], real: datetime, longest: timedelta = LEASE
) -> ColumnElement[bool]:
    """Is it over, or was there none? One that ends later than any can was written by a clock that went ahead."""
    return or_(until.is_(None), until <= real, until > real + longest)
