"""The table of roles is what the turn asks: one of the roles that it names is enough, and every other is refused."""

import pytest

from handlers.roles import ANYBODY, MAY, REFUSALS, refusal
from models.member import Role


@pytest.mark.parametrize("id_", MAY)
def test_one_of_its_roles_is_enough_and_no_other(id_: str) -> None:
    for role in Role:
        may = MAY[id_] == ANYBODY or role in MAY[id_]
        assert refusal(id_, frozenset({role})) == (None if may else REFUSALS[MAY[id_]])
    assert refusal(id_, frozenset(Role)) is None


def test_without_a_role_only_what_is_for_anybody() -> None:
    open_to_all = {id_ for id_ in MAY if refusal(id_, frozenset()) is None}
    assert open_to_all == {id_ for id_, roles in MAY.items() if not roles}
