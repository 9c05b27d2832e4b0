"""What sellers needed and whom they asked, in programmes that benchmarks make up: two asks for two people in five."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from models.activity import Activity
from models.ask import Ask, AskState
from models.base import Owned, new_id
from models.deal import Deal, Status
from models.member import Member
from models.reference import Reference, ReferenceState

Rows = dict[type[Owned], list[dict[str, Any]]]
ENDS = (AskState.ACCEPTED, AskState.DECLINED, AskState.SILENT, AskState.ACCEPTED, AskState.WITHDRAWN)
EACH = 5  # people for one deal


def rows(
    people: Mapping[int, tuple[str, str]], kinds: Sequence[Activity], seller: Member, *, now: datetime
) -> Rows:
    """By number (advocate, account). Every fortieth ask still runs; every sixth reference found nobody."""
    found: Rows = {Deal: [], Reference: [], Ask: []}
    numbers = [n for n in people if n % EACH in {2, 3}]  # executives stay ready for a step
    for begin in range(0, len(numbers), EACH):
        for at in range(2):
            some = numbers[begin : begin + EACH]
            _reference(found, [(n, *people[n]) for n in some], kinds[(begin + at) % len(kinds)], seller, now)
    return found


def _reference(
    found: Rows,
    people: Sequence[tuple[int, str, str]],
    activity: Activity,
    seller: Member,
    now: datetime,
) -> None:
    deal_id, reference_id, number = new_id(), new_id(), len(found[Reference])
    since = now - timedelta(days=7 * (number % 60))
    found[Deal].append(
        {
            "id": deal_id,
            "key": deal_id,
            "name": f"Deal {deal_id}",
            "prospect": f"Prospect {number}",
            "prospect_key": f"prospect {number}",
            "status": Status.OPEN,
            "seller_id": seller.id,
        }
    )
    found[Reference].append(
        {
            "id": reference_id,
            "seller_id": seller.id,
            "deal_id": deal_id,
            "activity_id": activity.id,
            "needed_on": since.date() + timedelta(days=30),
            "state": ReferenceState.UNFILLED if number % 6 == 0 else ReferenceState.FOUND,
            "form_key": reference_id,
            "created_at": since,
        }
    )
    for position, (n, advocate_id, account_id) in enumerate(people):
        state = AskState.ASKED if n % 40 == 2 else ENDS[number % len(ENDS)]
        found[Ask].append(
            {
                "id": new_id(),
                "reference_id": reference_id,
                "advocate_id": advocate_id,
                "account_id": account_id,
                "deal_id": deal_id,
                "activity_id": activity.id,
                "position": position,
                "state": state,
                "state_at": since,
                "asked_at": since,
                "held_on": _held(state, since.date()),
            }
        )


def _held(state: AskState, since: date) -> date | None:
    return since + timedelta(days=10) if state is AskState.ACCEPTED else None
