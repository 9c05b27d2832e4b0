"""Somebody has got hold of ids that are not theirs, and puts them where their own would stand: nothing comes of it."""

from collections.abc import Sequence

import pytest

from tests.attacks import crossing, pressing, twins
from tests.databases import Maker
from tests.faults.recorded import Press

SELLER, OWNER, MANAGER, CUSTOMER = "U0TOM", "U0ANNA", "U0MAYA", "U0PRIYA"

pytestmark = pytest.mark.timeout(600)


async def test_nobody_reaches_into_another_programme(presses: Sequence[Press], sqlite_maker: Maker) -> None:
    """Two programmes with equal customers, questions and messages: each press of one, made by people of the other."""
    faults = list[str]()
    for press in presses:
        people = (SELLER, OWNER, MANAGER, CUSTOMER)
        faults += await crossing.faults(press, sqlite_maker, twins.programme, beside=people)
    assert not faults, "\n".join(faults)


async def test_no_customer_reaches_what_another_was_asked(
    presses: Sequence[Press], sqlite_maker: Maker
) -> None:
    """Two companies of one programme, whose people were asked the same: each answers, reads and sets their own."""
    faults = list[str]()
    for press in presses:
        if twins.is_customer(press.database, pressing.who_pressed(press)):
            faults += await crossing.faults(press, sqlite_maker, twins.customer)
    assert not faults, "\n".join(faults)
