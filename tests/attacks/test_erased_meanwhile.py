"""A customer is erased while others have them on their screens: whatever is pressed there writes nothing about them."""

from collections.abc import Sequence

import pytest

from tests.attacks import forgetting
from tests.databases import Maker
from tests.faults.recorded import Press

pytestmark = pytest.mark.timeout(600)


async def test_nobody_brings_them_back_from_an_old_screen(
    presses: Sequence[Press], sqlite_maker: Maker
) -> None:
    faults = list[str]()
    for press in presses:
        for customer in forgetting.concerned(press):
            faults += await forgetting.faults(press, customer, sqlite_maker)
    assert not faults, "\n".join(faults)
