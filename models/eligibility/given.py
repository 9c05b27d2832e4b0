"""A need as parameters: a statement about it is built once for each shape of need, then asked with the values.

To build it takes longer than most databases take to answer it for a few hundred customers.
"""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, String, bindparam

from models.base import microseconds
from models.eligibility.needs import Need

Shape = frozenset[str]  # the names of a need's values that are known

NOW = bindparam("now", type_=BigInteger)  # microseconds since 1970
ACTIVITIES = bindparam("activities", type_=String, expanding=True)
EXCEPT_ASK = bindparam("except_ask", type_=String)
SHAPES = 128  # kept at a time
_NUMBERS = ("amount", "size_band", "seniority")


def shape(need: Need) -> Shape:
    return frozenset(field.name for field in fields(need) if getattr(need, field.name) is not None)


def parameters(known: Shape) -> Need:
    """A need of this shape, with a parameter in place of each value."""
    given: dict[str, Any] = {field.name: None for field in fields(Need)}
    given |= {name: bindparam(name, type_=BigInteger if name in _NUMBERS else String) for name in known}
    return Need(**given)


def values(need: Need, now: datetime) -> dict[str, Any]:
    """What the parameters stand for: the need's, and NOW."""
    return {name: getattr(need, name) for name in shape(need)} | {NOW.key: microseconds(now)}
