"""What the views of a customer's own matters are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from bot.views.advocate.climb import Climbed
from bot.views.advocate.told import Told
from models.activity import Activity
from models.advocate import Advocate
from models.ask import WholeAsk
from models.consent import Consent
from models.giveback import Giveback
from models.joining import Customer
from models.participation import Participation
from models.program import Program
from models.task import Task


class Part(IntEnum):
    """The parts of a customer's own page, as its page number; the list of what they did goes on from its own."""

    OVERVIEW = 0
    LIMITS = 1
    KEPT = 2
    REPORT = 3
    NOMINATE = 4
    OBJECT = 5
    ASSISTANT = 6
    DID = 7
    ASK_FOR = 900  # beyond any page of that list, so that buttons of before keep their places
    ERASE = 901
    EXPORT = 1000  # and so does this one, after which its own pages come


FORMS = frozenset({Part.ASK_FOR, Part.REPORT, Part.NOMINATE, Part.OBJECT, Part.ASSISTANT})


@dataclass(frozen=True, slots=True)
class Entries:
    """What one table holds of somebody: of each row what there is, as (what it is called, what it says)."""

    about: str
    rows: Sequence[Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One part of a customer's page, with what that part needs."""

    customer: Customer
    program: Program
    place: int
    activities: Sequence[Activity] = ()
    consents: Sequence[Consent] = ()
    asked: tuple[datetime | None, int] = (None, 0)  # the last time, and how often within a year
    done: Sequence[tuple[Participation, Activity]] = ()
    more: bool = False
    answered: Sequence[WholeAsk] = ()
    tasks: Sequence[Task] = ()
    asked_for: Sequence[Giveback] = ()
    climb: Climbed | None = None
    told: Told | None = None
    everything: Sequence[Entries] = ()

    @property
    def part(self) -> Part:
        if self.place >= Part.EXPORT:
            return Part.EXPORT
        return Part(self.place) if self.place in set(Part) else Part.DID

    @property
    def sends(self) -> bool:
        """Is there something to fill in? Nothing is given back in the public sector, so nothing is asked for."""
        return self.part in FORMS and not (self.part is Part.ASK_FOR and self.customer.account.public_sector)


def joined(advocate: Advocate) -> bool:
    """Are they in the programme now?"""
    return advocate.joined_on is not None and advocate.left_on is None
